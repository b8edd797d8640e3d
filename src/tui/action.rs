//! The one table of actions: what can be done, with which keys, where, and in which words.
//!
//! Key map, footer, help, palette and the key documentation all read this table, so they cannot disagree. Why an
//! action cannot be used at the moment is told by [`crate::App::disabled`].

use crate::keys::{Chord, alt, ch, ctrl, fun, key};
use crate::panes::Pane;
use crossterm::event::{KeyCode, KeyModifiers};
use enigma_debug::command::{Command, Direction, EventKind};

/// What the keys go to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Context {
    /// The home page.
    Home,
    /// The debugger.
    Debugger,
    /// A text laid over the screen: help, details.
    Reader,
    /// A line being typed: palette, search, answer.
    Input,
    /// A command under way.
    Progress,
}

impl Context {
    /// All of them.
    pub const ALL: [Context; 5] =
        [Context::Home, Context::Debugger, Context::Reader, Context::Input, Context::Progress];

    /// Its name for people.
    pub fn title(self) -> &'static str {
        match self {
            Context::Home => "Home page",
            Context::Debugger => "Debugger",
            Context::Reader => "Help and details",
            Context::Input => "Typing",
            Context::Progress => "While a command is under way",
        }
    }
}

/// A way through time that exists in both directions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Travel {
    /// Instructions.
    Step,
    /// Calls as one step.
    Over,
    /// Out of the function.
    Out,
    /// To a breakpoint.
    Continue,
    /// To the row under the cursor.
    Cursor,
    /// To a happening.
    Event(EventKind),
    /// To an end of time.
    End,
}

/// What an action is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Id {
    Travel(Travel, Direction),
    Percent,
    Mark,
    NextMark,
    PreviousMark,
    Breakpoint,
    RemoveBreakpoint,
    ShowProcess,
    FollowRunning,
    Inside,
    Back,
    Copy,
    CopyAll,
    Zoom,
    Focus(Pane),
    NextPane,
    PreviousPane,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    First,
    Last,
    Search,
    SearchNext,
    SearchPrevious,
    Answer,
    Hint,
    NextLessonStep,
    PreviousLessonStep,
    Snapshot,
    Help,
    Palette,
    Mouse,
    Redraw,
    Quit,
    Leave,
    Accept,
    Cancel,
    Complete,
    DeleteWord,
    DeleteLine,
    Interrupt,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Action {
    /// What it is.
    pub id: Id,
    /// Its name in the palette.
    pub name: &'static str,
    /// Its keys, the one to be shown first.
    pub keys: &'static [Chord],
    /// Where it exists.
    pub contexts: &'static [Context],
    /// What it does.
    pub text: &'static str,
    /// Its name in the footer; empty where it does not stand there.
    pub short: &'static str,
}

impl Action {
    /// Its keys as text, at most `n` of them.
    pub fn keys_text(&self, n: usize) -> String {
        let keys: Vec<String> = self.keys.iter().take(n).map(Chord::to_string).collect();
        keys.join(" ")
    }

    /// Whether a count before it repeats it or says how far it goes.
    pub fn counts(&self) -> bool {
        matches!(
            self.id,
            Id::Travel(..)
                | Id::Percent
                | Id::NextMark
                | Id::PreviousMark
                | Id::Up
                | Id::Down
                | Id::Left
                | Id::Right
                | Id::PageUp
                | Id::PageDown
                | Id::SearchNext
                | Id::SearchPrevious
        )
    }
}

const fn row(
    id: Id,
    name: &'static str,
    keys: &'static [Chord],
    contexts: &'static [Context],
    text: &'static str,
    short: &'static str,
) -> Action {
    Action { id, name, keys, contexts, text, short }
}

const fn forward(travel: Travel) -> Id {
    Id::Travel(travel, Direction::Forward)
}

const fn backward(travel: Travel) -> Id {
    Id::Travel(travel, Direction::Backward)
}

