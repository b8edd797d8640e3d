//! A moment in the life of a program, by hand, so that the screens do not depend on the machine.
#![allow(dead_code, missing_docs)]

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use enigma_debug::view::*;
use enigma_tui::{App, Effect, Entry, Kind, LessonView, Options, StepView, Views};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub const SOURCE: &str = "%% A token goes round a ring of processes.
-module(ring).
-export([start/1]).

start(N) when N > 0 ->
    First = self(),
    Last = lists:foldl(fun(_, Next) -> spawn(fun() -> loop(Next) end) end, First, lists:seq(2, N)),
    Last ! {token, \"hello\", N},
    receive
        {token, _, 0} -> done;
        {token, Text, Left} -> io:format(\"~s: ~p left~n\", [Text, Left])
    end.

loop(Next) ->
    receive
        {token, _, 0} -> Next ! {token, \"bye\", 0};
        {token, Text, Left} ->
            Next ! {token, Text, Left - 1},
            loop(Next)
    end.";

fn code_line(slot: u32, labels: &[u32], op: &str, operands: &[&str], line: u32) -> CodeLine {
    CodeLine {
        slot,
        labels: labels.to_vec(),
        function: None,
        op: op.into(),
        operands: operands.iter().map(|o| (*o).into()).collect(),
        line: Some(line),
        current: false,
        breakpoint: false,
    }
}

fn code() -> Code {
    let mut lines = vec![
        code_line(100, &[1], "func_info", &["ring", "start", "1"], 5),
        code_line(101, &[2], "is_lt", &["L1", "0", "x0"], 5),
        code_line(102, &[], "allocate_heap", &["1", "4", "1"], 5),
        code_line(103, &[], "move", &["x0", "y0"], 6),
        code_line(104, &[], "bif", &["erlang:self/0", "x1"], 6),
        code_line(105, &[], "call_ext", &["2", "lists:seq/2"], 7),
        code_line(106, &[], "call_ext", &["3", "lists:foldl/3"], 7),
        code_line(107, &[3, 4], "loop_rec", &["L6", "x0"], 9),
        code_line(108, &[], "is_tagged_tuple", &["L5", "x0", "3", "token"], 10),
        code_line(109, &[7], "func_info", &["ring", "loop", "1"], 14),
        code_line(110, &[8], "allocate", &["1", "1"], 14),
        code_line(111, &[], "move", &["x0", "y0"], 14),
        code_line(112, &[9], "loop_rec", &["L11", "x0"], 15),
        code_line(113, &[], "is_tuple", &["L10", "x0"], 16),
        code_line(114, &[], "get_tuple_element", &["x0", "2", "x2"], 16),
        code_line(115, &[], "is_eq_exact", &["L10", "x2", "0"], 16),
        code_line(116, &[], "remove_message", &[], 16),
        code_line(117, &[], "put_tuple2", &["x1", "{token,\"bye\",0}"], 16),
        code_line(118, &[], "send", &[], 16),
        code_line(119, &[10], "loop_rec_end", &["L9"], 17),
        code_line(120, &[11], "wait", &["L9"], 15),
    ];
    lines[0].function = Some("ring:start/1".into());
    lines[9].function = Some("ring:loop/1".into());
    lines[13].current = true;
    lines[17].breakpoint = true;
    Code {
        module: "ring".into(),
        current: Some(13),
        source_name: Some("ring.erl".into()),
        source: SOURCE.lines().map(String::from).collect(),
        source_line: Some(16),
        help: "Goes on if x0 holds a tuple, and jumps to label 10 if it does not.".into(),
        lines,
    }
}

fn register(name: &str, value: &str, changed: bool, reads: bool, writes: bool) -> Register {
    Register { name: name.into(), value: value.into(), word: 0xabc2, touch: Touch { changed, reads, writes } }
}

fn process(pid: u32, name: Option<&str>, status: &str, function: &str, messages: usize) -> ProcessLine {
    ProcessLine {
        pid,
        name: name.map(String::from),
        status: status.into(),
        priority: "normal".into(),
        function: function.into(),
        messages,
        words: 233,
        reductions: 1_234,
        links: vec![2],
        monitors: vec![],
        changed: pid == 4,
    }
}

fn event(instruction: u64, pid: u32, kind: &str, text: &str) -> EventLine {
    EventLine { instruction, pid: Some(pid), kind: kind.into(), text: text.into() }
}

fn heap() -> Heap {
    let word = |offset, region, tag: &str, meaning: &str, changed| Word {
        offset,
        region,
        word: 0x1f_0042 + offset as u64,
        tag: tag.into(),
        meaning: meaning.into(),
        changed,
    };
    Heap {
        words: vec![
            word(0, Region::Old, "header tuple/2", "a tuple of 2", false),
            word(1, Region::Old, "atom", "ok", false),
            word(2, Region::Old, "small", "42", false),
            word(3, Region::Young, "list", "\"hello\"", true),
            word(4, Region::Young, "header tuple/3", "a tuple of 3", false),
            word(5, Region::Young, "boxed", "{token,\"hello\",3}", false),
            word(231, Region::Stack, "pid", "<0.3.0>", false),
            word(232, Region::Stack, "cp", "returns to ring:start/1+7", false),
        ],
        size: 233,
        old: 3,
        young: 3,
        stack: 2,
        free: 225,
        collections: (2, 1),
    }
}

fn tree() -> Tree {
    let row = |depth, kind, id: Option<&str>, process: ProcessLine| {
        TreeRow::Process(Box::new(TreeProcess {
            process,
            depth,
            kind,
            application: (kind == TreeKind::Application).then(|| "ring".into()),
            id: id.map(String::from),
            begins: "ring:start/1".into(),
            strategy: (kind == TreeKind::Supervisor).then(|| "one_for_one".into()),
            links: if kind == TreeKind::Worker { vec![5] } else { vec![] },
        }))
    };
    Tree {
        rows: vec![
            row(0, TreeKind::Other, None, process(1, Some("init"), "waiting", "init:loop/1", 0)),
            row(1, TreeKind::Application, None, process(2, None, "waiting", "application_master:main_loop/2", 0)),
            row(2, TreeKind::Supervisor, None, process(3, Some("ring_sup"), "waiting", "gen_server:loop/7", 0)),
            row(3, TreeKind::Worker, Some("{node,1}"), process(4, None, "running", "ring:loop/1", 2)),
            row(3, TreeKind::Worker, Some("second"), process(5, Some("node"), "waiting", "ring:loop/1", 0)),
            TreeRow::Absent { depth: 3, id: "third".into() },
            TreeRow::More { depth: 3, count: 1_200 },
        ],
        processes: 1_205,
    }
}

pub fn views() -> Views {
    let mut views = Views::default();
    let s = &mut views.status;
    s.title = "ring".into();
    s.instruction = 1_234;
    s.end = None;
    (s.running, s.shown) = (Some(4), Some(4));
    (s.time_ns, s.seed, s.reductions_left, s.state_hash) = (1_500_000, 7, 3_980, 0xdead_beef_0000_0001);
    s.stopped = "message to <0.4.0>".into();
    views.code = code();
    views.registers = Registers {
        x: vec![
            register("x0", "{token,\"hello\",3}", true, true, false),
            register("x1", "<0.3.0>", false, false, false),
            register("x2", "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]", false, false, true),
        ],
        y: vec![register("y0", "<0.3.0>", false, false, false)],
        f: vec![register("fr0", "3.14", false, false, false)],
    };
    views.stack = vec![
        Frame {
            function: "ring:loop/1".into(),
            location: Some("ring.erl:15".into()),
            slot: None,
            y: vec![register("y0", "<0.3.0>", false, false, false)],
        },
        Frame { function: "ring:start/1".into(), location: Some("ring.erl:7".into()), slot: Some(107), y: vec![] },
    ];
    views.heap = heap();
    views.mailbox = vec![
        MessageLine { term: "{token,\"hello\",3}".into(), next: true, changed: true },
        MessageLine { term: "\u{6f22}\u{5b57} and \u{1b}[31mred".into(), next: false, changed: false },
    ];
    views.processes = Processes {
        processes: vec![
            process(1, Some("init"), "waiting", "init:loop/1", 0),
            process(3, None, "runnable", "ring:start/1", 12),
            process(4, None, "running", "ring:loop/1", 2),
        ],
        queues: vec![("max".into(), vec![]), ("normal".into(), vec![3, 5])],
        timers: vec![(5_000_000, "timeout of <0.1.0>".into())],
    };
    views.tree = tree();
    views.events = vec![
        event(3, 1, "spawn", "<0.3.0> by <0.1.0>: ring:start/1"),
        event(812, 3, "spawn", "<0.4.0> by <0.3.0>: ring:loop/1"),
        event(1_100, 3, "exception", "error:badarg in erlang:send/2"),
        event(1_233, 3, "send", "to <0.4.0>: {token,\"hello\",3}"),
    ];
    views.time = TimeView {
        position: 1_234,
        furthest: 4_000,
        ended: true,
        checkpoints: vec![0, 1_000, 2_000, 3_000],
        marks: vec![1_100, 3_500],
    };
    views.console = Console { lines: vec!["hello: 4 left".into(), "hello: 3 left".into()], written: 28 };
    views.breakpoints = vec![BreakpointLine { id: 1, place: "ring:loop/1+8".into(), enabled: true }];
    views
}

pub fn lesson() -> LessonView {
    let step = |title: &str, goal: &str, asks, done| {
        StepView {
        title: title.into(),
        goal: goal.into(),
        hint: "Look at the registers.".into(),
        prose: "A process has **registers**. The first argument of a call is in `x0`:\n\n```\nloop(Next)\n```\n\n- one\n- two".into(),
        asks,
        done,
    }
    };
    LessonView {
        name: "registers".into(),
        title: "Registers".into(),
        steps: vec![
            step("Where arguments go", "Step until x0 holds a tuple.", false, true),
            step("What comes next", "Say what x2 will hold.", true, false),
        ],
        step: 1,
        hint: true,
        ..LessonView::default()
    }
}

fn entry(kind: Kind, title: &str, summary: &str, done: Option<(usize, usize)>) -> Entry {
    Entry { kind, name: title.to_lowercase(), title: title.into(), summary: summary.into(), done }
}

pub fn home() -> App {
    let mut app = App::new(Options::default());
    let c = &mut app.home.catalog;
    c.lessons = vec![
        entry(Kind::Lesson, "Registers", "Where arguments and results of calls live.", Some((3, 3))),
        entry(Kind::Lesson, "The stack", "What a call leaves behind, and what a tail call does not.", Some((1, 4))),
        entry(Kind::Lesson, "Messages", "How a message gets from one process to another.", Some((0, 5))),
    ];
    c.samples = vec![
        entry(Kind::Sample, "ring", "A token goes round a ring of processes.", None),
        entry(Kind::Sample, "factorial", "Big numbers, and a stack that grows.", None),
        entry(Kind::Sample, "tiny_supervisor", "A process that starts another one again when it dies.", None),
    ];
    c.recordings = vec![entry(Kind::Recording, "crash-17.enigma", "ring, seed 17, ends with badarg", None)];
    app
}

pub fn debugger() -> App {
    let mut app = home();
    app.debugging = true;
    app.desk.views = views();
    for pane in enigma_tui::Pane::ALL {
        app.desk.follow(pane, &app.theme.clone());
    }
    app
}

pub fn draw(app: &mut App, width: u16, height: u16) -> Buffer {
    let mut buffer = Buffer::empty(Rect { x: 0, y: 0, width, height });
    app.draw(&mut buffer);
    buffer
}

pub fn screen(app: &mut App, width: u16, height: u16) -> String {
    let buffer = draw(app, width, height);
    let mut out = String::new();
    for y in 0..height {
        let mut row = String::new();
        let mut skip = 0;
        for x in 0..width {
            let symbol = buffer[(x, y)].symbol();
            if skip == 0 {
                row.push_str(symbol);
            }
            skip = if skip > 0 { skip - 1 } else { enigma_tui::text::width(symbol).saturating_sub(1) };
        }
        out.push_str(row.trim_end());
        out.push('\n');
    }
    out
}

/// Presses keys: characters as they are, others as `<Tab>`, `<S-F11>`, `<C-c>`, `<A-3>`.
pub fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        let event = match rest.strip_prefix('<').and_then(|r| r.split_once('>')) {
            Some((name, after)) => {
                rest = after;
                named(name)
            }
            None => {
                rest = &rest[c.len_utf8()..];
                KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)
            }
        };
        effects.extend(app.event(&crossterm::event::Event::Key(event)));
    }
    effects
}

fn named(name: &str) -> KeyEvent {
    let (modifiers, name) = match name.split_once('-') {
        Some(("C", n)) => (KeyModifiers::CONTROL, n),
        Some(("A", n)) => (KeyModifiers::ALT, n),
        Some(("S", n)) => (KeyModifiers::SHIFT, n),
        _ => (KeyModifiers::NONE, name),
    };
    let code = match name {
        "Tab" => KeyCode::Tab,
        "BackTab" => KeyCode::BackTab,
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "Del" => KeyCode::Delete,
        "Bs" => KeyCode::Backspace,
        "PgDn" => KeyCode::PageDown,
        f if f.len() > 1 && f.starts_with('F') => KeyCode::F(f[1..].parse().unwrap()),
        c => KeyCode::Char(c.chars().next().unwrap()),
    };
    KeyEvent::new(code, modifiers)
}
