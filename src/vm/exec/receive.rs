//! Sending and receiving (OTP's `msg_instrs.tab`, `erl_message.c`).
//!
//! A `receive` for a reference that the process has just made begins behind the messages that were there before, by the
//! markers that the compiler has put in the code. They save time and change nothing else.

use std::sync::Arc;

use crate::atom::{Atom, am};
use crate::code::Arg;
use crate::copy;
use crate::exec::{Ctx, Done, Fail, operands};
use crate::machine::EventKind;
use crate::port::{Told, Wrote};
use crate::process::{Alias, MarkerOf, Message, Monitor, Process};
use crate::term::{Pid, Term};
use crate::timer::Fire;

/// The longest time that a `receive` may wait, in milliseconds (`16#ffffffff`).
const MAX_TIMEOUT: u64 = 0xffff_ffff;

/// What came of sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sent {
    /// It is sent, or nobody minds that it is not.
    Done,
    /// It cannot be sent there.
    Nowhere,
    /// It is to be sent when that port is not busy any longer.
    Busy(u64),
}

impl Ctx<'_> {
    /// Sends a message to a process identifier, a registered name, or `{Name, Node}`, where the node can only be
    /// this one and it is no error that no process has the name.
    pub(crate) fn send_message(&mut self, to: Term, message: Term) -> Result<Sent, Fail> {
        let node = Term::atom(self.sys.node());
        let (name, elsewhere) = match self.view().tuple(to).map(|t| t.to_vec()).as_deref() {
            Some([name, at]) if *at == node => (name.as_atom(), true),
            // A node that cannot be reached.
            Some([name, at]) if name.is_atom() && at.is_atom() => return Ok(Sent::Done),
            _ => (to.as_atom(), false),
        };
        let alias = self.view().reference(to);
        let pid = match (to.as_pid(), name) {
            (Some(pid), _) => pid,
            _ if let Some(alias) = alias => match self.through_alias(alias) {
                Some(pid) => pid,
                None => return Ok(Sent::Done),
            },
            _ if let Some(port) = to.as_port() => return self.message_to_port(port, message),
            _ if self.view().is_reference(to) => return Ok(Sent::Done),
            // Nobody is there, or on a node that cannot be reached.
            _ if self.view().is_pid(to) => return Ok(Sent::Done),
            (None, Some(name)) => match self.sys.registry.get(&name) {
                Some(pid) => *pid,
                None => match self.sys.ports.names.get(&name) {
                    Some(port) => return self.message_to_port(*port, message),
                    None => return Ok(if elsewhere { Sent::Done } else { Sent::Nowhere }),
                },
            },
            _ => return Ok(Sent::Nowhere),
        };
        let (fragment, term) = copy::to_fragment(self.view(), message, self.sys.limits.message_words)?;
        let message = (Arc::new(fragment), term);
        self.sys.event(self.p.pid, EventKind::Send { to: pid, message: message.clone() });
        self.sys.post(self.p, pid, message)?;
        Ok(Sent::Done)
    }

    /// `{Owner, {command, Data}}`, `{Owner, close}`, `{Owner, {connect, Pid}}`; anything else, and from anyone else, is an
    /// exit signal to the owner, `badsig`. A port that is closed does not mind.
    fn message_to_port(&mut self, port: u64, message: Term) -> Result<Sent, Fail> {
        let Some(owner) = self.sys.ports.open.get(&port).map(|port| port.owner) else { return Ok(Sent::Done) };
        match self.told(message).filter(|(by, _)| *by == owner) {
            Some((_, told)) => match self.sys.tell_port(self.p, port, told, true)? {
                Wrote::Busy => return Ok(Sent::Busy(port)),
                Wrote::Done | Wrote::Nowhere => {}
            },
            None => {
                let reason = (Arc::default(), Term::atom(am::BADSIG));
                self.sys.signals.push_back(crate::signal::Signal::PortExit { port, to: owner, reason });
            }
        }
        Ok(Sent::Done)
    }

    /// Has the process wait until a port is not busy any longer; a native is called again then.
    pub(crate) fn wait_for_port(&mut self, port: u64, (module, function): (Atom, Atom), args: &[Term]) -> Fail {
        self.sys.suspend_for(port, self.p.pid);
        match self.call_again(module, function, args) {
            Ok(()) => Fail::Wait(3),
            Err(fail) => fail,
        }
    }

    fn told(&self, message: Term) -> Option<(Pid, Told)> {
        let view = self.view();
        let [owner, what] = <[Term; 2]>::try_from(view.tuple(message)?.to_vec()).ok()?;
        let name = |term: Term| term.as_atom().map(|atom| self.sys.atoms.name(atom));
        let told = match view.tuple(what).map(|parts| parts.to_vec()).as_deref() {
            Some([command, data]) if name(*command) == Some("command") => {
                Told::Command(crate::iodata::bytes(view, *data).ok()?)
            }
            Some([connect, pid]) if name(*connect) == Some("connect") => Told::Connect(pid.as_pid()?),
            None if name(what) == Some("close") => Told::Close,
            _ => return None,
        };
        Some((owner.as_pid()?, told))
    }

    /// Who a message through an alias goes to, if it is one still. Some are none any longer after that.
    fn through_alias(&mut self, number: u128) -> Option<Pid> {
        let owner = Process::of_alias(number);
        let process = self.living_mut(owner)?;
        match process.aliases.get(&number)? {
            Alias::Explicit | Alias::Monitor => {}
            Alias::Reply => {
                process.aliases.remove(&number);
            }
            Alias::ReplyMonitor => {
                let watched = process.monitors.remove(&number);
                process.end_monitor(number);
                if let Some(Monitor::Watching(other, _)) = watched
                    && let Some(other) = self.living_mut(other)
                {
                    other.monitors.remove(&number);
                }
            }
        }
        Some(owner)
    }

    /// Takes a message out of the mailbox, where there is one at that index.
    pub(crate) fn drop_message(&mut self, index: usize) -> Option<()> {
        let freed = self.p.mailbox.remove(index)?;
        self.sys.words = self.sys.words.saturating_sub(freed);
        Some(())
    }
}

