//! Control sequences with parameters, as `terminfo(5)` writes them ("Parameterized Strings").
//!
//! A text is walked once from left to right; what a condition passes over is skipped and never walked again, so that
//! the work is that of the text's length.

/// The most values that wait at once.
const DEPTH: usize = 64;
/// The most characters that a number is filled up to.
const WIDTH: usize = 255;

/// A text with its parameters filled in, and without what it says of pauses. A text that takes none is as it is.
pub fn expand(text: &[u8], parameters: &[i64]) -> Vec<u8> {
    if parameters.is_empty() {
        return without_pauses(text);
    }
    let mut values = [0; 9];
    for (value, parameter) in values.iter_mut().zip(parameters) {
        *value = *parameter;
    }
    let mut expansion = Expansion { rest: text, out: Vec::new(), parameters: values, stack: Vec::new(), kept: [0; 52] };
    while let Some(byte) = expansion.next() {
        match byte {
            b'%' => expansion.operation(),
            byte => expansion.out.push(byte),
        }
    }
    without_pauses(&expansion.out)
}

/// Without `$<milliseconds>`: no terminal needs pauses any more.
fn without_pauses(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first == b'$' && after.first() == Some(&b'<') {
            let pause = after.iter().skip(1).take_while(|byte| b"0123456789.*/".contains(byte)).count();
            if after.get(pause + 1) == Some(&b'>') {
                rest = after.get(pause + 2..).unwrap_or_default();
                continue;
            }
        }
        out.push(*first);
    }
    out
}

struct Expansion<'a> {
    rest: &'a [u8],
    out: Vec<u8>,
    parameters: [i64; 9],
    stack: Vec<i64>,
    /// The variables `a` to `z` and `A` to `Z`.
    kept: [i64; 52],
}

impl Expansion<'_> {
    fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn push(&mut self, value: i64) {
        if self.stack.len() < DEPTH {
            self.stack.push(value);
        }
    }

    fn pop(&mut self) -> i64 {
        self.stack.pop().unwrap_or(0)
    }

    /// What comes after a `%`.
    fn operation(&mut self) {
        let Some(operation) = self.next() else { return };
        match operation {
            b'%' => self.out.push(b'%'),
            b'i' => {
                for parameter in &mut self.parameters[..2] {
                    *parameter = parameter.wrapping_add(1);
                }
            }
            b'p' => {
                let index = self.next().map_or(0, |digit| usize::from(digit.wrapping_sub(b'1')));
                let value = self.parameters.get(index).copied().unwrap_or(0);
                self.push(value);
            }
            b'P' => {
                let value = self.pop();
                if let Some(kept) = self.next().and_then(variable).and_then(|index| self.kept.get_mut(index)) {
                    *kept = value;
                }
            }
            b'g' => {
                let value = self.next().and_then(variable).and_then(|index| self.kept.get(index)).copied();
                self.push(value.unwrap_or(0));
            }
            b'\'' => {
                let value = self.next().unwrap_or(0);
                self.next();
                self.push(value.into());
            }
            b'{' => {
                let value = self.number(b'}');
                self.push(value);
            }
            b'c' => {
                let value = self.pop();
                self.out.push(value.to_le_bytes()[0]);
            }
            b'l' | b's' => drop(self.pop()),
            b'?' | b';' => {}
            b't' => {
                if self.pop() == 0 {
                    self.skip(true);
                }
            }
            b'e' => self.skip(false),
            b'!' | b'~' => {
                let value = self.pop();
                self.push(if operation == b'!' { i64::from(value == 0) } else { !value });
            }
            b'+' | b'-' | b'*' | b'/' | b'm' | b'&' | b'|' | b'^' | b'=' | b'>' | b'<' | b'A' | b'O' => {
                let (second, first) = (self.pop(), self.pop());
                self.push(computed(operation, first, second));
            }
            format => self.format(format),
        }
    }

    /// The digits until `end`.
    fn number(&mut self, end: u8) -> i64 {
        let mut value: i64 = 0;
        while let Some(byte) = self.next().filter(|byte| *byte != end) {
            value = value.wrapping_mul(10).wrapping_add(i64::from(byte.wrapping_sub(b'0')));
        }
        value
    }

    /// Goes on after the `%e` or `%;` that belongs to the condition here, after `%;` alone unless `other`.
    fn skip(&mut self, other: bool) {
        let mut depth = 0_u32;
        while let Some(byte) = self.next() {
            if byte != b'%' {
                continue;
            }
            match self.next() {
                Some(b'?') => depth += 1,
                Some(b';') if depth == 0 => return,
                Some(b';') => depth -= 1,
                Some(b'e') if depth == 0 && other => return,
                _ => {}
            }
        }
    }

    /// `[[:]flags][width[.precision]][doxX]`, as `printf` has them.
    fn format(&mut self, first: u8) {
        let (mut left, mut zeros, mut plus, mut sharp, mut space) = (false, false, false, false, false);
        let (mut width, mut precision, mut in_precision) = (0_usize, 0_usize, false);
        let mut next = Some(first);
        while let Some(byte) = next {
            match byte {
                b':' => {}
                b'-' => left = true,
                b'+' => plus = true,
                b'#' => sharp = true,
                b' ' => space = true,
                b'0' if width == 0 && !in_precision => zeros = true,
                b'.' => in_precision = true,
                b'0'..=b'9' => {
                    let digits = if in_precision { &mut precision } else { &mut width };
                    *digits = (*digits * 10 + usize::from(byte - b'0')).min(WIDTH);
                }
                b'd' | b'o' | b'x' | b'X' => {
                    let value = self.pop();
                    let digits = digits(byte, value, sharp);
                    let sign = match value {
                        ..0 if byte == b'd' => "-",
                        _ if plus => "+",
                        _ if space => " ",
                        _ => "",
                    };
                    let least =
                        if zeros && !left { width.saturating_sub(sign.len()).max(precision) } else { precision };
                    let text = format!("{sign}{digits:0>least$}");
                    let text = if left { format!("{text:<width$}") } else { format!("{text:>width$}") };
                    return self.out.extend(text.bytes());
                }
                _ => return,
            }
            next = self.next();
        }
    }
}

