//! What Unicode says of characters (version 16, as in PCRE2 10.47): the properties that `\p` names, letters of the
//! same case folding, and where grapheme clusters end. The tables are those of `regex-syntax`.
//!
//! Names follow `pcre2pattern`: general categories by their short names, scripts by both, the binary properties.

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};

use super::set::{MAX_CODE_POINT, Set};

/// General categories, in small letters.
const CATEGORIES: [&str; 37] = [
    "c", "cc", "cf", "cn", "co", "cs", "l", "ll", "lm", "lo", "lt", "lu", "m", "mc", "me", "mn", "n", "nd", "nl", "no",
    "p", "pc", "pd", "pe", "pf", "pi", "po", "ps", "s", "sc", "sk", "sm", "so", "z", "zl", "zp", "zs",
];

/// Binary properties, in small letters without separators.
const BINARY: [&str; 105] = [
    "ahex",
    "alpha",
    "alphabetic",
    "ascii",
    "asciihexdigit",
    "bidic",
    "bidicontrol",
    "bidim",
    "bidimirrored",
    "cased",
    "caseignorable",
    "changeswhencasefolded",
    "changeswhencasemapped",
    "changeswhenlowercased",
    "changeswhentitlecased",
    "changeswhenuppercased",
    "ci",
    "cwcf",
    "cwcm",
    "cwl",
    "cwt",
    "cwu",
    "dash",
    "defaultignorablecodepoint",
    "dep",
    "deprecated",
    "di",
    "dia",
    "diacritic",
    "ebase",
    "ecomp",
    "emod",
    "emoji",
    "emojicomponent",
    "emojimodifier",
    "emojimodifierbase",
    "emojipresentation",
    "epres",
    "ext",
    "extendedpictographic",
    "extender",
    "extpict",
    "graphemebase",
    "graphemeextend",
    "graphemelink",
    "grbase",
    "grext",
    "grlink",
    "hex",
    "hexdigit",
    "idc",
    "idcompatmathcontinue",
    "idcompatmathstart",
    "idcontinue",
    "ideo",
    "ideographic",
    "ids",
    "idsb",
    "idsbinaryoperator",
    "idst",
    "idstart",
    "idstrinaryoperator",
    "idsu",
    "idsunaryoperator",
    "joinc",
    "joincontrol",
    "loe",
    "logicalorderexception",
    "lower",
    "lowercase",
    "math",
    "mcm",
    "modifiercombiningmark",
    "nchar",
    "noncharactercodepoint",
    "patsyn",
    "patternsyntax",
    "patternwhitespace",
    "patws",
    "pcm",
    "prependedconcatenationmark",
    "qmark",
    "quotationmark",
    "radical",
    "regionalindicator",
    "ri",
    "sd",
    "sentenceterminal",
    "softdotted",
    "sterm",
    "term",
    "terminalpunctuation",
    "uideo",
    "unifiedideograph",
    "upper",
    "uppercase",
    "variationselector",
    "vs",
    "whitespace",
    "wspace",
    "space",
    "xidc",
    "xidcontinue",
    "xids",
    "xidstart",
];

