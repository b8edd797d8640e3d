//! Terms as bytes in the external format (OTP's `external.c`).

use crate::etf_encode::{self, NEWEST_MINOR};
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::native::{Native, NativeResult};
use crate::term::Term;

const fn pure(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erlang", name, arity, run, true)
}

/// The first byte of a term as bytes.
const VERSION: u8 = 131;

pub(super) const TABLE: &[Native] = &[
    pure("external_size", 1, |c, a| Ok(Term::size(encode(c, a[0], NEWEST_MINOR)?.len()))),
    pure("external_size", 2, |c, a| {
        let minor = minor_version(c, a[1])?;
        Ok(Term::size(encode(c, a[0], minor)?.len()))
    }),
    pure("term_to_binary", 1, |c, a| term_to_binary(c, a[0], NEWEST_MINOR)),
    pure("term_to_binary", 2, |c, a| {
        let minor = minor_version(c, a[1])?;
        term_to_binary(c, a[0], minor)
    }),
];

/// The minor version of a list of options; what is written is the same in every run, `deterministic` or not.
fn minor_version(c: &Ctx<'_>, options: Term) -> Result<usize, Fail> {
    let view = c.view();
    let mut minor = NEWEST_MINOR;
    for option in view.proper_list(options).ok_or(Fail::badarg())? {
        let name = |term: Term| term.as_atom().map(|atom| c.sys.atoms.name(atom));
        match view.tuple(option).map(|pair| pair.to_vec()).as_deref() {
            Some([key, value]) if name(*key) == Some("minor_version") => {
                minor = value.as_size().filter(|minor| *minor <= NEWEST_MINOR).ok_or(Fail::badarg())?;
            }
            None if name(option) == Some("deterministic") => {}
            _ => return Err(Fail::badarg()),
        }
    }
    Ok(minor)
}

/// The bytes of a term with the version in front.
fn encode(c: &Ctx<'_>, term: Term, minor: usize) -> Result<Vec<u8>, Fail> {
    let encoded = etf_encode::encode(c.view(), term, &c.sys.atoms, c.code, minor);
    let mut bytes = encoded.map_err(|_| Fail::system_limit())?;
    bytes.insert(0, VERSION);
    Ok(bytes)
}

fn term_to_binary(c: &mut Ctx<'_>, term: Term, minor: usize) -> NativeResult {
    let bytes = encode(c, term, minor)?;
    Ok(c.p.block.binary(&bytes)?)
}
