//! The native functions of `prim_file` (OTP's `prim_file_nif.c`): each asks the world once. What a program sees of an
//! open file is a reference (`resource.rs`).
//!
//! Arguments are looked at before anything is asked, so that what is refused is refused by the call itself.

use crate::atom::am;
use crate::exec::{Ctx, Fail};
use crate::heap::{Allocate, Bits};
use crate::native::{Native, NativeFn, NativeResult};
use crate::number::{self, Number};
use crate::request::file::{Advice, Answer, Handle, Info, Kind, Modes, Origin, Path, Request};
use crate::request::{Answer as Told, Request as Asked};
use crate::resource::{OpenFile, Resource};
use crate::term::Term;

const fn effect(name: &'static str, arity: u32, run: NativeFn) -> Native {
    Native::new("prim_file", name, arity, run, false)
}

pub(super) const TABLE: &[Native] = &[
    effect("advise_nif", 4, advise),
    effect("allocate_nif", 3, allocate),
    effect("altname_nif", 1, |c, a| of_path(c, "altname_nif", a, Request::AlternativeName)),
    effect("close_nif", 1, close),
    effect("del_dir_nif", 1, |c, a| of_path(c, "del_dir_nif", a, Request::DeleteFolder)),
    effect("del_file_nif", 1, |c, a| of_path(c, "del_file_nif", a, Request::DeleteFile)),
    effect("delayed_close_nif", 1, delayed_close),
    effect("file_desc_to_ref_nif", 1, |c, a| {
        let descriptor = int(c, a[0]).ok_or(Fail::badarg())?;
        let answer = ask(c, "file_desc_to_ref_nif", a, || Request::Descriptor(descriptor))?;
        term(c, answer)
    }),
    effect("get_cwd_nif", 0, |c, a| {
        let answer = ask(c, "get_cwd_nif", a, || Request::WorkingFolder)?;
        term(c, answer)
    }),
    effect("get_device_cwd_nif", 1, |c, a| {
        let device = int(c, a[0]).ok_or(Fail::badarg())?;
        let answer = ask(c, "get_device_cwd_nif", a, || Request::DeviceFolder(device))?;
        term(c, answer)
    }),
    effect("get_handle_nif", 1, get_handle),
    effect("ipread_s32bu_p32bu_nif", 3, ipread),
    effect("list_dir_nif", 1, |c, a| of_path(c, "list_dir_nif", a, Request::List)),
    effect("make_dir_nif", 1, |c, a| of_path(c, "make_dir_nif", a, Request::MakeFolder)),
    effect("make_hard_link_nif", 2, |c, a| {
        of_paths(c, "make_hard_link_nif", a, |existing, new| Request::HardLink { existing, new })
    }),
    effect("make_soft_link_nif", 2, |c, a| {
        of_paths(c, "make_soft_link_nif", a, |target, new| Request::SoftLink { target, new })
    }),
    effect("open_nif", 2, open),
    effect("pread_nif", 3, pread),
    effect("pwrite_nif", 3, pwrite),
    effect("read_file_nif", 1, |c, a| of_path(c, "read_file_nif", a, Request::ReadFile)),
    effect("read_handle_info_nif", 1, |c, a| of_file(c, "read_handle_info_nif", a, |_, _| Ok(Request::HandleInfo))),
    effect("read_info_nif", 2, |c, a| {
        let follow = int::<i32>(c, a[1]).ok_or(Fail::badarg())? != 0;
        of_path(c, "read_info_nif", a, |path| Request::Info { path, follow })
    }),
    effect("read_link_nif", 1, |c, a| of_path(c, "read_link_nif", a, Request::ReadLink)),
    effect("read_nif", 2, read),
    effect("rename_nif", 2, |c, a| of_paths(c, "rename_nif", a, |from, to| Request::Rename { from, to })),
    effect("seek_nif", 3, seek),
    effect("set_cwd_nif", 1, |c, a| of_path(c, "set_cwd_nif", a, Request::SetWorkingFolder)),
    effect("set_owner_nif", 3, |c, a| {
        let (uid, gid) = int(c, a[1]).zip(int(c, a[2])).ok_or(Fail::badarg())?;
        of_path(c, "set_owner_nif", a, |path| Request::SetOwner { path, uid, gid })
    }),
    effect("set_permissions_nif", 2, |c, a| {
        let mode = int(c, a[1]).ok_or(Fail::badarg())?;
        of_path(c, "set_permissions_nif", a, |path| Request::SetPermissions { path, mode })
    }),
    effect("set_time_nif", 4, set_time),
    effect("sync_nif", 2, |c, a| {
        of_file(c, "sync_nif", a, |c, a| {
            let data_only = int::<i32>(c, a[1]).ok_or(Refusal::BadArg)? != 0;
            Ok(move |handle| Request::Sync { handle, data_only })
        })
    }),
    effect("truncate_nif", 1, |c, a| of_file(c, "truncate_nif", a, |_, _| Ok(Request::Truncate))),
    effect("write_nif", 2, write),
];