/// The names of properties up to OTP 27, as they must be written there.
const OLD: &str = "\
    Any L& Xan Xps Xsp Xuc Xwd C Cc Cf Cn Co Cs L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po \
    Ps S Sc Sk Sm So Z Zl Zp Zs Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak Bengali Bopomofo \
    Brahmi Braille Buginese Buhid Canadian_Aboriginal Carian Caucasian_Albanian Chakma Cham Cherokee Common \
    Coptic Cuneiform Cypriot Cyrillic Deseret Devanagari Duployan Egyptian_Hieroglyphs Elbasan Ethiopic \
    Georgian Glagolitic Gothic Grantha Greek Gujarati Gurmukhi Han Hangul Hanunoo Hebrew Hiragana \
    Imperial_Aramaic Inherited Inscriptional_Pahlavi Inscriptional_Parthian Javanese Kaithi Kannada Katakana \
    Kayah_Li Kharoshthi Khmer Khojki Khudawadi Lao Latin Lepcha Limbu Linear_A Linear_B Lisu Lycian Lydian \
    Mahajani Malayalam Mandaic Manichaean Meetei_Mayek Mende_Kikakui Meroitic_Cursive Meroitic_Hieroglyphs \
    Miao Modi Mongolian Mro Myanmar Nabataean New_Tai_Lue Nko Ogham Ol_Chiki Old_Italic Old_North_Arabian \
    Old_Permic Old_Persian Old_South_Arabian Old_Turkic Oriya Osmanya Pahawh_Hmong Palmyrene Pau_Cin_Hau \
    Phags_Pa Phoenician Psalter_Pahlavi Rejang Runic Samaritan Saurashtra Sharada Shavian Siddham Sinhala \
    Sora_Sompeng Sundanese Syloti_Nagri Syriac Tagalog Tagbanwa Tai_Le Tai_Tham Tai_Viet Takri Tamil Telugu \
    Thaana Thai Tibetan Tifinagh Tirhuta Ugaritic Vai Warang_Citi Yi";

/// Whether up to OTP 27 a property is called so.
pub fn is_old_property(name: &str) -> bool {
    OLD.split_ascii_whitespace().any(|known| known == name)
}

/// What the tables say of a property, if they have it.
fn table(query: &str) -> Option<Set> {
    let hir = regex_syntax::ParserBuilder::new().build().parse(&format!("\\p{{{query}}}")).ok()?;
    match hir.kind() {
        HirKind::Class(Class::Unicode(class)) => Some(set_of(class)),
        HirKind::Literal(literal) => {
            let c = std::str::from_utf8(&literal.0).ok()?.chars().next()?;
            Some(Set::of(vec![(u32::from(c), u32::from(c))]))
        }
        _ => None,
    }
}

/// A class as a set. Between its ranges the surrogates are left out, which no text has.
fn set_of(class: &ClassUnicode) -> Set {
    Set::of(class.iter().map(|range| (u32::from(range.start()), u32::from(range.end()))).collect())
}

/// Which scripts a name with `:` in it asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// There was only a name.
    Any,
    /// The script that a character belongs to.
    Script,
    /// The scripts that a character is used with.
    Extensions,
    /// A property as it is up to OTP 27.
    Old,
}

/// The characters of a property, its name in small letters without separators.
pub fn property(name: &str, asked: Asked) -> Option<Set> {
    if asked == Asked::Old && name == "xwd" {
        return Some(words(true, true));
    }
    let any = matches!(asked, Asked::Any | Asked::Old);
    if any && let Some(set) = special(name) {
        return Some(set);
    }
    if any && let Some(set) = category(name).or_else(|| binary(name).filter(|_| asked == Asked::Any)) {
        return Some(set);
    }
    script(name, asked)
}

/// What `\w` matches: by Unicode or of ASCII, and up to OTP 27 of Latin-1.
pub fn words(unicode: bool, old: bool) -> Set {
    let ascii = Set::of(vec![(0x30, 0x39), (0x41, 0x5a), (0x5f, 0x5f), (0x61, 0x7a)]);
    match (unicode, old) {
        (true, false) => property("xwd", Asked::Any).unwrap_or_default(),
        (true, true) => special("xan").unwrap_or_default().union(&ascii),
        (false, false) => ascii,
        (false, true) => ascii.union(&super::old::posix(b"word", false)),
    }
}

fn special(name: &str) -> Option<Set> {
    let either = |names: &[&str]| names.iter().filter_map(|name| category(name)).reduce(|a, b| a.union(&b));
    match name {
        "any" => Some(Set::of(vec![(0, MAX_CODE_POINT)])),
        "l&" | "lc" => either(&["lu", "ll", "lt"]),
        "xan" => either(&["l", "n"]),
        "xps" | "xsp" => Some(category("z")?.union(&horizontal()).union(&vertical())),
        "xwd" => either(&["l", "n", "mn", "pc"]),
        "xuc" => {
            Some(Set::of(vec![(0x24, 0x24), (0x40, 0x40), (0x60, 0x60), (0xa0, 0xd7ff), (0xe000, MAX_CODE_POINT)]))
        }
        _ => None,
    }
}

