//! What a program may ask of the system as a whole (OTP's `erl_bif_info.c`, `erl_bif_trace.c`).
//!
//! There is one scheduler, no other node and no tracer; the rest is as on OTP 29 for Linux, whatever computer this
//! is.

use crate::atom::am;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::machine::{Release, SLICE_REDUCTIONS};
use crate::native::{Native, NativeResult};
use crate::number;
use crate::term::Term;

const fn effect(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erlang", name, arity, run, false)
}

pub(super) const TABLE: &[Native] = &[
    effect("bump_reductions", 1, bump_reductions),
    effect("dt_append_vm_tag_data", 1, |_, a| Ok(a[0])),
    effect("dt_get_tag", 0, |_, _| Ok(Term::atom(am::UNDEFINED))),
    effect("dt_get_tag_data", 0, |_, _| Ok(Term::atom(am::UNDEFINED))),
    effect("dt_prepend_vm_tag_data", 1, |_, a| Ok(a[0])),
    effect("dt_put_tag", 1, |_, _| Ok(Term::atom(am::UNDEFINED))),
    effect("dt_restore_tag", 1, |_, _| Ok(Term::boolean(true))),
    effect("dt_spread_tag", 1, |_, _| Ok(Term::boolean(true))),
    effect("nodes", 0, |_, _| Ok(Term::NIL)),
    effect("nodes", 1, nodes),
    effect("system_info", 1, system_info),
];

/// Counts as so many reductions done; the slice may end with it.
fn bump_reductions(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let count = number::as_u64(c.view(), a[0]).ok_or(Fail::badarg())?;
    c.sys.left -= (c.sys.left - 1).clamp(0, i64::try_from(count).unwrap_or(i64::MAX));
    Ok(Term::boolean(true))
}

/// The nodes of a kind, or of several: this one is `this` and `known`.
pub(super) fn nodes(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let kinds = match a[0].as_atom() {
        Some(_) => vec![a[0]],
        None => c.view().proper_list(a[0]).ok_or(Fail::badarg())?,
    };
    let mut here = false;
    for kind in kinds {
        match kind.as_atom().map(|kind| c.sys.atoms.name(kind)) {
            Some("this" | "known") => here = true,
            Some("visible" | "hidden" | "connected") => {}
            _ => return Err(Fail::badarg()),
        }
    }
    let node = Term::atom(c.sys.node());
    Ok(c.p.block.list(if here { std::slice::from_ref(&node) } else { &[] })?)
}