/// The most binaries that are written at once.
pub(super) const SLICE: usize = 64;
/// The bytes beyond which no more binaries are taken to be written at once.
const SLICE_BYTES: usize = 16 << 20;
/// The first and the last time that a file is said to have: the begin of 1902 and the end of 9999.
const FIRST_TIME: i64 = -2_145_916_800;
const LAST_TIME: i64 = 253_402_300_799;
/// A pointed-to block has to be smaller.
const MOST_POINTED: i64 = 1 << 31;

pub(super) fn ok() -> Term {
    Term::atom(am::OK)
}

pub(super) fn pair(c: &mut Ctx<'_>, first: Term, second: Term) -> NativeResult {
    Ok(c.p.block.tuple(&[first, second])?)
}

/// `{error, Reason}`.
fn failed(c: &mut Ctx<'_>, reason: &str) -> NativeResult {
    let reason = c.atom(reason)?;
    pair(c, Term::atom(am::ERROR), reason)
}

/// Why arguments are refused.
enum Refusal {
    /// By an exception.
    BadArg,
    /// By `{error, einval}`.
    Invalid,
}

impl Refusal {
    fn result(self, c: &mut Ctx<'_>) -> NativeResult {
        match self {
            Refusal::BadArg => Err(Fail::badarg()),
            Refusal::Invalid => failed(c, "einval"),
        }
    }
}

/// An integer, if it is one of that type.
pub(super) fn int<T: TryFrom<i64>>(c: &Ctx<'_>, term: Term) -> Option<T> {
    match number::number(c.view(), term) {
        Some(Number::Small(n)) => T::try_from(n).ok(),
        _ => None,
    }
}

/// Refuses what is no number.
fn numbers(c: &Ctx<'_>, terms: &[Term]) -> Result<(), Refusal> {
    let good = terms.iter().all(|term| number::number(c.view(), *term).is_some());
    if good { Ok(()) } else { Err(Refusal::BadArg) }
}

/// A number that says how many or how far.
fn count(c: &Ctx<'_>, term: Term) -> Result<u64, Refusal> {
    int::<i64>(c, term).and_then(|n| u64::try_from(n).ok()).ok_or(Refusal::Invalid)
}

/// A path: the bytes before the zero that must be behind it.
fn path(c: &Ctx<'_>, term: Term) -> Option<Path> {
    let mut bytes = c.view().bits(term).filter(|bits| bits.size.is_multiple_of(8))?.to_bytes();
    let end = bytes.iter().position(|byte| *byte == 0)?;
    let between = bytes.get(end..bytes.len() - 1)?;
    if between.iter().any(|byte| *byte != 0) {
        return None;
    }
    bytes.truncate(end);
    Some(bytes)
}

/// The open file that a reference stands for; nothing where it is closed.
fn file(c: &Ctx<'_>, term: Term) -> Result<Option<Handle>, Fail> {
    let number = c.view().reference(term).filter(|number| Resource::File.is(*number)).ok_or(Fail::badarg())?;
    Ok(c.sys.files.open.get(&number).map(|file| file.handle))
}

