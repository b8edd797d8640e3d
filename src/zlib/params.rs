//! What streams are told and what they answer: zlib's constants as types.

use serde::{Deserialize, Serialize};

/// What is done with the input.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Strategy {
    /// The level decides.
    #[default]
    Default,
    /// Short matches are not used.
    Filtered,
    /// No matches are used.
    HuffmanOnly,
    /// Runs of a byte are the only matches.
    Rle,
    /// Codes are never made for a block.
    Fixed,
}

impl Strategy {
    /// The strategy that zlib has this number for.
    pub fn from_number(number: i64) -> Option<Strategy> {
        Some(match number {
            0 => Strategy::Default,
            1 => Strategy::Filtered,
            2 => Strategy::HuffmanOnly,
            3 => Strategy::Rle,
            4 => Strategy::Fixed,
            _ => return None,
        })
    }

    /// Whether the header tells that little trouble was taken.
    pub(crate) fn is_quick(self) -> bool {
        matches!(self, Strategy::HuffmanOnly | Strategy::Rle | Strategy::Fixed)
    }
}

/// What is to be out when all input has been taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Flush {
    /// Whatever is.
    None,
    /// Everything, with an empty block of fixed codes behind it.
    Partial,
    /// Everything, with an empty stored block behind it, at a byte's border.
    Sync,
    /// As with `Sync`, and what follows can be read without it.
    Full,
    /// Everything, and the end of the stream.
    Finish,
    /// Everything to the end of a block, which need not be at a byte's border.
    Block,
}

impl Flush {
    /// What zlib has this number for.
    pub fn from_number(number: i64) -> Option<Flush> {
        Some(match number {
            0 => Flush::None,
            1 => Flush::Partial,
            2 => Flush::Sync,
            3 => Flush::Full,
            4 => Flush::Finish,
            5 => Flush::Block,
            _ => return None,
        })
    }

    /// How much more than others it asks for.
    pub(crate) fn rank(self) -> u8 {
        match self {
            Flush::None => 0,
            Flush::Block => 1,
            Flush::Partial => 2,
            Flush::Sync => 4,
            Flush::Full => 6,
            Flush::Finish => 8,
        }
    }
}

/// Why a call came back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// Input or room is used up.
    Ok,
    /// The stream is at its end.
    StreamEnd,
    /// Nothing could be done, or not all that was asked for.
    BufError,
    /// The dictionary with [`crate::Inflate::adler`] is wanted.
    NeedDictionary,
}

/// What makes a call fail.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Error {
    /// The call is not one that the stream's state or parameters allow.
    Stream,
    /// The data are not what they should be.
    Data,
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Error::Stream => "a call that the stream does not allow",
            Error::Data => "damaged compressed data",
        })
    }
}

impl std::error::Error for Error {}
