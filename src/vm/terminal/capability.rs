//! What the terminal can do: one table, that of a terminal that takes the control sequences of `xterm` with 256 colours
//! (`terminfo(5)`). Nothing is read from outside: whoever draws on another terminal sees its sequences pass through.
//!
//! `prim_tty` asks by termcap's codes of two letters in OTP 27 and by terminfo's names in OTP 29.

/// What a capability is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// The terminal has the property.
    Flag,
    /// A number.
    Number(u16),
    /// The sequence that does it, with parameters ([`super::parameters`]).
    Text(&'static str),
}

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capability {
    /// terminfo's name.
    pub name: &'static str,
    /// termcap's code.
    pub code: &'static str,
    /// What it is called in C.
    pub full_name: &'static str,
    /// What it is.
    pub value: Value,
}

const fn flag(name: &'static str, code: &'static str, full_name: &'static str) -> Capability {
    Capability { name, code, full_name, value: Value::Flag }
}

const fn number(name: &'static str, code: &'static str, full_name: &'static str, value: u16) -> Capability {
    Capability { name, code, full_name, value: Value::Number(value) }
}

const fn text(name: &'static str, code: &'static str, full_name: &'static str, value: &'static str) -> Capability {
    Capability { name, code, full_name, value: Value::Text(value) }
}

/// The capability with that name of terminfo.
pub fn named(name: &str) -> Option<&'static Capability> {
    TABLE.iter().find(|capability| capability.name == name)
}

/// The capability with that code of termcap.
pub fn coded(code: &str) -> Option<&'static Capability> {
    TABLE.iter().find(|capability| capability.code == code)
}

