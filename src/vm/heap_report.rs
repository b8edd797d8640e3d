//! What is done about a heap that becomes larger than it may (`max_heap_size`; OTP's `reached_max_heap_size` in
//! `erl_gc.c`).

use crate::atom::am;
use crate::exec::{Ctx, Fail};
use crate::gc::{Taken, Wanted};
use crate::native::process_info;
use crate::term::{Pid, Term};

/// The first release whose report shows where the process is.
const FIRST_WITH_STACK: u32 = 27;
/// The column in which values begin in a report.
const VALUES: i64 = 26;
/// What a report tells, in order.
const LINES: &[&str] = &[
    "Process:            ~p ",
    "Context:            maximum heap size reached",
    "Max Heap Size:      ~p",
    "Total Heap Size:    ~p",
    "Kill:               ~p",
    "Error Logger:       ~p",
    "Message Queue Len:  ~p",
    "GC Info:            ~p",
    "Stacktrace:         ~p",
];

impl Ctx<'_> {
    /// Reports where a collection to come takes more than the largest heap that a process may have. Whether the process
    /// is to be killed for it.
    pub(crate) fn heap_is_too_large(&mut self, pid: Pid, wanted: Wanted) -> Result<bool, Fail> {
        let Some(process) = self.living(pid) else { return Ok(false) };
        let max = process.block.options.max_heap_size;
        for taken in process.excess(wanted) {
            if max.error_logger {
                self.aside(|c| c.report_heap(pid, taken))?;
            }
            if max.kill {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Does something whose terms nobody keeps, and leaves the heap as it was.
    fn aside(&mut self, work: impl FnOnce(&mut Self) -> Result<(), Fail>) -> Result<(), Fail> {
        let block = &self.p.block;
        let (words, top, overgrown) = (block.words().len(), block.top, block.overgrown);
        work(self)?;
        let block = &mut self.p.block;
        block.top = top;
        block.resize_young(words);
        block.overgrown = overgrown;
        Ok(())
    }

    fn report_heap(&mut self, pid: Pid, taken: Taken) -> Result<(), Fail> {
        let Some(process) = self.living(pid) else { return Ok(()) };
        let (leader, max, waiting) =
            (process.group_leader, process.block.options.max_heap_size, process.mailbox.unseen());
        let numbers = [Term::size(max.size), Term::size(taken.words)];
        let mut values = vec![Term::pid(pid)];
        values.extend(numbers);
        values.extend([Term::boolean(max.kill), Term::boolean(true), Term::size(waiting)]);
        values.push(process_info::memory_in_detail(self, pid, taken)?);
        if self.sys.release.otp >= FIRST_WITH_STACK {
            values.push(self.stack_trace_now(pid)?);
        }
        let lines = &LINES[..values.len() + 1];
        let format: String = lines.iter().map(|line| format!("     {line}~n")).collect();
        if !self.log_for(leader, am::ERROR, &format, &values)? {
            let mut values = values.into_iter();
            let mut text = String::new();
            for line in lines {
                let line = match line.contains("~p") {
                    true => values.next().map(|value| line.replace("~p", &self.laid_out_at(VALUES, value))),
                    false => Some(line.to_string()),
                };
                text += &format!("     {}\n", line.unwrap_or_default());
            }
            self.sys.report(&text);
        }
        Ok(())
    }

    /// Where a process is, the running one too.
    fn stack_trace_now(&mut self, pid: Pid) -> Result<Term, Fail> {
        if pid != self.p.pid {
            return Ok(self.stack_trace_of(pid)?.unwrap_or(Term::NIL));
        }
        let raw = self.raw_trace_of_call()?;
        self.stack_trace(raw)
    }
}
