//! An installed OTP boots here with its own modules and answers as it does under its own emulator.

#![allow(clippy::unwrap_used)]

#[path = "beam/otp.rs"]
mod otp;

use std::borrow::BorrowMut;
use std::process::{Command, Stdio};

use enigma_vm::request::{Answer, Nothing, Request, World};

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
    // Garbage needs no code.
    "Load = fun(Name, Extra, Body) -> {ok, Name, B} = compile:forms([{attribute, 1, module, Name}, {attribute, 1, \
     export, [{f, 0}]}] ++ Extra ++ [{function, 1, f, 0, [{clause, 1, [], [], [Body]}]}]), B end, Fun = {'fun', \
     1, {clauses, [{clause, 1, [], [], [{call, 1, {atom, 1, self}, []}]}]}}, {module, m} = code:load_binary(m, \
     \"m\", Load(m, [], Fun)), {P, R} = spawn_monitor(fun() -> true = is_function(m:f()), receive go -> ok end \
     end), timer:sleep(50), true = code:delete(m), io:format(\"~p ~p~n\", [code:purge(m), is_process_alive(P)]), \
     P ! go, receive {'DOWN', R, _, _, Why} -> io:format(\"~p~n\", [Why]) end, halt().",
    // Who calls a fun of code that is being purged waits until it is decided.
    "{ok, T, _} = erl_scan:string(\"f() -> fun(X) -> X + 1 end.\"), {ok, G} = erl_parse:parse_form(T), {ok, m, B} = \
     compile:forms([{attribute, 1, module, m}, {attribute, 1, export, [{f, 0}]}, G]), Test = fun(Hard) -> \
     code:load_binary(m, \"m.beam\", B), F = m:f(), true = erlang:delete_module(m), R = make_ref(), Purger = \
     whereis(erts_code_purger), Purger ! {test_purge, m, self(), Hard, R}, receive {started, R} -> ok end, {P, Ref} \
     = spawn_monitor(fun() -> exit(try F(1) catch error:E -> E end) end), Wait = fun W() -> case process_info(P, [status, current_function]) \
     of [{status, suspended} | _] = I -> I; _ -> receive after 5 -> W() end end end, I = Wait(), Old = \
     erlang:check_process_code(P, m), Purger ! {continue, R}, receive {continued, R} -> ok end, Purger ! {complete, \
     R}, Res = receive {test_purge, X, R} -> X end, Why = receive {'DOWN', Ref, process, P, D} -> if is_tuple(D) -> \
     element(1, D); true -> D end end, io:format(\"~p~n\", [{I, Old, Res, Why}]) end, Test(false), Test(true), \
     halt().",
    // Several modules are loaded all or none.
    "Load = fun(Name, Extra, Body) -> {ok, Name, B} = compile:forms([{attribute, 1, module, Name}, {attribute, 1, \
     export, [{f, 0}]}] ++ Extra ++ [{function, 1, f, 0, [{clause, 1, [], [], [Body]}]}]), B end, OnLoad = \
     [{attribute, 1, on_load, {f, 0}}], [A, B, C] = [erlang:prepare_loading(N, Load(N, E, {atom, 1, ok})) || {N, \
     E} <- [{a, OnLoad}, {b, OnLoad}, {c, []}]], Finish = fun(L) -> try erlang:finish_loading(L) catch E:X -> {E, \
     X} end end, io:format(\"~p~n\", [[Finish(L) || L <- [[A, B], [C, B], [C, C], [x], [C], [C], [A], []]]]), \
     halt().",
    // A file in memory.
    "{ok, F} = file:open(<<\"abc\">>, [ram, read, write, binary]), {ok, 3} = file:position(F, eof), ok = \
     file:write(F, \"def\"), io:format(\"~p~n\", [{ram_file:get_size(F), file:pread(F, 2, 3), file:pwrite(F, 8, \
     <<\"x\">>), ram_file:get_file(F), file:position(F, 4), file:truncate(F), ram_file:get_file(F), file:read(F, \
     1), file:position(F, -1), file:close(F), file:read(F, 1)}]), halt().",
    // Whoever wants the scheduler's time measured is counted.
    "S = fun(On) -> erlang:system_flag(scheduler_wall_time, On) end, On = fun() -> undefined /= \
     erlang:statistics(scheduler_wall_time) end, A = [S(false), S(true), S(true), S(false), On(), S(false), On()], \
     Self = self(), P = spawn(fun() -> Self ! S(true), receive stop -> ok end end), receive B -> B end, C = [On(), \
     S(true), S(false), On()], R = monitor(process, P), P ! stop, receive {'DOWN', R, _, _, _} -> ok end, \
     timer:sleep(100), io:format(\"~p~n\", [{A, B, C, On()}]), halt().",
    "P = spawn(fun() -> receive {F, X} -> F ! X * 2 end end), P ! {self(), 21}, \
     receive Y -> io:format(\"~p ~p~n\", [Y, is_process_alive(P)]) end, erlang:halt(0, [{flush, true}]).",
];

