//! The bit syntax: segments of all kinds, built and matched.

use super::Maker;
use super::forms::Type;
use crate::programs::tree::{Node, expr, items, parts, text};

/// A segment whose size is known.
#[derive(Clone)]
struct Segment {
    of: Type,
    /// In units; `None` where the kind has none.
    size: Option<usize>,
    /// Everything behind the `/`.
    kind: String,
}

impl Maker {
    fn segment(&mut self) -> Segment {
        let endian = self.random.pick(&["", "", "little-", "big-", "native-"]);
        match self.random.below(16) {
            0..=8 => {
                let sign = self.random.pick(&["", "signed-", "unsigned-"]);
                let unit = self.random.pick(&["", "", "", "-unit:8", "-unit:1", "-unit:3"]);
                let size = match unit {
                    "-unit:8" => self.random.pick(&[1, 2, 3, 4, 8, 9, 16]),
                    _ => self.random.pick(&[
                        1, 2, 3, 4, 5, 7, 8, 8, 8, 12, 16, 16, 23, 24, 31, 32, 32, 48, 59, 60, 63, 64, 64, 65, 128,
                    ]),
                };
                Segment { of: Type::Int, size: Some(size), kind: format!("{endian}{sign}integer{unit}") }
            }
            9 => Segment { of: Type::Small, size: None, kind: "integer".into() },
            10 | 11 => {
                let size = self.random.pick(&[64, 64, 32, 16]);
                Segment { of: Type::Number, size: Some(size), kind: format!("{endian}float") }
            }
            12 => Segment { of: Type::Bin, size: Some(self.random.below(4)), kind: "binary".into() },
            13 => Segment { of: Type::Bits, size: Some(self.random.below(20)), kind: "bits".into() },
            _ => {
                let kind = self.random.pick(&["utf8", "utf8", "little-utf16", "utf16", "utf32", "little-utf32"]);
                Segment { of: Type::Small, size: None, kind: kind.into() }
            }
        }
    }

    fn segments(&mut self, most: usize) -> Vec<Segment> {
        (0..self.random.within(1, most)).map(|_| self.segment()).collect()
    }

    /// A binary or bit string built of segments.
    pub(super) fn construction(&mut self, of: Type) -> Node {
        if self.random.one_in(6) {
            return self.bits_comprehension();
        }
        let mut segments = self.segments(4);
        if of == Type::Bin {
            // Most of them are of whole bytes.
            for segment in &mut segments {
                if segment.of == Type::Int && !segment.kind.contains("unit") {
                    segment.size = Some(self.random.pick(&[8, 8, 16, 24, 32, 64, 40]));
                }
            }
        }
        let mut made: Vec<Node> = segments.iter().map(|segment| self.built(segment)).collect();
        if self.random.one_in(4) {
            // To grow a binary in place.
            made.insert(0, parts("(@)/binary", vec![self.expr(Type::Bin)]));
        }
        if self.random.one_in(6) {
            made.push(text(self.random.pick(&[
                "\"abc\"",
                "\"\\x{e5}\"/utf8",
                "\"ab\":16",
                "\"x\"/utf16-little",
                "1:1",
            ])));
        }
        expr("<<@>>", vec![items(", ", 0, made)])
    }

    /// A segment that is built; its size is computed now and then.
    fn built(&mut self, segment: &Segment) -> Node {
        let value = self.expr(segment.of);
        // A value must be in brackets where it is no single token.
        let value = parts("(@)", vec![value]);
        let kind = text(segment.kind.clone());
        match segment.size {
            None => parts("@/@", vec![value, kind]),
            Some(_) if segment.of == Type::Bits && self.random.one_in(2) => parts("@/@", vec![value, kind]),
            Some(_) if segment.of == Type::Bin && self.random.one_in(2) => parts("@/@", vec![value, kind]),
            Some(_) if self.random.one_in(6) => {
                let size = self.expr(Type::Small);
                parts("@:(@ band 63)/@", vec![value, size, kind])
            }
            Some(size) => parts("@:@/@", vec![value, text(size.to_string()), kind]),
        }
    }

    /// A pattern for bit strings.
    pub(super) fn bits_pattern(&mut self) -> Node {
        let segments = self.segments(4);
        self.matched(&segments, true)
    }

