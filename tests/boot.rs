//! An installed OTP boots here with its own modules and answers as it does under its own emulator.

#![allow(clippy::unwrap_used)]

#[path = "beam/otp.rs"]
mod otp;

use std::process::{Command, Stdio};

/// What is evaluated, each in a system of its own.
const EXPRESSIONS: &[&str] = &[
    "io:format(\"~s~n\", [erlang:system_info(otp_release)]), halt().",
    "io:format(\"~p~n\", [[1.5, {a, <<\"b\">>}, #{c => \"d\"}]]), halt(3).",
    "io:format(\"~tp ~p~n\", [lists:sort([P || P <- registered(), is_atom(P), whereis(P) =/= undefined, \
     lists:member(P, [init, code_server, file_server_2, kernel_sup, logger, application_controller])]), \
     application:which_applications() =/= []]), halt().",
    "{ok, T, _} = erl_scan:string(\"f(X) -> X + 1.\"), {ok, F} = erl_parse:parse_form(T), \
     {ok, m, B} = compile:forms([{attribute, 1, module, m}, {attribute, 1, export, [{f, 1}]}, F]), \
     {module, m} = code:load_binary(m, \"m\", B), 3 = m:f(2), true = code:delete(m), false = code:is_loaded(m), \
     {ok, m, B2} = compile:forms([{attribute, 1, module, m}, {attribute, 1, export, [{f, 1}]}, F]), \
     false = code:purge(m), {module, m} = code:load_binary(m, \"m\", B2), {module, m} = code:load_binary(m, \"m\", B2), \
     io:format(\"~p~n\", [{m:f(4), erlang:check_old_code(m), code:soft_purge(m), erlang:check_old_code(m)}]), halt().",
    "T = ets:new(t, [ordered_set]), true = ets:insert(T, [{N, N * N} || N <- lists:seq(1, 9)]), \
     io:format(\"~p~n\", [ets:select(T, [{{'$1', '$2'}, [{'>', '$2', 40}], ['$1']}])]), halt().",
    "io:format(standard_error, \"~s~n\", [\"there\"]), init:stop(7).",
    "P = spawn(fun() -> receive {F, X} -> F ! X * 2 end end), P ! {self(), 21}, \
     receive Y -> io:format(\"~p ~p~n\", [Y, is_process_alive(P)]) end, erlang:halt(0, [{flush, true}]).",
];

/// Standard output and exit status.
fn run(mut command: Command, expression: &str) -> (String, Option<i32>) {
    let command = command.args(["-noshell", "-eval", expression]).stdin(Stdio::null()).stderr(Stdio::null());
    let output = command.output().unwrap();
    (String::from_utf8_lossy(&output.stdout).into_owned(), output.status.code())
}

fn boots(release: u32) {
    let home = otp::home(release);
    for expression in EXPRESSIONS {
        let mut here = Command::new(env!("CARGO_BIN_EXE_enigma"));
        here.args(["erl", "--allow-all", "--otp"]).arg(&home);
        let there = Command::new(home.join("bin/erl"));
        assert_eq!(run(here, expression), run(there, expression), "OTP {release}: {expression}");
    }
}

#[test]
fn otp_25_boots() {
    boots(25);
}

#[test]
fn otp_27_boots() {
    boots(27);
}

#[test]
fn otp_29_boots() {
    boots(29);
}
