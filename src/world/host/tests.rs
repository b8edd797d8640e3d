//! What the operating system is asked, and what it is not.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::sync::Arc;

use enigma_vm::request::file::{Answer as Told, Handle, Kind, Modes, Origin, Request as Asked};
use enigma_vm::request::{Answer, Request, World};

use super::*;

/// Two folders, of which a program may use the first.
struct Place {
    folder: tempfile::TempDir,
    host: Host,
}

impl Place {
    fn new() -> Place {
        let folder = tempfile::tempdir().unwrap();
        let (inside, outside) = (folder.path().join("in"), folder.path().join("out"));
        fs::create_dir(&inside).unwrap();
        fs::create_dir(&outside).unwrap();
        fs::write(outside.join("secret"), "secret").unwrap();
        let own = || Allowed::Folders(vec![inside.clone()]);
        let permissions = Permissions { read: own(), write: own(), ..Permissions::default() };
        let host = Host::in_folder(permissions, inside.clone());
        Place { folder, host }
    }

    fn ask(&mut self, request: Asked) -> Told {
        match self.host.answer(&Request::File(request)) {
            Some(Answer::File(answer)) => answer,
            other => panic!("{other:?}"),
        }
    }

    fn open(&mut self, path: &str, modes: Modes) -> Handle {
        match self.ask(Asked::Open { path: path.into(), modes }) {
            Told::Opened(handle) => handle,
            other => panic!("{path}: {other:?}"),
        }
    }

    /// It may not be written.
    fn refused(&mut self, request: Asked) -> bool {
        self.ask(request) == Told::failed("eacces")
    }

    /// It may not be read, and so is not there.
    fn hidden(&mut self, request: Asked) -> bool {
        self.ask(request) == Told::failed("enoent")
    }
}

fn bytes(bytes: &[u8]) -> Told {
    Told::bytes(bytes.to_vec())
}

const READ: Modes = Modes {
    read: true,
    write: false,
    append: false,
    exclusive: false,
    sync: false,
    directory: false,
    skip_type_check: false,
};
const WRITE: Modes = Modes { read: false, write: true, ..READ };
const BOTH: Modes = Modes { write: true, ..READ };

#[test]
fn a_file_is_written_and_read_at_positions() {
    let mut place = Place::new();
    let handle = place.open("a", BOTH);
    assert_eq!(place.ask(Asked::Write { handle, bytes: b"hello world".to_vec() }), Told::Done);
    assert_eq!(place.ask(Asked::Read { handle, size: 5 }), Told::End);
    assert_eq!(place.ask(Asked::Seek { handle, origin: Origin::End, offset: -5 }), Told::Position(6));
    assert_eq!(place.ask(Asked::Read { handle, size: 1 << 40 }), bytes(b"world"));
    assert_eq!(place.ask(Asked::Seek { handle, origin: Origin::Begin, offset: -1 }), Told::failed("einval"));
    assert_eq!(place.ask(Asked::WriteAt { handle, offset: 1, bytes: b"A".to_vec() }), Told::Done);
    assert_eq!(place.ask(Asked::ReadAt { handle, offset: 0, size: 3 }), bytes(b"hAl"));
    assert_eq!(place.ask(Asked::Seek { handle, origin: Origin::Begin, offset: 4 }), Told::Position(4));
    assert_eq!(place.ask(Asked::Truncate(handle)), Told::Done);
    assert_eq!(place.ask(Asked::Close(vec![handle])), Told::Done);
    assert_eq!(place.ask(Asked::Read { handle, size: 1 }), Told::failed("ebadf"));
    assert_eq!(place.ask(Asked::ReadFile(b"a".to_vec())), bytes(b"hAll"));
    let Told::Info(info) = place.ask(Asked::Info { path: b"a".to_vec(), follow: true }) else { panic!() };
    assert_eq!((info.size, info.kind, info.readable, info.writable), (4, Kind::Regular, true, true));
}

