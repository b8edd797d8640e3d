//! Tests on bytes made by hand: forms that today's compilers do not write, and
//! every kind of damage that has an error of its own.

#![allow(clippy::unwrap_used)]

use enigma_zlib::{Deflate, Flush, Io, Strategy};

use crate::opcode::OPCODES;
use crate::*;

/// A file of chunks, padded as it should be.
fn form(chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut body = b"BEAM".to_vec();
    for (tag, data) in chunks {
        body.extend_from_slice(*tag);
        body.extend_from_slice(&(data.len() as u32).to_be_bytes());
        body.extend_from_slice(data);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    let mut file = b"FOR1".to_vec();
    file.extend_from_slice(&(body.len() as u32).to_be_bytes());
    file.extend_from_slice(&body);
    file
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}

/// Compact numbers of one byte.
const fn u(value: u8) -> u8 {
    value << 4
}
const fn i(value: u8) -> u8 {
    value << 4 | 1
}
const fn a(index: u8) -> u8 {
    index << 4 | 2
}
const fn x(number: u8) -> u8 {
    number << 4 | 3
}
const fn f(label: u8) -> u8 {
    label << 4 | 5
}
const LIST: u8 = 0x17;
const LITERAL: u8 = 0x47;

/// The start of a function `m:go/0` with the entry label 2.
const HEAD: [u8; 8] = [op::LABEL, u(1), op::FUNC_INFO, a(1), a(2), u(0), op::LABEL, u(2)];

fn code(body: &[u8]) -> Vec<u8> {
    let mut data = words(&[16, 0, 191, 4, 1]);
    data.extend_from_slice(&HEAD);
    data.extend_from_slice(body);
    data.push(op::INT_CODE_END);
    data
}

/// The chunks of a module `m` with one function and the given instructions.
fn chunks(body: &[u8]) -> Vec<(&'static [u8; 4], Vec<u8>)> {
    vec![
        (b"AtU8", [words(&[3]), b"\x01m\x02go\x03ext".to_vec()].concat()),
        (b"Code", code(body)),
        (b"StrT", b"abc".to_vec()),
        (b"ImpT", words(&[1, 3, 2, 2])),
        (b"ExpT", words(&[1, 2, 0, 2])),
    ]
}

fn replaced(body: &[u8], tag: &'static [u8; 4], data: Vec<u8>) -> Vec<u8> {
    let mut chunks = chunks(body);
    chunks.retain(|(name, _)| *name != tag);
    chunks.push((tag, data));
    form(&chunks)
}

fn parse(body: &[u8]) -> Result<Module, LoadError> {
    Module::parse(&form(&chunks(body)))
}

/// Asserts that a file is refused in that chunk with words like these.
fn refused(file: &[u8], chunk: &[u8; 4], what: &str) {
    let error = Module::parse(file).unwrap_err();
    assert_eq!(error.chunk, ChunkTag(*chunk), "{error}");
    assert!(error.what.contains(what), "{error}");
    assert!(error.offset <= file.len(), "{error}");
}

fn refused_code(body: &[u8], what: &str) {
    refused(&form(&chunks(body)), b"Code", what);
}

#[test]
fn the_table_of_opcodes_is_whole() {
    assert_eq!(OPCODES.len(), 191);
    for (index, info) in OPCODES.iter().enumerate() {
        assert_eq!(usize::from(info.number), index + 1);
        assert_eq!(opcode(info.number), Some(info));
        assert_eq!(opcode_by_name(info.name), Some(info), "two opcodes are called {}", info.name);
        assert_eq!((usize::from(info.arity), info.operands.len()), (info.roles.len(), info.roles.len()));
        assert!(info.help.ends_with('.'), "{}", info.name);
    }
    assert_eq!((opcode(0), opcode(192)), (None, None));
    assert_eq!(op::GET_RECORD_FIELD, 191);
    assert!(opcode(op::BS_INIT2).unwrap().is_live_in(27) && !opcode(op::BS_INIT2).unwrap().is_live_in(28));
    assert!(opcode(op::BS_MATCH).unwrap().is_live_in(26) && !opcode(op::BS_MATCH).unwrap().is_live_in(25));
    assert!(!opcode(op::M_PLUS).unwrap().is_live_in(17) && opcode(op::MOVE).unwrap().is_live_in(29));
}

#[test]
fn a_small_module() {
    let module = parse(&[op::MOVE, i(5), x(0), op::CALL_EXT_ONLY, u(2), u(0)]).unwrap();
    assert_eq!((module.name.as_str(), module.atom(2), module.atom(0), module.atom(4)), ("m", Some("go"), None, None));
    assert_eq!(module.imports, [Import { module: 3, function: 2, arity: 2 }]);
    let function = module.code.functions[0];
    assert_eq!((function.name, function.arity, function.entry, function.start, function.end), (2, 0, 2, 0, 5));
    let body = module.code.body(&function);
    assert_eq!(module.code.operands(&body[3]), [Operand::I(5), Operand::X(0)]);
    assert_eq!(
        disassemble(&module, Style::Assembly).to_string(),
        "module m\n\ngo/0, entry {f,2}, exported\n\
         \x20    64  label 1\n     66    func_info {atom,m}, {atom,go}, 0\n     70  label 2\n\
         \x20    72    move {integer,5}, {x,0}\n     75    call_ext_only 2, ext:go/2\n"
    );
    let json = serde_json::to_value(disassemble(&module, Style::Assembly)).unwrap();
    assert_eq!(json["functions"][0]["instructions"][3]["args"][0], "{integer,5}");
    let short = disassemble(&module, Style::Short);
    assert_eq!(short.functions[0].instructions[3].args, ["5", "x0"]);
    assert_eq!(short.functions[0].instructions[1].args, ["m", "go", "0"]);
}

/// Bytes compressed, as zlib's window bits say how.
fn zipped(bytes: &[u8], window_bits: i64) -> Vec<u8> {
    let mut stream = Deflate::new(9, window_bits, 8, Strategy::Default).unwrap();
    let mut output = Vec::new();
    stream.run(&mut Io::new(bytes, &mut output, usize::MAX), Flush::Finish).unwrap();
    output
}

#[test]
fn gzipped_files() {
    let file = form(&chunks(&[op::RETURN]));
    let file_zipped = zipped(&file, 31);
    assert_eq!(Module::parse(&file_zipped), Module::parse(&file));
    refused(&file_zipped[..file_zipped.len() - 9], b"FOR1", "damaged compressed data");
    let bomb = zipped(&vec![0; MAX_INFLATED + 1], 31);
    refused(&bomb, b"FOR1", "over the limit");
}

#[test]
fn containers_that_are_none() {
    let good = form(&chunks(&[op::RETURN]));
    refused(b"", b"FOR1", "ends too early");
    refused(b"FOR2\0\0\0\x04BEAM", b"FOR1", "does not begin with FOR1");
    refused(b"FOR1\0\0\0\x04WAVE", b"FOR1", "type is not BEAM");
    refused(&good[..good.len() - 4], b"FOR1", "bytes follow");
    refused(&[good.clone(), vec![0; 4]].concat(), b"FOR1", "bytes follow");
    refused(&form(&[]), b"AtU8", "no such chunk");
    refused(&form(&[chunks(&[])[0].clone(), chunks(&[])[0].clone()]), b"AtU8", "occurs twice");
    let mut cut = form(&[(b"StrT", b"abcde".to_vec())]);
    cut.truncate(cut.len() - 3);
    cut[7] -= 3;
    refused(&cut, b"StrT", "padding is cut off");
    cut.extend_from_slice(&[0, 1, 0]);
    cut[7] += 3;
    refused(&cut, b"StrT", "padding is not zero");
    let long = [b"FOR1\0\0\0\x0cBEAM".to_vec(), b"StrT\0\0\0\x09".to_vec()].concat();
    refused(&long, b"StrT", "size is 9");
}

#[test]
fn atoms_in_every_form() {
    let latin1 = [words(&[2]), b"\x01m\x02g\xf6".to_vec()].concat();
    let mut chunks = chunks(&[op::RETURN]);
    chunks[0] = (b"Atom", [latin1, words(&[])].concat());
    chunks[3].1 = words(&[0]);
    assert_eq!(Module::parse(&form(&chunks)).unwrap().atoms, ["m", "gö"]);
    // OTP 28: a negative count, and lengths that may take two bytes.
    let long = "ü".repeat(255);
    let data =
        [(-3i32).to_be_bytes().to_vec(), b"\x10m\x20go".to_vec(), vec![0x28, 0xfe], long.clone().into()].concat();
    assert_eq!(Module::parse(&replaced(&[op::RETURN], b"AtU8", data)).unwrap().atoms[2], long);
    let longer = [(-1i32).to_be_bytes().to_vec(), vec![0x29 - 1, 0x00], vec![b'x'; 256]].concat();
    refused(&replaced(&[], b"AtU8", longer), b"AtU8", "more than 255 characters");
    refused(&replaced(&[], b"AtU8", words(&[0])), b"AtU8", "0 atoms");
    refused(&replaced(&[], b"AtU8", words(&[7])), b"AtU8", "7 atoms");
    refused(&replaced(&[], b"AtU8", words(&[0x8000_0000])), b"AtU8", "atoms cannot be");
    refused(&replaced(&[], b"AtU8", [words(&[1]), b"\x01\xff".to_vec()].concat()), b"AtU8", "not UTF-8");
    refused(&replaced(&[], b"AtU8", [words(&[1]), b"\x01mm".to_vec()].concat()), b"AtU8", "too many");
}

#[test]
fn code_that_is_none() {
    refused_code(&[0], "there is no opcode 0");
    refused_code(&[192], "there is no opcode 192");
    refused_code(&[op::MOVE, a(4), x(0)], "atom 3 is out of range");
    refused_code(&[op::CALL_EXT, u(2), u(1)], "Import of call_ext 1 is out of range");
    refused_code(&[op::CALL_EXT, u(1), u(0)], "gives 1 arguments to import 0, which takes 2");
    refused_code(&[op::BIF0, u(0), x(0)], "gives 0 arguments");
    refused_code(&[op::MOVE, LITERAL, u(0), x(0)], "literal 0 is out of range");
    refused_code(&[op::JUMP, f(3)], "label 3 is named but not defined");
    refused_code(&[op::JUMP, f(0)], "the Label of jump cannot be Label(0)");
    refused_code(&[op::LABEL, u(2)], "label 2 is defined twice");
    refused_code(&[op::LABEL, u(4)], "Lbl of label 4 is out of range");
    refused_code(&[op::MOVE, x(0), i(1)], "the Dst of move cannot be I(1)");
    refused_code(&[op::MOVE, x(0), 0x8b, 0xff], "register 1279");
    refused_code(&[op::MAKE_FUN3, u(0), x(0), LIST, u(0)], "Lambda of make_fun3 0 is out of range");
    refused_code(&[op::PUT_TUPLE2, x(0), LIST, u(1), LIST, u(0)], "a list within a list");
    refused_code(&[op::PUT_TUPLE2, x(0), LIST, u(15)], "goes beyond the chunk");
    refused_code(&[op::BS_MATCH_STRING, f(1), x(0), u(15), u(2)], "wants 2 bytes at 2 of the string table");
    refused_code(&[op::TEST_HEAP, 0x37, u(4)], "size of an allocation list 4");
    refused_code(&[op::TEST_HEAP, 0x37, u(1), u(3), u(1)], "unknown kind 3");
    refused_code(&[op::MOVE, 0x77, x(0)], "unknown kind of operand");
    refused_code(&[op::MOVE, 0xf9, 0xf8, 0xf8, 0xf8], "is itself a long number");
    refused_code(&[op::MOVE, 0xf9, 0xf0, 0, 0], "goes beyond the chunk");
    refused_code(&[op::FUNC_INFO, a(1), a(2), u(0)], "no label follows func_info");
    refused_code(&[op::INT_CODE_END], "bytes too many");
    let early = [words(&[16, 0, 191, 3, 0]), vec![op::RETURN]].concat();
    refused(&replaced(&[], b"Code", early), b"Code", "before the first func_info");
    let unended = [words(&[16, 0, 191, 3, 1]), HEAD.to_vec()].concat();
    refused(&replaced(&[], b"Code", unended), b"Code", "does not end in int_code_end");
    let counted = [words(&[16, 0, 191, 3, 2]), HEAD.to_vec(), vec![3]].concat();
    refused(&replaced(&[], b"Code", counted), b"Code", "says 2 functions, the code has 1");
    refused(&replaced(&[], b"Code", words(&[16, 1, 0, 0, 0])), b"Code", "instruction set 1");
    refused(&replaced(&[], b"Code", words(&[8, 0, 0, 0, 0])), b"Code", "header of 8 bytes is too small");
    // An opcode that no release loads any more is there to be read.
    assert!(parse(&[op::PUT_TUPLE, u(0), x(0), op::RETURN]).is_ok());
}

/// A module whose atoms 4 and on have these names, and a fun with two free variables.
fn refused_with(atoms: &[&str], body: &[u8], what: &str) {
    let mut names = vec![(atoms.len() as u8) + 3];
    for name in ["m", "go", "ext"].iter().chain(atoms) {
        names.push(name.len() as u8);
        names.extend_from_slice(name.as_bytes());
    }
    let mut chunks = chunks(body);
    chunks.retain(|(name, _)| *name != b"AtU8");
    chunks.push((b"AtU8", [vec![0; 3], names].concat()));
    chunks.push((b"FunT", words(&[1, 2, 0, 2, 0, 0, 0])));
    refused(&form(&chunks), b"Code", what);
}

#[test]
fn lists_and_numbers_that_no_instruction_takes() {
    const FLOAT: u8 = 0x27;
    const Y0: u8 = 4;
    for (body, what) in [
        (&[op::SELECT_VAL, x(0), f(2), LIST, u(1), i(5)][..], "list of select_val is of 1 operands, not of 2 each"),
        (&[op::SELECT_VAL, x(0), f(2), LIST, u(2), x(1), f(2)], "the Value of select_val cannot be X(1)"),
        (&[op::SELECT_VAL, x(0), f(2), LIST, u(2), i(1), i(2)], "the Label of select_val cannot be I(2)"),
        (&[op::SELECT_TUPLE_ARITY, x(0), f(2), LIST, u(2), i(1), f(2)], "the Arity of select_tuple_arity"),
        (&[op::PUT_MAP_ASSOC, f(0), x(0), x(0), u(1), LIST, u(1), x(0)], "list of put_map_assoc is of 1"),
        (&[op::PUT_MAP_EXACT, f(0), x(0), x(0), u(1), LIST, u(2), x(0), u(1)], "the Src2 of put_map_exact"),
        (&[op::HAS_MAP_FIELDS, f(2), x(0), LIST, u(1), f(2)], "the Src of has_map_fields"),
        (&[op::GET_MAP_ELEMENTS, f(2), x(0), LIST, u(2), a(1), a(1)], "the Dst of get_map_elements"),
        (&[op::PUT_TUPLE2, x(0), LIST, u(1), u(1)], "the Src of put_tuple2 cannot be U(1)"),
        (&[op::PUT_TUPLE2, x(0), LIST, u(1), FLOAT, u(1)], "the Src of put_tuple2 cannot be Fr(1)"),
        (&[op::INIT_YREGS, LIST, u(1), x(0)], "the Y of init_yregs cannot be X(0)"),
        (&[op::GET_RECORD_ELEMENTS, f(2), x(0), LIST, u(2), i(1), x(0)], "the Atom of get_record_elements"),
        (&[op::PUT_RECORD, f(0), a(1), a(0), x(0), u(0), LIST, u(1), a(1)], "list of put_record is of 1"),
        (&[op::UPDATE_RECORD, a(1), u(2), x(0), x(0), LIST, u(2), u(3), i(1)], "sets element 3 of 2"),
        (&[op::UPDATE_RECORD, a(1), u(2), x(0), x(0), LIST, u(2), u(0), i(1)], "sets element 0 of 2"),
        (&[op::MAKE_FUN3, u(0), x(0), LIST, u(1), x(0)], "gives 1 free variables to fun 0, which has 0"),
        (&[op::MOVE, FLOAT, u(1), x(0)], "the Src of move cannot be Fr(1)"),
        (&[op::MOVE, x(0), FLOAT, u(1)], "the Dst of move cannot be Fr(1)"),
        (&[op::FADD, f(0), x(0), FLOAT, u(1), FLOAT, u(1)], "the FSrc of fadd cannot be X(0)"),
        (&[op::FCONV, x(0), x(0)], "the FDst of fconv cannot be X(0)"),
        (&[op::ALLOCATE, 0x88, 0x01, u(0)], "the Slots of allocate is 1025"),
        (&[op::TEST_HEAP, u(2), 0x88, 0x01], "the Live of test_heap is 1025, where 1024 is the limit"),
        (&[op::APPLY, 0x28, 0x00], "the Arity of apply is 256, where 255 is the limit"),
        (&[op::CALL, u(1), f(2)], "no function of 1 arguments begins at label 2"),
        (&[op::CALL_ONLY, u(0), f(1)], "no function of 0 arguments begins at label 1"),
        (&[op::TRY, x(0), f(2)], "the Tag of try cannot be X(0)"),
        (&[op::TRIM, u(1), Y0], "the Slots of trim cannot be Y(0)"),
    ] {
        refused_with(&[], body, what);
    }
    let create =
        |segment: &[u8]| [&[op::BS_CREATE_BIN, f(0), u(0), u(0), u(1), x(0), LIST, u(6)][..], segment].concat();
    for (segment, what) in [
        ([a(1), u(1), u(1), a(0), x(0), i(8)], "a segment of the type \"m\""),
        ([a(4), u(1), u(1), x(0), x(0), i(8)], "the flags of bs_create_bin cannot be X(0)"),
        ([a(4), u(1), u(1), a(0), u(0), i(8)], "the Src of bs_create_bin cannot be U(0)"),
        ([a(4), i(1), u(1), a(0), x(0), i(8)], "the Index of bs_create_bin cannot be I(1)"),
        ([a(5), u(1), u(8), a(0), u(2), i(2)], "wants 2 bytes at 2 of the string table"),
        ([a(5), u(1), u(8), a(0), x(2), i(2)], "a segment of the type \"string\" from X(2)"),
    ] {
        refused_with(&["integer", "string"], &create(&segment), what);
    }
    let commands = ["ensure_at_least", "integer", "=:="];
    for (list, what) in [
        (&[a(1), u(1)][..], "bs_match has no command \"m\""),
        (&[u(1)], "bs_match has no command \"\""),
        (&[a(4), u(8)], "ends within the command ensure_at_least"),
        (&[a(4), u(8), x(0)], "the Unit of ensure_at_least cannot be X(0)"),
        (&[a(5), u(1), a(0), u(8), u(1), i(3)], "the Dst of integer cannot be I(3)"),
        (&[a(5), u(1), u(0), u(8), u(1), x(3)], "the flags of integer cannot be U(0)"),
        (&[a(6), a(0), u(8), x(1)], "bs_match compares bits to X(1)"),
    ] {
        let body = [&[op::BS_MATCH, f(2), x(0), LIST, u(list.len() as u8)][..], list].concat();
        refused_with(&commands, &body, what);
    }
    refused(&replaced(&[], b"ExpT", words(&[1, 2, 1, 2])), b"Code", "no function of 1 arguments begins at label 2");
    refused(&replaced(&[], b"FunT", words(&[1, 2, 0, 1, 0, 0, 0])), b"Code", "begins at label 1");
}

#[test]
fn operands_in_every_form() {
    let big = [0xf9, u(0), 0x80, 0, 0, 0, 0, 0, 0, 0, 1];
    let wide = [0xd9, 0x80, 0, 0, 0, 0, 0, 0, 0];
    let body = [
        vec![op::MOVE],
        big.to_vec(),
        vec![x(0), op::MOVE],
        wide.to_vec(),
        vec![x(0), op::MOVE, a(0), x(0), op::MOVE, 0x07, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0, x(0)],
        vec![op::TEST_HEAP, 0x37, u(2), u(0), u(7), u(1), u(2), u(0)],
        vec![op::FMOVE, 0x27, u(3), x(0), op::RETURN],
    ];
    let module = parse(&body.concat()).unwrap();
    let operands: Vec<_> =
        module.code.instructions[3..9].iter().map(|it| module.code.operands(it)[0].clone()).collect();
    let below = num_bigint::BigInt::from(-1i128 << 71) + 1;
    let alloc = Operand::Alloc { words: 7, floats: 2, funs: 0 };
    let wanted = [Operand::Big(below), Operand::I(i64::MIN), Operand::Nil, Operand::Float(1.5), alloc, Operand::Fr(3)];
    assert_eq!(operands, wanted);
}

#[test]
fn literals_in_both_forms() {
    let term = b"\x83\x61\x05";
    let table = [words(&[1, 3]), term.to_vec()].concat();
    let plain = [words(&[0]), table.clone()].concat();
    let zipped = zipped(&table, 15);
    let body = [op::MOVE, LITERAL, u(0), x(0), op::RETURN];
    for data in [plain, [words(&[table.len() as u32]), zipped.clone()].concat()] {
        let module = Module::parse(&replaced(&body, b"LitT", data)).unwrap();
        assert_eq!(module.literals[0].to_string(), "5");
    }
    refused(&replaced(&body, b"LitT", [words(&[9]), zipped.clone()].concat()), b"LitT", "came out");
    refused(&replaced(&body, b"LitT", [words(&[u32::MAX]), zipped].concat()), b"LitT", "over the limit");
    let damaged = [words(&[0, 1, 3]), b"\x83\x61".to_vec(), vec![5, 5]].concat();
    refused(&replaced(&body, b"LitT", damaged), b"LitT", "too many");
    refused(&replaced(&body, b"LitT", [words(&[0, 1, 2]), b"\x83\x79".to_vec()].concat()), b"LitT", "LOCAL_EXT");
    refused(&replaced(&body, b"LitT", words(&[0, u32::MAX])), b"LitT", "number of literals");
}

#[test]
fn lines() {
    let data = [words(&[0, 1, 3, 2, 1]), vec![i(7), a(1), i(9)], b"\0\x05a.hrl".to_vec()].concat();
    let body = [op::LINE, u(2), op::RETURN];
    let module = Module::parse(&replaced(&body, b"Line", data.clone())).unwrap();
    assert_eq!(module.lines.files, ["m.erl", "a.hrl"]);
    assert_eq!((module.lines.lines, module.lines.flags), (vec![(0, 0), (0, 7), (1, 9)], 1));
    refused(&replaced(&[op::LINE, u(3)], b"Line", data), b"Code", "Line of line 3 is out of range");
    let file = [words(&[0, 0, 0, 1, 0]), vec![a(1), i(9)]].concat();
    refused(&replaced(&body, b"Line", file), b"Line", "file 1 of 1");
    // A version that is not known is passed over.
    assert_eq!(Module::parse(&replaced(&body, b"Line", words(&[1]))).unwrap().lines.lines, [(0, 0)]);
}

/// A `Recs` chunk of one record, `go`, with these bytes behind its name.
fn records(fields: u32, rest: &[u8]) -> Vec<u8> {
    [words(&[0, 1, fields]), vec![f(0), a(2)], rest.to_vec()].concat()
}

#[test]
fn native_records() {
    let with = |data| {
        let mut chunks = chunks(&[op::RETURN]);
        chunks[0].1 = [words(&[5]), b"\x01m\x02go\x03ext\x04true\x05false".to_vec()].concat();
        chunks.push((b"Recs", data));
        form(&chunks)
    };
    let module = Module::parse(&with(records(4, &[a(4), LIST, u(8), a(1), u(0), a(2), a(0), a(3), a(3), a(4), i(7)])));
    let fields = [DefaultValue::None, DefaultValue::Nil, DefaultValue::Atom(3), DefaultValue::Integer(7.into())];
    let fields = (1..).zip(fields).collect();
    assert_eq!(module.unwrap().records, [RecordDecl { name: 2, is_exported: true, fields }]);
    assert_eq!(Module::parse(&with(words(&[0, 0, 0]))).unwrap().records, []);
    let empty = Module::parse(&with(records(0, &[a(5), LIST, u(0)]))).unwrap();
    assert_eq!(empty.records, [RecordDecl { name: 2, is_exported: false, fields: vec![] }]);

    let cases: [(Vec<u8>, &str); 15] = [
        (words(&[1, 0, 0]), "version 1"),
        (words(&[0, 9, 0]), "only 4 bytes follow"),
        (words(&[0, 0, 2]), "says 2 fields and has 0"),
        ([words(&[0, 1, 0]), vec![f(1), a(2), a(5), LIST, u(0)]].concat(), "begins with the tag F"),
        (records(0, &[a(1), LIST, u(0)]), "no truth value"),
        (records(0, &[a(0), LIST, u(0)]), "no atom of the module"),
        (records(0, &[a(6), LIST, u(0)]), "no atom of the module"),
        (records(0, &[a(4), LITERAL, u(0)]), "are no list"),
        (records(1, &[a(4), LIST, u(1), a(1)]), "cannot be fields and defaults"),
        (records(1, &[a(4), LIST, u(6), a(1), u(0)]), "cannot be fields and defaults"),
        (records(2, &[a(4), LIST, u(4), a(1), u(0), a(1), u(0)]), "a field twice"),
        (records(1, &[a(4), LIST, u(2), i(1), u(0)]), "no atom of the module"),
        (records(1, &[a(4), LIST, u(2), a(1), u(1)]), "has the tag U"),
        (records(1, &[a(4), LIST, u(2), a(1), LITERAL, u(0)]), "literal 0 is out of range"),
        (records(1, &[a(4), LIST, u(2), a(1), u(0), u(0)]), "bytes too many"),
    ];
    for (data, what) in cases {
        refused(&with(data), b"Recs", what);
    }
    let twice = [words(&[0, 2, 0]), vec![f(0), a(2), a(5), LIST, u(0), f(0), a(2), a(5), LIST, u(0)]].concat();
    refused(&with(twice), b"Recs", "defined twice");
}

#[test]
fn native_records_in_the_external_format() {
    let term = |tail: &[u8]| [&[131, 67][..], tail].concat();
    let good = term(b"\0\0\0\x02\x01w\x01mw\x01nw\x01aw\x02BBa\x01C\0\0\0\0\0w\x01mw\x01e");
    assert_eq!(decode(&good).unwrap().0.to_string(), "#m:n{a = 1,'BB' = #m:e{}}");
    for (tail, what) in [
        (&b"\0\0\0\0\x02w\x01mw\x01n"[..], "the flag 2"),
        (b"\0\0\0\0\x01a\x01w\x01n", "an atom expected"),
        (b"\xff\xff\xff\xff\x01w\x01mw\x01nw\x01aa\x01", "more than the input holds"),
        (b"\0\0\0\x02\x01w\x01mw\x01nw\x01aw\x01aa\x01a\x02", "a field twice"),
        (b"\0\0\0\x01\x01w\x01mw\x01nw\x01a", "more than the input holds"),
    ] {
        let error = decode(&term(tail)).unwrap_err();
        assert!(error.what.contains(what), "{error}");
    }
}

#[test]
fn types_of_every_version() {
    let body = [op::MOVE, 0x57, x(0), u(0), x(0), op::RETURN];
    let bound = |value: i64| value.to_be_bytes().to_vec();
    let entry = |version: u32, data: Vec<Vec<u8>>| {
        let data = [vec![words(&[version, 1])], data].concat().concat();
        Module::parse(&replaced(&body, b"Type", data)).unwrap().types.entries
    };
    let integer = TypeInfo { bits: TypeInfo::INTEGER, min: Some(-1), max: Some(9), unit: None };
    assert_eq!(entry(1, vec![vec![0, 0x40], bound(-1), bound(9)]), [integer]);
    assert_eq!(entry(2, vec![vec![0x60, 0x40], bound(-1), bound(9)]), [integer]);
    assert_eq!(entry(3, vec![vec![0x30, 0x20], bound(-1), bound(9)]), [integer]);
    assert_eq!(entry(4, vec![vec![0x60, 0x20], bound(-1), bound(9)]), [integer]);
    // A match context of OTP 25 is a bit string.
    let context = TypeInfo { bits: TypeInfo::BITSTRING | TypeInfo::TUPLE, min: None, max: None, unit: None };
    assert_eq!(entry(1, vec![vec![0x10, 0x04], bound(0), bound(-1)]), [context]);
    let string = TypeInfo { bits: TypeInfo::BITSTRING | TypeInfo::RECORD, min: None, max: None, unit: Some(8) };
    assert_eq!(entry(4, vec![vec![0x90, 0x02, 7]]), [string]);
    assert_eq!(string.to_string(), "bitstring|record(unit 8)");
    assert_eq!(entry(5, vec![vec![1]]), []);
    refused(&replaced(&body, b"Type", words(&[3, 0])), b"Code", "type 0 is out of range");
    refused(&replaced(&body, b"Type", [words(&[3, 1]), vec![0, 0]].concat()), b"Type", "allows no value");
}

#[test]
fn text_of_the_file_cannot_steer_the_terminal() {
    let data = [words(&[3]), b"\x05m\x1b[2J\x05g\xe2\x80\xaeo\x03ext".to_vec()].concat();
    let module = Module::parse(&replaced(&[op::RETURN], b"AtU8", data)).unwrap();
    let text = disassemble(&module, Style::Assembly).to_string();
    assert!(text.starts_with("module 'm\\e[2J'\n\n'g\\x{202E}o'/0"), "{text}");
}

#[test]
fn terms_that_are_none() {
    let refused = |bytes: &[u8], what: &str| {
        let error = decode(bytes).unwrap_err();
        assert!(error.to_string().contains(what), "{error}");
    };
    refused(b"", "1 bytes expected");
    refused(b"\x82j", "the version is 130");
    refused(b"\x83\x52\x00", "atom cache");
    refused(b"\x83\x75", "FUN_EXT");
    refused(b"\x83\x79", "LOCAL_EXT");
    refused(b"\x83\x83", "a version byte inside");
    refused(b"\x83\xff", "no tag of the format");
    refused(b"\x83\x46\x7f\xf0\0\0\0\0\0\0", "not finite");
    refused(b"\x83\x6c\xff\xff\xff\xffj", "elements announced");
    refused(b"\x83\x69\xff\xff\xff\xffj", "elements announced");
    refused(b"\x83\x74\xff\xff\xff\xffj", "elements announced");
    refused(b"\x83\x6d\xff\xff\xff\xff", "bytes expected");
    refused(b"\x83\x4d\0\0\0\x01\x00\xff", "0 bits in the last of 1 bytes");
    refused(b"\x83\x5a\0\x06", "a reference of 6 words");
    refused(b"\x83\x77\x01\xff", "not UTF-8");
    refused(b"\x83\x50\xff\xff\xff\xff\x78", "over the limit");
    refused(b"\x83\x68\x01\x50\0\0\0\x01", "compressed term inside");
    refused(b"\x83\x67\x61\x01", "an atom expected");
    let reference = b"\x83\x5a\0\x05\x77\x03a@b\0\0\0\x01\0\0\0\x01\0\0\0\x02\0\0\0\x03\0\0\0\x04\0\0\0\x05";
    assert_eq!(decode(reference).unwrap().0.to_string(), "#Ref<a@b.5.4.3.2.1>");
}

#[test]
fn terms_as_deep_as_the_input_is_long() {
    let depth = 1_000_000;
    let tuples = [vec![131], [104, 1].repeat(depth), vec![106]].concat();
    let (term, used) = decode(&tuples).unwrap();
    assert_eq!((term.nodes.len(), used), (depth + 1, tuples.len()));
    assert_eq!(term.to_string().len(), 2 * depth + 2);
    let lists = [vec![131], [108, 0, 0, 0, 1].repeat(depth), vec![106], vec![106; depth]].concat();
    assert_eq!(decode(&lists).unwrap().0.to_string().len(), 2 * depth + 2);
    let nothing = [vec![131], [108, 0, 0, 0, 0].repeat(depth), vec![97, 1]].concat();
    assert_eq!(decode(&nothing).unwrap().0.to_string(), "1");
    // Each tuple announces all that is left: together that is more than there is.
    let greedy: Vec<u8> = (0..1000u32).flat_map(|level| [vec![105], words(&[5000 - 5 * level])].concat()).collect();
    assert!(decode(&[vec![131], greedy].concat()).is_err());
    assert!(size_of::<Node>() <= 24);
}

#[test]
fn integers_too_long_for_decimal() {
    let bytes = [vec![131, 111], words(&[20_000]), vec![1], vec![0; 19_999], vec![1]].concat();
    let text = decode(&bytes).unwrap().0.to_string();
    assert_eq!((text.len(), &text[..6]), (4 + 39_999, "-16#10"));
}
