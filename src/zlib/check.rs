//! Running checksums as the numbers that they are.

/// The Adler-32 sum of no bytes.
pub(crate) const ADLER_START: u32 = 1;
/// The CRC-32 of no bytes.
pub(crate) const CRC_START: u32 = 0;

/// The Adler-32 sum of what `sum` is of and of these bytes.
pub(crate) fn adler32(sum: u32, bytes: &[u8]) -> u32 {
    let mut adler = adler2::Adler32::from_checksum(sum);
    adler.write_slice(bytes);
    adler.checksum()
}

/// The CRC-32 of what `sum` is of and of these bytes.
pub(crate) fn crc32(sum: u32, bytes: &[u8]) -> u32 {
    let mut crc = crc32fast::Hasher::new_with_initial(sum);
    crc.update(bytes);
    crc.finalize()
}