#[test]
fn modes_are_kept() {
    let mut place = Place::new();
    let handle = place.open("a", WRITE);
    place.ask(Asked::Write { handle, bytes: b"one".to_vec() });
    assert_eq!(place.ask(Asked::Read { handle, size: 1 }), Told::failed("ebadf"));
    let handle = place.open("a", Modes { append: true, ..WRITE });
    place.ask(Asked::Write { handle, bytes: b"two".to_vec() });
    assert_eq!(place.ask(Asked::ReadFile(b"a".to_vec())), bytes(b"onetwo"));
    let mut open = |modes| place.ask(Asked::Open { path: b"a".to_vec(), modes });
    assert_eq!(open(Modes { exclusive: true, ..WRITE }), Told::failed("eexist"));
    assert_eq!(open(Modes { directory: true, ..READ }), Told::failed("enotdir"));
    let mut open = |path: &str, modes| place.ask(Asked::Open { path: path.into(), modes });
    assert_eq!(open(".", READ), Told::failed("eisdir"));
    assert!(matches!(open(".", Modes { directory: true, ..READ }), Told::Opened(_)));
    assert_eq!(open("none", READ), Told::failed("enoent"));
    assert_eq!(open("", READ), Told::failed("enoent"));
}

#[test]
fn a_pointed_block_is_read() {
    let mut place = Place::new();
    fs::write(place.folder.path().join("in/a"), b"\0\0\0\x03\0\0\0\x09xabcd").unwrap();
    let handle = place.open("a", READ);
    let mut read = |offset, most| place.ask(Asked::ReadPointed { handle, offset, most });
    assert_eq!(read(0, 3), Told::Pointed(3, 9, Arc::new(b"abc".to_vec())));
    assert_eq!(read(0, 2), Told::End);
    assert_eq!(read(6, 100), Told::End);
    assert_eq!(read(0, -1), Told::End);
}

#[test]
fn nothing_leads_out_of_the_folders_that_are_allowed() {
    let mut place = Place::new();
    let secret = place.folder.path().join("out/secret");
    let secret = secret.to_str().unwrap().as_bytes().to_vec();
    assert!(place.hidden(Asked::ReadFile(secret.clone())));
    assert!(place.hidden(Asked::ReadFile(b"../out/secret".to_vec())));
    assert!(place.hidden(Asked::ReadFile(b"none/../../out/secret".to_vec())));
    assert!(place.hidden(Asked::List(b"..".to_vec())));
    assert!(place.hidden(Asked::HardLink { existing: secret.clone(), new: b"a".to_vec() }));
    assert!(place.hidden(Asked::Rename { from: secret, to: b"a".to_vec() }));
    assert!(place.hidden(Asked::MakeFolder(b"../out/new".to_vec())));
    assert!(place.hidden(Asked::DeleteFile(b"../out/secret".to_vec())));
    assert!(place.hidden(Asked::SetWorkingFolder(b"../out".to_vec())));
    assert!(place.hidden(Asked::Info { path: b"../out/none".to_vec(), follow: true }));
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere_else() {
    let mut place = Place::new();
    let soft = |target: &str, new: &str| Asked::SoftLink { target: target.into(), new: new.into() };
    assert_eq!(place.ask(soft("../out", "door")), Told::Done);
    assert_eq!(place.ask(soft("../out/new", "dangling")), Told::Done);
    assert_eq!(place.ask(soft("door/secret", "second")), Told::Done);
    assert_eq!(place.ask(soft("loop", "loop")), Told::Done);
    assert!(place.hidden(Asked::ReadFile(b"door/secret".to_vec())));
    assert!(place.hidden(Asked::ReadFile(b"second".to_vec())));
    assert!(place.hidden(Asked::Open { path: b"dangling".to_vec(), modes: WRITE }));
    assert!(place.hidden(Asked::Info { path: b"door/".to_vec(), follow: false }));
    assert!(place.hidden(Asked::DeleteFile(b"door/secret".to_vec())));
    assert_eq!(place.ask(Asked::ReadFile(b"loop".to_vec())), Told::failed("eloop"));
    assert!(!place.folder.path().join("out/new").exists());
    // A link out there to a file in here is out there.
    let outside = place.folder.path().join("out/in..");
    std::os::unix::fs::symlink(place.folder.path().join("in/dangling"), &outside).unwrap();
    assert!(place.hidden(Asked::DeleteFile(b"door/in..".to_vec())));
    assert!(outside.symlink_metadata().is_ok());
    // The links themselves are the program's own.
    assert_eq!(place.ask(Asked::ReadLink(b"second".to_vec())), bytes(b"door/secret"));
    assert_eq!(place.ask(Asked::DeleteFile(b"door".to_vec())), Told::Done);
    assert!(place.folder.path().join("out/secret").exists());
}

#[test]
fn reading_and_writing_are_permitted_apart() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a"), "a").unwrap();
    let permissions = Permissions { read: Allowed::All, ..Permissions::default() };
    let host = Host::in_folder(permissions, folder.path().into());
    let mut place = Place { folder, host };
    assert_eq!(place.ask(Asked::ReadFile(b"a".to_vec())), bytes(b"a"));
    assert!(place.refused(Asked::Open { path: b"a".to_vec(), modes: BOTH }));
    assert!(place.refused(Asked::DeleteFile(b"a".to_vec())));
    assert_eq!(place.ask(Asked::MakeFolder(b"a".to_vec())), Told::failed("eexist"));
    assert_eq!(place.ask(Asked::MakeFolder(b"".to_vec())), Told::failed("enoent"));
    let real = fs::canonicalize(place.folder.path()).unwrap();
    let hints = place.host.hints().lines(false);
    assert_eq!(hints, [format!("writing {}/a needs --allow-write={}", real.display(), real.display())]);
}