const fn event(kind: EventKind) -> Travel {
    Travel::Event(kind)
}

const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
const ALT: KeyModifiers = KeyModifiers::ALT;
const ALT_SHIFT: KeyModifiers = ALT.union(SHIFT);
const HOME: &[Context] = &[Context::Home];
const DEBUG: &[Context] = &[Context::Debugger];
const SCREENS: &[Context] = &[Context::Home, Context::Debugger];
const PAGES: &[Context] = &[Context::Home, Context::Debugger, Context::Reader];
const READ: &[Context] = &[Context::Reader];
const LISTS: &[Context] = &[Context::Home, Context::Reader];
const INPUT: &[Context] = &[Context::Input];

/// The table.
#[rustfmt::skip]
pub const ACTIONS: &[Action] = &[
    row(forward(Travel::Step), "step", &[ch('s'), fun(11, KeyModifiers::NONE)], DEBUG,
        "Execute one instruction (`50s`: fifty)", "step"),
    row(backward(Travel::Step), "step-back", &[ch('S'), fun(11, ALT)], DEBUG,
        "Take one instruction back", ""),
    row(forward(Travel::Over), "over", &[ch('n'), fun(10, KeyModifiers::NONE)], DEBUG,
        "Execute one instruction of the process shown, a call with all that it does", "over"),
    row(backward(Travel::Over), "over-back", &[ch('N'), fun(10, ALT)], DEBUG,
        "Take one instruction of the process shown back, a call with all that it did", ""),
    row(forward(Travel::Out), "out", &[ch('o'), fun(11, SHIFT)], DEBUG,
        "Go on until the function returns", "out"),
    row(backward(Travel::Out), "out-back", &[ch('O'), fun(11, ALT_SHIFT)], DEBUG,
        "Go back to where the function was called", ""),
    row(forward(Travel::Continue), "continue", &[ch('c'), fun(5, KeyModifiers::NONE)], DEBUG,
        "Go on to the next breakpoint, or to the end", "continue"),
    row(backward(Travel::Continue), "continue-back", &[ch('C'), fun(5, ALT)], DEBUG,
        "Go back to the breakpoint before, or to the start", ""),
    row(Id::Breakpoint, "breakpoint", &[ch('b'), fun(9, KeyModifiers::NONE)], DEBUG,
        "Set or clear a breakpoint at the cursor", "break"),
    row(Id::Help, "help", &[ch('?'), fun(1, KeyModifiers::NONE)], PAGES,
        "Show what can be done, and with which keys", "help"),
    row(Id::Palette, "palette", &[ch(':')], PAGES,
        "Find an action by its name, or give a command (`:goto 1234`)", "commands"),
    row(forward(event(EventKind::Message)), "message", &[ch('m')], DEBUG,
        "Go on until a message is sent", "message"),
    row(backward(event(EventKind::Message)), "message-back", &[ch('M')], DEBUG,
        "Go back to the message sent before", ""),
    row(forward(event(EventKind::Slice)), "slice", &[ch('t')], DEBUG,
        "Go on until the scheduler picks a process", "time slice"),
    row(backward(event(EventKind::Slice)), "slice-back", &[ch('T')], DEBUG,
        "Go back to where the scheduler picked a process", ""),
    row(forward(event(EventKind::Exception)), "exception", &[ch('e')], DEBUG,
        "Go on until an exception is raised", "exception"),
    row(backward(event(EventKind::Exception)), "exception-back", &[ch('E')], DEBUG,
        "Go back to the exception before", ""),
    row(forward(event(EventKind::Spawn)), "spawn", &[ch('f')], DEBUG,
        "Go on until a process is started (forked)", ""),
    row(backward(event(EventKind::Spawn)), "spawn-back", &[ch('F')], DEBUG,
        "Go back to where a process was started", ""),
    row(forward(event(EventKind::Exit)), "exit", &[ch('x')], DEBUG,
        "Go on until a process ends", ""),
    row(backward(event(EventKind::Exit)), "exit-back", &[ch('X')], DEBUG,
        "Go back to where a process ended", ""),
    row(forward(event(EventKind::Collection)), "collection", &[ch('r')], DEBUG,
        "Go on until garbage is collected (reclaimed)", ""),
    row(backward(event(EventKind::Collection)), "collection-back", &[ch('R')], DEBUG,
        "Go back to the garbage collection before", ""),
    row(forward(event(EventKind::Timer)), "timer", &[ch('w')], DEBUG,
        "Go on until a timer fires (wakes somebody)", ""),
    row(backward(event(EventKind::Timer)), "timer-back", &[ch('W')], DEBUG,
        "Go back to the timer that fired before", ""),
    row(forward(event(EventKind::Output)), "output", &[ch('p')], DEBUG,
        "Go on until the program prints", ""),
    row(backward(event(EventKind::Output)), "output-back", &[ch('P')], DEBUG,
        "Go back to where the program printed", ""),
    row(forward(Travel::Cursor), "to-cursor", &[ch('u')], DEBUG,
        "Go on until the instruction, source line or event under the cursor", ""),
    row(backward(Travel::Cursor), "to-cursor-back", &[ch('U')], DEBUG,
        "Go back to the instruction, source line or event under the cursor", ""),
    row(backward(Travel::End), "start", &[ch('g')], DEBUG,
        "Go to the start of time (`1234g`: to instruction 1,234)", "start/end"),
    row(forward(Travel::End), "end", &[ch('G')], DEBUG,
        "Go to the end of time (`1234G`: to instruction 1,234)", ""),
    row(Id::Percent, "percent", &[ch('%')], DEBUG,
        "Go to a part of the time known (`50%`: to the middle)", ""),
    row(Id::Mark, "mark", &[ch('\'')], DEBUG,
        "Set or clear a mark on the timeline, here", ""),
    row(Id::NextMark, "mark-next", &[ch('}')], DEBUG,
        "Go on to the next mark on the timeline", ""),
    row(Id::PreviousMark, "mark-previous", &[ch('{')], DEBUG,
        "Go back to the mark before on the timeline", ""),
    row(Id::RemoveBreakpoint, "remove-breakpoint", &[key(KeyCode::Delete), ch('d')], DEBUG,
        "Remove the breakpoint under the cursor", ""),
    row(Id::ShowProcess, "show-process", &[ch('v')], DEBUG,
        "Show the process under the cursor in all panes", ""),
    row(Id::FollowRunning, "follow-running", &[ch('V')], DEBUG,
        "Show whichever process runs", ""),
    row(Id::Answer, "answer", &[ch('i')], DEBUG,
        "Type the answer to the lesson's question", ""),
    row(Id::Hint, "hint", &[ch('H'), fun(2, KeyModifiers::NONE)], DEBUG,
        "Show the hint for this step of the lesson", ""),
    row(Id::NextLessonStep, "lesson-next", &[ch('.')], DEBUG,
        "Go to the next step of the lesson", ""),
    row(Id::PreviousLessonStep, "lesson-previous", &[ch(',')], DEBUG,
        "Read the step before once more", ""),
    row(Id::Inside, "look-inside", &[key(KeyCode::Enter)], SCREENS,
        "Open what is under the cursor", "open"),
    row(Id::Back, "back", &[key(KeyCode::Esc)], SCREENS,
        "Leave zoom, search, another module, or a count", ""),
    row(Id::Search, "search", &[ch('/')], PAGES,
        "Search in the pane that has the focus", "search"),
    row(Id::SearchNext, "search-next", &[ch(']')], PAGES,
        "Go to the next place found", ""),
    row(Id::SearchPrevious, "search-previous", &[ch('[')], PAGES,
        "Go to the place found before", ""),
    row(Id::Zoom, "zoom", &[ch('z')], DEBUG,
        "Give the whole screen to the pane that has the focus, or take it back", "zoom"),
    row(Id::Copy, "copy", &[ch('y')], PAGES,
        "Copy the row under the cursor, or the text shown", ""),
    row(Id::CopyAll, "copy-pane", &[ch('Y')], DEBUG,
        "Copy everything in the pane that has the focus", ""),
    row(Id::NextPane, "next-pane", &[key(KeyCode::Tab)], SCREENS,
        "Go to the next pane", "pane"),
    row(Id::PreviousPane, "previous-pane", &[key(KeyCode::BackTab)], SCREENS,
        "Go to the pane before", ""),
    row(Id::Focus(Pane::Code), "code", &[alt('1')], DEBUG, "Go to the code", ""),
    row(Id::Focus(Pane::Source), "source", &[alt('2')], DEBUG, "Go to the source", ""),
    row(Id::Focus(Pane::Registers), "registers", &[alt('3')], DEBUG, "Go to the registers", ""),
    row(Id::Focus(Pane::Stack), "stack", &[alt('4')], DEBUG, "Go to the stack frames", ""),
    row(Id::Focus(Pane::Heap), "heap", &[alt('5')], DEBUG, "Go to the words of heap and stack", ""),
    row(Id::Focus(Pane::Mailbox), "mailbox", &[alt('6')], DEBUG, "Go to the mailbox", ""),
    row(Id::Focus(Pane::Processes), "processes", &[alt('7')], DEBUG, "Go to the processes, run queues and timers", ""),
    row(Id::Focus(Pane::Tree), "tree", &[alt('t')], DEBUG, "Go to the tree of supervisors and what they started", ""),
    row(Id::Focus(Pane::Events), "events", &[alt('8')], DEBUG, "Go to the messages and events", ""),
    row(Id::Focus(Pane::Console), "console", &[alt('9')], DEBUG, "Go to what the program printed", ""),
    row(Id::Focus(Pane::Breakpoints), "breakpoints", &[alt('b')], DEBUG, "Go to the list of breakpoints", ""),
    row(Id::Focus(Pane::Time), "time", &[alt('0')], DEBUG, "Go to the timeline, to move in it with left and right", ""),
    row(Id::Focus(Pane::Lesson), "lesson", &[alt('l')], DEBUG, "Go to the lesson", ""),
    row(Id::Up, "up", &[ch('k'), key(KeyCode::Up)], PAGES, "Move up", ""),
    row(Id::Down, "down", &[ch('j'), key(KeyCode::Down)], PAGES, "Move down", ""),
    row(Id::Left, "left", &[ch('h'), key(KeyCode::Left)], PAGES, "Move left; on the timeline, go back a hundredth", ""),
    row(Id::Right, "right", &[ch('l'), key(KeyCode::Right)], PAGES, "Move right; on the timeline, go on a hundredth", ""),
    row(Id::PageUp, "page-up", &[key(KeyCode::PageUp), ctrl('b')], PAGES, "Move a page up", ""),
    row(Id::PageDown, "page-down", &[key(KeyCode::PageDown), ctrl('f'), ch(' ')], PAGES, "Move a page down", ""),
    row(Id::First, "first", &[key(KeyCode::Home)], DEBUG, "Move to the first row of the pane", ""),
    row(Id::Last, "last", &[key(KeyCode::End)], DEBUG, "Move to the last row of the pane", ""),
    row(Id::First, "first", &[ch('g'), key(KeyCode::Home)], LISTS, "Move to the first row", ""),
    row(Id::Last, "last", &[ch('G'), key(KeyCode::End)], LISTS, "Move to the last row", ""),
    row(Id::Snapshot, "snapshot", &[ctrl('s')], DEBUG, "Save the state in a file (`:snapshot NAME` names it)", ""),
    row(Id::Mouse, "mouse", &[alt('m')], SCREENS, "Switch the mouse off, so that the terminal selects text, or on", ""),
    row(Id::Redraw, "redraw", &[ctrl('l')], PAGES, "Draw the screen anew", ""),
    row(Id::Leave, "close", &[key(KeyCode::Esc), ch('q'), key(KeyCode::Enter)], READ, "Close this text", "close"),
    row(Id::Leave, "home", &[ch('q')], DEBUG, "Go back to the home page, or to the system that runs", "home"),
    row(Id::Quit, "quit", &[ch('q'), ctrl('c')], HOME, "Leave Enigma", "quit"),
    row(Id::Quit, "quit", &[ctrl('c')], &[Context::Debugger, Context::Reader], "Leave Enigma", ""),
    row(Id::Accept, "accept", &[key(KeyCode::Enter)], INPUT, "Take what is typed or chosen", "accept"),
    row(Id::Cancel, "cancel", &[key(KeyCode::Esc), ctrl('c')], INPUT, "Give up typing", "cancel"),
    row(Id::Complete, "complete", &[key(KeyCode::Tab)], INPUT, "Complete the command with what is chosen", "complete"),
    row(Id::Up, "choose-up", &[key(KeyCode::Up), ctrl('p')], INPUT, "Choose the entry above; while searching, the place before", ""),
    row(Id::Down, "choose-down", &[key(KeyCode::Down), ctrl('n')], INPUT, "Choose the entry below; while searching, the next place", "choose"),
    row(Id::Left, "cursor-left", &[key(KeyCode::Left), ctrl('b')], INPUT, "Move the cursor left", ""),
    row(Id::Right, "cursor-right", &[key(KeyCode::Right), ctrl('f')], INPUT, "Move the cursor right", ""),
    row(Id::First, "line-start", &[key(KeyCode::Home), ctrl('a')], INPUT, "Move the cursor to the start", ""),
    row(Id::Last, "line-end", &[key(KeyCode::End), ctrl('e')], INPUT, "Move the cursor to the end", ""),
    row(Id::DeleteWord, "delete-word", &[ctrl('w')], INPUT, "Delete the word before the cursor", ""),
    row(Id::DeleteLine, "delete-line", &[ctrl('u')], INPUT, "Delete everything before the cursor", ""),
    row(Id::Interrupt, "interrupt", &[key(KeyCode::Esc), ctrl('c')], &[Context::Progress],
        "Stop the command where it has got to", "interrupt"),
];