pub(super) fn send(c: &mut Ctx<'_>, _: &[Arg]) -> Done {
    let (to, message) = (c.sys.x[0], c.sys.x[1]);
    match c.send_message(to, message)? {
        Sent::Done => {
            c.sys.x[0] = message;
            return Ok(());
        }
        Sent::Busy(port) => {
            c.push_return()?;
            return Err(c.wait_for_port(port, (am::ERLANG, am::SEND), &[to, message]));
        }
        Sent::Nowhere => {}
    }
    let trace = c.trace_of_native("erlang", "send", &[to, message], None, crate::exec::Call::Inner)?;
    Err(Fail::Reraise(crate::process::Raised { class: am::ERROR, reason: Term::atom(am::BADARG), trace }))
}

pub(super) fn loop_rec(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, dst] = operands(args)?;
    let save = c.p.mailbox.save;
    let message = match c.p.mailbox.messages.get(save) {
        None => return c.jump(label),
        Some(Message::Inside(term)) => *term,
        Some(Message::Outside(fragment, root)) => {
            let (fragment, root) = (fragment.clone(), *root);
            let view = fragment.view(&c.code.literals.words);
            let term = copy::copy_term(view, root, &mut c.p.block, usize::MAX)?;
            let freed = c.p.mailbox.take_in(save, term);
            c.sys.words = c.sys.words.saturating_sub(freed);
            c.sys.count(c.p)?;
            term
        }
    };
    c.set(dst, message)
}

pub(super) fn loop_rec_end(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label] = operands(args)?;
    if c.p.mailbox.save >= c.p.mailbox.messages.len() {
        return Err(Fail::BadCode("a message passed over that is not there"));
    }
    c.p.mailbox.save += 1;
    c.jump(label)?;
    c.enter(c.p.ip, 0)
}

pub(super) fn remove_message(c: &mut Ctx<'_>, _: &[Arg]) -> Done {
    let save = c.p.mailbox.save;
    c.drop_message(save).ok_or(Fail::BadCode("a message removed that is not there"))?;
    c.sys.event(c.p.pid, EventKind::Receive);
    end_receive(c);
    Ok(())
}

fn end_receive(c: &mut Ctx<'_>) {
    if let Some(timer) = c.p.mailbox.timer.take() {
        c.sys.timers.cancel(timer);
    }
    c.p.mailbox.save = 0;
    c.p.mailbox.timed_out = false;
}

pub(super) fn timeout(c: &mut Ctx<'_>, _: &[Arg]) -> Done {
    end_receive(c);
    Ok(())
}

pub(super) fn wait(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label] = operands(args)?;
    c.jump(label)?;
    Err(Fail::Wait(0))
}

pub(super) fn wait_timeout(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, time] = operands(args)?;
    let time = c.get(time)?;
    if c.p.mailbox.timed_out || time == Term::small_wrapping(0) {
        return Ok(());
    }
    if c.p.mailbox.timer.is_none() && time != Term::atom(am::INFINITY) {
        let Some(ms) = time.as_size().filter(|ms| *ms as u64 <= MAX_TIMEOUT) else {
            // The next `receive` looks at all messages.
            c.p.mailbox.save = 0;
            return Err(Fail::atom(am::TIMEOUT_VALUE));
        };
        let fire = Fire::Receive { pid: c.p.pid, resume: c.p.ip };
        c.p.mailbox.timer = Some(c.sys.start_timer(ms as u64 * 1_000_000, fire));
    }
    c.jump(label)?;
    Err(Fail::Wait(0))
}

pub(super) fn recv_mark(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let place = place(args)?;
    c.p.mailbox.mark(place);
    Ok(())
}

pub(super) fn recv_set(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let place = place(args)?;
    c.p.mailbox.begin_at(place);
    Ok(())
}

fn place(args: &[Arg]) -> Result<MarkerOf, Fail> {
    match operands(args)? {
        [Arg::Label(slot)] => Ok(MarkerOf::Place(slot)),
        _ => Err(Fail::BadCode("a marker without a place")),
    }
}

pub(super) fn recv_marker_reserve(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [dst] = operands(args)?;
    let number = c.p.mailbox.reserve();
    c.set(dst, Term::size(number as usize))
}

pub(super) fn recv_marker_bind(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [marker, reference] = operands(args)?;
    let number = c.get(marker)?.as_size().and_then(|number| u32::try_from(number).ok());
    if let (Some(number), Some(reference)) = (number, reference_of(c, reference)?) {
        c.p.mailbox.bind(number, reference);
    }
    Ok(())
}

pub(super) fn recv_marker_clear(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [reference] = operands(args)?;
    if let Some(reference) = reference_of(c, reference)? {
        c.p.mailbox.unmark(MarkerOf::Reference(reference));
    }
    Ok(())
}

pub(super) fn recv_marker_use(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [reference] = operands(args)?;
    if let Some(reference) = reference_of(c, reference)? {
        c.p.mailbox.begin_at(MarkerOf::Reference(reference));
    }
    Ok(())
}

/// The number of a reference of this machine.
fn reference_of(c: &Ctx<'_>, reference: Arg) -> Result<Option<u128>, Fail> {
    let reference = c.get(reference)?;
    Ok(c.view().reference(reference))
}
