//! The mode of the terminal, and signals that come while it is not the one that it had (`tcsetattr(3)`, as
//! `prim_tty_nif.c` and `ttsl_drv.c` of OTP set it).
//!
//! However the program ends, the terminal gets its mode back: when the world is dropped, on a panic before its message,
//! and on signals that end the program. One that is stopped sets it again when it goes on. While a face has the terminal
//! ([`Face`]), signals are not the guest's: they end the program, after the face has given the terminal back.

use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError, mpsc};
use std::time::Duration;

use enigma_vm::request::Input;
use enigma_vm::request::terminal::{Mode, Signal};
use rustix::termios::{
    InputModes, LocalModes, OptionalActions, OutputModes, SpecialCodeIndex, Termios, tcgetattr, tcgetwinsize, tcsetattr,
};
use signal_hook::consts::signal::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;

use super::inbox::Inbox;

/// The mode before the first change, and the one that is set.
static MODES: Mutex<Option<(Termios, Termios)>> = Mutex::new(None);
static HOOK: Once = Once::new();
/// How the face that has the terminal gives it back, while one has it.
static FACE: Mutex<Option<fn()>> = Mutex::new(None);
static FACES: Once = Once::new();
/// Signals are taken for a guest.
static LISTENS: AtomicBool = AtomicBool::new(false);
/// How long a face has to give the terminal back: one that takes no output any more keeps nobody from ending.
const FACE_PATIENCE: Duration = Duration::from_secs(1);

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
    // Who has no terminal may have been told to outlive one that hangs up (`nohup`).
    let hangs_up = io::stdin().is_terminal().then_some(SIGHUP);
    let taken = [SIGWINCH, SIGCONT, SIGTERM, SIGQUIT, SIGINT].into_iter().chain(hangs_up);
    if let Ok(signals) = Signals::new(taken) {
        let inbox = inbox.clone();
        LISTENS.store(true, Ordering::SeqCst);
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

/// While it lives, a face has the terminal.
pub struct Face(());

impl Face {
    /// Has signals that end the program have the terminal given back so before. Without them all is as good.
    pub fn show(give_back: fn()) -> Face {
        *FACE.lock().unwrap_or_else(PoisonError::into_inner) = Some(give_back);
        FACES.call_once(|| {
            if let Ok(mut signals) = Signals::new([SIGTERM, SIGHUP, SIGQUIT, SIGINT]) {
                std::thread::spawn(move || signals.forever().for_each(end_with_face));
            }
        });
        Face(())
    }
}

impl Drop for Face {
    fn drop(&mut self) {
        *FACE.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// Ends this process where a face has the terminal, or where no guest takes the signal.
fn end_with_face(signal: i32) {
    let face = *FACE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(give_back) = face {
        let (done, wait) = mpsc::channel();
        std::thread::spawn(move || {
            // Nothing is drawn afterwards.
            let _lock = io::stdout().lock();
            give_back();
            let _ = done.send(());
            loop {
                std::thread::park();
            }
        });
        let _ = wait.recv_timeout(FACE_PATIENCE);
    } else if LISTENS.load(Ordering::SeqCst) {
        return;
    }
    end(signal)
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
            _ if FACE.lock().unwrap_or_else(PoisonError::into_inner).is_some() => {}
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
            SIGINT if inbox.interrupt() => {}
            _ => end(signal),
        }
    }
}

/// Ends this process as the signal would have done.
fn end(signal: i32) -> ! {
    restore();
    std::process::exit(128 + signal)
}