/// A general category. Surrogates have one, but the tables are of characters.
pub fn category(name: &str) -> Option<Set> {
    CATEGORIES.contains(&name).then(|| table(&format!("gc={name}")).unwrap_or_default())
}

fn binary(name: &str) -> Option<Set> {
    if BINARY.contains(&name) { table(name) } else { None }
}

fn script(name: &str, asked: Asked) -> Option<Set> {
    let shared = ["common", "zyyy", "inherited", "zinh", "qaai"].contains(&name);
    if name == "unknown" || name == "zzzz" {
        return Some(unknown());
    }
    let extensions = asked == Asked::Extensions || asked == Asked::Any && !shared;
    table(&format!("{}={name}", if extensions { "scx" } else { "sc" }))
}

/// The characters that have no script: those unassigned, private or surrogates.
fn unknown() -> Set {
    let assigned = ["cn", "co", "cs"].iter().filter_map(|name| category(name)).reduce(|a, b| a.union(&b));
    assigned.unwrap_or_default()
}

/// Horizontal white space.
pub fn horizontal() -> Set {
    let singles = [0x09, 0x20, 0xa0, 0x1680, 0x180e, 0x202f, 0x205f, 0x3000];
    let mut ranges: Vec<(u32, u32)> = singles.iter().map(|c| (*c, *c)).collect();
    ranges.push((0x2000, 0x200a));
    Set::of(ranges)
}

/// Vertical white space.
pub fn vertical() -> Set {
    Set::of(vec![(0x0a, 0x0d), (0x85, 0x85), (0x2028, 0x2029)])
}

/// How case is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Folding {
    /// By Unicode.
    pub unicode: bool,
    /// Else for all letters of Latin-1, and not for ASCII alone.
    pub latin1: bool,
    /// No letter of ASCII is like one that is not.
    pub restrict: bool,
    /// The dotted and the dotless i are two letters.
    pub turkish: bool,
}

const DOTTED: [u32; 2] = [0x69, 0x130];
const DOTLESS: [u32; 2] = [0x49, 0x131];

impl Folding {
    /// The characters that differ from one in case only, and itself.
    pub fn like(self, c: u32) -> Set {
        if !self.unicode {
            return if self.latin1 { latin1_like(c) } else { ascii_like(c) };
        }
        if self.turkish {
            for pair in [DOTTED, DOTLESS] {
                if pair.contains(&c) {
                    return Set::of(pair.map(|c| (c, c)).to_vec());
                }
            }
        }
        let all = simple(&[(c, c)]);
        if !self.restrict {
            return all;
        }
        let ascii = Set::of(vec![(0, 127)]);
        all.intersection(&if c < 128 { ascii } else { ascii.complement(MAX_CODE_POINT) })
    }

    /// All characters of a set, and those that differ from one of them in case only.
    pub fn close(self, set: &Set) -> Set {
        if self.unicode && !self.restrict && !self.turkish {
            return set.union(&simple(set.ranges()));
        }
        if self.unicode {
            // The exceptions are among few characters, of which those that are letters of ASCII matter.
            let plain = Folding { restrict: false, turkish: false, ..self };
            let candidates = plain.close(set);
            let kept = candidates.ranges().iter().flat_map(|(from, to)| *from..=*to).filter(|c| {
                set.contains(*c) || self.like(*c).ranges().iter().any(|(a, b)| (*a..=*b).any(|d| set.contains(d)))
            });
            let mut all: Vec<(u32, u32)> = kept.map(|c| (c, c)).collect();
            for pair in [DOTTED, DOTLESS].iter().filter(|_| self.turkish) {
                if pair.iter().any(|c| set.contains(*c)) {
                    all.extend(pair.map(|c| (c, c)));
                }
            }
            return set.union(&Set::of(all));
        }
        let mut all = set.clone();
        let letters = (0..=255u32).filter(|c| *c < 128 || self.latin1);
        for c in letters.filter(|c| set.contains(*c)) {
            all = all.union(&self.like(c));
        }
        all
    }

