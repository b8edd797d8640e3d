//! `number.rs` and `number_text.rs` against a real OTP 27: what `tests/erl/number_oracle.erl`
//! prints is computed anew, line by line.

#![allow(clippy::unwrap_used)]

mod oracle;

use std::cmp::Ordering;

use enigma_vm::atom::Atoms;
use enigma_vm::compare;
use enigma_vm::heap::Fragment;
use enigma_vm::number::{self, Arith, ArithError, Number};
use enigma_vm::number_text::{self, FloatFormat, ParseError};
use enigma_vm::term::Term;
use num_bigint::BigInt;

/// What a text that ~w wrote stands for, if it is a number.
fn read(text: &str) -> Option<Number> {
    number_text::parse_integer(text.as_bytes(), 10)
        .ok()
        .or_else(|| number_text::parse_float(text.as_bytes()).map(Number::Float))
}

fn write(number: &Number) -> String {
    match number {
        Number::Float(f) => number_text::float_shortest(*f),
        integer => number_text::integer_to_string(integer, 10).unwrap(),
    }
}

fn arith(result: Arith) -> String {
    match result {
        Ok(number) => write(&number),
        Err(error) => reason(error).to_string(),
    }
}

fn reason(error: ArithError) -> &'static str {
    match error {
        ArithError::BadArith => "badarith",
        ArithError::SystemLimit => "system_limit",
    }
}

/// `trunc` and its like raise `badarg` where arithmetic raises `badarith`.
fn converted(result: Arith) -> String {
    arith(result).replace("badarith", "badarg")
}

fn format_of(name: &str) -> FloatFormat {
    let name = name.trim_matches(['{', '}']);
    let (kind, digits) = name.split_once(',').unwrap_or((name, "0"));
    let digits = digits.parse().unwrap();
    match kind {
        "short" => FloatFormat::Short,
        "default" => FloatFormat::default(),
        "s" => FloatFormat::Scientific(digits),
        "d" => FloatFormat::Decimals(digits, false),
        "c" => FloatFormat::Decimals(digits, true),
        other => panic!("the oracle knows a format that the test does not: {other}"),
    }
}

/// What a line's operation gives by our own reckoning.
fn compute(operation: &str, operands: &[&str], atoms: &Atoms) -> String {
    match operation {
        "parse_integer" | "list_to_integer" => {
            return match number_text::parse_integer(operands[0].as_bytes(), operands[1].parse().unwrap()) {
                Ok(n) => write(&n),
                Err(ParseError::Syntax) => "badarg".into(),
                Err(ParseError::SystemLimit) => "system_limit".into(),
            };
        }
        "parse_float" => {
            return number_text::parse_float(operands[0].as_bytes())
                .map_or("badarg".into(), number_text::float_shortest);
        }
        "integer_to_list" => {
            return number_text::integer_to_string(&read(operands[0]).unwrap(), operands[1].parse().unwrap()).unwrap();
        }
        "float_to_list" => {
            let Some(Number::Float(f)) = read(operands[0]) else { panic!("no float: {}", operands[0]) };
            return number_text::float_to_string(f, format_of(operands[1])).unwrap_or("badarg".into());
        }
        "limit" => return limit(operands[0]),
        _ => {}
    }
    let mut heap = Fragment::default();
    let terms: Vec<Term> = operands.iter().map(|o| number::put(&read(o).unwrap(), &mut heap).unwrap()).collect();
    let view = heap.view(&[]);
    let a = terms[0];
    if let Some(b) = terms.get(1) {
        return binary(operation, &heap, a, *b, atoms);
    }
    match operation {
        "neg" => arith(number::neg(view, a)),
        "bnot" => arith(number::bnot(view, a)),
        "abs" => converted(number::abs(view, a)),
        "trunc" => converted(number::trunc(view, a)),
        "round" => converted(number::round(view, a)),
        "floor" => converted(number::floor(view, a)),
        "ceil" => converted(number::ceil(view, a)),
        "float" => converted(number::to_float(view, a)),
        other => panic!("the oracle knows an operation that the test does not: {other}"),
    }
}

