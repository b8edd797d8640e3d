//! The lines of HTTP: requests, answers, headers (OTP's `packet_parser.c`).

use std::ops::Range;

/// The names of headers that are atoms; how OTP numbers them, from 1 on.
pub const HEADERS: [&str; 52] = [
    "Cache-Control",
    "Connection",
    "Date",
    "Pragma",
    "Transfer-Encoding",
    "Upgrade",
    "Via",
    "Accept",
    "Accept-Charset",
    "Accept-Encoding",
    "Accept-Language",
    "Authorization",
    "From",
    "Host",
    "If-Modified-Since",
    "If-Match",
    "If-None-Match",
    "If-Range",
    "If-Unmodified-Since",
    "Max-Forwards",
    "Proxy-Authorization",
    "Range",
    "Referer",
    "User-Agent",
    "Age",
    "Location",
    "Proxy-Authenticate",
    "Public",
    "Retry-After",
    "Server",
    "Vary",
    "Warning",
    "Www-Authenticate",
    "Allow",
    "Content-Base",
    "Content-Encoding",
    "Content-Language",
    "Content-Length",
    "Content-Location",
    "Content-Md5",
    "Content-Range",
    "Content-Type",
    "Etag",
    "Expires",
    "Last-Modified",
    "Accept-Ranges",
    "Set-Cookie",
    "Set-Cookie2",
    "X-Forwarded-For",
    "Cookie",
    "Keep-Alive",
    "Proxy-Connection",
];

/// The methods that are atoms.
pub const METHODS: [&str; 7] = ["OPTIONS", "GET", "HEAD", "POST", "PUT", "DELETE", "TRACE"];

/// The longest name of a header whose letters are made those of a title.
const LONGEST_NAME: usize = 50;

/// Bytes of a packet.
pub type Part = Range<usize>;

/// A name, or text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Text {
    /// The name of that index in a table.
    Known(usize),
    /// Bytes of the packet.
    Part(Part),
    /// Other bytes.
    Made(Vec<u8>),
}

/// What a request is for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Uri {
    /// `*`.
    Star,
    /// A path.
    Path(Part),
    /// `http://` or `https://`: host, port, path. A path that is not there is `/`.
    Absolute {
        /// Whether it is `https`.
        secure: bool,
        /// The host.
        host: Part,
        /// The port.
        port: Option<i32>,
        /// The path.
        path: Option<Part>,
    },
    /// Another scheme, and what is behind the colon.
    Scheme(Part, Part),
    /// Anything else.
    Other(Part),
}

/// A line of HTTP.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Http {
    /// Version, status and phrase of an answer.
    Response((i32, i32), i32, Part),
    /// Method, URI and version of a request.
    Request(Text, Uri, (i32, i32)),
    /// Name (with its number), the name as it stands there, and value of a header.
    Header(Text, Part, Part),
    /// The end of the headers.
    End,
    /// No such line.
    Error,
}

/// What a whole packet of HTTP is; `headers` says whether a header is next.
pub fn http(packet: &[u8], headers: bool) -> Http {
    let end = match packet {
        [.., b'\r', _] => packet.len() - 2,
        [.., b'\n'] => packet.len() - 1,
        _ => packet.len(),
    };
    let line = Line { bytes: packet.get(..end).unwrap_or_default(), at: 0 };
    let parsed = match headers {
        true if end == 0 => Some(Http::End),
        true => header(line),
        false if line.bytes.starts_with(b"HTTP/") => response(line),
        false => request(line),
    };
    parsed.unwrap_or(Http::Error)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// Whether a byte cannot be in a token.
fn is_special(byte: u8) -> bool {
    !(33..=127).contains(&byte) || b"()<>@,;:\\\"/[]?={}".contains(&byte)
}

/// A line, and how far it is read.
struct Line<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Line<'_> {
    /// Goes on while bytes are of some kind; where they are.
    fn take(&mut self, is: impl Fn(u8) -> bool) -> Part {
        let from = self.at;
        let rest = self.bytes.get(from..).unwrap_or_default();
        self.at += rest.iter().take_while(|byte| is(**byte)).count();
        from..self.at
    }

    fn rest(&self) -> Part {
        self.at..self.bytes.len()
    }

    /// A number, of 32 bits as in C; `None` where there is no digit.
    fn number(&mut self) -> Option<i32> {
        let digits = self.take(|byte| byte.is_ascii_digit());
        (!digits.is_empty()).then(|| number(self.bytes.get(digits).unwrap_or_default()))
    }

    /// `Major.Minor`.
    fn version(&mut self) -> Option<(i32, i32)> {
        let major = self.number()?;
        self.bytes.get(self.at).filter(|byte| **byte == b'.')?;
        self.at += 1;
        Some((major, self.number()?))
    }
}