/// The headings under which the help lists actions.
pub const GROUPS: [&str; 6] =
    ["Through time", "Stops, processes, the lesson", "Looking", "Panes", "Moving", "The rest"];

/// The heading under which the help lists an action, as an index of [`GROUPS`].
pub fn group(id: Id) -> usize {
    match id {
        Id::Travel(..) | Id::Percent | Id::Mark | Id::NextMark | Id::PreviousMark => 0,
        Id::Breakpoint | Id::RemoveBreakpoint | Id::ShowProcess | Id::FollowRunning => 1,
        Id::Answer | Id::Hint | Id::NextLessonStep | Id::PreviousLessonStep => 1,
        Id::Inside | Id::Back | Id::Copy | Id::CopyAll | Id::Zoom => 2,
        Id::Search | Id::SearchNext | Id::SearchPrevious => 2,
        Id::Focus(_) | Id::NextPane | Id::PreviousPane => 3,
        Id::Up | Id::Down | Id::Left | Id::Right | Id::PageUp | Id::PageDown | Id::First | Id::Last => 4,
        _ => 5,
    }
}

/// The actions of a context, in the order of the table.
pub fn of(context: Context) -> impl Iterator<Item = &'static Action> {
    ACTIONS.iter().filter(move |a| a.contexts.contains(&context))
}