/// An item of the system, as plain data.
enum Item {
    Number(usize),
    Name(&'static str),
    Text(&'static str),
    Tuple(&'static [Item]),
    /// A pair of the item's own name and a number.
    Setting(usize),
}

/// The items that are the same in every machine.
const ITEMS: &[(&str, Item)] = &[
    ("build_type", Item::Name("opt")),
    ("compat_rel", Item::Number(29)),
    ("context_reductions", Item::Number(SLICE_REDUCTIONS as usize)),
    ("creation", Item::Number(0)),
    ("debug_compiled", Item::Name("false")),
    ("dirty_cpu_schedulers", Item::Number(0)),
    ("dirty_cpu_schedulers_online", Item::Number(0)),
    ("dirty_io_schedulers", Item::Number(0)),
    ("driver_version", Item::Text("3.3")),
    ("dynamic_trace", Item::Name("none")),
    ("dynamic_trace_probes", Item::Name("false")),
    ("emu_flavor", Item::Name("emu")),
    ("emu_type", Item::Name("opt")),
    ("endian", Item::Name("little")),
    ("fullsweep_after", Item::Setting(65_535)),
    ("heap_type", Item::Name("private")),
    ("kernel_poll", Item::Name("false")),
    ("logical_processors", Item::Number(1)),
    ("logical_processors_available", Item::Number(1)),
    ("logical_processors_online", Item::Number(1)),
    ("machine", Item::Text("BEAM")),
    ("message_queue_data", Item::Name("on_heap")),
    ("min_bin_vheap_size", Item::Setting(46_422)),
    ("min_heap_size", Item::Setting(crate::heap::MIN_HEAP_SIZE)),
    ("modified_timing_level", Item::Name("undefined")),
    ("multi_scheduling", Item::Name("disabled")),
    ("nif_version", Item::Text("2.18")),
    ("os_type", Item::Tuple(&[Item::Name("unix"), Item::Name("linux")])),
    ("os_version", Item::Tuple(&[Item::Number(6), Item::Number(0), Item::Number(0)])),
    ("outstanding_system_requests_limit", Item::Number(1 << 27)),
    ("port_count", Item::Number(0)),
    ("port_limit", Item::Number(65_536)),
    ("port_parallelism", Item::Name("false")),
    ("scheduler_bind_type", Item::Name("unbound")),
    ("scheduler_id", Item::Number(1)),
    ("schedulers", Item::Number(1)),
    ("schedulers_online", Item::Number(1)),
    ("schedulers_state", Item::Tuple(&[Item::Number(1), Item::Number(1), Item::Number(1)])),
    ("smp_support", Item::Name("true")),
    ("start_time", Item::Number(0)),
    ("system_architecture", Item::Text("x86_64-pc-linux-gnu")),
    ("thread_pool_size", Item::Number(0)),
    ("threads", Item::Name("true")),
    ("time_correction", Item::Name("true")),
    ("time_offset", Item::Name("final")),
    ("time_warp_mode", Item::Name("no_time_warp")),
    ("tolerant_timeofday", Item::Name("disabled")),
    ("trace_control_word", Item::Number(0)),
    ("wordsize", Item::Number(8)),
];

fn system_info(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if let Some([kind, which]) = c.view().tuple(a[0]).and_then(|pair| <[Term; 2]>::try_from(pair.to_vec()).ok()) {
        let name = |term: Term| term.as_atom().map(|atom| c.sys.atoms.name(atom));
        return match (name(kind), name(which)) {
            (Some("wordsize"), Some("internal" | "external")) => Ok(Term::size(8)),
            _ => Err(Fail::badarg()),
        };
    }
    let item = a[0].as_atom().ok_or(Fail::badarg())?;
    let count = match c.sys.atoms.name(item) {
        "atom_count" => Some(c.sys.atoms.len()),
        "atom_limit" => Some(c.sys.limits.atoms),
        // The one that asks is in no table.
        "process_count" => Some(c.sys.processes.len() + 1),
        "process_limit" => Some(c.sys.limits.processes),
        _ => None,
    };
    if let Some(count) = count {
        return Ok(Term::size(count));
    }
    let Release { otp, erts } = &c.sys.release;
    let of_release = match c.sys.atoms.name(item) {
        "otp_release" => Some(otp.to_string()),
        "version" => Some(erts.clone()),
        "system_version" => Some(format!("Erlang/OTP {otp} [erts-{erts}] [64-bit] [enigma]\n")),
        _ => None,
    };
    if let Some(text) = of_release {
        return characters(c, &text);
    }
    let found = ITEMS.binary_search_by(|row| row.0.cmp(c.sys.atoms.name(item)));
    let row = found.ok().and_then(|at| ITEMS.get(at)).ok_or(Fail::badarg())?;
    build(c, a[0], &row.1)
}

fn characters(c: &mut Ctx<'_>, text: &str) -> NativeResult {
    let characters: Vec<Term> = text.chars().map(|char| Term::size(char as usize)).collect();
    Ok(c.p.block.list(&characters)?)
}

fn build(c: &mut Ctx<'_>, name: Term, item: &Item) -> NativeResult {
    Ok(match item {
        Item::Number(n) => Term::size(*n),
        Item::Name(name) => c.atom(name)?,
        Item::Text(text) => characters(c, text)?,
        Item::Tuple(items) => {
            let parts = items.iter().map(|item| build(c, name, item)).collect::<Result<Vec<Term>, Fail>>()?;
            c.p.block.tuple(&parts)?
        }
        Item::Setting(value) => c.p.block.tuple(&[name, Term::size(*value)])?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_in_order() {
        assert!(ITEMS.is_sorted_by(|a, b| a.0 < b.0));
    }
}
