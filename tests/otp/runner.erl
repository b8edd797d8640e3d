%% Runs one Common Test suite of OTP without Common Test, on a real OTP and on Enigma alike.
%%
%%   erl -noshell -pa HERE -pa SUITES -s runner main -extra SUITE DATA PRIV RESULTS SECONDS [CASE...]
%%
%% DATA is the suite's data folder, PRIV one that it may write to. A line is added to the file RESULTS as
%% soon as a case has ended: its path (GROUP/.../CASE), `ok`, `skip` or `fail`, milliseconds, and why, with
%% tabs between. The last line is `end`.
%%
%% What Common Test does and this does, too: init_per_suite, init_per_group and their counterparts each
%% run in a process of their own, and a case shares its own with init_per_testcase and end_per_testcase.
%% Such a process ends with an abnormal reason, which takes what it is linked to along; it is killed after
%% SECONDS. {skip, Why} and {skipped, Why} may be returned or thrown. What is not done: properties of groups
%% (parallel, repeat, ...), so every case runs once and in order; hooks; logs. Output of cases goes nowhere
%% but to those who capture it (ct:capture_start/0).
-module(runner).
-export([main/0]).

-record(run, {suite, results, limit, quiet, groups = [], only = [], path = []}).

main() ->
    [Suite, Data, Priv, Results, Seconds | Only] = init:get_plain_arguments(),
    process_flag(trap_exit, true),
    {ok, File} = file:open(Results, [append, raw]),
    Module = list_to_atom(Suite),
    {module, Module} = code:ensure_loaded(Module),
    Run = #run{suite = Module, results = File, limit = list_to_integer(Seconds) * 1000, only = Only,
               quiet = spawn_link(fun() -> quiet(none) end),
               groups = optional(Module, groups, [], [])},
    Config = [{data_dir, Data ++ "/"}, {priv_dir, Priv ++ "/"}],
    case guarded(Run, fun() -> Module:all() end) of
        {ok, All} when is_list(All) -> suite(Run, lists:flatten(All), Config);
        All -> told(Run, "all", 0, verdict(All))
    end,
    ok = file:write(File, "end\n"),
    halt(0).

suite(Run, All, Config) ->
    within(Run, {init_per_suite, []}, {end_per_suite, []}, All, Config).

