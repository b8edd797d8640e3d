//! A booted system that runs in the terminal, until it ends or somebody interrupts it: then there is a menu, as OTP's
//! (`break.c`), from which the interface can be opened on the system as it stands, with all that has been before.

use std::cell::Cell;
use std::io::{IsTerminal, Write};
use std::rc::Rc;

use enigma_debug::view::ProcessLine;
use enigma_replay::{Timeline, World};
use enigma_vm::machine::{EventMask, Machine, Stop, Until};
use enigma_vm::request::{Answer, Nothing, Request};
use enigma_world::host::{Host, Interrupts, OriginalMode};

use super::super::args::Interface;
use super::super::output::{self, Steers, plain};
use super::super::{Failure, host};

/// After so many instructions the runner looks whether somebody interrupts.
const TURN: u64 = 1_000_000;
/// OTP's menu and letters, but for its `d`, which is the debugger here.
const MENU: &[u8] = b"\nBREAK: (a)bort (A)bort with recording (c)ontinue (p)roc info (i)nfo\n       \
    (l)oaded (v)ersion (k)ill (D)b-tables (n)odes (d)ebugger\n";
const KILL: &[u8] = b"(k)ill (n)ext (r)eturn: ";

/// The host, which has no terminal while the interface has it; time goes on without waiting then.
pub struct Shared {
    host: Host,
    detached: Rc<Cell<bool>>,
}

impl Shared {
    /// A host that never has a terminal.
    pub fn detached(host: Host) -> Shared {
        Shared { host, detached: Rc::new(Cell::new(true)) }
    }

    /// The host, and what says whether the interface has the terminal.
    pub fn new(host: Host) -> (Shared, Rc<Cell<bool>>) {
        let detached = Rc::new(Cell::new(false));
        (Shared { host, detached: detached.clone() }, detached)
    }
}

impl World for Shared {
    fn answer(&mut self, request: &Request) -> Option<Answer> {
        match request {
            Request::Terminal(_) | Request::Wait { .. } if self.detached.get() => Nothing.answer(request),
            _ => self.host.answer(request),
        }
    }
}

/// What connects a system with the terminal.
pub struct Live {
    /// Whether the interface has the terminal.
    pub detached: Rc<Cell<bool>>,
    /// What is interrupted from the keyboard.
    pub interrupts: Interrupts,
}

/// How a run ended.
pub enum Ended {
    /// The machine stopped by itself.
    Stopped(Stop),
    /// Somebody had it end.
    Aborted,
    /// Somebody had it end and wants to see later how it came to that.
    Dumped,
}

/// What somebody chose from the menu.
enum Chosen {
    Abort,
    Dump,
    Continue,
    Debug,
}

impl Live {
    /// Runs a system to its end.
    pub fn run(&self, mut timeline: Timeline) -> Result<(Timeline, Ended), Failure> {
        let mut printed = 0;
        loop {
            let turn = timeline.position().saturating_add(TURN);
            let stop = timeline.run(&Until { instruction: turn, events: EventMask::OUTPUT, breakpoints: &[] });
            output::console(timeline.machine(), &mut printed, Steers::Yes)?;
            if self.interrupts.take() && stop != Stop::Finished {
                // Another interrupt ends the program, as OTP.
                self.interrupts.watch(false);
                let chosen;
                (timeline, chosen) = self.menu(timeline)?;
                self.interrupts.watch(true);
                match chosen {
                    Chosen::Abort => return Ok((timeline, Ended::Aborted)),
                    Chosen::Dump => return Ok((timeline, Ended::Dumped)),
                    Chosen::Continue | Chosen::Debug => {}
                }
            } else if !matches!(stop, Stop::Event(_) | Stop::Instruction) {
                return Ok((timeline, Ended::Stopped(stop)));
            }
        }
    }

    /// Asks what is to be done until that is to go on or to end.
    fn menu(&self, mut timeline: Timeline) -> Result<(Timeline, Chosen), Failure> {
        loop {
            let original = OriginalMode::set();
            let chosen = self.choose(timeline.machine())?;
            match chosen {
                Chosen::Debug => timeline = self.debug(timeline)?,
                chosen => return Ok((timeline, chosen)),
            }
            drop(original);
        }
    }

    /// Opens the interface where the system stands.
    pub fn debug(&self, mut timeline: Timeline) -> Result<Timeline, Failure> {
        self.detached.set(true);
        timeline.watch();
        let mut timeline = host::look_at(timeline, None, &Interface::default())?;
        timeline.unwatch();
        self.detached.set(false);
        Ok(timeline)
    }
}

