//! The tables of RFC 1951: symbols of lengths and distances, the fixed codes, the order of the code lengths.

/// Symbols of the literal and length code.
pub(crate) const LITERALS_AND_LENGTHS: usize = 286;
/// Symbols of the distance code.
pub(crate) const DISTANCES: usize = 30;
/// Symbols of the code that code lengths are written in.
pub(crate) const CODE_LENGTHS: usize = 19;
/// The symbol that ends a block.
pub(crate) const END_OF_BLOCK: usize = 256;
/// The symbol of the shortest length.
pub(crate) const FIRST_LENGTH: usize = 257;
/// The most bits of a code.
pub(crate) const MAX_BITS: usize = 15;
/// The most bits of a code for code lengths.
pub(crate) const MAX_CODE_LENGTH_BITS: usize = 7;
/// The shortest match.
pub(crate) const MIN_MATCH: usize = 3;
/// The longest match.
pub(crate) const MAX_MATCH: usize = 258;

/// The order in which the lengths of the codes for code lengths stand.
pub(crate) const CODE_LENGTH_ORDER: [usize; CODE_LENGTHS] =
    [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// The bits that follow a length's symbol.
pub(crate) const LENGTH_EXTRA: [u8; 29] =
    [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

/// The bits that follow a distance's symbol.
pub(crate) const DISTANCE_EXTRA: [u8; DISTANCES] =
    [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];

/// The bits that follow a symbol for code lengths.
pub(crate) const CODE_LENGTH_EXTRA: [u8; CODE_LENGTHS] = {
    let mut extra = [0; CODE_LENGTHS];
    (extra[16], extra[17], extra[18]) = (2, 3, 7);
    extra
};

/// The shortest length of each symbol; the longest of all has one of its own.
pub(crate) const LENGTH_BASE: [u16; 29] = {
    let mut base = [0; 29];
    let (mut symbol, mut length) = (0, MIN_MATCH as u16);
    while symbol < 28 {
        base[symbol] = length;
        length += 1 << LENGTH_EXTRA[symbol];
        symbol += 1;
    }
    base[28] = MAX_MATCH as u16;
    base
};

/// The shortest distance of each symbol.
pub(crate) const DISTANCE_BASE: [u16; DISTANCES] = {
    let mut base = [0; DISTANCES];
    let (mut symbol, mut distance) = (0, 1u32);
    while symbol < DISTANCES {
        base[symbol] = distance as u16;
        distance += 1 << DISTANCE_EXTRA[symbol];
        symbol += 1;
    }
    base
};

/// The symbols of lengths, less [`FIRST_LENGTH`], by the length less [`MIN_MATCH`].
pub(crate) const LENGTH_SYMBOL: [u8; 256] = {
    let mut symbols = [0; 256];
    let mut length = 0;
    while length < 256 {
        let mut symbol = 28;
        while (LENGTH_BASE[symbol] as usize) > length + MIN_MATCH {
            symbol -= 1;
        }
        symbols[length] = symbol as u8;
        length += 1;
    }
    symbols
};

/// The symbol of a distance from 1 to 32768.
#[inline]
pub(crate) fn distance_symbol(distance: u16) -> usize {
    let below = usize::from(distance.wrapping_sub(1) & 0x7fff);
    match below {
        0..4 => below,
        _ => {
            let log = below.ilog2() as usize;
            2 * log + (below >> (log - 1) & 1)
        }
    }
}

/// The bits of a code in the order in which they are written.
pub(crate) const fn reverse(code: u16, bits: usize) -> u16 {
    if bits == 0 { 0 } else { code.reverse_bits() >> (16 - bits) }
}

/// The lengths of the fixed literal and length codes, with the two that no symbol has.
pub(crate) const FIXED_LITERAL_LENGTHS: [u8; 288] = {
    let mut lengths = [8; 288];
    let mut symbol = 144;
    while symbol < 280 {
        lengths[symbol] = if symbol < 256 { 9 } else { 7 };
        symbol += 1;
    }
    lengths
};

/// The length of every fixed distance code.
pub(crate) const FIXED_DISTANCE_LENGTH: u8 = 5;

/// The fixed literal and length codes, in the order in which their bits are written.
pub(crate) const FIXED_LITERAL_CODES: [u16; 288] = {
    let mut codes = [0; 288];
    let mut symbol = 0;
    while symbol < 288 {
        let n = symbol as u16;
        let code = match symbol {
            0..144 => 0x30 + n,
            144..256 => 0x190 + (n - 144),
            256..280 => n - 256,
            _ => 0xc0 + (n - 280),
        };
        codes[symbol] = reverse(code, FIXED_LITERAL_LENGTHS[symbol] as usize);
        symbol += 1;
    }
    codes
};