fn binary(operation: &str, heap: &Fragment, a: Term, b: Term, atoms: &Atoms) -> String {
    let view = heap.view(&[]);
    let order = || compare::compare(view, a, view, b, atoms, false);
    match operation {
        "+" => arith(number::add(view, a, b)),
        "-" => arith(number::sub(view, a, b)),
        "*" => arith(number::mul(view, a, b)),
        "/" => arith(number::fdiv(view, a, b)),
        "div" => arith(number::idiv(view, a, b)),
        "rem" => arith(number::rem(view, a, b)),
        "band" => arith(number::band(view, a, b)),
        "bor" => arith(number::bor(view, a, b)),
        "bxor" => arith(number::bxor(view, a, b)),
        "bsl" => arith(number::bsl(view, a, b)),
        "bsr" => arith(number::bsr(view, a, b)),
        "<" => (order() == Ordering::Less).to_string(),
        ">=" => (order() != Ordering::Less).to_string(),
        "==" => compare::equal(view, a, view, b, atoms).to_string(),
        "=:=" => compare::identical(view, a, view, b, atoms).to_string(),
        other => panic!("the oracle knows an operation that the test does not: {other}"),
    }
}

/// The oracle's cases at the limit of integers; what is printed is the size in bytes and the sign.
fn limit(name: &str) -> String {
    let top: BigInt = BigInt::from(1) << 4_194_239;
    let greatest: BigInt = (&top - 1) * 2 + 1;
    let half: BigInt = BigInt::from(1) << 2_097_120;
    let mut heap = Fragment::default();
    let mut term = |n: &BigInt| number::make_big(&mut heap, n).unwrap();
    let (top, half, less) = (term(&top), term(&half), term(&(&half - 1)));
    let (minus, greatest) = (term(&-&greatest), term(&greatest));
    let (half_again, less_again) = (half, less);
    let most = Term::small_wrapping(4_194_239);
    let small = Term::small_wrapping;
    let one_float = number::put(&Number::Float(1.0), &mut heap).unwrap();
    let view = heap.view(&[]);
    let parse = |text: String| match number_text::parse_integer(text.as_bytes(), 16) {
        Ok(n) => Ok(n),
        Err(_) => Err(ArithError::SystemLimit),
    };
    let result = match name.trim_matches('\'') {
        "top" => number::bsl(view, small(1), most),
        "top*1" => number::mul(view, top, small(1)),
        "top*2" => number::mul(view, top, small(2)),
        "top+top" => number::add(view, top, top),
        "greatest" => number::mul(view, greatest, small(1)),
        "greatest+1" => number::add(view, greatest, small(1)),
        "-greatest" => number::neg(view, greatest),
        "-greatest-1" => number::sub(view, minus, small(1)),
        "bnot" => number::bnot(view, greatest),
        "half*half" => number::mul(view, half, half_again),
        "(half-1)*(half-1)" => number::mul(view, less, less_again),
        "(half-1)*half" => number::mul(view, less, half),
        "1bsl" => number::bsl(view, small(1), small(4_194_240)),
        "3bsl" => number::bsl(view, small(3), small(4_194_238)),
        "3bsl+1" => number::bsl(view, small(3), most),
        "-1bsl" => number::bsl(view, small(-1), small(4_194_240)),
        "greatest+1.0" => number::add(view, greatest, one_float),
        "parse" => parse("f".repeat(1_048_560)),
        "parse+1" => parse(format!("1{}", "0".repeat(1_048_560))),
        other => panic!("the oracle knows a limit that the test does not: {other}"),
    };
    match result {
        Ok(n) => {
            let n = n.into_bigint().unwrap();
            format!("{{{},{}}}", n.bits().div_ceil(8), n.sign() == num_bigint::Sign::Minus)
        }
        Err(error) => reason(error).to_string(),
    }
}

#[test]
fn numbers_come_out_as_otp_computes_them() {
    let atoms = Atoms::new(1 << 20, 29);
    let printed = oracle::run("number_oracle", "main()");
    let lines: Vec<&str> = printed.lines().collect();
    assert!(lines.len() > 50_000, "the oracle printed {} lines only", lines.len());
    let mut wrong = Vec::new();
    for line in &lines {
        let fields: Vec<&str> = line.split('|').collect();
        let [operation, operands @ .., expected] = &fields[..] else { panic!("no line of the oracle: {line}") };
        let got = compute(operation, operands, &atoms);
        if got != *expected {
            wrong.push(format!("{line}\n    but we say {got}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} lines differ:\n{}",
        wrong.len(),
        lines.len(),
        wrong[..wrong.len().min(40)].join("\n")
    );
}