/// Has the world do something and this native called again, then gives the answer.
fn ask(c: &mut Ctx<'_>, native: &str, a: &[Term], request: impl FnOnce() -> Request) -> Result<Answer, Fail> {
    let names = c.sys.intern("prim_file").zip(c.sys.intern(native)).ok_or(Fail::system_limit())?;
    match c.ask(names, a, || Asked::File(request()))? {
        Told::File(answer) => Ok(answer),
        _ => Ok(Answer::failed("einval")),
    }
}

/// An answer as the program sees it.
fn term(c: &mut Ctx<'_>, answer: Answer) -> NativeResult {
    let value = match answer {
        Answer::Done => return Ok(ok()),
        Answer::End => return c.atom("eof"),
        Answer::Failed(reason) => return failed(c, &reason),
        Answer::Info(info) => return file_info(c, &info),
        Answer::Opened(handle) => {
            let number = Resource::File.number(c.sys.unique());
            c.sys.files.open.insert(number, OpenFile { handle, owner: c.p.pid });
            c.p.block.reference(number)?
        }
        Answer::Bytes(bytes) => binary(c, bytes)?,
        Answer::Position(position) => natural(c, position)?,
        Answer::Names(names) => {
            let mut list = Term::NIL;
            for name in names {
                let name = c.p.block.binary(&name)?;
                list = c.p.block.cons(name, list)?;
            }
            list
        }
        Answer::Pointed(size, offset, bytes) => {
            let bytes = if bytes.is_empty() { c.atom("eof")? } else { binary(c, bytes)? };
            c.p.block.tuple(&[Term::small_wrapping(size.into()), Term::small_wrapping(offset.into()), bytes])?
        }
    };
    pair(c, ok(), value)
}

fn binary(c: &mut Ctx<'_>, bytes: std::sync::Arc<Vec<u8>>) -> NativeResult {
    let small = bytes.len() <= crate::heap::ON_HEAP_BINARY_LIMIT;
    Ok(if small { c.p.block.heap_binary(&bytes)? } else { c.p.block.off_heap_binary(bytes)? })
}

fn natural(c: &mut Ctx<'_>, value: u64) -> NativeResult {
    match i64::try_from(value) {
        Ok(value) => Ok(number::make_integer(&mut c.p.block, value)?),
        Err(_) => Ok(number::make_big(&mut c.p.block, &value.into())?),
    }
}

/// A record `file_info` (`file.hrl`).
fn file_info(c: &mut Ctx<'_>, info: &Info) -> NativeResult {
    let kind = match info.kind {
        Kind::Device => "device",
        Kind::Folder => "directory",
        Kind::Regular => "regular",
        Kind::Link => "symlink",
        Kind::Other => "other",
    };
    let access = match (info.readable, info.writable) {
        (true, true) => "read_write",
        (true, false) => "read",
        (false, true) => "write",
        (false, false) => "none",
    };
    let mut fields = vec![c.atom("file_info")?, natural(c, info.size)?, c.atom(kind)?, c.atom(access)?];
    for time in [info.accessed, info.modified, info.changed] {
        fields.push(number::make_integer(&mut c.p.block, time.clamp(FIRST_TIME, LAST_TIME))?);
    }
    let device = [u64::from(info.mode), info.links.into(), info.major_device, info.minor_device, info.inode];
    for number in device.into_iter().chain([info.uid.into(), info.gid.into()]) {
        // OTP keeps 32 bits of each.
        fields.push(Term::small_wrapping(i64::from(number as u32)));
    }
    Ok(c.p.block.tuple(&fields)?)
}

/// Asks something of the path that is the first argument.
fn of_path(c: &mut Ctx<'_>, native: &str, a: &[Term], request: impl FnOnce(Path) -> Request) -> NativeResult {
    let Some(path) = path(c, a[0]) else { return failed(c, "einval") };
    let answer = ask(c, native, a, || request(path))?;
    term(c, answer)
}

