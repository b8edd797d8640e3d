//! The tables beside the code: atoms, imports, exports, funs, literals, lines.
//!
//! OTP: `parse_*_chunk` in `erts/emulator/beam/beam_file.c`.

use nom::multi::count;
use nom::number::complete::be_u32;

use crate::cursor::{CompactTag, Cursor};
use crate::error::LoadError;
use crate::etf::Context;
use crate::etf::EtfTerm;
use crate::etf_read::{self, MAX_ATOM_CHARACTERS};
use crate::inflate::Inflater;

/// The most arguments that a function may have.
pub const MAX_ARITY: u32 = 255;

/// A function of another module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Import {
    /// Atom index of the module.
    pub module: u32,
    /// Atom index of the name.
    pub function: u32,
    /// Number of arguments.
    pub arity: u32,
}

/// A function of this module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Export {
    /// Atom index of the name.
    pub function: u32,
    /// Number of arguments.
    pub arity: u32,
    /// The label of its entry.
    pub label: u32,
}

/// A fun that the module makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FunDecl {
    /// Atom index of the name of its function.
    pub function: u32,
    /// Number of the function's arguments: the fun's own and its free variables.
    pub arity: u32,
    /// The label of the function's entry.
    pub label: u32,
    /// Its number among the module's funs.
    pub index: u32,
    /// How many free variables it has.
    pub num_free: u32,
    /// A check sum that only old releases use.
    pub old_uniq: u32,
}

/// Source files and lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LineTable {
    /// File names; the first is the module's own, `MODULE.erl`.
    pub files: Vec<String>,
    /// File and line by the operand of `line`; the first entry is "no location".
    pub lines: Vec<(u32, u32)>,
    /// Flags: 1 if there are `executable_line` instructions, 2 if line coverage is forced.
    pub flags: u32,
    /// How many `line` instructions the code has.
    pub instruction_count: u32,
}

impl LineTable {
    /// The table of a module that has none.
    pub(crate) fn none(module: &str) -> LineTable {
        LineTable { files: vec![format!("{module}.erl")], lines: vec![(0, 0)], flags: 0, instruction_count: 0 }
    }
}

/// Reads `AtU8` (UTF-8) or `Atom` (Latin-1). A negative number of atoms tells
/// that their lengths are compact numbers (OTP 28).
pub(crate) fn atoms(mut cursor: Cursor<'_>, latin1: bool) -> Result<Vec<String>, LoadError> {
    let at = cursor.offset();
    let signed = cursor.u32("the number of atoms")?.cast_signed();
    let long = signed < 0 && !latin1;
    let number = signed.unsigned_abs() as usize;
    if number == 0 || number > cursor.rest().len() || (latin1 && signed < 0) {
        return Err(cursor.error_at(at, format!("{signed} atoms cannot be in this chunk")));
    }
    let mut atoms = Vec::with_capacity(number);
    for _ in 0..number {
        let at = cursor.offset();
        let length = if long {
            cursor.compact_u32("the length of an atom")? as usize
        } else {
            usize::from(cursor.u8("the length of an atom")?)
        };
        let bytes = cursor.take(length, "the name of an atom")?;
        let name = if latin1 {
            bytes.iter().map(|byte| char::from(*byte)).collect()
        } else {
            String::from_utf8(bytes.to_vec()).map_err(|_| cursor.error_at(at, "the name of an atom is not UTF-8"))?
        };
        if name.chars().count() > MAX_ATOM_CHARACTERS {
            return Err(cursor.error_at(at, format!("an atom has more than {MAX_ATOM_CHARACTERS} characters")));
        }
        atoms.push(name);
    }
    cursor.finish()?;
    Ok(atoms)
}

/// A table of rows of `N` numbers after their count; each row with its offset.
fn rows<const N: usize>(mut cursor: Cursor<'_>, what: &str) -> Result<Vec<(usize, [u32; N])>, LoadError> {
    let number = cursor.count(4 * N, &format!("the number of {what}"))?;
    let start = cursor.offset();
    let words = cursor.parse(what, count(be_u32, number * N))?;
    cursor.finish()?;
    let (rows, _) = words.as_chunks::<N>();
    Ok(rows.iter().enumerate().map(|(index, row)| (start + 4 * N * index, *row)).collect())
}

fn check_atom(cursor: &Cursor<'_>, at: usize, index: u32, atoms: usize) -> Result<(), LoadError> {
    if index == 0 || index as usize > atoms {
        return Err(cursor.error_at(at, format!("atom {index} is out of range, there are {atoms}")));
    }
    Ok(())
}

fn check_arity(cursor: &Cursor<'_>, at: usize, arity: u32) -> Result<(), LoadError> {
    if arity > MAX_ARITY {
        return Err(cursor.error_at(at, format!("a function of {arity} arguments")));
    }
    Ok(())
}

pub(crate) fn imports(cursor: Cursor<'_>, atoms: usize) -> Result<Vec<Import>, LoadError> {
    let mut imports = Vec::new();
    for (at, [module, function, arity]) in rows(cursor, "imports")? {
        check_atom(&cursor, at, module, atoms)?;
        check_atom(&cursor, at + 4, function, atoms)?;
        check_arity(&cursor, at + 8, arity)?;
        imports.push(Import { module, function, arity });
    }
    Ok(imports)
}

/// A label that must be where a function of so many arguments is entered, and who says so.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    pub label: u32,
    pub arity: u32,
    pub at: usize,
}