/// Standard output and exit status.
fn run(mut command: Command, expression: &str) -> (String, Option<i32>) {
    let command = command.args(["-noshell", "-eval", expression]).stdin(Stdio::null()).stderr(Stdio::null());
    let output = command.output().unwrap();
    (String::from_utf8_lossy(&output.stdout).into_owned(), output.status.code())
}

fn enigma(tool: &str, release: u32) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_enigma"));
    command.args([tool, "--otp"]).arg(otp::home(release));
    command
}

/// With no permissions: none of the expressions needs any.
fn boots(release: u32) {
    for expression in EXPRESSIONS {
        let there = Command::new(otp::home(release).join("bin/erl"));
        assert_eq!(run(enigma("erl", release), expression), run(there, expression), "OTP {release}: {expression}");
    }
}

/// Standard output, standard error without what OTP 29 says of its libraries, and exit status.
fn outcome(mut command: impl BorrowMut<Command>) -> (String, String, Option<i32>) {
    let output = command.borrow_mut().stdin(Stdio::null()).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let errors = text(&output.stderr);
    let errors = errors.lines().filter(|line| !line.contains("ESOCK") && !line.contains("ESSIO")).collect::<Vec<_>>();
    (text(&output.stdout), errors.join("\n"), output.status.code())
}

const COMPILED: &[(&str, &str, &[&str])] = &[
    ("good", "-module(good).\n-export([f/1]).\n%% é\nf(X) -> #{a => X, <<\"b\">> => [1.5 | X]}.\n", &[]),
    (
        "warned",
        "-module(warned).\n-export([f/1]).\nf(X) -> Y = 1, g(X).\ng(_) -> 1 = 2.\n",
        &["+debug_info", "-Werror"],
    ),
    (
        "warns",
        "-module(warns).\n-export([f/1]).\n-record(r, {a, b = 2}).\nf(X) -> Y = #r{}, X.\n",
        &["+debug_info", "-DX=1"],
    ),
    ("bad", "-module(bad).\nf(X) -> .\ng(Y) -> Z.\n", &[]),
    ("asm", "-module(asm).\n-export([f/1]).\nf([X | _]) when X > 1 -> X.\n", &["-S"]),
];

/// What `erlc` prints, its exit status, and the bytes that it writes.
fn compiles(release: u32) {
    for (name, source, options) in COMPILED {
        let folder = tempfile::tempdir().unwrap();
        let file = format!("{name}.erl");
        std::fs::write(folder.path().join(&file), source).unwrap();
        let results = [true, false].map(|here| {
            let mut command = if here { enigma("erlc", release) } else { erlc(release) };
            let outcome = outcome({
                command.args(*options).arg(&file).current_dir(folder.path());
                command
            });
            let written = [format!("{name}.beam"), format!("{name}.S")].map(|file| {
                let file = folder.path().join(file);
                let bytes = std::fs::read(&file).ok();
                let _ = std::fs::remove_file(&file);
                bytes
            });
            (outcome, written)
        });
        assert!(results[0] == results[1], "OTP {release}, {name}: {:?}, {:?}", results[0].0, results[1].0);
    }
}

#[test]
fn erlc_writes_what_erlc_writes() {
    otp::RELEASES.into_iter().for_each(compiles);
}

/// The command that is a release's own `erlc`.
fn erlc(release: u32) -> Command {
    let mut command = Command::new(otp::home(release).join("bin/erl"));
    command
        .args("-noinput -noshell -mode minimal -boot no_dot_erlang -s erl_compile compile_cmdline -extra".split(' '));
    command
}

