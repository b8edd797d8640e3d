//! The variables of the environment (OTP's `erl_osenv.c`): bytes by bytes, of this machine alone.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The most bytes of all names and values.
const MOST_BYTES: usize = 4 << 20;

/// The variables.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Environment {
    variables: BTreeMap<Vec<u8>, Vec<u8>>,
}

impl Environment {
    /// Those of these that a variable can be, as far as there is room.
    pub fn of(variables: impl IntoIterator<Item = (Vec<u8>, Vec<u8>)>) -> Environment {
        let mut environment = Environment::default();
        for (name, value) in variables.into_iter().filter(|(name, value)| is_name(name) && !value.contains(&0)) {
            environment.put(name, value);
        }
        environment
    }

    pub(crate) fn is_sound(&self) -> bool {
        self.bytes() <= MOST_BYTES && self.variables.iter().all(|(name, value)| is_name(name) && !value.contains(&0))
    }

    /// The variables in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        self.variables.iter().map(|(name, value)| (name.as_slice(), value.as_slice()))
    }

    /// The value of a variable.
    pub fn get(&self, name: &[u8]) -> Option<&[u8]> {
        self.variables.get(name).map(Vec::as_slice)
    }

    /// Sets a variable; `false` where there is no room for it.
    pub fn put(&mut self, name: Vec<u8>, value: Vec<u8>) -> bool {
        let before = self.get(&name).map_or(0, |value| name.len() + value.len());
        if self.bytes() - before + name.len() + value.len() > MOST_BYTES {
            return false;
        }
        self.variables.insert(name, value);
        true
    }

    /// Takes a variable away.
    pub fn remove(&mut self, name: &[u8]) {
        self.variables.remove(name);
    }

    fn bytes(&self) -> usize {
        self.variables.iter().map(|(name, value)| name.len() + value.len()).sum()
    }
}

/// Whether a variable can have that name.
pub(crate) fn is_name(name: &[u8]) -> bool {
    !name.contains(&0) && !name.contains(&b'=')
}
