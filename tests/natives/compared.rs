//! Which natives are called with generated arguments.

use enigma_vm::native::TABLES;

/// Natives that are pure and not compared.
const LEFT_OUT: [&str; 9] = [
    "from_keys",
    "referenced_byte_size",
    "md5_init",
    "md5_update",
    "compile",
    "import",
    "decode_ber_tlv_raw",
    "encode_ber_tlv",
    "encode_per_complete",
];

/// All but `math`, which is not exact to the last bit, `maps:from_keys/2`, which would make maps with atoms as
/// keys, whose order differs between releases, `binary:referenced_byte_size/1`, which tells of the memory that
/// holds a binary and not of the binary, and the contexts of MD5 and compiled patterns, whose form is nobody's
/// business. Those of `asn1rt_nif`, one of which no other module may call, read beyond what they are given in OTP.
pub fn compared() -> Vec<(&'static str, &'static str, u32)> {
    let all = TABLES.iter().flat_map(|table| table.iter());
    let pure = all.filter(|native| native.pure && native.module != "math" && !LEFT_OUT.contains(&native.name));
    pure.map(|native| (native.module, native.name, native.arity)).collect()
}
