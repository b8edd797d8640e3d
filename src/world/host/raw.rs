//! The mode of the terminal, and signals that come while it is not the one that it had (`tcsetattr(3)`, as
//! `prim_tty_nif.c` and `ttsl_drv.c` of OTP set it).
//!
//! However the program ends, the terminal gets its mode back: when the world is dropped, on a panic before its message,
//! and on signals that end the program. One that is stopped sets it again when it goes on.

use std::io;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use enigma_vm::request::Input;
use enigma_vm::request::terminal::{Mode, Signal};
use rustix::termios::{
    InputModes, LocalModes, OptionalActions, OutputModes, SpecialCodeIndex, Termios, tcgetattr, tcgetwinsize, tcsetattr,
};
use signal_hook::consts::signal::{SIGCONT, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;

use super::inbox::Inbox;

/// The mode before the first change, and the one that is set.
static MODES: Mutex<Option<(Termios, Termios)>> = Mutex::new(None);
static HOOK: Once = Once::new();

fn modes() -> MutexGuard<'static, Option<(Termios, Termios)>> {
    MODES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The characters of a line, and the lines.
pub(super) fn size() -> Option<(u16, u16)> {
    let size = tcgetwinsize(io::stdin()).or_else(|_| tcgetwinsize(io::stdout())).ok()?;
    (size.ws_col > 0 || size.ws_row > 0).then_some((size.ws_col, size.ws_row))
}

/// Sets the mode.
pub(super) fn set(mode: Mode) -> io::Result<()> {
    if mode == Mode::ORIGINAL {
        restore();
        return Ok(());
    }
    let mut modes = modes();
    let original = match modes.take() {
        Some((original, _)) => original,
        None => tcgetattr(io::stdin())?,
    };
    let wanted = changed(original.clone(), mode);
    let set = tcsetattr(io::stdin(), OptionalActions::Now, &wanted);
    *modes = Some((original, wanted));
    drop(modes);
    set?;
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            restore();
            before(panic);
        }));
    });
    Ok(())
}

/// Has signals come into an inbox. Without them all is as good, but for the terminal's size.
pub(super) fn listen(inbox: &Inbox) {
    if let Ok(signals) = Signals::new([SIGWINCH, SIGCONT, SIGTERM, SIGQUIT, SIGINT]) {
        let inbox = inbox.clone();
        std::thread::spawn(move || take(signals, &inbox));
    }
}

/// While it lives, the terminal has the mode that it had.
pub struct OriginalMode(());

impl OriginalMode {
    /// Gives the terminal that mode.
    pub fn set() -> OriginalMode {
        put(|(original, _)| original);
        OriginalMode(())
    }
}

impl Drop for OriginalMode {
    fn drop(&mut self) {
        put(|(_, wanted)| wanted);
    }
}

/// Gives the terminal one of the modes, where it has been changed. Errors are passed over: there is nothing better to be
/// done.
fn put(which: impl Fn(&(Termios, Termios)) -> &Termios) {
    if let Some(modes) = &*modes() {
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, which(modes));
    }
}

fn changed(mut termios: Termios, mode: Mode) -> Termios {
    termios.input_modes.remove(InputModes::ISTRIP);
    if !mode.lines {
        termios.input_modes.remove(InputModes::ICRNL);
        termios.local_modes.remove(LocalModes::ICANON);
        termios.output_modes.remove(OutputModes::OPOST);
        termios.special_codes[SpecialCodeIndex::VMIN] = 1;
        termios.special_codes[SpecialCodeIndex::VTIME] = 0;
    }
    if !mode.echo {
        termios.local_modes.remove(LocalModes::ECHO);
    }
    termios
}

/// Gives the terminal the mode that it had. Errors are passed over: there is nothing better to be done.
pub(super) fn restore() {
    if let Some((original, _)) = modes().take() {
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, &original);
    }
}

fn take(mut signals: Signals, inbox: &Inbox) {
    for signal in &mut signals {
        match signal {
            SIGWINCH => {
                if let Some((columns, rows)) = size() {
                    inbox.put(Input::Resized { columns, rows });
                }
            }
            SIGCONT => {
                put(|(_, wanted)| wanted);
                inbox.put(Input::Signal(Signal::Continued));
            }
            // A program that is too busy to take the first is ended by the second.
            SIGTERM | SIGQUIT => {
                let told = if signal == SIGTERM { Signal::Terminate } else { Signal::Quit };
                if !inbox.put(Input::Signal(told)) {
                    end(signal);
                }
            }
            _ if inbox.interrupt() => {}
            _ => end(signal),
        }
    }
}

/// Ends this process as the signal would have done.
fn end(signal: i32) -> ! {
    restore();
    std::process::exit(128 + signal)
}
