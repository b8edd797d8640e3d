//! The native records that a module defines: the chunk `Recs` (OTP 29).
//!
//! OTP: `beam_dict:record_defs/1` and the reader of that chunk in `erts/emulator/beam/beam_file.c`. After
//! the version and the numbers of records and of fields come the records as compact terms: a label
//! that is always 0, the name, `true` or `false` for exported, and a list in which each field's name is
//! followed by its default, which is a number of tag `u` where there is none.

use std::collections::BTreeSet;

use num_bigint::BigInt;

use crate::cursor::{CompactTag, Cursor};
use crate::error::LoadError;

/// The most fields of a record.
pub const MAX_FIELDS: usize = 1 << 20;

/// A record that the module defines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordDecl {
    /// Atom index of the name.
    pub name: u32,
    /// Whether other modules may use its fields.
    pub is_exported: bool,
    /// Atom index and default of each field.
    pub fields: Vec<(u32, DefaultValue)>,
}

/// What a field has where nothing is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DefaultValue {
    /// Nothing: it must be given.
    None,
    /// The empty list.
    Nil,
    /// The atom of that index.
    Atom(u32),
    /// An integer.
    Integer(BigInt),
    /// The literal of that index.
    Literal(u32),
}

/// What indices in the chunk may name.
pub(crate) struct Known<'a> {
    pub atoms: &'a [String],
    pub literals: usize,
}

/// Reads the chunk.
pub(crate) fn records(mut cursor: Cursor<'_>, known: &Known<'_>) -> Result<Vec<RecordDecl>, LoadError> {
    let at = cursor.offset();
    let version = cursor.u32("the version of the records")?;
    if version != 0 {
        return Err(cursor.error_at(at, format!("version {version} of the records is unknown")));
    }
    let number = cursor.count(1, "the number of records")?;
    let at = cursor.offset();
    let fields = cursor.u32("the number of fields")? as usize;
    let mut records: Vec<RecordDecl> = Vec::with_capacity(number);
    let mut names = BTreeSet::new();
    for _ in 0..number {
        let at = cursor.offset();
        let read = record(&mut cursor, known)?;
        if !names.insert(read.name) {
            return Err(cursor.error_at(at, "a record is defined twice"));
        }
        records.push(read);
    }
    cursor.finish()?;
    let found: usize = records.iter().map(|record| record.fields.len()).sum();
    if found != fields {
        return Err(cursor.error_at(at, format!("the chunk says {fields} fields and has {found}")));
    }
    Ok(records)
}

fn record(cursor: &mut Cursor<'_>, known: &Known<'_>) -> Result<RecordDecl, LoadError> {
    let at = cursor.offset();
    match cursor.compact("the begin of a record")? {
        (CompactTag::F, value) if value.unsigned() == Some(0) => {}
        (tag, _) => return Err(cursor.error_at(at, format!("a record begins with the tag {tag:?}"))),
    }
    let name = atom(cursor, known, "the name of a record")?;
    let at = cursor.offset();
    let exported = atom(cursor, known, "whether a record is exported")?;
    let is_exported = match known.atoms.get(exported as usize - 1).map(String::as_str) {
        Some("true") => true,
        Some("false") => false,
        _ => return Err(cursor.error_at(at, "whether a record is exported is no truth value")),
    };
    let at = cursor.offset();
    match cursor.compact("the fields of a record")? {
        (CompactTag::Z, value) if value.unsigned() == Some(1) => {}
        _ => return Err(cursor.error_at(at, "the fields of a record are no list")),
    }
    let length = cursor.compact_u32("the number of fields and defaults")? as usize;
    if !length.is_multiple_of(2) || length > cursor.rest().len() || length / 2 > MAX_FIELDS {
        return Err(cursor.error_at(at, format!("a list of {length} cannot be fields and defaults")));
    }
    let mut fields: Vec<(u32, DefaultValue)> = Vec::with_capacity(length / 2);
    let mut seen = BTreeSet::new();
    for _ in 0..length / 2 {
        let at = cursor.offset();
        let field = atom(cursor, known, "the name of a field")?;
        if !seen.insert(field) {
            return Err(cursor.error_at(at, "a record has a field twice"));
        }
        fields.push((field, default(cursor, known)?));
    }
    Ok(RecordDecl { name, is_exported, fields })
}

fn atom(cursor: &mut Cursor<'_>, known: &Known<'_>, what: &str) -> Result<u32, LoadError> {
    let at = cursor.offset();
    let (tag, value) = cursor.compact(what)?;
    let index = cursor.narrow(at, value, what)?;
    if tag != CompactTag::A || index == 0 || index as usize > known.atoms.len() {
        return Err(cursor.error_at(at, format!("{what} is no atom of the module")));
    }
    Ok(index)
}

fn default(cursor: &mut Cursor<'_>, known: &Known<'_>) -> Result<DefaultValue, LoadError> {
    let at = cursor.offset();
    let (tag, value) = cursor.compact("the default of a field")?;
    match (tag, value.unsigned()) {
        (CompactTag::U, Some(0)) => Ok(DefaultValue::None),
        (CompactTag::A, Some(0)) => Ok(DefaultValue::Nil),
        (CompactTag::A, Some(index)) if index <= known.atoms.len() as u64 => Ok(DefaultValue::Atom(index as u32)),
        (CompactTag::I, _) => Ok(DefaultValue::Integer(value.big(true))),
        (CompactTag::Z, Some(4)) => {
            let index = cursor.compact_u32("a literal index")?;
            if index as usize >= known.literals {
                return Err(
                    cursor.error_at(at, format!("literal {index} is out of range, there are {}", known.literals))
                );
            }
            Ok(DefaultValue::Literal(index))
        }
        _ => Err(cursor.error_at(at, format!("the default of a field has the tag {tag:?}"))),
    }
}