/// The action that a key stands for in a context.
pub fn find(context: Context, chord: Chord) -> Option<&'static Action> {
    of(context).find(|a| a.keys.contains(&chord))
}

/// The action with an identity in a context.
pub fn by_id(context: Context, id: Id) -> Option<&'static Action> {
    of(context).find(|a| a.id == id)
}

/// The same action in the other direction of time.
pub fn mirror(action: &Action) -> Option<&'static Action> {
    let Id::Travel(travel, direction) = action.id else { return None };
    let other = match direction {
        Direction::Forward => Direction::Backward,
        Direction::Backward => Direction::Forward,
    };
    ACTIONS.iter().find(|a| a.id == Id::Travel(travel, other))
}

/// The command for a way through time, for those that need to know nothing else, and how often to give it.
pub fn command(travel: Travel, direction: Direction, count: Option<u64>) -> Option<(Command, u64)> {
    let times = count.unwrap_or(1);
    Some(match (travel, direction) {
        (Travel::Step, d) => (Command::Step(d, times), 1),
        (Travel::Over, d) => (Command::Over(d), times),
        (Travel::Out, d) => (Command::Out(d), times),
        (Travel::Continue, d) => (Command::Continue(d), times),
        (Travel::Event(kind), d) => (Command::ToEvent(d, kind), times),
        (Travel::End, d) => match (count, d) {
            (Some(n), _) => (Command::GoTo(n), 1),
            (None, Direction::Forward) => (Command::End, 1),
            (None, Direction::Backward) => (Command::Start, 1),
        },
        (Travel::Cursor, _) => return None,
    })
}