/// All of them.
pub const TABLE: &[Capability] = &[
    flag("OTbs", "bs", "backspaces_with_bs"),
    flag("am", "am", "auto_right_margin"),
    flag("bce", "ut", "back_color_erase"),
    flag("km", "km", "has_meta_key"),
    flag("mir", "mi", "move_insert_mode"),
    flag("msgr", "ms", "move_standout_mode"),
    flag("npc", "NP", "no_pad_char"),
    flag("xenl", "xn", "eat_newline_glitch"),
    number("cols", "co", "columns", 80),
    number("it", "it", "init_tabs", 8),
    number("lines", "li", "lines", 24),
    number("colors", "Co", "max_colors", 256),
    text("cbt", "bt", "back_tab", "\x1b[Z"),
    text("bel", "bl", "bell", "\x07"),
    text("cr", "cr", "carriage_return", "\r"),
    text("csr", "cs", "change_scroll_region", "\x1b[%i%p1%d;%p2%dr"),
    text("tbc", "ct", "clear_all_tabs", "\x1b[3g"),
    text("clear", "cl", "clear_screen", "\x1b[H\x1b[2J"),
    text("el", "ce", "clr_eol", "\x1b[K"),
    text("ed", "cd", "clr_eos", "\x1b[J"),
    text("hpa", "ch", "column_address", "\x1b[%i%p1%dG"),
    text("cup", "cm", "cursor_address", "\x1b[%i%p1%d;%p2%dH"),
    text("cud1", "do", "cursor_down", "\n"),
    text("home", "ho", "cursor_home", "\x1b[H"),
    text("civis", "vi", "cursor_invisible", "\x1b[?25l"),
    text("cub1", "le", "cursor_left", "\x08"),
    text("cnorm", "ve", "cursor_normal", "\x1b[?12l\x1b[?25h"),
    text("cuf1", "nd", "cursor_right", "\x1b[C"),
    text("cuu1", "up", "cursor_up", "\x1b[A"),
    text("cvvis", "vs", "cursor_visible", "\x1b[?12;25h"),
    text("dch1", "dc", "delete_character", "\x1b[P"),
    text("dl1", "dl", "delete_line", "\x1b[M"),
    text("smacs", "as", "enter_alt_charset_mode", "\x1b(0"),
    text("blink", "mb", "enter_blink_mode", "\x1b[5m"),
    text("bold", "md", "enter_bold_mode", "\x1b[1m"),
    text("smcup", "ti", "enter_ca_mode", "\x1b[?1049h\x1b[22;0;0t"),
    text("dim", "mh", "enter_dim_mode", "\x1b[2m"),
    text("smir", "im", "enter_insert_mode", "\x1b[4h"),
    text("invis", "mk", "enter_secure_mode", "\x1b[8m"),
    text("rev", "mr", "enter_reverse_mode", "\x1b[7m"),
    text("smso", "so", "enter_standout_mode", "\x1b[7m"),
    text("smul", "us", "enter_underline_mode", "\x1b[4m"),
    text("ech", "ec", "erase_chars", "\x1b[%p1%dX"),
    text("rmacs", "ae", "exit_alt_charset_mode", "\x1b(B"),
    text("sgr0", "me", "exit_attribute_mode", "\x1b(B\x1b[m"),
    text("rmcup", "te", "exit_ca_mode", "\x1b[?1049l\x1b[23;0;0t"),
    text("rmir", "ei", "exit_insert_mode", "\x1b[4l"),
    text("rmso", "se", "exit_standout_mode", "\x1b[27m"),
    text("rmul", "ue", "exit_underline_mode", "\x1b[24m"),
    text("il1", "al", "insert_line", "\x1b[L"),
    text("kbs", "kb", "key_backspace", "\x7f"),
    text("kdch1", "kD", "key_dc", "\x1b[3~"),
    text("kcud1", "kd", "key_down", "\x1bOB"),
    text("kf1", "k1", "key_f1", "\x1bOP"),
    text("kf10", "k;", "key_f10", "\x1b[21~"),
    text("kf2", "k2", "key_f2", "\x1bOQ"),
    text("kf3", "k3", "key_f3", "\x1bOR"),
    text("kf4", "k4", "key_f4", "\x1bOS"),
    text("kf5", "k5", "key_f5", "\x1b[15~"),
    text("kf6", "k6", "key_f6", "\x1b[17~"),
    text("kf7", "k7", "key_f7", "\x1b[18~"),
    text("kf8", "k8", "key_f8", "\x1b[19~"),
    text("kf9", "k9", "key_f9", "\x1b[20~"),
    text("khome", "kh", "key_home", "\x1bOH"),
    text("kich1", "kI", "key_ic", "\x1b[2~"),
    text("kcub1", "kl", "key_left", "\x1bOD"),
    text("knp", "kN", "key_npage", "\x1b[6~"),
    text("kpp", "kP", "key_ppage", "\x1b[5~"),
    text("kcuf1", "kr", "key_right", "\x1bOC"),
    text("kind", "kF", "key_sf", "\x1b[1;2B"),
    text("kri", "kR", "key_sr", "\x1b[1;2A"),
    text("kcuu1", "ku", "key_up", "\x1bOA"),
    text("rmkx", "ke", "keypad_local", "\x1b[?1l\x1b>"),
    text("smkx", "ks", "keypad_xmit", "\x1b[?1h\x1b="),
    text("nel", "nw", "newline", "\x1bE"),
    text("dch", "DC", "parm_dch", "\x1b[%p1%dP"),
    text("dl", "DL", "parm_delete_line", "\x1b[%p1%dM"),
    text("cud", "DO", "parm_down_cursor", "\x1b[%p1%dB"),
    text("ich", "IC", "parm_ich", "\x1b[%p1%d@"),
    text("indn", "SF", "parm_index", "\x1b[%p1%dS"),
    text("il", "AL", "parm_insert_line", "\x1b[%p1%dL"),
    text("cub", "LE", "parm_left_cursor", "\x1b[%p1%dD"),
    text("cuf", "RI", "parm_right_cursor", "\x1b[%p1%dC"),
    text("rin", "SR", "parm_rindex", "\x1b[%p1%dT"),
    text("cuu", "UP", "parm_up_cursor", "\x1b[%p1%dA"),
    text("rep", "rp", "repeat_char", "%p1%c\x1b[%p2%{1}%-%db"),
    text("rc", "rc", "restore_cursor", "\x1b8"),
    text("vpa", "cv", "row_address", "\x1b[%i%p1%dd"),
    text("sc", "sc", "save_cursor", "\x1b7"),
    text("ind", "sf", "scroll_forward", "\n"),
    text("ri", "sr", "scroll_reverse", "\x1bM"),
    text(
        "sgr",
        "sa",
        "set_attributes",
        "%?%p9%t\x1b(0%e\x1b(B%;\x1b[0%?%p6%t;1%;%?%p5%t;2%;%?%p2%t;4%;%?%p1%p3%|%t;7%;%?%p4%t;5%;%?%p7%t;8%;m",
    ),
    text("ht", "ta", "tab", "\t"),
    text("kcbt", "kB", "key_btab", "\x1b[Z"),
    text("smam", "SA", "enter_am_mode", "\x1b[?7h"),
    text("rmam", "RA", "exit_am_mode", "\x1b[?7l"),
    text("kbeg", "@1", "key_beg", "\x1bOE"),
    text("kend", "@7", "key_end", "\x1bOF"),
    text("kent", "@8", "key_enter", "\x1bOM"),
    text("kDC", "*4", "key_sdc", "\x1b[3;2~"),
    text("kEND", "*7", "key_send", "\x1b[1;2F"),
    text("kHOM", "#2", "key_shome", "\x1b[1;2H"),
    text("kIC", "#3", "key_sic", "\x1b[2;2~"),
    text("kLFT", "#4", "key_sleft", "\x1b[1;2D"),
    text("kNXT", "%c", "key_snext", "\x1b[6;2~"),
    text("kPRV", "%e", "key_sprevious", "\x1b[5;2~"),
    text("kRIT", "%i", "key_sright", "\x1b[1;2C"),
    text("kf11", "F1", "key_f11", "\x1b[23~"),
    text("kf12", "F2", "key_f12", "\x1b[24~"),
    text("el1", "cb", "clr_bol", "\x1b[1K"),
    text("u6", "u6", "user6", "\x1b[%i%d;%dR"),
    text("u7", "u7", "user7", "\x1b[6n"),
    text("u8", "u8", "user8", "\x1b[?%[;0123456789]c"),
    text("u9", "u9", "user9", "\x1b[c"),
    text("op", "op", "orig_pair", "\x1b[39;49m"),
    text("sitm", "ZH", "enter_italics_mode", "\x1b[3m"),
    text("ritm", "ZR", "exit_italics_mode", "\x1b[23m"),
    text("kmous", "Km", "key_mouse", "\x1b[<"),
    text("setaf", "AF", "set_a_foreground", "\x1b[%?%p1%{8}%<%t3%p1%d%e%p1%{16}%<%t9%p1%{8}%-%d%e38;5;%p1%d%;m"),
    text("setab", "AB", "set_a_background", "\x1b[%?%p1%{8}%<%t4%p1%d%e%p1%{16}%<%t10%p1%{8}%-%d%e48;5;%p1%d%;m"),
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeSet;

    use super::*;
    use crate::terminal::parameters::expand;

    #[test]
    fn names_and_codes_are_there_once() {
        let names: BTreeSet<_> = TABLE.iter().map(|c| c.name).collect();
        let codes: BTreeSet<_> = TABLE.iter().map(|c| c.code).collect();
        assert_eq!((names.len(), codes.len()), (TABLE.len(), TABLE.len()));
        assert!(TABLE.iter().all(|c| c.code.len() == 2));
    }

    #[test]
    fn what_the_shells_ask_for_is_there() {
        for code in ["cl", "up", "do", "nd", "IC", "DC", "ta", "u6", "u7", "cd"] {
            assert!(matches!(coded(code).unwrap().value, Value::Text(_)), "{code}");
        }
        assert_eq!(coded("xn").unwrap().value, Value::Flag);
        assert_eq!(named("cuu1").unwrap().value, Value::Text("\x1b[A"));
    }

    #[test]
    fn every_text_can_be_written() {
        for capability in TABLE {
            let Value::Text(text) = capability.value else { continue };
            if !capability.name.starts_with('u') {
                let written = expand(text.as_bytes(), &[1; 9]);
                assert!(!written.contains(&b'%'), "{}: {written:?}", capability.name);
            }
        }
    }
}
