//! The tree of processes of a booted OTP is the one that its supervisors have, whatever the release.

#![allow(clippy::unwrap_used)]

#[path = "beam/otp.rs"]
mod otp;

use std::process::Command as Program;

use enigma_debug::Session;
use enigma_debug::command::Command;
use enigma_debug::view::{Tree, TreeKind, TreeProcess, TreeRow};
use enigma_replay::Nothing;

/// What is told by the program itself: its supervisors with their children.
const TELL: &str = "timer:sleep(10), Short = fun(undefined) -> undefined; (P) -> pid_to_list(P) end, \
    [io:format(\"~w ~s ~w ~s~n\", [S, pid_to_list(whereis(S)), Id, Short(P)]) \
     || S <- [kernel_sup, logger_sup], {Id, P, _, _} <- supervisor:which_children(S)], halt().";

/// Processes that say of themselves what is not so: supervisors with children of others, ancestors in circles, one
/// beneath another many times, very many beneath one.
const LIE: &str = "Form = fun(Text) -> {ok, T, _} = erl_scan:string(Text), {ok, F} = erl_parse:parse_form(T), F end, \
    {ok, lies, B} = compile:forms([Form(\"-module(lies).\"), Form(\"-export([f/3]).\"), Form(\"f(C, A, S) -> \
    put('$initial_call', C), put('$ancestors', A), receive {be, T} -> f(C, T, S) after infinity -> S end.\")]), \
    {module, lies} = code:load_binary(lies, \"\", B), Spawn = fun(C, A, S) -> spawn(lies, f, [C, A, S]) end, \
    Child = fun(P) -> {child, P, a, {m, f, []}} end, Kernel = whereis(kernel_sup), Init = whereis(init), \
    Sup = {supervisor, x, 1}, All = #{a => Child(Init), b => Child(Kernel), c => Child(self()), d => 7, 1 => {child}}, \
    S1 = Spawn(Sup, [x | y], {state, x, one_for_one, {[a, b, c | d], All}, 0}), \
    S2 = Spawn(Sup, S1, {state, x, one_for_all, {[a, a, a], All#{e => Child(S1)}}, 0}), \
    [Spawn(C, A, S) || C <- [Sup, {supervisor, 1, -1}, {application_master, x, y}, 5], \
     A <- [[self()], [nobody, x, 7 | S1], 9], S <- [{state, x, one_for_one, {7, 8}}, {state, x, {appl_data, 1}, 2}]], \
    [C1 | _] = Circle = [Spawn(x, [], x) || _ <- lists:seq(1, 50)], \
    [P ! {be, [Next]} || {P, Next} <- lists:zip(Circle, tl(Circle) ++ [C1])], Own = Spawn(x, [], x), Own ! {be, [Own]}, \
    lists:foldl(fun(_, P) -> Spawn(x, [P], x) end, S2, lists:seq(1, 300)), [Spawn(x, [S2], x) || _ <- lists:seq(1, 400)], \
    timer:sleep(10), halt().";

/// The system at its end, and what it told: supervisor, its process, child, its process.
fn system(release: u32, expression: &str) -> (Session, Vec<Vec<String>>) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("boot.enigma");
    let mut program = Program::new(env!("CARGO_BIN_EXE_enigma"));
    program.args(["erl", "--otp"]).arg(otp::home(release)).arg("--record").arg(&file);
    let output = program.args(["-noshell", "-eval", expression]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let told = String::from_utf8(output.stdout).unwrap();
    let told = told.lines().map(|line| line.split(' ').map(String::from).collect()).collect();
    let mut session = Session::open_file(&std::fs::read(file).unwrap(), Box::new(Nothing)).unwrap();
    // It may be there already.
    let _ = session.execute(Command::End, &mut |_| true);
    (session, told)
}

fn processes(tree: &Tree) -> Vec<&TreeProcess> {
    tree.rows
        .iter()
        .filter_map(|row| if let TreeRow::Process(process) = row { Some(&**process) } else { None })
        .collect()
}

/// The process above another one.
fn above<'a>(all: &[&'a TreeProcess], pid: &str) -> Option<&'a TreeProcess> {
    let at = all.iter().position(|p| format!("<0.{}.0>", p.process.pid) == pid)?;
    let depth = all[at].depth.checked_sub(1)?;
    all[..at].iter().rev().find(|p| p.depth == depth).copied()
}

fn the_tree_is_that_of(release: u32) {
    let (session, told) = system(release, TELL);
    let tree = session.tree();
    let all = processes(&tree);
    assert_eq!(all.len(), tree.processes);
    let kernel = all.iter().find(|p| p.process.name.as_deref() == Some("kernel_sup")).unwrap();
    assert_eq!((kernel.kind, kernel.strategy.as_deref()), (TreeKind::Supervisor, Some("one_for_all")));
    // Its application's master is two above it.
    let starter = above(&all, &format!("<0.{}.0>", kernel.process.pid)).unwrap();
    let master = above(&all, &format!("<0.{}.0>", starter.process.pid)).unwrap();
    assert_eq!((master.kind, master.application.as_deref()), (TreeKind::Application, Some("kernel")));
    assert!(told.len() > 12, "{told:?}");
    for line in told {
        let [supervisor, pid, id, child] = &line[..] else { panic!("{line:?}") };
        if child == "undefined" {
            assert!(
                tree.rows.iter().any(|row| matches!(row, TreeRow::Absent { id: absent, .. } if absent == id)),
                "{id}"
            );
            continue;
        }
        let owner = above(&all, child).unwrap_or_else(|| panic!("{release}: {id} {child} has nobody above it"));
        assert_eq!((owner.process.name.as_ref(), &format!("<0.{}.0>", owner.process.pid)), (Some(supervisor), pid));
        let child = all.iter().find(|p| format!("<0.{}.0>", p.process.pid) == *child).unwrap();
        assert_eq!(child.id.as_ref(), Some(id));
        assert_ne!(child.kind, TreeKind::Other);
    }
}

#[test]
fn of_otp_25() {
    the_tree_is_that_of(25);
}

#[test]
fn of_otp_27() {
    the_tree_is_that_of(27);
}

#[test]
fn of_otp_29() {
    the_tree_is_that_of(29);
}

#[test]
fn lies_make_no_tree() {
    let (mut session, _) = system(27, LIE);
    let pids = |tree: &Tree| processes(tree).iter().map(|p| p.process.pid).collect::<Vec<u32>>();
    let tree = session.tree();
    let shown = pids(&tree);
    let once: std::collections::BTreeSet<u32> = shown.iter().copied().collect();
    assert_eq!(once.len(), shown.len());
    let more: usize = tree.rows.iter().map(|row| if let TreeRow::More { count, .. } = row { *count } else { 0 }).sum();
    assert!(more > 150, "{more}");
    assert_eq!(shown.len() + more, tree.processes);
    // The process shown is in it in any case.
    let all: Vec<u32> = session.processes().processes.iter().map(|p| p.pid).collect();
    let hidden: Vec<u32> = all.into_iter().filter(|pid| !once.contains(pid)).collect();
    assert_eq!(hidden.len(), more);
    for pid in [hidden[0], hidden[more / 2], hidden[more - 1]] {
        assert!(session.show_process(Some(pid)));
        assert!(pids(&session.tree()).contains(&pid));
    }
}
