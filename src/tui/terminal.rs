//! The terminal: taken over for the interface, and given back whatever happens.

use crossterm::event::{
    self, DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture, Event,
};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{cursor, execute};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use std::io::{self, Stdout, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// The terminal is ours, and has to be given back.
static TAKEN: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

/// What most terminals take for the clipboard at once.
const CLIPBOARD_LIMIT: usize = 74_000;

/// Gives the terminal back, if it is ours: its mode first, since that never has to wait for it. Errors are passed over:
/// there is nothing better to be done.
pub fn restore() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = disable_raw_mode();
        let _ = execute!(io::stdout(), DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
    }
}

struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Takes the terminal over, lets `body` use it, and gives it back: afterwards, on an error, and on a panic before
/// its message is printed.
pub fn with_terminal<T>(
    mouse: bool,
    body: impl FnOnce(&mut Terminal<CrosstermBackend<Stdout>>) -> io::Result<T>,
) -> io::Result<T> {
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            restore();
            before(panic);
        }));
    });
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let _guard = Guard;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
    if mouse {
        set_mouse(true)?;
    }
    body(&mut Terminal::new(CrosstermBackend::new(io::stdout()))?)
}

/// Takes the mouse, or leaves it to the terminal.
pub fn set_mouse(on: bool) -> io::Result<()> {
    if on { execute!(io::stdout(), EnableMouseCapture) } else { execute!(io::stdout(), DisableMouseCapture) }
}

/// The next key, click or resize; `None` where there was none in that time.
pub fn next_event(timeout: Duration) -> io::Result<Option<Event>> {
    if event::poll(timeout)? { event::read().map(Some) } else { Ok(None) }
}

/// Puts a text on the clipboard of the terminal, wherever that runs (OSC 52).
pub fn copy(text: &str) -> Result<(), String> {
    if text.len() > CLIPBOARD_LIMIT {
        return Err(format!("{} bytes are more than a terminal takes", text.len()));
    }
    let mut out = io::stdout();
    write!(out, "{}", clipboard_sequence(text)).and_then(|()| out.flush()).map_err(|e| e.to_string())
}

/// The control sequence that puts a text on the clipboard.
fn clipboard_sequence(text: &str) -> String {
    format!("\x1b]52;c;{}\x07", base64(text.as_bytes()))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits = (0..3).fold(0u32, |bits, i| bits << 8 | u32::from(chunk.get(i).copied().unwrap_or(0)));
        for i in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * i)) as usize & 63];
            out.push(if i <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clipboard_speaks_base64() {
        assert_eq!(base64(b""), "");
        assert_eq!(base64(b"f"), "Zg==");
        assert_eq!(base64(b"fo"), "Zm8=");
        assert_eq!(base64(b"foobar"), "Zm9vYmFy");
        assert_eq!(clipboard_sequence("hi"), "\x1b]52;c;aGk=\x07");
    }
}
