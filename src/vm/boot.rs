//! The processes that an OTP finds when its `init` begins (`erl_init.c`: `erl_first_process_otp`,
//! `erl_system_process_otp`), and how it halts.

use crate::exec::{Ctx, Fail};
use crate::machine::{Halt, Machine, Outcome};
use crate::process::Priority;
use crate::scheduler::Spawn;
use crate::term::{Pid, Term};

/// Modules of system processes, each begun by `start/0`, in the order of their pids. Those of a release are among the
/// modules that are loaded before the first process.
const SYSTEM_PROCESSES: &[(&str, Priority)] = &[
    ("erts_code_purger", Priority::High),
    ("erts_literal_area_collector", Priority::Normal),
    ("erts_dirty_process_signal_handler", Priority::Normal),
    ("erts_dirty_process_signal_handler", Priority::High),
    ("erts_dirty_process_signal_handler", Priority::Max),
    ("erts_trace_cleaner", Priority::Normal),
];

impl Machine {
    /// Starts the system processes beside `init`, where an OTP is booted.
    pub(crate) fn start_system_processes(&mut self, init: Pid) {
        if !self.sys.code.is_booted {
            return;
        }
        self.sys.preloaded = self.sys.code.modules.len();
        let code = self.sys.code.clone();
        for (name, priority) in SYSTEM_PROCESSES {
            let (Some(module), Some(start)) = (self.sys.intern(name), self.sys.intern("start")) else { continue };
            if code.module(module).is_some() {
                let spawn = Spawn::of(module, start, Term::NIL);
                let spawn = Spawn { group_leader: Some(init), priority: *priority, ..spawn };
                // Where memory is so short that they do not fit, nothing else will.
                let started = self.sys.spawn(crate::heap::Fragment::default().view(&code.literals.words), spawn);
                if let Some(process) = started.ok().and_then(|pid| self.process_mut(pid)) {
                    process.is_system = true;
                }
            }
        }
    }
}

/// `erlang:halt/2`: an exit status, a slogan, or `abort`. Ports have no output that would have to be flushed.
pub(crate) fn halt(c: &mut Ctx<'_>, status: Term, options: Term) -> Result<Term, Fail> {
    let how = match (status.as_size(), status.as_atom()) {
        (Some(status), _) => Halt::Status(status as u32),
        (_, Some(atom)) if c.sys.atoms.name(atom) == "abort" => Halt::Abort,
        _ => {
            let characters = c.view().proper_list(status).ok_or(Fail::badarg())?;
            let text = characters.into_iter().map(|term| char::from_u32(u32::try_from(term.as_small()?).ok()?));
            Halt::Crash(text.take(1023).collect::<Option<String>>().ok_or(Fail::badarg())?)
        }
    };
    let options = c.view().proper_list(options).ok_or(Fail::badarg())?;
    let known = |option: Term| {
        let pair = c.view().tuple(option).map(|pair| pair.to_vec())?;
        let name = c.sys.atoms.name(pair.first()?.as_atom()?);
        Some(pair.len() == 2 && matches!(name, "flush" | "flush_timeout"))
    };
    if !options.into_iter().all(|option| known(option) == Some(true)) {
        return Err(Fail::badarg());
    }
    c.sys.outcome = Some(Outcome::Halted(how));
    Err(Fail::Halt)
}
