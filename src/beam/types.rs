//! The `Type` chunk: what the compiler knows of the types of registers.
//!
//! OTP: `beam_types:encode_ext/1`, `beam_types:convert_ext/2`. The layout changed
//! with OTP 25 (version 1), 26 (2), 27 (3) and 29 (4); all are read into the
//! newest one's bits. A table of another version is left alone, as OTP does.

use crate::cursor::Cursor;
use crate::error::LoadError;

/// What a register may hold at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypeInfo {
    /// The primary types that are possible, an or of the constants here.
    pub bits: u16,
    /// If it is a number, it is not less than this.
    pub min: Option<i64>,
    /// If it is a number, it is not greater than this.
    pub max: Option<i64>,
    /// If it is a bit string, its size is a multiple of this.
    pub unit: Option<u16>,
}

impl TypeInfo {
    /// An atom.
    pub const ATOM: u16 = 1;
    /// A bit string, or a match context.
    pub const BITSTRING: u16 = 1 << 1;
    /// A list cell.
    pub const CONS: u16 = 1 << 2;
    /// A float.
    pub const FLOAT: u16 = 1 << 3;
    /// A fun.
    pub const FUN: u16 = 1 << 4;
    /// An integer.
    pub const INTEGER: u16 = 1 << 5;
    /// A map.
    pub const MAP: u16 = 1 << 6;
    /// The empty list.
    pub const NIL: u16 = 1 << 7;
    /// A process identifier.
    pub const PID: u16 = 1 << 8;
    /// A port.
    pub const PORT: u16 = 1 << 9;
    /// A reference.
    pub const REFERENCE: u16 = 1 << 10;
    /// A tuple.
    pub const TUPLE: u16 = 1 << 11;
    /// A native record (OTP 29).
    pub const RECORD: u16 = 1 << 12;
}

/// The types that registers refer to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypeTable {
    /// The version of the chunk; `None` if the file has none.
    pub version: Option<u32>,
    /// The types; empty if the version is unknown.
    pub entries: Vec<TypeInfo>,
}

impl TypeTable {
    /// Whether type indices can be checked against the table.
    pub(crate) fn is_known(&self) -> bool {
        matches!(self.version, Some(1..=4))
    }

    pub(crate) fn read(mut cursor: Cursor<'_>) -> Result<TypeTable, LoadError> {
        let version = cursor.u32("the version of the types")?;
        let mut table = TypeTable { version: Some(version), entries: Vec::new() };
        if !table.is_known() {
            return Ok(table);
        }
        for _ in 0..cursor.count(2, "the number of types")? {
            table.entries.push(entry(&mut cursor, version)?);
        }
        cursor.finish()?;
        Ok(table)
    }
}

fn entry(cursor: &mut Cursor<'_>, version: u32) -> Result<TypeInfo, LoadError> {
    let at = cursor.offset();
    let raw = cursor.u16("a type")?;
    // Until OTP 26 match contexts had a bit of their own, the third.
    let bits = if version <= 2 { raw & 3 | (raw & 4) >> 1 | (raw & !7) >> 1 } else { raw };
    // The flags on what follows stand right above the primary types.
    let flags = if version <= 3 { bits >> 12 } else { bits >> 13 };
    let primary = if version <= 3 { bits & 0x0fff } else { bits & 0x1fff };
    if primary == 0 {
        return Err(cursor.error_at(at, format!("the type {raw:#06x} allows no value")));
    }
    let mut info = TypeInfo { bits: primary, min: None, max: None, unit: None };
    if version == 1 {
        let min = cursor.u64("a lower bound")?.cast_signed();
        let max = cursor.u64("an upper bound")?.cast_signed();
        if min <= max {
            (info.min, info.max) = (Some(min), Some(max));
        }
        return Ok(info);
    }
    if flags & 1 != 0 {
        info.min = Some(cursor.u64("a lower bound")?.cast_signed());
    }
    if flags & 2 != 0 {
        info.max = Some(cursor.u64("an upper bound")?.cast_signed());
    }
    if flags & 4 != 0 {
        info.unit = Some(u16::from(cursor.u8("a unit")?) + 1);
    }
    Ok(info)
}
