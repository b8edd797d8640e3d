//! Native libraries (OTP's `erl_nif.c`): there are none, but what some of OTP's own do, natives do here.

use crate::atom::am;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::native::file_name::native_name;
use crate::native::text::characters;
use crate::native::{Native, NativeResult};
use crate::term::Term;

/// Modules whose native library is linked into OTP's emulator, or is done by natives here.
pub(crate) const LIBRARIES: &[&str] =
    &["asn1rt_nif", "erl_tracer", "prim_buffer", "prim_file", "prim_net", "prim_socket", "prim_tty", "zlib"];

pub(super) const TABLE: &[Native] = &[Native::new("erlang", "load_nif", 2, load_nif, false)];

/// `ok` where the module that calls is one of those, else what OTP says of a library that is not there.
fn load_nif(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let name = native_name(c.view(), a[0]).ok_or(Fail::badarg())?;
    let caller = c.code.function_at(c.at).map(|function| c.sys.atoms.name(function.module));
    if caller.is_some_and(|module| LIBRARIES.contains(&module)) {
        return Ok(Term::atom(am::OK));
    }
    let mut text = b"Failed to load NIF library: '".to_vec();
    text.extend_from_slice(name.strip_suffix(&[0]).unwrap_or(&name));
    text.extend_from_slice(b".so: cannot open shared object file: No such file or directory'");
    let text = characters(c, text.len(), text.iter().map(|byte| u32::from(*byte)))?;
    let failed = c.atom("load_failed")?;
    let reason = c.p.block.tuple(&[failed, text])?;
    Ok(c.p.block.tuple(&[Term::atom(am::ERROR), reason])?)
}