/// Asks something of the two paths that are the arguments.
fn of_paths(c: &mut Ctx<'_>, native: &str, a: &[Term], request: impl FnOnce(Path, Path) -> Request) -> NativeResult {
    let Some((first, second)) = path(c, a[0]).zip(path(c, a[1])) else { return failed(c, "einval") };
    let answer = ask(c, native, a, || request(first, second))?;
    term(c, answer)
}

/// Asks something of the open file that is the first argument, once the others are known to be good.
fn of_file<R: FnOnce(Handle) -> Request>(
    c: &mut Ctx<'_>,
    native: &str,
    a: &[Term],
    request: impl FnOnce(&Ctx<'_>, &[Term]) -> Result<R, Refusal>,
) -> NativeResult {
    let Some(handle) = file(c, a[0])? else { return failed(c, "einval") };
    match request(c, a) {
        Ok(request) => {
            let answer = ask(c, native, a, || request(handle))?;
            term(c, answer)
        }
        Err(refusal) => refusal.result(c),
    }
}

/// How a file is opened; what it does not know of a list it does not look at, as OTP.
fn modes(c: &Ctx<'_>, list: Term) -> Modes {
    let mut modes = Modes::default();
    for mode in c.view().list(list).filter_map(Term::as_atom) {
        match c.sys.atoms.name(mode) {
            "read" => modes.read = true,
            "write" => modes.write = true,
            "append" => modes.append = true,
            "exclusive" => modes.exclusive = true,
            "sync" => modes.sync = true,
            "directory" => modes.directory = true,
            "skip_type_check" => modes.skip_type_check = true,
            _ => {}
        }
    }
    modes.write |= modes.append || modes.exclusive;
    modes.read |= !modes.write;
    modes
}

fn open(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if !a[1].is_list() && !a[1].is_nil() {
        return Err(Fail::badarg());
    }
    let modes = modes(c, a[1]);
    of_path(c, "open_nif", a, |path| Request::Open { path, modes })
}

/// Has the world close a file; it is closed for the program whatever comes of it.
fn close_as(c: &mut Ctx<'_>, native: &str, a: &[Term], handle: Handle) -> Result<Answer, Fail> {
    let answer = ask(c, native, a, || Request::Close(vec![handle]))?;
    if let Some(number) = c.view().reference(a[0]) {
        c.sys.files.open.remove(&number);
    }
    Ok(answer)
}

fn close(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let Some(handle) = file(c, a[0])? else { return failed(c, "einval") };
    let answer = close_as(c, "close_nif", a, handle)?;
    term(c, answer)
}

/// What OTP's helper process does for files whose owner has ended. The machine does that itself.
fn delayed_close(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if let Some(handle) = file(c, a[0])? {
        close_as(c, "delayed_close_nif", a, handle)?;
    }
    Ok(ok())
}

/// The number of the file in four bytes.
fn get_handle(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    match file(c, a[0])? {
        Some(handle) => Ok(c.p.block.binary(&(handle as u32).to_ne_bytes())?),
        None => failed(c, "einval"),
    }
}

fn read(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    of_file(c, "read_nif", a, |c, a| {
        numbers(c, &a[1..])?;
        let size = count(c, a[1])?;
        Ok(move |handle| Request::Read { handle, size })
    })
}

fn pread(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    of_file(c, "pread_nif", a, |c, a| {
        numbers(c, &a[1..])?;
        let (offset, size) = (count(c, a[1])?, count(c, a[2])?);
        Ok(move |handle| Request::ReadAt { handle, offset, size })
    })
}

fn ipread(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    of_file(c, "ipread_s32bu_p32bu_nif", a, |c, a| {
        numbers(c, &a[1..])?;
        let offset = count(c, a[1])?;
        let most = int(c, a[2]).filter(|most| *most < MOST_POINTED).ok_or(Refusal::Invalid)?;
        Ok(move |handle| Request::ReadPointed { handle, offset, most })
    })
}

/// A binary in a list of what is to be written.
pub(super) fn piece<'a>(c: &'a Ctx<'_>, term: Term) -> Result<Bits<'a>, Fail> {
    c.view().bits(term).filter(|bits| bits.size.is_multiple_of(8)).ok_or(Fail::badarg())
}

/// The bytes of the first binaries of a list, and the list of the others.
fn slice(c: &Ctx<'_>, list: Term) -> Result<(Vec<u8>, Term), Fail> {
    let (mut bytes, mut rest) = (Vec::new(), list);
    for _ in 0..SLICE {
        let Some((head, tail)) = c.view().cons(rest) else { break };
        let more = piece(c, head)?;
        if !bytes.is_empty() && bytes.len() + more.size / 8 > SLICE_BYTES {
            break;
        }
        bytes.extend_from_slice(&more.to_bytes());
        rest = tail;
    }
    if rest.is_nil() || rest.is_list() { Ok((bytes, rest)) } else { Err(Fail::badarg()) }
}

/// `ok`, or `{continue, Rest}`.
fn write(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let Some(handle) = file(c, a[0])? else { return failed(c, "einval") };
    let (bytes, rest) = slice(c, a[1])?;
    let answer = match bytes.is_empty() {
        true => Answer::Done,
        false => ask(c, "write_nif", a, || Request::Write { handle, bytes })?,
    };
    if answer != Answer::Done || rest.is_nil() {
        return term(c, answer);
    }
    let go_on = c.atom("continue")?;
    pair(c, go_on, rest)
}

/// `ok`, or `{continue, Written, Rest}`.
fn pwrite(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let Some(handle) = file(c, a[0])? else { return failed(c, "einval") };
    let (bytes, rest) = slice(c, a[2])?;
    let offset = match numbers(c, &a[1..2]).and_then(|()| count(c, a[1])) {
        Ok(offset) => offset,
        Err(refusal) => return refusal.result(c),
    };
    let written = bytes.len();
    let answer = match bytes.is_empty() {
        true => Answer::Done,
        false => ask(c, "pwrite_nif", a, || Request::WriteAt { handle, offset, bytes })?,
    };
    if answer != Answer::Done || rest.is_nil() {
        return term(c, answer);
    }
    let go_on = c.atom("continue")?;
    Ok(c.p.block.tuple(&[go_on, Term::size(written), rest])?)
}

fn seek(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    of_file(c, "seek_nif", a, |c, a| {
        let offset = int(c, a[2]).ok_or(Refusal::BadArg)?;
        let origin = match a[1].as_atom().map(|origin| c.sys.atoms.name(origin)) {
            Some("bof") => Origin::Begin,
            Some("cur") => Origin::Current,
            Some("eof") => Origin::End,
            _ => return Err(Refusal::BadArg),
        };
        Ok(move |handle| Request::Seek { handle, origin, offset })
    })
}

fn allocate(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    of_file(c, "allocate_nif", a, |c, a| {
        numbers(c, &a[1..])?;
        let (offset, length) = (count(c, a[1])?, count(c, a[2])?);
        Ok(move |handle| Request::Allocate { handle, offset, length })
    })
}

fn advise(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    of_file(c, "advise_nif", a, |c, a| {
        numbers(c, &a[1..3])?;
        let (offset, length) = (count(c, a[1])?, count(c, a[2])?);
        let advice = match a[3].as_atom().map(|advice| c.sys.atoms.name(advice)) {
            Some("normal") => Advice::Normal,
            Some("random") => Advice::Random,
            Some("sequential") => Advice::Sequential,
            Some("will_need") => Advice::WillNeed,
            Some("dont_need") => Advice::DontNeed,
            Some("no_reuse") => Advice::NoReuse,
            _ => return Err(Refusal::Invalid),
        };
        Ok(move |handle| Request::Advise { handle, offset, length, advice })
    })
}

fn set_time(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let times = [1, 2, 3].map(|at| int::<i64>(c, a[at]));
    let [Some(accessed), Some(modified), Some(created)] = times else { return Err(Fail::badarg()) };
    of_path(c, "set_time_nif", a, |path| Request::SetTime { path, accessed, modified, created })
}
