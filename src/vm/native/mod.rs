//! Native functions (BIFs): one table a family, all found by [`find`].
//!
//! A native gets its arguments as terms of the running process and allocates by growing the
//! process's block, which moves nothing: no native ever holds a stale term. Adding a native touches
//! its row, one function and one test. Rows stand in order of name and arity.

mod arithmetic;
mod asn1;
mod atomics;
mod binary;
mod catalogue;
mod checksum;
mod code;
mod data;
mod dates;
mod demand;
mod drivers;
mod emulator;
mod ets;
mod exception;
mod external;
mod file_name;
mod heap_options;
mod internal;
pub(crate) mod internal_state;
mod internals;
mod io;
mod iolist;
mod lists;
mod loading;
mod map_next;
mod maps;
mod matchspec;
mod math;
mod nif;
mod numeral;
mod os;
mod packet;
mod persistent;
mod port;
mod port_open;
mod prim_buffer;
mod prim_file;
mod prim_socket;
mod prim_tty;
mod process;
pub(crate) mod process_info;
mod re;
mod records;
mod settings;
mod sizes;
mod spawn;
mod spawn_request;
mod statistics;
mod string;
mod suspend;
mod system;
mod terminal;
mod tests;
mod text;
mod time;
mod unicode;
mod zlib;

pub use catalogue::{Listed, catalogue};
pub(crate) use nif::LIBRARIES;

use crate::exec::{Ctx, Fail};
use crate::term::Term;

/// The most arguments a native takes.
pub const MAX_NATIVE_ARITY: usize = 8;

/// What a native gives back.
pub type NativeResult = Result<Term, Fail>;

/// The implementation of a native.
pub type NativeFn = for<'a, 'b> fn(&'a mut Ctx<'b>, &[Term]) -> NativeResult;

/// A row of the table of natives.
pub struct Native {
    /// The module.
    pub module: &'static str,
    /// The name.
    pub name: &'static str,
    /// The arity.
    pub arity: u32,
    /// The implementation.
    pub run: NativeFn,
    /// Whether the result depends on the arguments alone and nothing else changes.
    pub pure: bool,
}

impl Native {
    const fn new(module: &'static str, name: &'static str, arity: u32, run: NativeFn, pure: bool) -> Native {
        Native { module, name, arity, run, pure }
    }

    /// Whether compilers take it that a call does not come back (`erl_bifs:is_exit_bif/3`).
    pub(crate) fn never_returns(&self) -> bool {
        self.module == "erlang" && matches!((self.name, self.arity), ("error", 1 | 2) | ("exit" | "throw", 1))
    }
}

/// A native: its table, and its row there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NativeId {
    table: u16,
    row: u16,
}

impl NativeId {
    /// Whether it does what OTP's own code does where that has been booted.
    pub(crate) fn stands_in(self) -> bool {
        let native = self.get();
        matches!(native.module, "code" | "init") && !native.name.contains("coverage")
    }

    /// `erlang:'+'/1`.
    pub(crate) const UNARY_PLUS: NativeId = NativeId { table: 0, row: 1 };
    /// `erlang:'+'/2`.
    pub(crate) const PLUS: NativeId = NativeId { table: 0, row: 2 };

    /// The native's row.
    #[inline]
    pub fn get(self) -> &'static Native {
        let rows = TABLES.get(self.table as usize).copied().unwrap_or(CONTINUED);
        &rows[self.row as usize]
    }
}

impl Ctx<'_> {
    /// The atom of that name; `system_limit` where the table is full.
    fn atom(&mut self, name: &str) -> NativeResult {
        self.sys.intern(name).map(Term::atom).ok_or(Fail::system_limit())
    }
}

/// All natives, a table a family.
pub const TABLES: &[&[Native]] = &[
    arithmetic::TABLE,
    asn1::TABLE,
    atomics::TABLE,
    atomics::INTERNAL,
    binary::TABLE,
    checksum::TABLE,
    code::TABLE,
    data::TABLE,
    dates::TABLE,
    demand::TABLE,
    demand::INIT,
    drivers::TABLE,
    ets::TABLE,
    emulator::TABLE,
    emulator::INTERNAL,
    exception::TABLE,
    external::TABLE,
    internal::INTERNAL,
    internal::DEBUG,
    internals::INTERNAL,
    internals::DEBUG,
    internals::COVERAGE,
    internals::ERLANG,
    internal_state::TABLE,
    file_name::TABLE,
    io::TABLE,
    io::PRINTABLE,
    io::UNICODE,
    io::WARNINGS,
    iolist::TABLE,
    lists::TABLE,
    loading::TABLE,
    loading::INTERNAL,
    map_next::TABLE,
    maps::TABLE,
    matchspec::ERLANG,
    matchspec::ETS,
    math::TABLE,
    nif::TABLE,
    numeral::TABLE,
    os::TABLE,
    os::FILE,
    packet::TABLE,
    persistent::TABLE,
    prim_socket::TABLE,
    prim_tty::TABLE,
    port::TABLE,
    port::INTERNAL,
    prim_buffer::TABLE,
    prim_file::TABLE,
    process::TABLE,
    process_info::TABLE,
    re::TABLE,
    records::TABLE,
    settings::TABLE,
    settings::INTERNAL,
    spawn::TABLE,
    spawn_request::TABLE,
    spawn_request::INTERNAL,
    statistics::TABLE,
    string::TABLE,
    suspend::TABLE,
    suspend::INTERNAL,
    system::TABLE,
    tests::TABLE,
    text::TABLE,
    time::TABLE,
    unicode::TABLE,
    zlib::TABLE,
];

