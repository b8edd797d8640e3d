//! The machine: terms, heaps, processes, scheduler, code, natives.