fn number(digits: &[u8]) -> i32 {
    digits.iter().fold(0i32, |sum, digit| sum.wrapping_mul(10).wrapping_add(i32::from(*digit) - i32::from(b'0')))
}

fn response(mut line: Line<'_>) -> Option<Http> {
    line.at = 5;
    let version = line.version()?;
    if line.take(is_space).is_empty() {
        return None;
    }
    let status = line.number().unwrap_or(0);
    if line.take(is_space).is_empty() && !line.rest().is_empty() {
        return None;
    }
    Some(Http::Response(version, status, line.rest()))
}

fn request(mut line: Line<'_>) -> Option<Http> {
    let method = line.take(|byte| !is_special(byte));
    if method.is_empty() || line.take(is_space).is_empty() {
        return None;
    }
    let target = line.take(|byte| !is_space(byte));
    if target.is_empty() {
        return None;
    }
    line.take(is_space);
    let version = match line.rest().len() {
        0 => (0, 9),
        1..8 => return None,
        _ => {
            line.bytes.get(line.rest()).filter(|rest| rest.starts_with(b"HTTP/"))?;
            line.at += 5;
            line.version()?
        }
    };
    let name = line.bytes.get(method.clone())?;
    let known = METHODS.iter().position(|known| known.as_bytes() == name);
    Some(Http::Request(known.map_or(Text::Part(method), Text::Known), uri(line.bytes, target), version))
}

fn header(mut line: Line<'_>) -> Option<Http> {
    let name = line.take(|byte| !is_special(byte));
    line.bytes.get(line.at).filter(|byte| **byte == b':')?;
    line.at += 1;
    line.take(is_space);
    let letters = line.bytes.get(name.clone())?;
    let text = match letters.len() {
        0..=LONGEST_NAME => {
            let title = as_title(letters);
            let known = HEADERS.iter().position(|known| known.as_bytes() == title);
            known.map_or(Text::Made(title), Text::Known)
        }
        _ => Text::Part(name.clone()),
    };
    Some(Http::Header(text, name, line.rest()))
}

/// The first letter of each word large, the others small.
fn as_title(name: &[u8]) -> Vec<u8> {
    let mut first = true;
    let letter = |byte: &u8| {
        let made = if first { byte.to_ascii_uppercase() } else { byte.to_ascii_lowercase() };
        // A hyphen at the begin of a word begins no other.
        first = !first && *byte == b'-';
        made
    };
    name.iter().map(letter).collect()
}

fn uri(line: &[u8], target: Part) -> Uri {
    let bytes = line.get(target.clone()).unwrap_or_default();
    let has = |scheme: &str| bytes.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme.as_bytes()));
    match bytes {
        b"*" => Uri::Star,
        [] | [_] | [b'/', ..] => Uri::Path(target),
        _ if has("http://") => absolute(line, target.start + 7..target.end, false),
        _ if has("https://") => absolute(line, target.start + 8..target.end, true),
        _ => match bytes.iter().position(|byte| *byte == b':') {
            Some(at) => Uri::Scheme(target.start..target.start + at, target.start + at + 1..target.end),
            None => Uri::Other(target),
        },
    }
}

fn absolute(line: &[u8], rest: Part, secure: bool) -> Uri {
    let bytes = line.get(rest.clone()).unwrap_or_default();
    let slash = bytes.iter().position(|byte| *byte == b'/');
    let path = slash.map(|at| rest.start + at..rest.end);
    let place = bytes.get(..slash.unwrap_or(bytes.len())).unwrap_or_default();
    let size = match (place.iter().position(|byte| *byte == b':'), place.iter().position(|byte| *byte == b']')) {
        (None, _) => place.len(),
        (Some(_), Some(end)) if place.starts_with(b"[") => end + 1,
        (Some(colon), _) => colon,
    };
    let digits = match place.get(size..) {
        // Behind the bracket of an address only the last colon is one of a port.
        Some([b':', digits @ ..]) if !place.starts_with(b"[") || !digits.contains(&b':') => digits,
        _ => &[],
    };
    let port = if digits.iter().all(u8::is_ascii_digit) { number(digits) } else { 0 };
    Uri::Absolute { secure, host: rest.start..rest.start + size, port: Some(port).filter(|port| *port != 0), path }
}
