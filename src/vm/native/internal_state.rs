//! What tests of the emulator look at and set (`erts_debug:get_internal_state/1`, `set_internal_state/2`; OTP's
//! `erl_bif_info.c`): those items that mean something here. Both are `undef` until they have been made available.

use serde::{Deserialize, Serialize};

use crate::atom::{Atom, am};
use crate::exec::{Ctx, Fail};
use crate::heap::{Allocate, ON_HEAP_BINARY_LIMIT};
use crate::machine::SLICE_REDUCTIONS;
use crate::native::loading::collect;
use crate::native::{Native, NativeResult};
use crate::number;
use crate::term::{Kind, Term};

pub(super) const TABLE: &[Native] = &[
    Native::new("erts_debug", "get_internal_state", 1, get, false),
    Native::new("erts_debug", "set_internal_state", 2, set, false),
];

const WARNING: &str = "enabled access to the emulator internal state.\nNOTE: This is an erts internal test feature and \
                       should *only* be used by OTP test-suites.\n";

/// OTP's own limit of the natives of `unicode`.
const UNICODE_LOOP_LIMIT: u32 = 40_000;

/// What was set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InternalState {
    is_available: bool,
    /// After how much work natives are to let others run; one call is one instruction here, so these are kept only.
    binary_loop_limit: u32,
    unicode_loop_limit: u32,
}

impl Default for InternalState {
    fn default() -> InternalState {
        InternalState { is_available: false, binary_loop_limit: 0, unicode_loop_limit: UNICODE_LOOP_LIMIT }
    }
}

fn get(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if !c.sys.internal_state.is_available {
        return Err(Fail::Refuse(Term::atom(am::UNDEF)));
    }
    let pair = c.view().tuple(a[0]).map(|pair| pair.to_vec());
    if let Some([item, of]) = pair.as_deref() {
        return match name(c, *item)? {
            "binary_info" => binary_info(c, *of),
            _ => Err(Fail::badarg()),
        };
    }
    match name(c, a[0])? {
        "available_internal_state" => Ok(Term::boolean(true)),
        "reds_left" => Ok(number::make_integer(&mut c.p.block, c.sys.left)?),
        // Where locks are checked it would be a file.
        "lc_graph" => c.atom("notsup"),
        _ => Err(Fail::badarg()),
    }
}

fn set(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let item = a[0].as_atom();
    if let (Some("available_internal_state"), Some(on)) = (item.map(|item| c.sys.atoms.name(item)), a[1].as_bool()) {
        if on {
            warn(c)?;
        }
        return Ok(Term::boolean(std::mem::replace(&mut c.sys.internal_state.is_available, on)));
    }
    if !c.sys.internal_state.is_available {
        return Err(Fail::Refuse(Term::atom(am::UNDEF)));
    }
    match name(c, a[0])? {
        "reds_left" => set_reductions(c, a[1].as_small().ok_or(Fail::badarg())?),
        "binary_loop_limit" => set_limit(c, a[1], 0, |state| &mut state.binary_loop_limit),
        "unicode_loop_limit" => set_limit(c, a[1], UNICODE_LOOP_LIMIT, |state| &mut state.unicode_loop_limit),
        // OTP fills the heap with garbage, so that the next who needs a word collects.
        "fill_heap" => {
            c.p.block.ask_collection();
            Ok(Term::atom(am::OK))
        }
        // All of that is done at once here.
        "wait" => match name(c, a[1])? {
            "deallocations" | "timer_cancellations" | "aux_work" | "thread_progress" => Ok(Term::atom(am::OK)),
            _ => Err(Fail::badarg()),
        },
        "force_gc" => {
            let is_there = a[1].as_pid().map(|pid| collect(c, pid)).transpose()?;
            Ok(Term::boolean(is_there.unwrap_or(false)))
        }
        _ => Err(Fail::badarg()),
    }
}

fn name<'a>(c: &'a Ctx<'_>, item: Term) -> Result<&'a str, Fail> {
    let item: Atom = item.as_atom().ok_or(Fail::badarg())?;
    Ok(c.sys.atoms.name(item))
}

fn warn(c: &mut Ctx<'_>) -> Result<(), Fail> {
    let text = format!("Process {} {WARNING}", c.p.pid);
    let text: Vec<Term> = text.bytes().map(|byte| Term::size(byte.into())).collect();
    let text = c.p.block.list(&text)?;
    c.log(am::WARNING, "~s~n", &[text])?;
    Ok(())
}

/// The reductions that are left of the slice.
fn set_reductions(c: &mut Ctx<'_>, left: i64) -> NativeResult {
    let left = left.clamp(1, SLICE_REDUCTIONS);
    c.sys.slice += left - c.sys.left;
    c.sys.left = left;
    Ok(Term::boolean(true))
}

fn set_limit(c: &mut Ctx<'_>, value: Term, default: u32, limit: fn(&mut InternalState) -> &mut u32) -> NativeResult {
    let new = match value.as_atom().map(|value| c.sys.atoms.name(value)) {
        Some("default") => default,
        _ => value.as_small().and_then(|n| u32::try_from(n).ok()).ok_or(Fail::badarg())?,
    };
    Ok(Term::size(std::mem::replace(limit(&mut c.sys.internal_state), new) as usize))
}

/// `heap_binary`, or `{refc_binary, Bytes, {binary, Allocated}, Flags}`: no more is allocated than there is.
fn binary_info(c: &mut Ctx<'_>, term: Term) -> NativeResult {
    let view = c.view();
    let bits = view.bits(term).ok_or(Fail::badarg())?;
    let whole = if view.kind(term) == Some(Kind::SubBinary) { view.word(term, 3) } else { term };
    let size = view.bits(whole).map_or(bits.size, |bits| bits.size).div_ceil(8);
    // Literals lie in one place here, whatever their size.
    if view.kind(whole) == Some(Kind::HeapBinary) && size <= ON_HEAP_BINARY_LIMIT {
        return c.atom("heap_binary");
    }
    let (refc, binary) = (c.atom("refc_binary")?, c.atom("binary")?);
    let allocated = c.p.block.tuple(&[binary, Term::size(size)])?;
    Ok(c.p.block.tuple(&[refc, Term::size(size), allocated, Term::size(0)])?)
}