#[test]
fn folders_are_listed_in_order_and_made_and_deleted() {
    let mut place = Place::new();
    for name in ["c", "a", "b"] {
        assert_eq!(place.ask(Asked::MakeFolder(name.into())), Told::Done);
    }
    let names = |names: &[&str]| Told::Names(names.iter().map(|name| name.as_bytes().to_vec()).collect());
    assert_eq!(place.ask(Asked::List(b".".to_vec())), names(&["a", "b", "c"]));
    assert_eq!(place.ask(Asked::DeleteFolder(b"a".to_vec())), Told::Done);
    assert_eq!(place.ask(Asked::Rename { from: b"b".to_vec(), to: b"c/b".to_vec() }), Told::Done);
    assert_eq!(place.ask(Asked::DeleteFolder(b"c".to_vec())), Told::failed("eexist"));
    assert_eq!(place.ask(Asked::SetWorkingFolder(b"c".to_vec())), Told::Done);
    assert_eq!(place.ask(Asked::List(b"".to_vec())), Told::failed("enoent"));
    assert_eq!(place.ask(Asked::List(b".".to_vec())), names(&["b"]));
    assert_eq!(place.ask(Asked::DeleteFolder(b"../c".to_vec())), Told::failed("einval"));
    assert_eq!(place.ask(Asked::List(b"b/none".to_vec())), Told::failed("enoent"));
}

#[cfg(target_os = "linux")]
#[test]
fn what_has_no_end_ends_at_a_limit() {
    let folder = tempfile::tempdir().unwrap();
    let mut host = Host::in_folder(Permissions::all(), folder.path().into());
    host.most = 1 << 20;
    let mut place = Place { folder, host };
    assert_eq!(place.ask(Asked::ReadFile(b"/dev/zero".to_vec())), Told::failed("enomem"));
    let handle = place.open("/dev/zero", READ);
    assert_eq!(place.ask(Asked::Read { handle, size: u64::MAX }), Told::failed("enomem"));
    assert_eq!(place.ask(Asked::Read { handle, size: 3 }), bytes(&[0, 0, 0]));
}
