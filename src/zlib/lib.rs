//! Compression and decompression as the C library zlib does it (1.2.12 to 1.3.2; RFC 1950, 1951 and 1952).
//!
//! Two things are wanted that no other library gives together: what comes out of [`Deflate`] is byte for byte what
//! zlib writes with the same parameters and the same calls, and a stream under way is plain data that can be cloned,
//! compared and written to a file.
//!
//! [`Deflate`] and [`Inflate`] take input and room for output through [`Io`], as much as there is of both, and tell
//! by a [`Status`] why they stopped. [`compress`] and [`uncompress`] are for data that are there as a whole.
//!
//! Invariants: nothing here panics, whatever the input; a state takes what zlib's takes and no more; a state that was
//! read from somewhere is asked [`Deflate::is_consistent`] or [`Inflate::is_consistent`] before it is used.

mod block;
mod check;
mod decode;
mod deflate;
mod inflate;
mod io;
mod params;
mod pending;
mod search;
mod stored;
mod tables;
mod tree;
mod whole;
mod window;

pub use deflate::Deflate;
pub use inflate::Inflate;
pub use io::Io;
pub use params::{Error, Flush, Status, Strategy};
pub use whole::{Uncompressed, compress, uncompress};

#[cfg(test)]
mod tests;