/// A source is compiled by the OTP's own compiler, with what it includes; its messages are those of `erlc`, and
/// nothing is written, neither beside it nor where temporary files are.
#[test]
fn sources_are_compiled_where_they_are_run() {
    let included = "-module(included).\n-export([main/0, main/1]).\n-include(\"inc/value.hrl\").\n\
        -include_lib(\"kernel/include/file.hrl\").\nmain() -> X = 1, ?VALUE.\nmain(#file_info{size = N}) -> N.\n";
    let bad = "-module(bad).\nf(X) -> .\ng(Y) -> Z.\n";
    for release in otp::RELEASES {
        let (folder, temporary) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::fs::create_dir(folder.path().join("inc")).unwrap();
        std::fs::write(folder.path().join("inc/value.hrl"), "-define(VALUE, {value, [1.5]}).\n").unwrap();
        for (name, source) in [("included.erl", included), ("bad.erl", bad)] {
            std::fs::write(folder.path().join(name), source).unwrap();
        }
        let listing = || std::fs::read_dir(folder.path()).unwrap().count();
        let run = |path: &str| {
            let mut command = enigma("run", release);
            command.args([path, "--json"]).current_dir(folder.path());
            outcome(command.env("PATH", "/nowhere").env("TMPDIR", temporary.path()))
        };
        let out = tempfile::tempdir().unwrap();
        // On OTP 29 it writes to the standard error.
        let real = |path: &str| {
            let mut command = erlc(release);
            let (said, errors, _) = outcome(command.arg("-o").arg(out.path()).arg(path).current_dir(folder.path()));
            said + &errors
        };
        let (said, errors, status) = run("included.erl");
        assert!(said.contains("\"result\":\"{value,[1.5]}\"") && status == Some(0), "OTP {release}: {said}{errors}");
        assert!(errors.starts_with("included.erl:5:11: Warning: variable 'X' is unused\n"), "OTP {release}: {errors}");
        let there = real("included.erl");
        assert!(there.contains(errors.trim_end()), "OTP {release}: {errors}, {there:?}");
        let (said, errors, status) = run("bad.erl");
        assert_eq!((said.as_str(), status), ("", Some(2)), "OTP {release}");
        let messages = errors.strip_prefix("enigma: bad.erl cannot be compiled:\n").unwrap().trim_end();
        assert!(real("bad.erl").trim_end().ends_with(messages), "OTP {release}: {messages}");
        assert_eq!((listing(), std::fs::read_dir(temporary.path()).unwrap().count()), (3, 0), "OTP {release}");
    }
}

/// A world in which time passes at once.
struct NeverWaits(enigma_world::host::Host);

impl World for NeverWaits {
    fn answer(&mut self, request: &Request) -> Option<Answer> {
        match request {
            Request::Terminal(_) | Request::Wait { .. } => Nothing.answer(request),
            _ => self.0.answer(request),
        }
    }
}

/// An application that is started by a booting OTP is seen where its own code is first called.
#[test]
fn applications_are_opened_where_they_start() {
    let root = otp::home(29);
    let system = enigma_world::otp::RuntimeSystem::of(&root).unwrap();
    let binary = |text: &str| format!("<<{}>>", text.bytes().map(|b| b.to_string()).collect::<Vec<_>>().join(","));
    let line = ["-root", root.to_str().unwrap(), "-bindir", system.bin.to_str().unwrap(), "-progname", "erl", "-home"];
    let own = ["/", "-noinput", "-eval", "application:start(sasl)."];
    let line: Vec<String> = line.iter().chain(&own).map(|arg| binary(arg)).collect();
    let args = vec!["init".into(), format!("[{}]", line.join(","))];
    let entry = enigma_replay::Entry { module: "erl_init".into(), function: "start".into(), args };
    let modules = system.preloaded.iter().map(|file| std::fs::read(file).unwrap().into()).collect();
    let config = enigma_vm::Config { release: system.release, boots: true, ..Default::default() };
    let program = enigma_replay::Program { modules, entry, config, ..Default::default() };
    let host = enigma_world::host::Host::new(enigma_world::host::Permissions::all()).unwrap();
    let mut session = enigma_debug::Session::open(program, Box::new(NeverWaits(host))).unwrap();
    session.go_to_call("sasl", "start");
    assert_eq!(session.current_function(), Some(("sasl".into(), "start".into(), 2)));
}

