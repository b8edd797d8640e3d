%% Runs modules that show one behaviour each (tests/erl/behaviours) and tells what came of it in a form that is the
%% same wherever the behaviour is the same.
-module(behaviour).
-export([main/2, run/1]).

%% Compiles modules, given as {File, Options}, into the first folder and runs each in a process of its own. Writes a line
%% for each: its name, and what came of it.
main(Output, {Folders, Sources}) ->
    logger:set_primary_config(level, none),
    ok = code:add_pathsa(Folders),
    Folder = hd(Folders),
    Lines = [line(source(Source, Options, Folder)) || {Source, Options} <- Sources],
    ok = file:write_file(Output, unicode:characters_to_binary(Lines)).

source(Source, Options, Folder) ->
    case filename:extension(Source) of
        ".erl" -> compiled(Source, Options, Folder);
        ".S" -> assembled(Source, Folder)
    end.

%% Instructions that the release's loader takes and its compiler would not let pass.
assembled(Source, Folder) ->
    {ok, [{module, Module}, {exports, Exports}, {attributes, Attributes}, {labels, Labels} | Code]} =
        file:consult(Source),
    Assembly = {Module, Exports, Attributes, functions(Code), Labels},
    {ok, Beam} = beam_asm:module(Assembly, [], [], [no_type_opt]),
    ok = file:write_file(filename:join(Folder, atom_to_list(Module) ++ ".beam"), Beam),
    Module.

functions([{function, Name, Arity, Entry} | Rest]) ->
    {Body, Others} = lists:splitwith(fun(Term) -> not is_tuple(Term) orelse element(1, Term) =/= function end, Rest),
    [{function, Name, Arity, Entry, Body} | functions(Others)];
functions([]) -> [].

compiled(Source, Options, Folder) ->
    Quiet = [return_errors, nowarn_export_all, deterministic, {outdir, Folder}],
    case compile:file(Source, Options ++ Quiet) of
        {ok, Module} -> Module;
        {error, Errors, _} -> {not_compiled, Source, Errors}
    end.

line({not_compiled, _, _} = Result) ->
    io_lib:format("~0tp~n", [Result]);
line(Module) ->
    {_, Monitor} = spawn_monitor(fun() -> exit({outcome, run(Module)}) end),
    receive
        {_, Monitor, _, _, {outcome, Outcome}} -> io_lib:format("~ts ~0tp~n", [Module, Outcome]);
        {_, Monitor, _, _, Reason} -> io_lib:format("~ts ~0tp~n", [Module, {ended, plain(Reason)}])
    after 60000 -> io_lib:format("~ts took too long~n", [Module])
    end.

%% What comes of Module:main().
run(Module) ->
    try Module:main() of
        Value -> plain(Value)
    catch
        Class:Reason:Trace -> {Class, plain(Reason), plain(own(Trace))}
    end.

%% The calls of a trace that are not this module's.
own(Trace) -> lists:takewhile(fun(Call) -> element(1, Call) =/= ?MODULE end, Trace).

%% A term without what differs from run to run: maps as sorted lists (the order of atoms as keys differs since
%% OTP 26), pids, ports, references and funs as what they are.
plain([Head | Tail]) -> [plain(Head) | plain(Tail)];
plain(Tuple) when is_tuple(Tuple) -> list_to_tuple(plain(tuple_to_list(Tuple)));
plain(Map) when is_map(Map) -> {'#', plain(lists:sort(maps:to_list(Map)))};
plain(Pid) when is_pid(Pid) -> 'a pid';
plain(Port) when is_port(Port) -> 'a port';
plain(Reference) when is_reference(Reference) -> 'a reference';
plain(Fun) when is_function(Fun) -> {'a fun', element(2, erlang:fun_info(Fun, arity))};
plain(Term) -> Term.