fn digits(format: u8, value: i64, sharp: bool) -> String {
    match (format, sharp) {
        (b'o', false) => format!("{value:o}"),
        (b'o', true) => format!("0{value:o}"),
        (b'x', false) => format!("{value:x}"),
        (b'x', true) => format!("{value:#x}"),
        (b'X', false) => format!("{value:X}"),
        (b'X', true) => format!("0X{value:X}"),
        _ => value.unsigned_abs().to_string(),
    }
}

fn variable(name: u8) -> Option<usize> {
    match name {
        b'a'..=b'z' => Some(usize::from(name - b'a')),
        b'A'..=b'Z' => Some(usize::from(name - b'A') + 26),
        _ => None,
    }
}

fn computed(operation: u8, first: i64, second: i64) -> i64 {
    match operation {
        b'+' => first.wrapping_add(second),
        b'-' => first.wrapping_sub(second),
        b'*' => first.wrapping_mul(second),
        b'/' => first.checked_div(second).unwrap_or(0),
        b'm' => first.checked_rem(second).unwrap_or(0),
        b'&' => first & second,
        b'|' => first | second,
        b'^' => first ^ second,
        b'=' => i64::from(first == second),
        b'>' => i64::from(first > second),
        b'<' => i64::from(first < second),
        b'A' => i64::from(first != 0 && second != 0),
        _ => i64::from(first != 0 || second != 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(text: &str, parameters: &[i64]) -> String {
        String::from_utf8_lossy(&expand(text.as_bytes(), parameters)).into_owned()
    }

    #[test]
    fn parameters_are_filled_in_as_otp_29_does_it() {
        assert_eq!(expanded("\x1b[%p1%d;%p2%dR$<5>", &[3, 4]), "\x1b[3;4R");
        assert_eq!(expanded("abc%d", &[]), "abc%d");
        let all = "%i%p1%d %{65}%c %p1%3d|%p2%x %p1%p2%+%d %% %?%p1%{3}%>%tyes%eno%;";
        assert_eq!(expanded(all, &[3, 14]), "4 A   4|f 19 % yes");
    }

    #[test]
    fn conditions_choose() {
        let colour = "\x1b[%?%p1%{8}%<%t3%p1%d%e%p1%{16}%<%t9%p1%{8}%-%d%e38;5;%p1%d%;m";
        assert_eq!(expanded(colour, &[1]), "\x1b[31m");
        assert_eq!(expanded(colour, &[9]), "\x1b[91m");
        assert_eq!(expanded(colour, &[200]), "\x1b[38;5;200m");
    }

    #[test]
    fn anything_ends() {
        for text in ["%", "%p", "%{", "%?%t", "%9999999999d", "%P", "%'", "$<", "%p1%{0}%/%d", "%e%e%e%?%?"] {
            expanded(text, &[i64::MIN, -1]);
        }
    }
}
