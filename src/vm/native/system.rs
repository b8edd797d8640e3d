//! What a program may ask of the system as a whole (OTP's `erl_bif_info.c`, `erl_bif_trace.c`).
//!
//! There is one scheduler, no other node, no tracer and no allocator that tells of itself; the rest is as in the release
//! for Linux, whatever computer this is.

use crate::atom::am;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::heap_options::{LARGEST_HEAP, next_heap_size};
use crate::machine::{Release, SLICE_REDUCTIONS};
use crate::native::time::integer;
use crate::native::{Native, NativeResult, heap_options, settings, statistics};
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

/// How many requests of the system may be under way (OTP's default: two for each scheduler).
pub(super) const SYSTEM_REQUESTS: usize = 2;

/// An item of the system, as plain data.
enum Item {
    Number(usize),
    Name(&'static str),
    Text(&'static str),
    Binary(&'static str),
    Tuple(&'static [Item]),
    List(&'static [Item]),
    /// A setting of new heaps: a pair of its name and the value.
    Setting(heap_options::Setting),
    /// The number that it was set to.
    Flag,
    /// What it is in each release: up to 25, up to 27, since then. `""` where there is none.
    Names([&'static str; 3]),
    Texts([&'static str; 3]),
    /// What is there now.
    Now(fn(&mut Ctx<'_>) -> NativeResult),
}

const ONE: Item = Item::Number(1);
const NONE: Item = Item::Number(0);
const FALSE: Item = Item::Name("false");

/// The items.
const ITEMS: &[(&str, Item)] = &[
    ("all_schedulers_state", Item::List(&[Item::Tuple(&[Item::Name("normal"), ONE, ONE, ONE])])),
    ("alloc_util_allocators", Item::List(&[])),
    ("allocated_areas", Item::Now(areas)),
    ("allocator", Item::Tuple(&[Item::Name("undefined"), Item::List(&[]), Item::List(&[]), Item::List(&[])])),
    ("async_dist", Item::Names(["", "false", "false"])),
    ("atom_count", Item::Now(|c| Ok(Term::size(c.sys.atoms.len())))),
    ("atom_limit", Item::Now(|c| Ok(Term::size(c.sys.limits.atoms)))),
    ("beam_jump_table", Item::Name("true")),
    ("build_type", Item::Name("opt")),
    ("c_compiler_used", Item::Tuple(&[Item::Name("undefined"), Item::Name("undefined")])),
    ("check_io", Item::List(&[])),
    ("compat_rel", Item::Now(|c| Ok(Term::size(c.sys.release.otp as usize)))),
    ("context_reductions", Item::Number(SLICE_REDUCTIONS as usize)),
    ("cpu_quota", Item::Name("unknown")),
    ("cpu_topology", Item::Name("undefined")),
    ("creation", NONE),
    ("debug_compiled", FALSE),
    ("delayed_node_table_gc", Item::Number(60)),
    ("dirty_cpu_schedulers", NONE),
    ("dirty_cpu_schedulers_online", NONE),
    ("dirty_io_schedulers", NONE),
    ("dist", Item::Binary("=node:'nonode@nohost'\n=no_distribution\n")),
    ("dist_buf_busy_limit", Item::Number(1 << 20)),
    ("dist_ctrl", Item::List(&[])),
    ("driver_version", Item::Text("3.3")),
    ("dynamic_trace", Item::Name("none")),
    ("dynamic_trace_probes", FALSE),
    ("eager_check_io", Item::Name("true")),
    ("emu_flavor", Item::Name("emu")),
    ("emu_type", Item::Name("opt")),
    // The last second of the 64 bits of the clock.
    ("end_time", Item::Now(|c| integer(c, i64::MAX as u64 / 1_000_000_000 * 1_000_000_000))),
    ("endian", Item::Name("little")),
    ("ethread_info", Item::List(ATOMICS)),
    ("ets_count", Item::Now(|c| Ok(Term::size(c.sys.shared.tables().iter().count())))),
    ("ets_limit", Item::Number(8_192)),
    ("ets_realloc_moves", FALSE),
    ("fullsweep_after", Item::Setting(heap_options::Setting::FullsweepAfter)),
    ("garbage_collection", Item::Now(collection)),
    ("halt_flush_timeout", Item::Names(["", "infinity", "infinity"])),
    ("heap_sizes", Item::Now(heap_sizes)),
    ("heap_type", Item::Name("private")),
    ("hipe_architecture", Item::Name("undefined")),
    ("info", Item::Now(info)),
    ("kernel_poll", FALSE),
    ("loaded", Item::Now(loaded)),
    ("lock_checking", FALSE),
    ("lock_counting", FALSE),
    ("logical_processors", ONE),
    ("logical_processors_available", ONE),
    ("logical_processors_online", ONE),
    ("machine", Item::Text("BEAM")),
    ("max_heap_size", Item::Now(largest_heap)),
    ("message_queue_data", Item::Name("on_heap")),
    ("min_bin_vheap_size", Item::Setting(heap_options::Setting::MinBinVheapSize)),
    ("min_heap_size", Item::Setting(heap_options::Setting::MinHeapSize)),
    ("modified_timing_level", Item::Name("undefined")),
    ("multi_scheduling", Item::Name("disabled")),
    ("multi_scheduling_blockers", Item::List(&[])),
    ("nif_version", Item::Texts(["2.16", "2.17", "2.18"])),
    ("normal_multi_scheduling_blockers", Item::List(&[])),
    ("os_monotonic_time_source", Item::Now(|c| clock(c, c.sys.now_ns()))),
    ("os_system_time_source", Item::Now(|c| clock(c, c.sys.system_time_ns()))),
    ("os_type", Item::Tuple(&[Item::Name("unix"), Item::Name("linux")])),
    ("os_version", Item::Tuple(&[Item::Number(6), NONE, NONE])),
    ("otp_release", Item::Now(|c| characters(c, &c.sys.release.otp.to_string()))),
    ("outstanding_system_requests_limit", Item::Flag),
    ("port_count", Item::Now(|c| Ok(Term::size(c.sys.ports.open.len())))),
    ("port_limit", Item::Number(65_536)),
    ("port_parallelism", FALSE),
    // The one that asks is in no table.
    ("process_count", Item::Now(|c| Ok(Term::size(c.sys.processes.len() + 1)))),
    ("process_limit", Item::Now(|c| Ok(Term::size(c.sys.limits.processes)))),
    ("procs", Item::Now(procs)),
    ("run_queues", ONE),
    ("scheduler_bind_type", Item::Name("unbound")),
    ("scheduler_bindings", Item::Tuple(&[Item::Name("unbound")])),
    ("scheduler_id", ONE),
    ("schedulers", ONE),
    ("schedulers_active", ONE),
    ("schedulers_online", ONE),
    ("schedulers_state", Item::Tuple(&[ONE, ONE, ONE])),
    ("sequential_tracer", Item::Tuple(&[Item::Name("sequential_tracer"), FALSE])),
    ("smp_support", Item::Name("true")),
    ("snifs", Item::Now(natives)),
    ("start_time", NONE),
    ("system_architecture", Item::Text("x86_64-pc-linux-gnu")),
    ("system_logger", Item::Now(|c| c.sys.system_logger.map_or_else(|| c.atom("logger"), Ok))),
    ("system_version", Item::Now(system_version)),
    ("taints", Item::List(&[])),
    ("thread_pool_size", ONE),
    ("threads", Item::Name("true")),
    ("time_correction", Item::Name("true")),
    ("time_offset", Item::Names(["final", "volatile", "volatile"])),
    ("time_warp_mode", Item::Names(["no_time_warp", "multi_time_warp", "multi_time_warp"])),
    ("tolerant_timeofday", Item::Names(["enabled", "disabled", "disabled"])),
    ("trace_control_word", Item::Flag),
    ("update_cpu_info", Item::Name("unchanged")),
    ("version", Item::Now(|c| characters(c, &c.sys.release.erts.clone()))),
    ("wordsize", Item::Number(8)),
];

/// What is done by instructions of the processor in OTP, and here is not.
const ATOMICS: &[Item] = &[
    Item::Tuple(&[Item::Text("32-bit native atomics"), Item::Text("no"), Item::List(&[])]),
    Item::Tuple(&[Item::Text("64-bit native atomics"), Item::Text("no"), Item::List(&[])]),
    Item::Tuple(&[Item::Text("Double word native atomics"), Item::Text("no"), Item::List(&[])]),
    Item::Tuple(&[Item::Text("Native spinlocks"), Item::Text("no")]),
    Item::Tuple(&[Item::Text("Native rw-spinlocks"), Item::Text("no")]),
];

/// Items that are pairs of two names: those that there are, and what all of them are.
const PAIRS: &[(&str, &[&str], Item)] = &[
    ("allocator", ALLOCATORS, FALSE),
    ("allocator_sizes", ALLOCATORS, FALSE),
    ("cpu_topology", &["defined", "detected", "used"], Item::Name("undefined")),
    ("wordsize", &["internal", "external"], Item::Number(8)),
];

/// OTP's allocators, none of which is here.
const ALLOCATORS: &[&str] = &[
    "binary_alloc",
    "driver_alloc",
    "eheap_alloc",
    "ets_alloc",
    "exec_alloc",
    "fix_alloc",
    "literal_alloc",
    "ll_alloc",
    "mseg_alloc",
    "sl_alloc",
    "std_alloc",
    "sys_alloc",
    "temp_alloc",
    "test_alloc",
];

fn system_info(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if let Some([kind, which]) = c.view().tuple(a[0]).and_then(|pair| <[Term; 2]>::try_from(pair.to_vec()).ok()) {
        let name = |term: Term| term.as_atom().map(|atom| c.sys.atoms.name(atom));
        let (kind, which) = (name(kind).ok_or(Fail::badarg())?, name(which).ok_or(Fail::badarg())?);
        let row = PAIRS.iter().find(|row| row.0 == kind && row.1.contains(&which)).ok_or(Fail::badarg())?;
        return build(c, a[0], &row.2);
    }
    let item = a[0].as_atom().ok_or(Fail::badarg())?;
    let found = ITEMS.binary_search_by(|row| row.0.cmp(c.sys.atoms.name(item)));
    let row = found.ok().and_then(|at| ITEMS.get(at)).ok_or(Fail::badarg())?;
    build(c, a[0], &row.1)
}

fn characters(c: &mut Ctx<'_>, text: &str) -> NativeResult {
    let characters: Vec<Term> = text.chars().map(|char| Term::size(char as usize)).collect();
    Ok(c.p.block.list(&characters)?)
}

fn build(c: &mut Ctx<'_>, name: Term, item: &Item) -> NativeResult {
    let all = |c: &mut Ctx<'_>, items: &[Item]| {
        items.iter().map(|item| build(c, name, item)).collect::<Result<Vec<Term>, Fail>>()
    };
    let generation = match c.sys.release.otp {
        ..=25 => 0,
        26..=27 => 1,
        _ => 2,
    };
    let set = name.as_atom().and_then(|name| settings::flag(c, c.sys.atoms.name(name)));
    Ok(match item {
        Item::Number(n) => Term::size(*n),
        Item::Name(name) => c.atom(name)?,
        Item::Text(text) => characters(c, text)?,
        Item::Binary(text) => c.p.block.binary(text.as_bytes())?,
        Item::Tuple(items) => {
            let parts = all(c, items)?;
            c.p.block.tuple(&parts)?
        }
        Item::List(items) => {
            let parts = all(c, items)?;
            c.p.block.list(&parts)?
        }
        Item::Setting(setting) => {
            let options = c.sys.settings.heap;
            let value = heap_options::told(c, *setting, &options)?;
            c.p.block.tuple(&[name, value])?
        }
        Item::Flag => Term::size(set.unwrap_or(0)),
        Item::Names(names) if names[generation].is_empty() => return Err(Fail::badarg()),
        Item::Names(names) => c.atom(names[generation])?,
        Item::Texts(texts) => characters(c, texts[generation])?,
        Item::Now(now) => now(c)?,
    })
}

fn system_version(c: &mut Ctx<'_>) -> NativeResult {
    let Release { otp, erts } = &c.sys.release;
    let text = format!("Erlang/OTP {otp} [erts-{erts}] [64-bit] [enigma]\n");
    characters(c, &text)
}

/// Whether the offset of the clock is final, as its flag tells when it is set.
pub(super) fn time_offset(c: &Ctx<'_>) -> &'static str {
    if c.sys.release.otp <= 25 { "final" } else { "volatile" }
}

fn heap_sizes(c: &mut Ctx<'_>) -> NativeResult {
    let mut sizes = vec![12];
    while let Some(last) = sizes.last().filter(|last| **last < LARGEST_HEAP) {
        sizes.push(next_heap_size(last + 1));
    }
    let sizes: Vec<Term> = sizes.into_iter().map(Term::size).collect();
    Ok(c.p.block.list(&sizes)?)
}

/// The largest heap of new processes.
fn largest_heap(c: &mut Ctx<'_>) -> NativeResult {
    let options = c.sys.settings.heap;
    heap_options::told(c, heap_options::Setting::MaxHeapSize, &options)
}

/// A list of names with values.
pub(super) fn pairs(c: &mut Ctx<'_>, items: &[(&str, Term)]) -> NativeResult {
    let mut pairs = Vec::with_capacity(items.len());
    for (item, value) in items {
        let item = c.atom(item)?;
        pairs.push(c.p.block.tuple(&[item, *value])?);
    }
    Ok(c.p.block.list(&pairs)?)
}

/// What new processes have.
fn collection(c: &mut Ctx<'_>) -> NativeResult {
    let heap = c.sys.settings.heap;
    pairs(
        c,
        &[
            ("max_heap_size", Term::size(heap.max_heap_size.size)),
            ("min_bin_vheap_size", Term::size(heap.min_bin_vheap_size)),
            ("min_heap_size", Term::size(heap.min_heap_size)),
            ("fullsweep_after", Term::size(heap.fullsweep_after.into())),
        ],
    )
}

fn areas(c: &mut Ctx<'_>) -> NativeResult {
    let mut items = Vec::new();
    for (name, bytes) in statistics::kinds(c) {
        let name = match name {
            "atom" => "atom_space",
            "code" => "loaded_code",
            _ => continue,
        };
        items.push((name, integer(c, bytes)?));
    }
    pairs(c, &items)
}

/// A clock of the machine: it has no other.
fn clock(c: &mut Ctx<'_>, time: u64) -> NativeResult {
    let (time, no, yes) = (integer(c, time)?, c.atom("no")?, c.atom("yes")?);
    let function = c.atom("virtual")?;
    let resolution = Term::size(1_000_000_000 / crate::machine::NS_PER_REDUCTION as usize);
    pairs(c, &[("function", function), ("resolution", resolution), ("extended", no), ("parallel", yes), ("time", time)])
}

fn bytes(c: &mut Ctx<'_>, text: &str) -> NativeResult {
    Ok(c.p.block.binary(text.as_bytes())?)
}

/// The memory and the code, as a crash dump begins.
fn info(c: &mut Ctx<'_>) -> NativeResult {
    let memory: String = statistics::kinds(c).iter().map(|(name, bytes)| format!("{name}: {bytes}\n")).collect();
    let text = format!("=memory\n{memory}=loaded_modules\n{}", modules(c));
    bytes(c, &text)
}

fn modules(c: &Ctx<'_>) -> String {
    let sizes = c.code.modules.iter().map(|module| (c.sys.atoms.name(module.name), module.slots.len() * 16));
    let lines: String = sizes.clone().map(|(name, size)| format!("{name} {size}\n")).collect();
    let sum: usize = sizes.map(|(_, size)| size).sum();
    format!("Current code: {sum}\nOld code: 0\n{lines}")
}

fn loaded(c: &mut Ctx<'_>) -> NativeResult {
    let text = modules(c);
    bytes(c, &text)
}

/// The processes, as in a crash dump.
fn procs(c: &mut Ctx<'_>) -> NativeResult {
    let mut pids: Vec<crate::term::Pid> = c.sys.processes.keys().copied().chain([c.p.pid]).collect();
    pids.sort();
    let text: String = pids.into_iter().map(|pid| super::process_info::summary(c, pid)).collect();
    bytes(c, &text)
}

/// All natives, as `{Module, Name, Arity}`.
fn natives(c: &mut Ctx<'_>) -> NativeResult {
    let mut all = Vec::new();
    for native in super::TABLES.iter().flat_map(|table| table.iter()) {
        let parts = [c.atom(native.module)?, c.atom(native.name)?, Term::size(native.arity as usize)];
        all.push(c.p.block.tuple(&parts)?);
    }
    Ok(c.p.block.list(&all)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_in_order() {
        assert!(ITEMS.is_sorted_by(|a, b| a.0 < b.0));
    }
}
