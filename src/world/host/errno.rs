//! What POSIX calls the errors of the operating system (OTP's `erl_posix_str.c`).

use std::io;

#[cfg(unix)]
use rustix::io::Errno;

/// The name of an error, `unknown` where it has none.
pub(super) fn name(error: &io::Error) -> &'static str {
    #[cfg(unix)]
    if let Some(number) = error.raw_os_error() {
        return NUMBERS.iter().find(|(known, _)| known.raw_os_error() == number).map_or("unknown", |(_, name)| name);
    }
    KINDS.iter().find(|(kind, _)| *kind == error.kind()).map_or("unknown", |(_, name)| name)
}

/// The error of that name.
pub(super) fn error(name: &str) -> io::Error {
    #[cfg(unix)]
    if let Some((number, _)) = NUMBERS.iter().find(|(_, known)| *known == name) {
        return (*number).into();
    }
    let kind = KINDS.iter().find(|(_, known)| *known == name).map_or(io::ErrorKind::Other, |(kind, _)| *kind);
    kind.into()
}

/// Errors that come from this program rather than the operating system, or from one that has other numbers.
const KINDS: &[(io::ErrorKind, &str)] = &[
    (io::ErrorKind::AlreadyExists, "eexist"),
    (io::ErrorKind::BrokenPipe, "epipe"),
    (io::ErrorKind::CrossesDevices, "exdev"),
    (io::ErrorKind::Deadlock, "edeadlk"),
    (io::ErrorKind::DirectoryNotEmpty, "eexist"),
    (io::ErrorKind::ExecutableFileBusy, "etxtbsy"),
    (io::ErrorKind::FileTooLarge, "efbig"),
    (io::ErrorKind::Interrupted, "eintr"),
    (io::ErrorKind::InvalidFilename, "enametoolong"),
    (io::ErrorKind::InvalidInput, "einval"),
    (io::ErrorKind::IsADirectory, "eisdir"),
    (io::ErrorKind::NotADirectory, "enotdir"),
    (io::ErrorKind::NotFound, "enoent"),
    (io::ErrorKind::NotSeekable, "espipe"),
    (io::ErrorKind::OutOfMemory, "enomem"),
    (io::ErrorKind::PermissionDenied, "eacces"),
    (io::ErrorKind::QuotaExceeded, "edquot"),
    (io::ErrorKind::ReadOnlyFilesystem, "erofs"),
    (io::ErrorKind::ResourceBusy, "ebusy"),
    (io::ErrorKind::StaleNetworkFileHandle, "estale"),
    (io::ErrorKind::StorageFull, "enospc"),
    (io::ErrorKind::TimedOut, "etimedout"),
    (io::ErrorKind::TooManyLinks, "emlink"),
    (io::ErrorKind::Unsupported, "enotsup"),
    (io::ErrorKind::WouldBlock, "eagain"),
];

/// The numbers of the operating system.
#[cfg(unix)]
const NUMBERS: &[(Errno, &str)] = &[
    (Errno::ACCESS, "eacces"),
    (Errno::AGAIN, "eagain"),
    (Errno::BADF, "ebadf"),
    (Errno::BUSY, "ebusy"),
    (Errno::DEADLK, "edeadlk"),
    (Errno::DQUOT, "edquot"),
    (Errno::EXIST, "eexist"),
    (Errno::FAULT, "efault"),
    (Errno::FBIG, "efbig"),
    (Errno::INTR, "eintr"),
    (Errno::INVAL, "einval"),
    (Errno::IO, "eio"),
    (Errno::ISDIR, "eisdir"),
    (Errno::LOOP, "eloop"),
    (Errno::MFILE, "emfile"),
    (Errno::MLINK, "emlink"),
    (Errno::NAMETOOLONG, "enametoolong"),
    (Errno::NFILE, "enfile"),
    (Errno::NODEV, "enodev"),
    (Errno::NOENT, "enoent"),
    (Errno::NOEXEC, "enoexec"),
    (Errno::NOLCK, "enolck"),
    (Errno::NOMEM, "enomem"),
    (Errno::NOSPC, "enospc"),
    (Errno::NOSYS, "enosys"),
    (Errno::NOTDIR, "enotdir"),
    (Errno::NOTEMPTY, "eexist"),
    (Errno::NOTSUP, "enotsup"),
    (Errno::NOTTY, "enotty"),
    (Errno::NXIO, "enxio"),
    (Errno::OPNOTSUPP, "eopnotsupp"),
    (Errno::OVERFLOW, "eoverflow"),
    (Errno::PERM, "eperm"),
    (Errno::PIPE, "epipe"),
    (Errno::RANGE, "erange"),
    (Errno::ROFS, "erofs"),
    (Errno::SPIPE, "espipe"),
    (Errno::SRCH, "esrch"),
    (Errno::STALE, "estale"),
    (Errno::TIMEDOUT, "etimedout"),
    (Errno::TXTBSY, "etxtbsy"),
    (Errno::XDEV, "exdev"),
];
