//! A whole `.beam` file.
//!
//! OTP: `beamfile_read` in `erts/emulator/beam/beam_file.c`; the check sum as in
//! `beam_lib:md5/1`.

use md5::{Digest, Md5};

use crate::code::{self, Code, Limits};
use crate::container::{Container, RawChunk};
use crate::cursor::Cursor;
use crate::error::{ChunkTag, LoadError};
use crate::etf::EtfTerm;
use crate::inflate::Inflater;
use crate::records::{self, Known, RecordDecl};
use crate::tables::{self, Export, FunDecl, Import, LineTable};
use crate::types::TypeTable;

/// The chunks that the check sum is made of, in this order (OTP 29; the last
/// ones occur only in files of releases that know them).
const ESSENTIAL: [&[u8; 4]; 11] =
    [b"Atom", b"AtU8", b"Code", b"StrT", b"ImpT", b"ExpT", b"FunT", b"LitT", b"Meta", b"Recs", b"DbgB"];

/// A module as its file describes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Module {
    /// Its name, which is the first atom.
    pub name: String,
    /// The atoms; the first has index 1.
    pub atoms: Vec<String>,
    /// The instructions.
    pub code: Code,
    /// The string table.
    pub strings: Vec<u8>,
    /// The functions of other modules that it names.
    pub imports: Vec<Import>,
    /// The functions that others may call.
    pub exports: Vec<Export>,
    /// The functions that they may not.
    pub locals: Vec<Export>,
    /// The funs that it makes.
    pub funs: Vec<FunDecl>,
    /// The constant terms.
    pub literals: Vec<EtfTerm>,
    /// The native records that it defines.
    pub records: Vec<RecordDecl>,
    /// Source files and lines.
    pub lines: LineTable,
    /// `module_info(attributes)`.
    pub attributes: Option<EtfTerm>,
    /// `module_info(compile)`.
    pub compile_info: Option<EtfTerm>,
    /// What is known of the types of registers.
    pub types: TypeTable,
    /// All chunks, in the order of the file.
    pub chunks: Vec<RawChunk>,
    /// The check sum of the essential chunks.
    pub md5: [u8; 16],
}

impl Module {
    /// Takes a file apart, gzipped or not, and checks that its parts fit each
    /// other.
    pub fn parse(bytes: &[u8]) -> Result<Module, LoadError> {
        let mut inflater = Inflater::default();
        if !bytes.starts_with(&[0x1f, 0x8b]) {
            return Module::parse_plain(bytes, inflater);
        }
        let fault = |what| LoadError { chunk: ChunkTag::FORM, offset: 0, what };
        let plain = inflater.gzip(bytes).map_err(fault)?;
        Module::parse_plain(&plain, inflater)
    }

    fn parse_plain(file: &[u8], mut inflater: Inflater) -> Result<Module, LoadError> {
        let container = Container::read(file)?;
        let atoms = match container.cursor(b"AtU8") {
            Some(cursor) => tables::atoms(cursor, false)?,
            None => tables::atoms(container.cursor(b"Atom").map_or_else(|| container.require(b"AtU8"), Ok)?, true)?,
        };
        let name = atoms.first().cloned().unwrap_or_default();
        let mut entries = Vec::new();
        let number = atoms.len();
        let read = |tag| container.cursor(tag);
        let imports = tables::imports(container.require(b"ImpT")?, number)?;
        let exports = tables::exports(container.require(b"ExpT")?, number, &mut entries)?;
        let locals = optional(read(b"LocT"), |cursor| tables::exports(cursor, number, &mut entries))?;
        let funs = optional(read(b"FunT"), |cursor| tables::funs(cursor, number, &mut entries))?;
        let literals = optional(read(b"LitT"), |cursor| tables::literals(cursor, &mut inflater))?;
        let known = Known { atoms: &atoms, literals: literals.len() };
        let records = optional(read(b"Recs"), |cursor| records::records(cursor, &known))?;
        let lines = optional(read(b"Line"), |cursor| tables::lines(cursor, &name))?;
        let types: TypeTable = optional(read(b"Type"), TypeTable::read)?;
        let strings = container.get(b"StrT").map(|(_, bytes)| bytes.to_vec()).unwrap_or_default();
        let limits = Limits {
            atoms: &atoms,
            literals: literals.len(),
            types: types.is_known().then_some(types.entries.len()),
            imports: &imports,
            lambdas: &funs,
            lines: lines.as_ref().map(|table| table.lines.len()),
            strings: &strings,
            entries,
        };
        let code = code::read(container.require(b"Code")?, &limits)?;
        let attributes = optional(read(b"Attr"), |cursor| tables::term(cursor, &mut inflater).map(Some))?;
        let compile_info = optional(read(b"CInf"), |cursor| tables::term(cursor, &mut inflater).map(Some))?;
        let lines = lines.unwrap_or_else(|| LineTable::none(&name));
        let (chunks, md5) = (container.raw(), check_sum(&container));
        Ok(Module {
            name,
            atoms,
            code,
            strings,
            imports,
            exports,
            locals,
            funs,
            literals,
            records,
            lines,
            attributes,
            compile_info,
            types,
            chunks,
            md5,
        })
    }

    /// The atom of that index, which counts from 1.
    pub fn atom(&self, index: u32) -> Option<&str> {
        self.atoms.get((index as usize).checked_sub(1)?).map(String::as_str)
    }

    /// A chunk by its name.
    pub fn chunk(&self, tag: [u8; 4]) -> Option<&RawChunk> {
        self.chunks.iter().find(|chunk| chunk.tag.0 == tag)
    }
}

/// What a reader makes of a chunk, or the default if there is none.
fn optional<'a, T: Default>(
    cursor: Option<Cursor<'a>>,
    read: impl FnOnce(Cursor<'a>) -> Result<T, LoadError>,
) -> Result<T, LoadError> {
    cursor.map_or_else(|| Ok(T::default()), read)
}

fn check_sum(container: &Container<'_>) -> [u8; 16] {
    let mut sum = Md5::new();
    for tag in ESSENTIAL {
        let Some((_, bytes)) = container.get(tag) else {
            continue;
        };
        if tag == b"FunT" {
            // The old check sums depend on the machine: they count as zero.
            let (count, rows) = bytes.split_at_checked(4).unwrap_or((bytes, &[]));
            sum.update(count);
            for row in rows.chunks(24) {
                sum.update(row.get(..20).unwrap_or(row));
                sum.update([0; 4]);
            }
        } else {
            sum.update(bytes);
        }
    }
    sum.finalize().into()
}
