//! Packets in a stream of bytes: how long the first one is, and what it means where it is of HTTP or TLS (OTP's
//! `packet_parser.c`). Lengths are numbers of 32 bits as there, so what is too long for them is invalid.

mod http;

pub use http::{HEADERS, Http, METHODS, Text, Uri, http};

/// What delimits packets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Nothing: what there is, is one.
    Raw,
    /// A length of that many bytes.
    Length(usize),
    /// ASN.1 BER.
    Asn1,
    /// ONC RPC record marking.
    SunRm,
    /// CORBA (GIOP 1.1).
    Cdr,
    /// FastCGI.
    Fcgi,
    /// TPKT (RFC 1006).
    Tpkt,
    /// The end of a line.
    Line,
    /// Requests and answers of HTTP, or its headers.
    Http {
        /// Whether headers are next.
        headers: bool,
    },
    /// Records of TLS.
    Tls,
}

/// What a receiver sets.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most bytes of a packet; 0 is no limit.
    pub packet: u32,
    /// The most bytes of a line, where it is cut; 0 is no limit.
    pub line: u32,
    /// The byte at the end of a line.
    pub delimiter: u8,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { packet: 0, line: 0, delimiter: b'\n' }
    }
}

/// How long a packet is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Length {
    /// So many bytes, which may be more than there are.
    Known(usize),
    /// More bytes will tell.
    More,
    /// These bytes begin no packet.
    Invalid,
}

/// The greatest length.
const MOST: u64 = i32::MAX as u64;