/// The natives that go on for others that have given way; programs cannot call them. The names are OTP's.
const CONTINUED: &[Native] = &[
    Native::new("erlang", "++", 2, data::go_on_appending, true),
    Native::new("ets", "count_trap", 1, ets::go_on, false),
    Native::new("ets", "select_trap", 1, ets::go_on, false),
    Native::new("erts_internal", "binary_to_list_continue", 1, iolist::go_on_listing, true),
    Native::new("erts_internal", "iolist_size_continue", 1, iolist::go_on_with_size, true),
    Native::new("erts_internal", "list_to_binary_continue", 1, iolist::go_on_joining, true),
    Native::new("erts_internal", "list_to_bitstring_continue", 1, iolist::go_on_joining, true),
    Native::new("erts_internal", "term_to_binary_trap", 1, external::go_on_writing, true),
];

/// The native of that name.
pub fn find(module: &str, name: &str, arity: u32) -> Option<NativeId> {
    for (table, rows) in TABLES.iter().enumerate() {
        if rows.first().is_some_and(|first| first.module != module) {
            continue;
        }
        let found = rows.binary_search_by(|row| (row.name, row.arity).cmp(&(name, arity)));
        if let Ok(row) = found {
            return Some(NativeId { table: table as u16, row: row as u16 });
        }
    }
    None
}

/// The native that goes on for others, of that name; programs cannot call those.
pub(crate) fn find_continuation(module: &str, name: &str, arity: u32) -> Option<NativeId> {
    let row = CONTINUED.iter().position(|row| (row.module, row.name, row.arity) == (module, name, arity))?;
    Some(NativeId { table: TABLES.len() as u16, row: row as u16 })
}

/// The terms that a native has noted of what it has done, a tuple of that many.
fn state<const N: usize>(c: &Ctx<'_>, noted: Term) -> Result<[Term; N], Fail> {
    let elements = c.view().tuple(noted).map(|elements| elements.to_vec());
    elements.and_then(|elements| elements.try_into().ok()).ok_or(Fail::badarg())
}

/// The most reductions that are charged at once.
const MOST_CHARGED: i64 = 1 << 32;

/// Takes reductions out of the process's slice, beyond its end where it has done more than is left.
pub(crate) fn charge(c: &mut Ctx<'_>, reductions: i64) {
    c.sys.left -= reductions.clamp(0, MOST_CHARGED);
}

/// Takes the reductions out of the slice that so many pieces of work cost.
#[inline]
fn charge_pieces(c: &mut Ctx<'_>, pieces: usize, to_a_reduction: usize) {
    charge(c, i64::try_from(pieces / to_a_reduction).unwrap_or(MOST_CHARGED));
}

/// How many pieces of work a native may do before it gives way: those of one reduction at least.
#[inline]
fn pieces_left(c: &Ctx<'_>, to_a_reduction: usize) -> usize {
    usize::try_from(c.sys.left).unwrap_or(0).max(1).saturating_mul(to_a_reduction)
}

#[cfg(test)]
mod table_tests {
    use super::*;

    #[test]
    fn natives_with_a_name_of_their_own_are_those() {
        assert_eq!(find("erlang", "+", 1), Some(NativeId::UNARY_PLUS));
        assert_eq!(find("erlang", "+", 2), Some(NativeId::PLUS));
    }

    #[test]
    fn tables_are_in_order_and_of_one_module_each() {
        let mut seen = std::collections::BTreeSet::new();
        for rows in TABLES {
            for pair in rows.windows(2) {
                assert!((pair[0].name, pair[0].arity) < (pair[1].name, pair[1].arity), "{}", pair[1].name);
                assert_eq!(pair[0].module, pair[1].module);
            }
            for row in *rows {
                assert!(seen.insert((row.module, row.name, row.arity)), "{}:{}/{}", row.module, row.name, row.arity);
                assert!(row.arity as usize <= MAX_NATIVE_ARITY);
                assert_eq!(find(row.module, row.name, row.arity).map(|id| id.get().name), Some(row.name));
            }
        }
    }
}
