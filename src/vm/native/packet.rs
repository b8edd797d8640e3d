//! `erlang:decode_packet/3` (OTP's `erl_bif_port.c`).

use std::ops::Range;

use crate::atom::am;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::native::data::sub_binary;
use crate::native::process::because;
use crate::native::{Native, NativeResult};
use crate::number;
use crate::packet::{self, HEADERS, Http, Kind, Length, Limits, METHODS, Text, Uri};
use crate::term::Term;

pub(super) const TABLE: &[Native] = &[Native::new("erlang", "decode_packet", 3, decode_packet, true)];

/// Parts longer than this are not copied out of the packet (in OTP what a part of a binary takes of a heap).
const COPIED: usize = 24;

/// The first release to which what is not made of whole bytes is no packet.
const FIRST_OF_WHOLE_BYTES: u32 = 27;

/// What a type of packets is, and whether text in it becomes binaries.
fn kind(c: &Ctx<'_>, term: Term) -> Option<(Kind, bool)> {
    let kind = match (term.as_small(), c.sys.atoms.name(term.as_atom().unwrap_or(am::EMPTY))) {
        (Some(0), _) | (None, "raw") => Kind::Raw,
        (Some(size @ (1 | 2 | 4)), _) => Kind::Length(size as usize),
        (None, "asn1") => Kind::Asn1,
        (None, "sunrm") => Kind::SunRm,
        (None, "cdr") => Kind::Cdr,
        (None, "fcgi") => Kind::Fcgi,
        (None, "line") => Kind::Line,
        (None, "tpkt") => Kind::Tpkt,
        (None, "http" | "http_bin") => Kind::Http { headers: false },
        (None, "httph" | "httph_bin") => Kind::Http { headers: true },
        (None, "ssl_tls") => Kind::Tls,
        _ => return None,
    };
    let binaries = term.as_atom().is_some_and(|name| c.sys.atoms.name(name).ends_with("_bin"));
    Some((kind, binaries))
}

fn limits(c: &Ctx<'_>, options: Term, kind: Kind) -> Option<Limits> {
    let view = c.view();
    let mut limits = Limits::default();
    for option in view.proper_list(options)? {
        let [name, value] = view.tuple(option)?.to_vec()[..] else { return None };
        let value = u32::try_from(value.as_small()?).ok()?;
        match c.sys.atoms.name(name.as_atom()?) {
            "packet_size" => limits.packet = value,
            "line_length" => limits.line = value,
            "line_delimiter" if kind == Kind::Line => limits.delimiter = u8::try_from(value).ok()?,
            _ => return None,
        }
    }
    Some(limits)
}

fn decode_packet(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let Some((kind, binaries)) = kind(c, a[0]) else { return Err(because(c, "badopt")) };
    let takes = |size: usize| size.is_multiple_of(8) || c.sys.atoms.otp() < FIRST_OF_WHOLE_BYTES;
    let bits = c.view().bits(a[1]).filter(|bits| takes(bits.size)).ok_or(Fail::badarg())?;
    let size = bits.size;
    let limits = limits(c, a[2], kind).ok_or(Fail::badarg())?;
    let bits = c.view().bits(a[1]).ok_or(Fail::badarg())?;
    let bytes = bits.contiguous();
    // What is left of a byte is no part of a packet.
    let bytes = bytes.get(..size / 8).unwrap_or(&bytes);
    let known = match packet::length(kind, bytes, &limits) {
        Length::Known(known) => known,
        Length::More => return answer(c, "more", Term::atom(am::UNDEFINED)),
        Length::Invalid => return answer(c, "error", Term::atom(am::INVALID)),
    };
    let Some(packet) = bytes.get(..known).map(<[u8]>::to_vec) else {
        let known = number::make_integer(&mut c.p.block, known as i64)?;
        return answer(c, "more", known);
    };
    let mut making = Making { c, binary: a[1], packet: &packet, binaries };
    let made = match kind {
        Kind::Http { headers } => making.http(packet::http(&packet, headers))?,
        Kind::Tls => making.tls()?,
        _ => {
            let (from, to) = packet::body(kind, &packet);
            sub_binary(making.c, a[1], from * 8, (to - from) * 8)?
        }
    };
    let rest = sub_binary(c, a[1], known * 8, size - known * 8)?;
    Ok(c.p.block.tuple(&[Term::atom(am::OK), made, rest])?)
}

