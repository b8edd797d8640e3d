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

/// The system at its end, and what it told: supervisor, its process, child, its process.
fn system(release: u32) -> (Session, Vec<Vec<String>>) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("boot.enigma");
    let mut program = Program::new(env!("CARGO_BIN_EXE_enigma"));
    program.args(["erl", "--otp"]).arg(otp::home(release)).arg("--record").arg(&file);
    let output = program.args(["-noshell", "-eval", TELL]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let told = String::from_utf8(output.stdout).unwrap();
    let told = told.lines().map(|line| line.split(' ').map(String::from).collect()).collect();
    let mut session = Session::open_file(&std::fs::read(file).unwrap(), Box::new(Nothing)).unwrap();
    // It may be there already.
    let _ = session.execute(Command::End, &mut |_| true);
    (session, told)
}

fn processes(tree: &Tree) -> Vec<&TreeProcess> {
    tree.rows.iter().filter_map(|row| if let TreeRow::Process(process) = row { Some(process) } else { None }).collect()
}

/// The process above another one.
fn above<'a>(all: &[&'a TreeProcess], pid: &str) -> Option<&'a TreeProcess> {
    let at = all.iter().position(|p| format!("<0.{}.0>", p.process.pid) == pid)?;
    let depth = all[at].depth.checked_sub(1)?;
    all[..at].iter().rev().find(|p| p.depth == depth).copied()
}

fn the_tree_is_that_of(release: u32) {
    let (session, told) = system(release);
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
