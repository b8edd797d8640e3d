//! What the emulator has to say, told to the process that logs (OTP's `do_send_logger_message` in `utils.c`).

use crate::atom::{Atom, am};
use crate::exec::{Ctx, Fail};
use crate::heap::{Allocate, Fragment};
use crate::machine::System;
use crate::number;
use crate::term::{Pid, Term};

impl System {
    /// The process that is told: the one that was chosen, or the one with the name `logger`.
    fn logger(&self) -> Option<Pid> {
        match self.system_logger {
            Some(term) if term.is_pid() => term.as_pid(),
            Some(term) if term != Term::atom(am::LOGGER) => None,
            _ => self.registry.get(&am::LOGGER).copied(),
        }
    }
}

impl Ctx<'_> {
    /// `{log, Level, Format, Arguments, Metadata}` to the process that logs; whether there is one.
    pub(crate) fn log(&mut self, level: Atom, format: &str, arguments: &[Term]) -> Result<bool, Fail> {
        self.log_for(self.p.group_leader, level, format, arguments)
    }

    /// As [`Ctx::log`], with what concerns processes of that leader.
    pub(crate) fn log_for(&mut self, leader: Pid, level: Atom, format: &str, arguments: &[Term]) -> Result<bool, Fail> {
        let Some(to) = self.sys.logger().filter(|to| *to != self.p.pid) else { return Ok(false) };
        let level = Term::atom(level);
        let mut atom = |name| self.sys.intern(name).map(Term::atom).ok_or_else(Fail::system_limit);
        let (gl, pid, time) = (atom("gl")?, atom("pid")?, atom("time")?);
        let about = vec![(Term::atom(am::EMULATOR), Term::boolean(true)), (Term::atom(am::TAG), level)];
        let about = self.maps().from_entries(about)?;
        let (leader, own) = (Term::pid(leader), Term::pid(self.p.pid));
        let now = i64::try_from(self.sys.system_time_ns() / 1_000).unwrap_or(i64::MAX);
        let now = number::make_integer(&mut self.p.block, now)?;
        let entries = vec![(Term::atom(am::ERROR_LOGGER), about), (gl, leader), (pid, own), (time, now)];
        let metadata = self.maps().from_entries(entries)?;
        let format: Vec<Term> = format.bytes().map(|byte| Term::size(byte.into())).collect();
        let (format, arguments) = (self.p.block.list(&format)?, self.p.block.list(arguments)?);
        let message = self.p.block.tuple(&[Term::atom(am::LOG), level, format, arguments, metadata])?;
        let (fragment, message): (Fragment, Term) =
            crate::copy::to_fragment(self.view(), message, self.sys.limits.message_words)?;
        self.sys.post(self.p, to, (fragment.into(), message))?;
        Ok(true)
    }
}