fn answer(c: &mut Ctx<'_>, tag: &str, what: Term) -> NativeResult {
    let tag = c.atom(tag)?;
    Ok(c.p.block.tuple(&[tag, what])?)
}

/// A packet that becomes a term.
struct Making<'a, 'b> {
    c: &'a mut Ctx<'b>,
    /// The binary that begins with the packet.
    binary: Term,
    packet: &'a [u8],
    /// Whether text becomes binaries and not lists.
    binaries: bool,
}

impl Making<'_, '_> {
    fn tuple(&mut self, tag: &str, rest: &[Term]) -> NativeResult {
        let tag = self.c.atom(tag)?;
        Ok(self.c.p.block.tuple(&[&[tag], rest].concat())?)
    }

    fn part(&mut self, part: Range<usize>) -> NativeResult {
        if self.binaries && part.len() > COPIED {
            return sub_binary(self.c, self.binary, part.start * 8, part.len() * 8);
        }
        let bytes = self.packet.get(part).unwrap_or_default();
        self.bytes(bytes)
    }

    fn bytes(&mut self, bytes: &[u8]) -> NativeResult {
        if self.binaries {
            return Ok(self.c.p.block.binary(bytes)?);
        }
        let characters: Vec<Term> = bytes.iter().map(|byte| Term::size(usize::from(*byte))).collect();
        Ok(self.c.p.block.list(&characters)?)
    }

    fn text(&mut self, text: Text, names: &[&str]) -> NativeResult {
        match text {
            Text::Known(index) => self.c.atom(names.get(index).copied().unwrap_or_default()),
            Text::Part(part) => self.part(part),
            Text::Made(bytes) => self.bytes(&bytes),
        }
    }

    fn version(&mut self, (major, minor): (i32, i32)) -> NativeResult {
        let number = |n: i32| Term::small_wrapping(i64::from(n));
        Ok(self.c.p.block.tuple(&[number(major), number(minor)])?)
    }

    fn http(&mut self, line: Http) -> NativeResult {
        match line {
            Http::Response(version, status, phrase) => {
                let (version, phrase) = (self.version(version)?, self.part(phrase)?);
                self.tuple("http_response", &[version, Term::small_wrapping(i64::from(status)), phrase])
            }
            Http::Request(method, uri, version) => {
                let (method, uri) = (self.text(method, &METHODS)?, self.uri(uri)?);
                let version = self.version(version)?;
                self.tuple("http_request", &[method, uri, version])
            }
            Http::Header(name, original, value) => {
                let number = if let Text::Known(index) = name { index + 1 } else { 0 };
                let name = self.text(name, &HEADERS)?;
                let (original, value) = (self.part(original)?, self.part(value)?);
                self.tuple("http_header", &[Term::size(number), name, original, value])
            }
            Http::End => self.c.atom("http_eoh"),
            Http::Error => {
                let line = self.part(0..self.packet.len())?;
                self.tuple("http_error", &[line])
            }
        }
    }

    fn uri(&mut self, uri: Uri) -> NativeResult {
        match uri {
            Uri::Star => Ok(Term::atom(am::TIMES)),
            Uri::Path(path) => {
                let path = self.part(path)?;
                self.tuple("abs_path", &[path])
            }
            Uri::Absolute { secure, host, port, path } => {
                let scheme = self.c.atom(if secure { "https" } else { "http" })?;
                let host = self.part(host)?;
                let port = port.map_or(Term::atom(am::UNDEFINED), |port| Term::small_wrapping(i64::from(port)));
                let path = match path {
                    Some(path) => self.part(path)?,
                    None => self.bytes(b"/")?,
                };
                self.tuple("absoluteURI", &[scheme, host, port, path])
            }
            Uri::Scheme(scheme, rest) => {
                let (scheme, rest) = (self.part(scheme)?, self.part(rest)?);
                self.tuple("scheme", &[scheme, rest])
            }
            Uri::Other(text) => self.part(text),
        }
    }

    fn tls(&mut self) -> NativeResult {
        let record = packet::tls(self.packet).ok_or(Fail::badarg())?;
        let (major, minor) = record.version;
        let version = self.version((i32::from(major), i32::from(minor)))?;
        let data = self.c.p.block.binary(&record.data)?;
        self.tuple("ssl_tls", &[Term::NIL, Term::size(usize::from(record.content)), version, data])
    }
}