%% Elements between an init and an end. If the init fails or skips, so do all the cases.
within(#run{suite = Suite} = Run, {Init, Args}, {End, Args}, Elements, Config) ->
    case guarded(Run, fun() -> optional(Suite, Init, Args ++ [Config], Config) end) of
        {ok, Given} when is_list(Given) ->
            [element_(Run, E, Given) || E <- Elements],
            guarded(Run, fun() -> optional(Suite, End, Args ++ [Given], ok) end);
        Other ->
            Verdict = case verdict(Other) of
                          {skip, Why} -> {skip, Why};
                          {_, Why} -> {fail, {Init, Why}}
                      end,
            [all_told(Run, E, Verdict) || E <- Elements]
    end.

element_(Run, Element, Config) ->
    case expanded(Run, Element) of
        {group, Name, Properties, Elements} ->
            Given = [{tc_group_properties, [{name, Name} | Properties]} |
                     lists:keydelete(tc_group_properties, 1, Config)],
            case wanted_group(inside(Run, Name), Elements) of
                true -> within(inside(Run, Name), {init_per_group, [Name]}, {end_per_group, [Name]}, Elements, Given);
                false -> ok
            end;
        {'case', Name} ->
            case wanted(Run, Name) of
                true -> run_case(Run, Name, Config);
                false -> ok
            end
    end.

all_told(Run, Element, Verdict) ->
    case expanded(Run, Element) of
        {group, Name, _, Elements} -> [all_told(inside(Run, Name), E, Verdict) || E <- Elements];
        {'case', Name} -> wanted(Run, Name) andalso told(Run, Name, 0, Verdict)
    end.

expanded(Run, {group, Name}) -> named_group(Run, Name);
expanded(Run, {group, Name, _}) -> named_group(Run, Name);
expanded(Run, {group, Name, _, _}) -> named_group(Run, Name);
expanded(_, {testcase, Name, _}) -> {'case', Name};
expanded(_, {Name, Properties, Elements}) -> {group, Name, Properties, lists:flatten(Elements)};
expanded(_, {Name, Elements}) -> {group, Name, [], lists:flatten(Elements)};
expanded(_, Name) when is_atom(Name) -> {'case', Name}.

named_group(#run{groups = Groups} = Run, Name) ->
    case lists:keyfind(Name, 1, Groups) of
        false -> {group, Name, [], []};
        Group -> expanded(Run, Group)
    end.

inside(#run{path = Path} = Run, Group) -> Run#run{path = [Group | Path]}.

wanted(#run{only = []}, _) -> true;
wanted(#run{only = Only} = Run, Name) ->
    lists:member(atom_to_list(Name), Only) orelse lists:member(full(Run, Name), Only).

wanted_group(Run, Elements) ->
    lists:any(fun(E) ->
                      case expanded(Run, E) of
                          {group, Name, _, Inner} -> wanted_group(inside(Run, Name), Inner);
                          {'case', Name} -> wanted(Run, Name)
                      end
              end, Elements).

full(#run{path = Path}, Name) ->
    lists:flatten(lists:join("/", [atom_to_list(A) || A <- lists:reverse(Path, [Name])])).

%% A case.

run_case(#run{suite = Suite} = Run, Name, Config) ->
    Before = erlang:monotonic_time(millisecond),
    Outcome = guarded(Run, fun() -> in_case(Suite, Name, Config) end),
    told(Run, Name, erlang:monotonic_time(millisecond) - Before, verdict(Outcome)).

in_case(Suite, Name, Config) ->
    case optional(Suite, init_per_testcase, [Name, Config], Config) of
        Given when is_list(Given) ->
            Outcome = attempt(fun() -> Suite:Name(Given) end),
            {Status, Told} = case verdict(Outcome) of
                                 {ok, _} -> {ok, ok};
                                 {skip, Why} -> {skip, {skipped, Why}};
                                 {fail, Why} -> {fail, {failed, Why}}
                             end,
            After = attempt(fun() -> optional(Suite, end_per_testcase, [Name, [{tc_status, Told} | Given]], ok) end),
            %% Only {fail, Why} from end_per_testcase changes what became of a case.
            case After of
                {ok, {fail, Why1}} when Status =:= ok -> {fail, Why1};
                _ -> {outcome, Outcome}
            end;
        Other ->
            Other
    end.

attempt(Fun) ->
    try {ok, Fun()}
    catch
        throw:{Skip, Why} when Skip =:= skip; Skip =:= skipped -> {ok, {skip, Why}};
        Class:Reason:Trace -> {Class, Reason, Trace}
    end.

verdict({ok, {outcome, Outcome}}) -> verdict(Outcome);
verdict({ok, {Skip, Why}}) when Skip =:= skip; Skip =:= skipped -> {skip, Why};
verdict({ok, {Fail, Why}}) when Fail =:= fail; Fail =:= failed; Fail =:= 'EXIT' -> {fail, Why};
verdict({ok, _}) -> {ok, none};
verdict({_, {Skip, Why}, _}) when Skip =:= skip; Skip =:= skipped -> {skip, Why};
verdict({throw, Reason, Trace}) -> {fail, {{thrown, Reason}, place(Trace)}};
verdict({_, Reason, Trace}) -> {fail, {Reason, place(Trace)}};
verdict({gone, Reason}) -> {fail, {the_process_ended, Reason}};
verdict(timeout) -> {fail, time_limit}.

%% Where it happened: the functions and lines up to this module's.
place([{?MODULE, _, _, _} | _]) -> [];
place([{Module, Name, Args, Where} | Trace]) ->
    [{Module, Name, Args, proplists:get_value(line, Where)} | place(Trace)];
place([]) -> [].

%% What the fun gives, run in a process of its own for so long at most.
guarded(#run{limit = Limit, quiet = Quiet}, Fun) ->
    Parent = self(),
    Tag = make_ref(),
    {Pid, Monitor} = spawn_monitor(fun() ->
                                           group_leader(Quiet, self()),
                                           Parent ! {Tag, attempt(Fun)},
                                           exit({ended, Tag})
                                   end),
    Outcome = receive
                  {Tag, Value} -> Value;
                  {'DOWN', Monitor, process, Pid, Reason} -> {gone, Reason}
              after Limit ->
                      exit(Pid, kill),
                      timeout
              end,
    receive {'DOWN', Monitor, process, Pid, _} -> ok
    after 5000 -> erlang:demonitor(Monitor, [flush])
    end,
    flush(),
    Outcome.

%% Exits of what cases linked to us, and answers that came too late.
flush() ->
    receive _ -> flush()
    after 0 -> ok
    end.

optional(Suite, Function, Args, Default) ->
    case erlang:function_exported(Suite, Function, length(Args)) of
        true -> apply(Suite, Function, Args);
        false -> Default
    end.

told(#run{results = File} = Run, Name, Ms, {Verdict, Why}) ->
    Path = case Name of
               "all" -> Name;
               _ -> full(Run, Name)
           end,
    Line = [Path, $\t, atom_to_list(Verdict), $\t, integer_to_list(Ms), $\t, why(Verdict, Why), $\n],
    ok = file:write(File, unicode:characters_to_binary(Line)).

why(ok, _) -> "";
why(_, Why) ->
    Text = lists:flatten(io_lib:format("~0tP", [Why, 30])),
    lists:sublist([if C < $\s; C =:= 127 -> $\s; true -> C end || C <- Text], 500).

%% The group leader of cases: takes output and has no input.
quiet(Listener) ->
    receive
        {capture, Now} ->
            quiet(Now);
        {io_request, From, As, Request} ->
            From ! {io_reply, As, reply(Request, Listener)},
            quiet(Listener);
        _ ->
            quiet(Listener)
    end.

reply({put_chars, Encoding, Module, Function, Args}, Listener) ->
    case catch apply(Module, Function, Args) of
        {'EXIT', _} -> {error, Function};
        Chars -> reply({put_chars, Encoding, Chars}, Listener)
    end;
reply({put_chars, Encoding, Chars} = Request, Listener) ->
    case catch unicode:characters_to_list(Chars, Encoding) of
        Text when is_list(Text) ->
            _ = is_pid(Listener) andalso (Listener ! {captured, Text}),
            ok;
        _ ->
            {error, Request}
    end;
reply({put_chars, Module, Function, Args}, Listener) -> reply({put_chars, latin1, Module, Function, Args}, Listener);
reply({put_chars, Chars}, Listener) -> reply({put_chars, latin1, Chars}, Listener);
reply({requests, Requests}, Listener) ->
    lists:foldl(fun(_, {error, _} = Error) -> Error; (R, _) -> reply(R, Listener) end, ok, Requests);
reply(getopts, _) -> [{binary, false}, {encoding, unicode}];
reply({setopts, _}, _) -> ok;
reply({get_geometry, _}, _) -> {error, enotsup};
reply(_, _) -> eof.
