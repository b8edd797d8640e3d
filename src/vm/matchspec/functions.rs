//! What can be called in a match specification.

use serde::{Deserialize, Serialize};

/// A function that is called as the native of its name: name, arity.
pub(super) type Function = (&'static str, usize);

/// Functions for all guards and bodies, in order.
pub(super) const FUNCTIONS: [Function; 64] = [
    ("*", 2),
    ("+", 1),
    ("+", 2),
    ("-", 1),
    ("-", 2),
    ("/", 2),
    ("/=", 2),
    ("<", 2),
    ("=/=", 2),
    ("=:=", 2),
    ("=<", 2),
    ("==", 2),
    (">", 2),
    (">=", 2),
    ("abs", 1),
    ("band", 2),
    ("binary_part", 2),
    ("binary_part", 3),
    ("bit_size", 1),
    ("bnot", 1),
    ("bor", 2),
    ("bsl", 2),
    ("bsr", 2),
    ("bxor", 2),
    ("byte_size", 1),
    ("ceil", 1),
    ("div", 2),
    ("element", 2),
    ("float", 1),
    ("floor", 1),
    ("hd", 1),
    ("is_atom", 1),
    ("is_binary", 1),
    ("is_bitstring", 1),
    ("is_boolean", 1),
    ("is_float", 1),
    ("is_function", 1),
    ("is_function", 2),
    ("is_integer", 1),
    ("is_integer", 3),
    ("is_list", 1),
    ("is_map", 1),
    ("is_map_key", 2),
    ("is_number", 1),
    ("is_pid", 1),
    ("is_port", 1),
    ("is_record", 3),
    ("is_reference", 1),
    ("is_tuple", 1),
    ("length", 1),
    ("map_get", 2),
    ("map_size", 1),
    ("max", 2),
    ("min", 2),
    ("node", 0),
    ("node", 1),
    ("not", 1),
    ("rem", 2),
    ("round", 1),
    ("size", 1),
    ("tl", 1),
    ("trunc", 1),
    ("tuple_size", 1),
    ("xor", 2),
];

/// The function of that name and arity: its place.
pub(super) fn find(name: &str, arity: usize) -> Option<usize> {
    FUNCTIONS.iter().position(|row| *row == (name, arity))
}

/// The function at a place.
pub(super) fn get(place: usize) -> Option<Function> {
    FUNCTIONS.get(place).copied()
}

/// What is no function but for traces, and `self`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) enum Special {
    SelfPid,
    GetTcw,
    SetTcw,
    Message,
    IsSeqTrace,
    SetSeqToken,
    GetSeqToken,
    ReturnTrace,
    ExceptionTrace,
    Display,
    ProcessDump,
    EnableTrace,
    DisableTrace,
    Trace,
    Caller,
    CallerLine,
    CurrentStacktrace,
    Silent,
}

/// The forms for traces: name, whether a guard may have it, the least and most arguments.
pub(super) const SPECIALS: [(&str, Special, bool, usize, usize); 15] = [
    ("message", Special::Message, false, 1, 1),
    ("is_seq_trace", Special::IsSeqTrace, true, 0, 0),
    ("set_seq_token", Special::SetSeqToken, false, 2, 2),
    ("get_seq_token", Special::GetSeqToken, false, 0, 0),
    ("return_trace", Special::ReturnTrace, false, 0, 0),
    ("exception_trace", Special::ExceptionTrace, false, 0, 0),
    ("display", Special::Display, false, 1, 1),
    ("process_dump", Special::ProcessDump, false, 0, 0),
    ("enable_trace", Special::EnableTrace, false, 1, 2),
    ("disable_trace", Special::DisableTrace, false, 1, 2),
    ("trace", Special::Trace, false, 2, 3),
    ("caller", Special::Caller, false, 0, 0),
    ("caller_line", Special::CallerLine, false, 0, 0),
    ("current_stacktrace", Special::CurrentStacktrace, false, 0, 1),
    ("silent", Special::Silent, false, 1, 1),
];