impl Live {
    /// Asks until one of the things is chosen that end the menu.
    fn choose(&self, machine: &Machine) -> Result<Chosen, Failure> {
        loop {
            let text = match asked(MENU)? {
                None | Some('a') => return Ok(Chosen::Abort),
                Some('A') => return Ok(Chosen::Dump),
                Some('c') => return Ok(Chosen::Continue),
                Some('d') => return Ok(Chosen::Debug),
                Some('k') => self.kill(machine)?,
                Some('p') => processes(machine),
                Some('i') => info(machine),
                Some('l') => loaded(machine),
                Some('v') => version(machine),
                Some('D') => tables(machine),
                Some('n') => "no distribution: this is the only node\n".to_string(),
                Some(_) => continue,
            };
            told(&text)?;
        }
    }

    /// Goes through the processes and asks whether each is to be killed.
    fn kill(&self, machine: &Machine) -> Result<String, Failure> {
        for process in enigma_debug::processes(machine) {
            told(&line(&process))?;
            match asked(KILL)? {
                Some('k') => {
                    self.interrupts.kill(process.pid);
                    told(&format!("<0.{}.0> is killed when the system goes on\n", process.pid))?;
                }
                Some('n') => {}
                _ => break,
            }
        }
        Ok(String::new())
    }
}

fn told(text: &str) -> Result<(), Failure> {
    Ok(std::io::stdout().write_all(plain(text).as_bytes())?)
}

/// The first letter of what is answered; nothing at the end of the input, as where it cannot be read.
fn asked(question: &[u8]) -> Result<Option<char>, Failure> {
    let mut out = std::io::stdout();
    out.write_all(question)?;
    out.flush()?;
    let mut line = String::new();
    if std::io::stdin().read_line(&mut line).unwrap_or(0) == 0 {
        return Ok(None);
    }
    Ok(Some(line.trim_start().chars().next().unwrap_or(' ')))
}

/// Whether there is somebody to choose from a menu.
pub fn is_interactive() -> bool {
    std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}

fn processes(machine: &Machine) -> String {
    let head = format!("{:<10} {:<8} {:>8} {:>10}  function, name\n", "process", "status", "messages", "words");
    enigma_debug::processes(machine).iter().fold(head, |text, process| text + &line(process))
}

fn line(process: &ProcessLine) -> String {
    let ProcessLine { pid, status, messages, words, function, name, .. } = process;
    let name = name.as_ref().map(|name| format!(", {name}")).unwrap_or_default();
    format!("{:<10} {status:<8} {messages:>8} {words:>10}  {function}{name}\n", format!("<0.{pid}.0>"))
}

fn tables(machine: &Machine) -> String {
    let mut text = format!("{:<30} {:<14} {:<10} {:>8} {:>10}\n", "table", "type", "owner", "objects", "words");
    for table in machine.system().shared.tables().iter() {
        let (name, of) = (machine.system().atoms.name(table.name), format!("{:?}", table.table_type));
        let (owner, count, words) = (table.owner.to_string(), table.count(), table.words());
        text += &format!("{name:<30} {of:<14} {owner:<10} {count:>8} {words:>10}\n");
    }
    text
}

fn info(machine: &Machine) -> String {
    let system = machine.system();
    let words: usize = machine.processes().map(|process| process.block.words().len()).sum();
    format!(
        "instructions {}\nreductions   {}\nprocesses    {}\nports        {}\natoms        {}\n\
         modules      {}\nheap words   {words}\n",
        machine.executed(),
        system.total_reductions(),
        machine.processes().count(),
        system.ports.open.len(),
        system.atoms.len(),
        system.code.modules.len(),
    )
}

fn loaded(machine: &Machine) -> String {
    let modules = &machine.system().code.modules;
    let bytes: usize = modules.iter().map(|module| module.image.len()).sum();
    let mut text = format!("{} modules, {bytes} bytes\n", modules.len());
    for module in modules {
        text += &format!("{:<40} {:>8}\n", machine.system().atoms.name(module.name), module.image.len());
    }
    text
}

fn version(machine: &Machine) -> String {
    let release = &machine.system().release;
    format!("Erlang (BEAM) emulator version {}, on Enigma {}\n", release.erts, env!("CARGO_PKG_VERSION"))
}
