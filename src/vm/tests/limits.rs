//! Programs that take memory without end are stopped at the limits of [`Limits`], as OTP stops a process
//! at `max_heap_size` (its exit reason is `killed`) or at a limit of the system (`system_limit`), while
//! the machine goes on and its own memory stays within a stated multiple of the limits.

#![allow(clippy::unwrap_used)]

mod oracle;
mod programs;

use enigma_vm::heap::Fragment;
use enigma_vm::process::Message;
use enigma_vm::timer::Fire;
use enigma_vm::{Limits, Machine, Stop, Until};
use programs::*;

/// Small, so that they are reached soon.
const LIMITS: Limits =
    Limits { process_words: 40_000, total_words: 400_000, message_words: 20_000, processes: 200, atoms: 1 << 20 };

/// The words of a machine, counted independently of its own account.
fn words(machine: &Machine) -> usize {
    let fragment = |f: &Fragment| f.words.len() + f.off_heap.iter().map(|b| b.len() / 8).sum::<usize>();
    let message = |m: &Message| match m {
        Message::Outside(f, _) => fragment(f) + 4,
        Message::Inside(_) => 2,
    };
    let processes = machine.processes().map(|p| {
        let binaries: usize = p.block.off_heap().iter().map(|b| b.len() / 8 + 6).sum();
        let messages: usize = p.mailbox.messages.iter().map(message).sum();
        p.block.words().len() + binaries + messages + 2 * p.dictionary.len() + 4 * p.monitors.len()
    });
    let timers = machine.system().timers.iter().map(|(_, _, fire)| match fire {
        Fire::Message { message, .. } => fragment(&message.0) + 8,
        Fire::Receive { .. } => 8,
    });
    processes.sum::<usize>() + timers.sum::<usize>()
}

/// Runs a function of `tests/erl/limits.erl`; gives what it returned, and looks at the memory all the way.
fn run(function: &str, limits: Limits) -> String {
    let folder = folder();
    let image = module(27, "limits", folder.path());
    let mut machine = start_limited(&image, function, limits);
    // Between two accounts a process can grow by what it may have itself.
    let most = limits.total_words + 2 * limits.process_words;
    loop {
        let stop = machine.run(&Until::instruction(machine.executed() + 1_000));
        let words = words(&machine);
        assert!(words <= most, "{function}: {words} words after {} instructions", machine.executed());
        assert!(machine.executed() < MOST, "{function} goes on and on");
        if stop == Stop::Finished {
            break;
        }
        assert_eq!(stop, Stop::Instruction, "{function}");
        if machine.executed() % 50_000 < 1_000 {
            machine = reborn(&machine);
        }
    }
    let events = machine.system().events.iter().count();
    assert!(events <= 256);
    ending(&machine)
}

const KILLED: &str = "=> [{stopped,killed},still_here,1000]\n";

macro_rules! stopped {
    ($($test:ident: $function:ident, $end:expr;)*) => {
        $(#[test]
        fn $test() {
            assert_eq!(run(stringify!($function), LIMITS), $end);
        })*
    };
}

stopped! {
    recursion_without_end_is_killed: recursion, KILLED;
    a_list_without_end_is_killed: list, KILLED;
    a_binary_that_doubles_is_killed: binary_double, KILLED;
    a_binary_that_grows_in_place_is_killed: binary_append, KILLED;
    a_binary_comprehension_is_killed: binary_comprehension, KILLED;
    binaries_that_are_kept_count: binaries_kept, KILLED;
    empty_binaries_count: binaries_small, KILLED;
    a_process_that_floods_itself_is_killed: own_mailbox, KILLED;
    a_process_that_is_flooded_is_killed: other_mailbox, "=> {killed,true,[{stopped,done},still_here,1000]}\n";
    who_sends_too_much_at_once_is_killed: huge_message, KILLED;
    who_sends_what_was_shared_is_killed: shared_message, KILLED;
    a_result_has_a_limit: shared_result, "exited: killed\n";
    numbers_without_end_are_killed: bignum, KILLED;
    the_dictionary_counts: dictionary, KILLED;
    a_tuple_too_large_is_killed: tuple, KILLED;
    nested_tuples_are_killed: tuples, KILLED;
    a_map_without_end_is_killed: maps, KILLED;
    timers_count: timers, KILLED;
    monitors_count: monitors, "=> {true,killed,[still_here,1000]}\n";
    garbage_is_no_reason: garbage, "=> [{stopped,enough},still_here,1000]\n";
    garbage_of_binaries_is_no_reason: binary_garbage, "=> [{stopped,enough},still_here,1000]\n";
    who_asks_when_all_have_too_much_is_killed: all_together, "=> {true,true}\n";
    exit_signals_count: trapper, KILLED;
    arrays_count: arrays, KILLED;
    an_array_too_large_is_killed: array_too_large, KILLED;
    persistent_terms_count: persistent_terms, KILLED;
    streams_count: streams, KILLED;
    the_input_of_a_stream_counts: stream_input, KILLED;
    small_parts_of_a_stream_count: small_parts, KILLED;
    what_streams_keep_counts: stash, KILLED;
    closed_streams_are_no_reason: streams_closed, "=> [{stopped,enough},still_here,1000]\n";
    streams_end_with_their_process: streams_of_the_dead, "=> [{stopped,enough},still_here,1000]\n";
    objects_of_tables_count: objects, KILLED;
    objects_of_ordered_sets_count: ordered_objects, KILLED;
    marks_of_objects_count: marks, KILLED;
    tables_count: tables, KILLED;
    deleted_tables_are_no_reason: tables_deleted, "=> [{stopped,enough},still_here,1000]\n";
    tables_end_with_their_process: tables_of_the_dead, "=> [{stopped,enough},still_here,1000]\n";
    printed_terms_count: printed, KILLED;
    pieces_of_ber_that_are_shared_are_killed: ber, KILLED;
    bits_of_per_without_end_are_killed: per, KILLED;
    printing_nothing_takes_nothing: output, "=> [{stopped,enough},still_here,1000]\n";
    processes_are_a_system_limit: spawns, "=> [{stopped,{system_limit,197}},still_here,1000]\n";
}

/// As on OTP, whose limit it is.
#[test]
fn numbers_are_a_system_limit_before_memory_is() {
    let limits = Limits { process_words: 4 << 20, total_words: 16 << 20, ..LIMITS };
    assert_eq!(run("bignum_system_limit", limits), "=> [{stopped,system_limit},still_here,1000]\n");
}