fn big_endian(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

/// The length of the packet that the bytes begin with.
pub fn length(kind: Kind, bytes: &[u8], limits: &Limits) -> Length {
    match kind {
        Kind::Raw if bytes.is_empty() => Length::More,
        Kind::Raw => Length::Known(bytes.len()),
        Kind::Length(size) => headed(bytes, size, limits, |head| Some(big_endian(head))),
        Kind::SunRm => headed(bytes, 4, limits, |head| Some(big_endian(head) & 0x7fff_ffff)),
        Kind::Asn1 => asn1(bytes, limits),
        Kind::Cdr => headed(bytes, 12, limits, |head| {
            let size = head.get(8..12)?;
            let little = head.get(6)? & 1 == 1;
            let size = if little { size.iter().rev().copied().collect() } else { size.to_vec() };
            head.starts_with(b"GIOP").then(|| big_endian(&size))
        }),
        Kind::Fcgi => headed(bytes, 8, limits, |head| {
            let padding = u64::from(*head.get(6)?);
            (head.first() == Some(&1)).then_some(big_endian(head.get(4..6)?) + padding)
        }),
        Kind::Tpkt => headed(bytes, 4, limits, |head| {
            let size = big_endian(head.get(2..4)?).checked_sub(4)?;
            (head.first() == Some(&3)).then_some(size)
        }),
        Kind::Tls => headed(bytes, 5, limits, |head| match is_client_hello(head) {
            true => (big_endian(head.get(..2)?) & 0x7fff).checked_sub(3),
            false => Some(big_endian(head.get(3..5)?)),
        }),
        Kind::Line => line(bytes, limits),
        Kind::Http { headers } => http_lines(bytes, headers, limits),
    }
}

/// Whether a record is a hello of SSL 2.
fn is_client_hello(record: &[u8]) -> bool {
    matches!(record, [first, _, 1, ..] if first & 0x80 != 0)
}

/// A packet with a header of `size` bytes that tells how many bytes follow; `None` where it is no header.
fn headed(bytes: &[u8], size: usize, limits: &Limits, following: impl FnOnce(&[u8]) -> Option<u64>) -> Length {
    match bytes.get(..size) {
        None => Length::More,
        Some(head) => match following(head) {
            Some(count) => within(size, count, limits),
            None => Length::Invalid,
        },
    }
}

fn within(head: usize, following: u64, limits: &Limits) -> Length {
    let most = if limits.packet == 0 { MOST - head as u64 } else { u64::from(limits.packet) };
    let all = following + head as u64;
    if following > most || all > MOST { Length::Invalid } else { Length::Known(all as usize) }
}

fn asn1(bytes: &[u8], limits: &Limits) -> Length {
    let [tag, rest @ ..] = bytes else { return Length::More };
    let mut rest = rest;
    if tag & 0x1f == 0x1f {
        let more = rest.iter().take_while(|byte| *byte & 0x80 != 0).count();
        rest = rest.get(more..).unwrap_or_default();
        if rest.len() < 2 {
            return Length::More;
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    let [first, behind @ ..] = rest else { return Length::More };
    let (count, size) = (usize::from(first & 0x7f), bytes.len() - behind.len());
    if first & 0x80 == 0 {
        return within(size, count as u64, limits);
    }
    match behind.get(..count) {
        None => Length::More,
        Some(digits) if count <= 4 => within(size + count, big_endian(digits), limits),
        Some(_) => Length::Invalid,
    }
}

fn line(bytes: &[u8], limits: &Limits) -> Length {
    let (most, cut) = (limits.packet as usize, limits.line as usize);
    let end = bytes.iter().position(|byte| *byte == limits.delimiter);
    let size = end.map_or(bytes.len(), |at| at + 1);
    if most != 0 && size > most {
        return Length::Invalid;
    }
    match end {
        Some(_) if cut != 0 && size > cut => Length::Known(cut),
        Some(_) => Length::Known(size),
        None if cut != 0 && size >= cut => Length::Known(cut),
        None => Length::More,
    }
}

/// A line of HTTP; a header goes on in lines that begin with white space.
fn http_lines(bytes: &[u8], headers: bool, limits: &Limits) -> Length {
    if matches!(bytes, b"\n" | b"\r\n") {
        return Length::Known(bytes.len());
    }
    let most = if limits.packet == 0 { limits.line } else { limits.packet } as usize;
    let too_long = |size: usize| most != 0 && size > most;
    let mut from = 0;
    loop {
        let rest = bytes.get(from..).unwrap_or_default();
        let Some(at) = rest.iter().position(|byte| *byte == b'\n') else {
            return if most != 0 && bytes.len() >= most { Length::Invalid } else { Length::More };
        };
        let size = from + at + 1;
        let goes_on = headers && size > 2 && matches!(bytes.get(size), Some(b' ' | b'\t'));
        if !goes_on {
            return match () {
                () if too_long(size) => Length::Invalid,
                () if headers && size == bytes.len() => Length::More,
                () => Length::Known(size),
            };
        }
        from = size;
    }
}

/// The part of a whole packet that is its body, from the first byte to the one behind the last.
pub fn body(kind: Kind, packet: &[u8]) -> (usize, usize) {
    match kind {
        Kind::Length(size) => (size.min(packet.len()), packet.len()),
        Kind::Fcgi => (0, packet.len().saturating_sub(packet.get(6).map_or(0, |padding| usize::from(*padding)))),
        _ => (0, packet.len()),
    }
}

/// A record of TLS.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tls {
    /// The type of its content.
    pub content: u8,
    /// The version.
    pub version: (u8, u8),
    /// What it holds.
    pub data: Vec<u8>,
}

/// What a whole record of TLS is; a hello of SSL 2 is made one of a later version.
pub fn tls(record: &[u8]) -> Option<Tls> {
    if is_client_hello(record) {
        let hello = record.get(3..)?;
        let version = (*hello.first()?, *hello.get(1)?);
        let size = (hello.len() as u32).to_be_bytes();
        let data = [&[1], size.get(1..)?, hello].concat();
        return Some(Tls { content: 22, version, data });
    }
    let [content, major, minor, _, _, data @ ..] = record else { return None };
    Some(Tls { content: *content, version: (*major, *minor), data: data.to_vec() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_bounded() {
        let limits = Limits::default();
        assert_eq!(length(Kind::Length(4), &[0xff; 4], &limits), Length::Invalid);
        assert_eq!(length(Kind::Length(4), &[0, 0, 0, 9], &limits), Length::Known(13));
        assert_eq!(length(Kind::Tpkt, &[3, 0, 0, 3], &limits), Length::Invalid);
        assert_eq!(length(Kind::Asn1, &[0x30, 0x85, 0, 0, 0, 0, 0], &limits), Length::Invalid);
        assert_eq!(length(Kind::Asn1, &[0x1f, 0x80], &limits), Length::More);
        assert_eq!(tls(&[0x80, 2, 1]), None);
    }

    #[test]
    fn headers_go_on_in_lines_with_space() {
        let limits = Limits::default();
        let headers = Kind::Http { headers: true };
        assert_eq!(length(headers, b"A: b\r\n c\r\nX", &limits), Length::Known(10));
        assert_eq!(length(headers, b"A: b\r\n", &limits), Length::More);
        assert_eq!(length(headers, b"A: b\r\n c", &limits), Length::More);
        assert_eq!(length(Kind::Http { headers: false }, b"A: b\r\n", &limits), Length::Known(6));
    }
}
