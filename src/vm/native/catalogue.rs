//! Every function that OTP implements natively, and whether this machine does.
//!
//! The list is what three releases of OTP say of themselves; `scripts/natives` writes it.

use super::{NativeId, find};

const LIST: &str = include_str!("otp.tsv");

/// A function that some release of OTP implements natively.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Listed {
    /// The module.
    pub module: &'static str,
    /// The name.
    pub name: &'static str,
    /// The arity.
    pub arity: u32,
    /// The releases (of 25, 27 and 29), joined by commas.
    pub releases: &'static str,
    /// The native, where this machine has it.
    pub native: Option<NativeId>,
}

/// The functions, in order of module, name and arity.
pub fn catalogue() -> impl Iterator<Item = Listed> {
    LIST.lines().skip(1).filter_map(|line| {
        let mut fields = line.split('\t');
        let (module, name) = (fields.next()?, fields.next()?);
        let arity = fields.next()?.parse().ok()?;
        Some(Listed { module, name, arity, releases: fields.next()?, native: find(module, name, arity) })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_function() {
        let listed: Vec<Listed> = catalogue().collect();
        assert_eq!(listed.len(), LIST.lines().count() - 1);
        let known = listed.iter().find(|l| (l.module, l.name, l.arity) == ("erlang", "spawn_opt", 1));
        assert!(known.is_none_or(|l| l.releases.contains("29")));
        assert!(listed.iter().any(|l| l.native.is_some()) && listed.iter().any(|l| l.native.is_none()));
    }
}
