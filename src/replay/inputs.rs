//! What comes to a machine from outside: asked of the world once, noted, and given again in every replay.

use enigma_vm::machine::{Machine, Stop, Until};
use enigma_vm::request::{Answer, World};

/// Answers in the order in which they were given.
pub type Noted = Vec<Answer>;

/// What a run has been told from outside, and who tells it more.
pub struct Inputs {
    noted: Noted,
    world: Box<dyn World>,
}

impl Inputs {
    /// Of a run that begins.
    pub fn new(world: Box<dyn World>) -> Inputs {
        Inputs::after(Noted::new(), world)
    }

    /// Of a run that has been told something already.
    pub fn after(noted: Noted, world: Box<dyn World>) -> Inputs {
        Inputs { noted, world }
    }

    /// The answers so far.
    pub fn noted(&self) -> &Noted {
        &self.noted
    }

    /// Goes on as [`Machine::run`] does, answering what the machine asks.
    pub fn run(&mut self, machine: &mut Machine, until: &Until<'_>) -> Stop {
        loop {
            let stop = machine.run(until);
            let (Stop::Asked, Some(request)) = (stop, machine.request()) else { return stop };
            let answer = match self.noted.get(machine.answered()) {
                Some(answer) => answer.clone(),
                None => {
                    let Some(answer) = self.world.answer(request) else { return Stop::Deadlock };
                    self.noted.push(answer.clone());
                    answer
                }
            };
            machine.answer(answer);
        }
    }

    /// Executes one instruction.
    pub fn step(&mut self, machine: &mut Machine) -> Stop {
        let next = machine.executed() + 1;
        self.run(machine, &Until::instruction(next))
    }
}