    /// A pattern of segments, with or without a tail.
    fn matched(&mut self, segments: &[Segment], tail: bool) -> Node {
        let before = self.known;
        let mut sizes: Vec<String> = Vec::new();
        let mut made = Vec::new();
        for segment in segments {
            let size = match segment.size {
                Some(size) => self.size_matched(size, &sizes, before),
                None => String::new(),
            };
            let utf = segment.kind.contains("utf");
            let value = match self.random.below(8) {
                0 => "_".to_string(),
                1 if segment.of == Type::Int && !utf => {
                    self.random.pick(&["0", "1", "255", "-1", "97", "5"]).to_string()
                }
                1 if utf => self.random.pick(&["97", "255", "$a"]).to_string(),
                2 if segment.of == Type::Number => self.random.pick(&["1.0", "2.5", "0.5"]).to_string(),
                _ => {
                    let name = self.bind(segment.of);
                    if matches!(segment.of, Type::Int | Type::Small) {
                        sizes.push(name.clone());
                    }
                    name
                }
            };
            made.push(text(format!("{value}{size}/{}", segment.kind)));
        }
        if tail {
            let (kind, of) = self.random.pick(&[
                ("binary", Type::Bin),
                ("bits", Type::Bits),
                ("binary-unit:16", Type::Bin),
                ("", Type::Any),
            ]);
            if !kind.is_empty() {
                let name = if self.random.one_in(3) { "_".to_string() } else { self.bind(of) };
                made.push(text(format!("{name}/{kind}")));
            }
        }
        if self.random.one_in(8) {
            made.insert(0, text(self.random.pick(&["\"a\"", "\"abc\"", "1:1", "0"])));
        }
        parts("<<@>>", vec![items(", ", 0, made)])
    }

    /// A size in a pattern: a number, a variable matched earlier in it or bound before, or a sum of these.
    fn size_matched(&mut self, size: usize, within: &[String], before: usize) -> String {
        let known: Option<String> = match within.is_empty() {
            false => Some(self.random.pick(within)),
            true => {
                let small: Vec<_> = self.scope[..before].iter().filter(|v| v.of == Type::Small).collect();
                (!small.is_empty()).then(|| self.random.pick(&small).name.clone())
            }
        };
        match known {
            Some(name) if self.random.one_in(3) => match self.random.below(3) {
                0 => format!(":({name} + 1)"),
                _ => format!(":{name}"),
            },
            _ => format!(":{size}"),
        }
    }

    /// A case over a bit string that was built of the very segments that the patterns have, or nearly.
    pub(super) fn bits_case(&mut self, of: Type) -> Node {
        let segments = self.segments(5);
        let built: Vec<Node> = segments.iter().map(|segment| self.built(segment)).collect();
        let subject = expr("<<@>>", vec![items(", ", 0, built)]);
        let mut clauses = Vec::new();
        for _ in 0..self.random.within(1, 3) {
            let mut wanted = segments.clone();
            if self.random.one_in(2) {
                let at = self.random.below(wanted.len());
                wanted[at] = self.segment();
            }
            if self.random.one_in(3) {
                wanted.truncate(self.random.below(wanted.len()) + 1);
            }
            let tail = self.random.one_in(2);
            clauses.push(self.inner(|maker| {
                let pattern = maker.matched(&wanted, tail);
                let guard = maker.guard(4);
                let body = maker.body(of);
                parts("@@ ->\n@", vec![pattern, guard, body])
            }));
        }
        clauses.push(parts("_ -> @", vec![self.expr(of)]));
        expr("case @ of @ end", vec![subject, items(";\n", 1, clauses)])
    }

    /// A generator over a bit string; what it takes is never empty.
    pub(super) fn bits_generator(&mut self) -> Node {
        let subject = self.expr(Type::Bits);
        let mut segments = self.segments(2);
        for segment in &mut segments {
            segment.size = segment.size.map(|size| size.max(1));
        }
        let mut made = Vec::new();
        for segment in &segments {
            let size = segment.size.map_or(String::new(), |size| format!(":{size}"));
            let name = if self.random.one_in(6) { "_".to_string() } else { self.bind(segment.of) };
            made.push(text(format!("{name}{size}/{}", segment.kind)));
        }
        let arrow = if self.release >= 29 && self.random.one_in(3) { "<:=" } else { "<=" };
        parts("<<@>> @ @", vec![items(", ", 1, made), text(arrow), subject])
    }

    /// `<< <<...>> || ... >>`.
    pub(super) fn bits_comprehension(&mut self) -> Node {
        self.inner(|maker| {
            let generators = maker.generators();
            maker.repeated(6, |maker| {
                let segments = maker.segments(2);
                let built: Vec<Node> = segments.iter().map(|segment| maker.built(segment)).collect();
                expr("<< <<@>> || @ >>", vec![items(", ", 0, built), generators])
            })
        })
    }
}
