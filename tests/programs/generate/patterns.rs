//! Patterns. They bind variables; keys and sizes are variables bound before, or constants.

use super::forms::{Type, constants};
use super::{Maker, tree};
use crate::programs::tree::{Node, items, parts, text};

impl Maker {
    /// A pattern that values of the type may match. Its variables are in scope from then on.
    pub(super) fn pattern(&mut self, of: Type, depth: u32) -> Node {
        let of = if of == Type::Any && self.random.one_in(2) { self.some_type() } else { of };
        match self.random.below(12) {
            0..=3 => text(self.bind(of)),
            4 => text("_"),
            5 => self.constant_pattern(of),
            6 => match self.variable(of) {
                Some(name) => text(name),
                None => text(self.bind(of)),
            },
            7 if depth > 0 => {
                let inner = self.pattern(of, depth - 1);
                let name = self.bind(of);
                parts("(@ = @)", vec![text(name), inner])
            }
            _ if depth == 0 => text(self.bind(of)),
            _ => self.structure(of, depth - 1),
        }
    }

    fn constant_pattern(&mut self, of: Type) -> Node {
        // Maps in patterns have `:=`; the bits of some constants are not allowed there.
        let of =
            if matches!(of, Type::Map | Type::Fun | Type::Any | Type::Bits | Type::Tuple) { Type::Small } else { of };
        let fitting: Vec<&str> = constants(of).iter().copied().filter(|text| !text.contains("<<")).collect();
        match fitting.is_empty() {
            true => text(self.random.pick(&["<<>>", "<<\"abc\">>", "<<\"a\">>", "<<0>>"])),
            false => text(self.random.pick(&fitting)),
        }
    }

    /// A pattern of patterns.
    fn structure(&mut self, of: Type, depth: u32) -> Node {
        match of {
            Type::List | Type::Bytes => {
                let part = if of == Type::Bytes { Type::Small } else { Type::Any };
                match self.random.below(6) {
                    0 => text("[]"),
                    1 => {
                        let kids = self.patterns(part, depth, 3);
                        parts("[@]", vec![items(", ", 1, kids)])
                    }
                    2 => {
                        let kids = self.patterns(part, depth, 2);
                        let tail = self.pattern(of, depth);
                        parts("[@ | @]", vec![items(", ", 1, kids), tail])
                    }
                    3 => parts("(\"a\" ++ @)", vec![self.pattern(Type::Bytes, 0)]),
                    _ => {
                        let head = self.pattern(part, depth);
                        let tail = self.pattern(of, depth);
                        parts("[@ | @]", vec![head, tail])
                    }
                }
            }
            Type::Tuple => match self.random.below(4) {
                0 => text("{}"),
                _ => {
                    let kids = self.patterns(Type::Any, depth, 4);
                    parts("{@}", vec![items(", ", 0, kids)])
                }
            },
            Type::Record => {
                let field = self.random.pick(&["a", "b", "c"]);
                let kid = self.pattern(Type::Any, depth);
                parts("#r{@ = @}", vec![text(field), kid])
            }
            Type::Map => self.map_pattern(depth),
            Type::Bin | Type::Bits => self.bits_pattern(),
            _ => text(self.bind(of)),
        }
    }

    /// One to `most` patterns.
    fn patterns(&mut self, of: Type, depth: u32, most: usize) -> Vec<Node> {
        (0..self.random.within(1, most)).map(|_| self.pattern(of, depth)).collect()
    }

    fn map_pattern(&mut self, depth: u32) -> Node {
        let before = self.known;
        let mut pairs = Vec::new();
        for _ in 0..self.random.below(4) {
            let key = match self.random.below(3) {
                0 if before > 0 => self.scope[self.random.below(before)].name.clone(),
                1 => self.random.pick(&["1", "2", "1.0", "<<>>"]).to_string(),
                _ => self.random.pick(&["a", "b", "c", "{a}", "[]"]).to_string(),
            };
            let value = self.pattern(Type::Any, depth);
            pairs.push(parts("@ := @", vec![text(key), value]));
        }
        parts("#{@}", vec![tree::items(", ", 0, pairs)])
    }
}