/// The keys of every context, as a document in Markdown.
pub fn key_document() -> String {
    let mut out = String::from("# Keys\n");
    for context in Context::ALL {
        out.push_str(&format!("\n## {}\n\n| keys | action | does |\n| --- | --- | --- |\n", context.title()));
        for action in of(context) {
            let keys: Vec<String> =
                action.keys.iter().map(|k| format!("`{}`", k.to_string().replace('|', "\\|"))).collect();
            let count = if action.counts() { " (takes a count)" } else { "" };
            out.push_str(&format!("| {} | {} | {}{count} |\n", keys.join(" "), action.name, action.text));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_actions_share_a_key_in_a_context() {
        for context in Context::ALL {
            let mut seen: Vec<(Chord, &str)> = Vec::new();
            for action in of(context) {
                for chord in action.keys {
                    if let Some((_, other)) = seen.iter().find(|(c, _)| c == chord) {
                        panic!("{chord} means both {other} and {} in {context:?}", action.name);
                    }
                    seen.push((*chord, action.name));
                }
            }
        }
    }

    #[test]
    fn every_way_through_time_exists_in_both_directions_as_lower_and_upper_case() {
        for action in ACTIONS {
            let Id::Travel(travel, direction) = action.id else { continue };
            let other = mirror(action).expect("a mirror");
            let (KeyCode::Char(a), KeyCode::Char(b)) = (action.keys[0].code, other.keys[0].code) else {
                panic!("{} has no letter", action.name)
            };
            assert_eq!(a.to_ascii_lowercase(), b.to_ascii_lowercase(), "{}", action.name);
            // `g` and `G` follow vi, where the capital is the end.
            let lower_is = if travel == Travel::End { Direction::Backward } else { Direction::Forward };
            assert_eq!(a.is_ascii_lowercase(), direction == lower_is, "{}", action.name);
        }
    }

    #[test]
    fn names_are_unique_in_a_context_and_texts_are_sentences() {
        for context in Context::ALL {
            let mut names: Vec<&str> = of(context).map(|a| a.name).collect();
            names.sort_unstable();
            let all = names.len();
            names.dedup();
            assert_eq!(names.len(), all, "{context:?}");
        }
        assert!(ACTIONS.iter().all(|a| a.text.starts_with(char::is_uppercase) && !a.text.ends_with('.')));
    }
}