#[test]
fn scripts_run() {
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("script");
    let text =
        "#!/usr/bin/env escript\n%%! -x y\nmain(A) -> io:format(\"~p ~p~n\", [A, init:get_argument(x)]), halt(3).\n";
    std::fs::write(&script, text).unwrap();
    for release in otp::RELEASES {
        let mut command = enigma("escript", release);
        command.arg(&script).args(["a", "-b"]);
        assert_eq!(outcome(command), ("[\"a\",\"-b\"] {ok,[[\"y\"]]}\n".into(), String::new(), Some(3)));
        let mut command = enigma("elixir", release);
        command.args([
            "-e",
            "{:ok, _} = Application.ensure_all_started(:logger); \
             IO.puts(inspect(Enum.map([1, 2, 3], & &1 * 2)) <> System.version()); System.halt(4)",
        ]);
        let (said, errors, status) = outcome(command);
        assert!(said.starts_with("[2, 4, 6]1."), "{said}");
        assert_eq!((errors, status), (String::new(), Some(4)));
    }
}

#[test]
fn what_is_not_permitted_is_not_there_and_is_named() {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (secret, new) = (folder.path().join("secret"), folder.path().join("new"));
    std::fs::write(&secret, "told").unwrap();
    let read = format!("io:format(\"~p\", [file:read_file({:?})]), halt(1).", secret.display().to_string());
    let write = format!("io:format(\"~p\", [file:write_file({:?}, \"x\")]), halt().", new.display().to_string());
    let real = std::fs::canonicalize(folder.path()).unwrap();
    let run = |permission: Option<String>, expression: &str| {
        let mut command = enigma("erl", 29);
        command.args(permission).args(["-noshell", "-eval", expression]).current_dir(elsewhere.path());
        let (said, errors, _) = outcome(command);
        (said, errors.contains(&format!("needs --allow-read={}", real.display())), errors.contains("--allow-write="))
    };
    assert_eq!(run(None, &read), ("{error,enoent}".into(), true, false));
    assert_eq!(
        run(Some(format!("--allow-read={}", folder.path().display())), &read),
        ("{ok,<<\"told\">>}".into(), false, false)
    );
    assert_eq!(run(Some("--allow-read".into()), &write), ("{error,eacces}".into(), false, true));
    assert_eq!(run(Some("--allow-all".into()), &write), ("ok".into(), false, false));
    assert!(new.exists());
}

#[test]
fn the_environment_is_what_is_permitted_of_it() {
    let expression = "io:format(\"~p\", [{os:getenv(\"ENIGMA_SEEN\"), is_list(os:getenv(\"HOME\")), os:getenv(\"GIVEN\"), \
        os:putenv(\"NEW\", \"1\"), os:getenv(\"NEW\"), os:unsetenv(\"NEW\"), os:getenv(\"NEW\"), os:getenv(\"EMU\")}]), halt().";
    for (permission, seen) in [(None, "false"), (Some("--allow-env"), "\"yes\"")] {
        let mut command = enigma("erl", 27);
        command
            .args(permission)
            .args(["-env", "GIVEN", "g", "-noshell", "-eval", expression])
            .env("ENIGMA_SEEN", "yes");
        assert_eq!(outcome(command).0, format!("{{{seen},true,\"g\",true,\"1\",true,false,\"beam\"}}"));
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

/// A boot that is recorded is replayed with nothing from outside, and proved to be the same run.
#[test]
fn boots_are_recorded() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("boot.enigma");
    for release in otp::RELEASES {
        let mut command = enigma("erl", release);
        let expression = "io:format(\"~p~n\", [{erlang:system_time(), os:getenv(\"HOME\"), file:list_dir(code:root_dir())}]), halt(3).";
        command.arg("--record").arg(&file).args(["-noshell", "-eval", expression]);
        let (said, errors, status) = outcome(command);
        assert_eq!((&*errors, status), ("", Some(3)), "OTP {release}");
        let replay = |verify: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_enigma"));
            command.arg("replay").args(verify).arg(&file);
            outcome(command)
        };
        let (verified, ..) = replay(&["--verify"]);
        assert!(verified.contains("verified, "), "OTP {release}: {verified}");
        assert_eq!((replay(&[]).0, replay(&[]).2), (said, Some(3)), "OTP {release}");
    }
}