/// Reads `ExpT` or `LocT`; the labels go to `entries`.
pub(crate) fn exports(cursor: Cursor<'_>, atoms: usize, entries: &mut Vec<Entry>) -> Result<Vec<Export>, LoadError> {
    let mut exports = Vec::new();
    for (at, [function, arity, label]) in rows(cursor, "functions")? {
        check_atom(&cursor, at, function, atoms)?;
        check_arity(&cursor, at + 4, arity)?;
        entries.push(Entry { label, arity, at: at + 8 });
        exports.push(Export { function, arity, label });
    }
    Ok(exports)
}

pub(crate) fn funs(cursor: Cursor<'_>, atoms: usize, entries: &mut Vec<Entry>) -> Result<Vec<FunDecl>, LoadError> {
    let mut funs = Vec::new();
    for (at, [function, arity, label, index, num_free, old_uniq]) in rows(cursor, "funs")? {
        check_atom(&cursor, at, function, atoms)?;
        check_arity(&cursor, at + 4, arity)?;
        if num_free > arity {
            return Err(cursor.error_at(at + 16, format!("{num_free} free variables of {arity} arguments")));
        }
        entries.push(Entry { label, arity, at: at + 8 });
        funs.push(FunDecl { function, arity, label, index, num_free, old_uniq });
    }
    Ok(funs)
}

/// Reads `LitT`: the size of the uncompressed table, 0 if it is not compressed
/// (OTP 28), then the table.
pub(crate) fn literals(mut cursor: Cursor<'_>, inflater: &mut Inflater) -> Result<Vec<EtfTerm>, LoadError> {
    let at = cursor.offset();
    let size = cursor.u32("the size of the literals")? as usize;
    let start = cursor.offset();
    let plain;
    let (table, inflated) = if size == 0 {
        (cursor.rest(), false)
    } else {
        plain = inflater.zlib(cursor.rest(), size).map_err(|what| cursor.error_at(at, what))?.0;
        (plain.as_slice(), true)
    };
    let fault = |place: usize, what: String| match inflated {
        true => cursor.error_at(at, format!("byte {place} of the uncompressed literals: {what}")),
        false => cursor.error_at(start + place, what),
    };
    let mut reader = Cursor::new(crate::ChunkTag(*b"LitT"), 0, table);
    literal_rows(&mut reader, inflater).map_err(|error| fault(error.offset, error.what))
}

fn literal_rows(reader: &mut Cursor<'_>, inflater: &mut Inflater) -> Result<Vec<EtfTerm>, LoadError> {
    let mut literals = Vec::new();
    for _ in 0..reader.count(4, "the number of literals")? {
        let length = reader.u32("the size of a literal")? as usize;
        let at = reader.offset();
        let bytes = reader.take(length, "a literal")?;
        let (term, used) = etf_read::decode(bytes, inflater, &Context::default())
            .map_err(|e| reader.error_at(at + e.offset, e.what))?;
        if used != length {
            return Err(reader.error_at(at + used, "bytes follow the literal"));
        }
        literals.push(term);
    }
    reader.finish()?;
    Ok(literals)
}

/// Reads a chunk that is one term. OTP writes no bytes after it.
pub(crate) fn term(cursor: Cursor<'_>, inflater: &mut Inflater) -> Result<EtfTerm, LoadError> {
    let start = cursor.offset();
    let (term, used) = etf_read::decode(cursor.rest(), inflater, &Context::default())
        .map_err(|e| cursor.error_at(start + e.offset, e.what))?;
    if used != cursor.rest().len() {
        return Err(cursor.error_at(start + used, "bytes follow the term"));
    }
    Ok(term)
}

/// Reads the line table; `None` if its version is unknown, as OTP does.
pub(crate) fn lines(mut cursor: Cursor<'_>, module: &str) -> Result<Option<LineTable>, LoadError> {
    if cursor.u32("the version of the lines")? != 0 {
        return Ok(None);
    }
    let flags = cursor.u32("the flags")?;
    let instruction_count = cursor.u32("the number of line instructions")?;
    let items = cursor.count(1, "the number of lines")?;
    let names = cursor.u32("the number of file names")? as usize;
    let mut lines = vec![(0, 0)];
    let mut file = (0, cursor.offset());
    let mut highest = file;
    while lines.len() <= items {
        let at = cursor.offset();
        match cursor.compact("a line")? {
            (CompactTag::A, value) => {
                file = (cursor.narrow(at, value, "a file index")?, at);
                highest = highest.max(file);
            }
            (CompactTag::I, value) => {
                let line = value.signed().and_then(|line| u32::try_from(line).ok());
                let line = line.ok_or_else(|| cursor.error_at(at, "a line number out of range"))?;
                lines.push((file.0, line));
            }
            (tag, _) => return Err(cursor.error_at(at, format!("a line has the tag {tag:?}"))),
        }
    }
    let mut files = vec![format!("{module}.erl")];
    for _ in 0..names {
        let at = cursor.offset();
        let length = usize::from(cursor.u16("the length of a file name")?);
        let name = cursor.take(length, "a file name")?.to_vec();
        files.push(String::from_utf8(name).map_err(|_| cursor.error_at(at, "a file name is not UTF-8"))?);
    }
    cursor.finish()?;
    if highest.0 as usize >= files.len() {
        return Err(cursor.error_at(highest.1, format!("file {} of {}", highest.0, files.len())));
    }
    Ok(Some(LineTable { files, lines, flags, instruction_count }))
}
