%% Runs programs of several processes (tests/erl/concurrent) whose results do not depend on the schedule, and tells what
%% came of them in a form that is the same wherever the result is the same. What many of them need is here, too.
-module(concurrent).
-export([main/2, run/2]).
-export([start/1, ended/1, flush/0, await/1, call/2, server/2, collect/1, gather/1, shuffled/2]).

%% Compiles modules, given by their files, into a folder. Runs each of their programs so many times. Writes a line
%% for each: module, program, and what came of it, or all that came of it where that was not always the same.
main(Output, {Folder, Sources, Times}) ->
    logger:set_primary_config(level, none),
    true = code:add_patha(Folder),
    Versions = [{d, Name, binary_to_list(version(Folder, Number))} || {Name, Number} <- [{'ONE', 1}, {'TWO', 2}, {'THREE', 3}]],
    Modules = [compiled(Source, Folder, Versions) || Source <- Sources],
    Lines = [lines(Module, Times) || Module <- Modules],
    ok = file:write_file(Output, unicode:characters_to_binary(Lines)).

%% Three versions of a module, which programs load while they run: as lists, for a macro can be no binary.
version(Folder, Number) ->
    Source = filename:join(Folder, "changing.erl"),
    Text = ["-module(changing).\n-export([version/0, loop/1, local/1, fresh/0]).\n",
            io_lib:format("version() -> ~b.\n", [Number]),
            "fresh() -> fun() -> version() end.\n",
            "loop(To) -> receive {ask, R} -> To ! {R, version()}, changing:loop(To); stop -> To ! {stopped, version()} end.\n",
            "local(To) -> receive {ask, R} -> To ! {R, version()}, local(To); stop -> To ! {stopped, version()} end.\n"],
    ok = file:write_file(Source, Text),
    {ok, changing, Binary} = compile:file(Source, [binary, deterministic]),
    Binary.

compiled(Source, Folder, Versions) ->
    case compile:file(Source, Versions ++ [return_errors, nowarn_export_all, deterministic, {outdir, Folder}]) of
        {ok, Module} -> Module;
        {error, Errors, _} -> exit({not_compiled, Source, Errors})
    end.

lines(Module, Times) -> [line(Module, Program, Times) || Program <- Module:programs()].

line(Module, Program, Times) ->
    case lists:usort([run(Module, Program) || _ <- lists:seq(1, Times)]) of
        [One] -> io_lib:format("~ts ~ts ~0tp~n", [Module, Program, One]);
        Several -> io_lib:format("~ts ~ts ~0tp~n", [Module, Program, {'not always the same', Several}])
    end.

%% What comes of a program in a process of its own. The processes that it leaves behind end.
run(Module, Program) ->
    % Crash reports ask for the environment of kernel and for the level of what is logged, which is none.
    ets:whereis(ac_tab) =:= undefined andalso ets:new(ac_tab, [named_table, public]),
    Level = {logger_config, '$primary_config$'},
    persistent_term:get(Level, undefined) =:= undefined andalso persistent_term:put(Level, -1),
    Before = processes(),
    {_, Monitor} = spawn_monitor(fun() -> exit({outcome, outcome(Module, Program)}) end),
    Outcome = receive
        {_, Monitor, _, _, {outcome, Came}} -> Came;
        {_, Monitor, _, _, Reason} -> {ended, plain(Reason)}
    after 30000 -> 'took too long'
    end,
    bury([Pid || Pid <- processes() -- Before, process_info(Pid, initial_call) =/= undefined]),
    Outcome.

bury(Left) ->
    Monitors = [monitor(process, Pid) || Pid <- Left],
    [exit(Pid, kill) || Pid <- Left],
    [receive {'DOWN', Monitor, _, _, _} -> ok end || Monitor <- Monitors].

outcome(Module, Program) ->
    try program(Module, Program) of
        Value -> plain(Value)
    catch
        Class:Reason:Trace -> {Class, plain(Reason), plain(lists:sublist(Trace, 2))}
    end.

%% A program is a function, or what one function makes of its name.
program(Module, Program) ->
    case erlang:function_exported(Module, Program, 0) of
        true -> Module:Program();
        false -> Module:program(Program)
    end.

%% A term without what differs from run to run: maps as sorted lists, pids, references and funs as what they are.
plain([Head | Tail]) -> [plain(Head) | plain(Tail)];
plain(Tuple) when is_tuple(Tuple) -> list_to_tuple(plain(tuple_to_list(Tuple)));
plain(Map) when is_map(Map) -> {'#', plain(lists:sort(maps:to_list(Map)))};
plain(Pid) when is_pid(Pid) -> 'a pid';
plain(Reference) when is_reference(Reference) -> 'a reference';
plain(Fun) when is_function(Fun) -> {'a fun', element(2, erlang:fun_info(Fun, arity))};
plain(Term) -> Term.

%% A process that is watched.
start(Fun) -> spawn_monitor(Fun).

%% Why a watched process has ended.
ended({Pid, Monitor}) -> receive {'DOWN', Monitor, process, Pid, Reason} -> Reason end.

%% All messages that are there.
flush() -> receive Message -> [Message | flush()] after 0 -> [] end.

%% Waits until something is so.
await(Condition) ->
    case Condition() of
        true -> ok;
        false -> erlang:yield(), await(Condition)
    end.

%% Asks a server and waits for the answer, or for its end.
call(Server, Question) ->
    Monitor = monitor(process, Server),
    To = if is_atom(Server) -> {Server, node()}; true -> Server end,
    To ! {call, {self(), Monitor}, Question},
    receive
        {Monitor, Answer} -> demonitor(Monitor, [flush]), Answer;
        {'DOWN', Monitor, _, _, Reason} -> {down, Reason}
    end.

%% A server: its function makes an answer and the next state of a question and a state.
server(Function, State) ->
    receive
        {call, {From, Tag}, Question} ->
            {Answer, Next} = Function(Question, State),
            From ! {Tag, Answer},
            server(Function, Next);
        stop -> State
    end.

%% The results of functions, each called by a process of its own, in the order of the functions.
gather(Functions) ->
    Self = self(),
    Tags = [begin Tag = make_ref(), spawn_link(fun() -> Self ! {Tag, Function()} end), Tag end || Function <- Functions],
    [receive {Tag, Result} -> Result end || Tag <- Tags].

%% So many messages, sorted.
collect(Count) -> lists:sort([receive Message -> Message end || _ <- lists:seq(1, Count)]).

%% A list in an order that the seed decides about.
shuffled(List, Seed) -> [Element || {_, Element} <- lists:sort([{erlang:phash2({Seed, Element, At}), Element} || {At, Element} <- lists:enumerate(List)])].