    /// Whether two characters differ in case at most.
    pub fn same(self, a: u32, b: u32) -> bool {
        a == b || (if a < 128 && b < 128 && !self.turkish { ascii_like(a) } else { self.like(a) }).contains(b)
    }
}

/// As for ASCII, and for those letters of Latin-1 of which it has both cases.
fn latin1_like(c: u32) -> Set {
    match c {
        0xd7 | 0xf7 | 0xdf | 0xff => Set::of(vec![(c, c)]),
        0xc0..=0xff => Set::of(vec![(c & !0x20, c & !0x20), (c | 0x20, c | 0x20)]),
        _ => ascii_like(c),
    }
}

fn ascii_like(c: u32) -> Set {
    match u8::try_from(c).ok().filter(u8::is_ascii_alphabetic) {
        Some(letter) => {
            let other = u32::from(letter ^ 0x20);
            Set::of(vec![(c, c), (other, other)])
        }
        None => Set::of(vec![(c, c)]),
    }
}

/// The simple case folding of Unicode, closed.
fn simple(ranges: &[(u32, u32)]) -> Set {
    let mut class = ClassUnicode::empty();
    for (from, to) in ranges {
        // The surrogates between are no characters.
        let low = char::from_u32(*from).unwrap_or('\u{e000}');
        let high = char::from_u32(*to).unwrap_or('\u{d7ff}');
        if low <= high {
            class.push(ClassUnicodeRange::new(low, high));
        }
    }
    let _ = class.try_case_fold_simple();
    set_of(&class).union(&Set::of(ranges.to_vec()))
}

/// How a character may begin or end a grapheme cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    /// CR, LF and other controls.
    Cr,
    /// As said.
    Lf,
    /// As said.
    Control,
    /// What extends the character before it.
    Extend,
    /// What belongs to the character after it.
    Prepend,
    /// A spacing mark.
    Spacing,
    /// Hangul: L, V, T, LV and LVT.
    L,
    /// As said.
    V,
    /// As said.
    T,
    /// As said.
    Lv,
    /// As said.
    Lvt,
    /// Half of a flag.
    Regional,
    /// The joiner.
    Joiner,
    /// A picture.
    Picture,
    /// Anything else.
    Other,
}

/// The ranges of characters that do not simply stand for themselves.
pub fn breaks() -> Vec<(u32, u32, Break)> {
    let kinds = [
        ("gcb=CR", Break::Cr),
        ("gcb=LF", Break::Lf),
        ("gcb=Control", Break::Control),
        ("gcb=Extend", Break::Extend),
        ("gcb=Prepend", Break::Prepend),
        ("gcb=SpacingMark", Break::Spacing),
        ("gcb=L", Break::L),
        ("gcb=V", Break::V),
        ("gcb=T", Break::T),
        ("gcb=LV", Break::Lv),
        ("gcb=LVT", Break::Lvt),
        ("gcb=Regional_Indicator", Break::Regional),
        ("gcb=ZWJ", Break::Joiner),
        ("extpict", Break::Picture),
    ];
    let ranges = |(query, kind): (&str, Break)| {
        let set = table(query).unwrap_or_default();
        set.ranges().iter().map(|(from, to)| (*from, *to, kind)).collect::<Vec<_>>()
    };
    let mut all: Vec<_> = kinds.into_iter().flat_map(ranges).collect();
    all.sort_unstable_by_key(|range| range.0);
    all
}

/// The kind of a character.
pub fn break_of(breaks: &[(u32, u32, Break)], c: u32) -> Break {
    let at = breaks.partition_point(|range| range.1 < c);
    breaks.get(at).filter(|range| range.0 <= c).map_or(Break::Other, |range| range.2)
}
