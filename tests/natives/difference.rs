//! Where two results part.

/// What two results have where they part first.
pub fn difference(ours: &str, theirs: &str) -> String {
    let same = ours.bytes().zip(theirs.bytes()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| {
        let from = (0..=same.saturating_sub(150)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text[from..].chars().take(260).collect::<String>()
    };
    format!("  here:  …{}…\n  there: …{}…", around(ours), around(theirs))
}
