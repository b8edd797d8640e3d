%% What programs that run outside do to ports, told without what differs from run to run.
-module(ports).
-export([run/0, few/0]).

run() ->
    process_flag(trap_exit, true),
    %% What is bad is reported too, with the time.
    logger:set_primary_config(level, none),
    [io:format("~s: ~tp~n", [Name, try Case() catch C:R -> {C, R} end]) || {Name, Case} <- cases()],
    halt().

%% A few, to be told the same again.
few() ->
    process_flag(trap_exit, true),
    P = spawned("sh -c 'cat; echo end >&2; exit 3'", [exit_status, stderr_to_stdout, {line, 80}]),
    port_command(P, "abc\ndef\n"),
    R = [receive {P, M} -> M end || _ <- [1, 2]],
    N = os:getpid(),
    Q = spawned("echo $$", []),
    io:format("~p ~p ~p ~p~n", [R, N, erlang:port_info(P), all(Q)]),
    true = port_close(P),
    io:format("~p ~p~n", [all(P), os:cmd("echo a; kill -9 $$")]),
    halt(7).

%% What comes of a port until it ends or nothing comes.
all(P) -> all(P, 10000).

all(P, Time) ->
    receive
        {P, closed} -> [closed];
        {P, M} -> [M | all(P, Time)];
        {'EXIT', P, R} -> [{exit, R} | all(P, 0)];
        {'DOWN', _, port, P, R} -> [{down, R} | all(P, Time)]
    after Time -> []
    end.

%% The data of a port together, and what else comes.
joined(P) ->
    All = all(P),
    {iolist_to_binary([D || {data, D} <- All]), [M || M <- All, element(1, M) =/= data]}.

spawned(Line, Options) -> open_port({spawn, Line}, Options).

echoed(Options, Data) ->
    P = spawned("cat", Options),
    [port_command(P, D) || D <- Data],
    Got = [receive {P, M} -> M after 10000 -> none end || _ <- Data],
    true = port_close(P),
    {Got, all(P)}.

file(Args, Options) -> open_port({spawn_executable, "/bin/sh"}, [{args, Args} | Options]).

size(P, N) ->
    receive
        {P, {data, D}} -> size(P, N + byte_size(D));
        {P, {exit_status, S}} -> {N, S}
    after 20000 -> {timeout, N}
    end.

refused(Name, Options) -> try open_port(Name, Options) catch C:R -> {C, R} end.

wait(F) -> case F() of true -> ok; false -> timer:sleep(10), wait(F) end.

cases() ->
    [{"packet 1", fun() -> echoed([{packet, 1}], ["abc", "", "de"]) end},
     {"packet 2", fun() -> echoed([{packet, 2}, binary], ["abc", <<"d">>, ["e", <<"f">>]]) end},
     {"packet 4", fun() -> echoed([{packet, 4}, binary], [binary:copy(<<"x">>, 100)]) end},
     {"large packet", fun() ->
          P = spawned("cat", [{packet, 4}, binary]),
          port_command(P, binary:copy(<<"x">>, 1000000)),
          R = receive {P, {data, D}} -> {byte_size(D), erlang:md5(D)} end,
          {R, port_close(P), all(P)} end},
     {"packet too large", fun() ->
          P = spawned("cat", [{packet, 1}]),
          {port_command(P, lists:duplicate(256, $a)), all(P)} end},
     {"stream", fun() ->
          P = spawned("cat", [stream]),
          P ! {self(), {command, "abc"}},
          R = receive {P, M} -> M end,
          P ! {self(), close},
          {R, lists:sort(all(P))} end},
     {"lines", fun() -> all(spawned("printf 'ab\\nabcdef\\r\\n\\nabc\\rde\\nx'", [{line, 5}, exit_status])) end},
     {"lines in binaries", fun() -> all(spawned("printf 'ab\\nabcd'", [{line, 3}, binary])) end},
     {"exit status", fun() -> all(spawned("sh -c 'exit 3'", [exit_status])) end},
     {"exit status 0", fun() -> all(spawned("true", [exit_status, eof]), 500) end},
     {"signal", fun() -> all(spawned("sh -c 'kill -9 $$'", [exit_status])) end},
     {"end", fun() -> all(spawned("true", [])) end},
     {"eof", fun() -> P = spawned("echo a", [eof]), {all(P, 500), port_close(P), all(P)} end},
     {"no such command", fun() -> joined(spawned("nonono a", [exit_status, stderr_to_stdout])) end},
     {"no such file", fun() -> refused({spawn_executable, "/bin/nonono"}, []) end},
     {"no program", fun() -> refused({spawn_executable, "/etc/passwd"}, []) end},
     {"a folder", fun() -> all(open_port({spawn_executable, "/etc"}, [exit_status])) end},
     {"no such folder", fun() -> all(spawned("true", [exit_status, {cd, "/nonono"}])) end},
     {"folder", fun() -> joined(spawned("pwd", [exit_status, {cd, "/usr"}])) end},
     {"environment", fun() ->
          joined(spawned("echo $A-$B-${HOME:-none}", [{env, [{"A", "1"}, {"B", "x y"}, {"HOME", false}]}])) end},
     {"arguments", fun() ->
          joined(file(["-c", "echo \"$0|$1|$2\"", "a b", <<"c">>, "\x{e4}\x{20ac}"], [binary, exit_status])) end},
     {"first argument", fun() ->
          joined(open_port({spawn_executable, "/bin/cat"}, [{arg0, "dog"}, {args, ["/nonono"]}, stderr_to_stdout])) end},
     {"standard error", fun() -> joined(spawned("sh -c 'echo a; echo b >&2'", [stderr_to_stdout, exit_status])) end},
     {"other descriptors", fun() ->
          P = spawned("sh -c 'cat <&3 >&4'", [nouse_stdio]),
          port_command(P, "abc"),
          R = receive {P, M} -> M end,
          {R, port_close(P), all(P)} end},
     {"a flood", fun() -> size(spawned("yes | head -c 10000000", [exit_status, binary]), 0) end},
     {"closed while it writes", fun() ->
          P = spawned("yes", [binary]),
          receive {P, {data, _}} -> ok end,
          true = port_close(P),
          {erlang:port_info(P, os_pid), [M || M <- all(P), element(1, M) =/= data]} end},
     {"only in", fun() -> all(spawned("echo a", [in, exit_status])) end},
     {"only out", fun() ->
          P = spawned("cat >/dev/null", [out]),
          {port_command(P, "abc"), port_close(P), all(P)} end},
     {"written to what is only in", fun() -> P = spawned("sleep 5", [in]), {port_command(P, "abc"), all(P, 500)} end},
     {"nobody reads", fun() ->
          P = spawned("sh -c 'exec 0<&-; echo; sleep 5'", [out, in]),
          receive {P, {data, _}} -> ok after 5000 -> exit(none) end,
          {port_command(P, "abc"), all(P)} end},
     {"busy", fun() ->
          P = spawned("sh -c 'sleep 1; exec wc -c'", []),
          true = port_command(P, binary:copy(<<"x">>, 1000000)),
          false = port_command(P, "x", [nosuspend]),
          nosuspend = erlang:send(P, {self(), {command, "x"}}, [nosuspend]),
          {queue_size, N} = erlang:port_info(P, queue_size),
          R = {N > 8192, port_command(P, "y"), P ! {self(), {command, "z"}}, port_command(P, "y", [nosuspend])},
          {setelement(3, R, ok), port_close(P)} end},
     {"owner", fun() ->
          Self = self(),
          Q = spawn(fun() -> P = spawned("cat", []), Self ! P, receive stop -> exit(why) end end),
          P = receive Port when is_port(Port) -> Port end,
          M = erlang:monitor(port, P),
          link(P),
          Q ! stop,
          R = all(P, 500),
          {length(R), lists:sort(R), is_reference(M), erlang:port_info(P)} end},
     {"connected", fun() ->
          Self = self(),
          P = spawned("cat", []),
          Q = spawn(fun() -> receive {P2, D} -> Self ! {P2 =:= P, D} end, receive stop -> ok end end),
          P ! {self(), {connect, Q}},
          R = receive {P, C} -> C end,
          {connected, Q} = erlang:port_info(P, connected),
          port_command(P, "abc"),
          D = receive {true, X} -> X end,
          {links, L} = erlang:port_info(P, links),
          P ! {self(), {command, "x"}},
          Q ! stop,
          {R, D, length(L), all(P, 500)} end},
     {"bad signals", fun() -> P = spawned("cat", []), P ! foo, {all(P, 300), port_close(P), all(P)} end},
     {"exits", fun() ->
          P = spawned("cat", []),
          exit(P, normal),
          Q = spawned("cat", []),
          exit(Q, foo),
          R = spawned("cat", []),
          exit(R, kill),
          {all(P), all(Q), all(R)} end},
     {"links", fun() ->
          P = spawned("cat", []),
          {links, L} = process_info(self(), links),
          unlink(P),
          R = {lists:member(P, L), erlang:port_info(P, links), port_close(P), all(P, 200)},
          {R, catch link(P), all(P)} end},
     {"monitors", fun() ->
          P = spawned("cat", []),
          register(dog, P),
          M = erlang:monitor(port, P),
          N = erlang:monitor(port, dog),
          {monitors, L} = process_info(self(), monitors),
          true = lists:member({port, {dog, node()}}, L),
          {monitored_by, By} = erlang:port_info(P, monitored_by),
          true = demonitor(M, [info]),
          true = port_close(dog),
          Named = receive {'DOWN', N, port, {dog, _}, R} -> R end,
          O = erlang:monitor(port, P),
          Gone = receive {'DOWN', O, port, P, R2} -> R2 end,
          {By =:= [self(), self()], Named, Gone, all(P)} end},
     {"names", fun() ->
          P = spawned("cat", []),
          true = register(dog, P),
          R = [whereis(dog) =:= P, lists:member(dog, registered()), catch_(fun() -> register(dog, P) end),
               catch_(fun() -> register(cat, P) end), erlang:port_info(P, registered_name),
               dog ! {self(), {command, "abc"}}, receive {P, M} -> M end, port_command(dog, "de"),
               receive {P, M2} -> M2 end, unregister(dog), whereis(dog), erlang:port_info(P, registered_name)],
          {R, port_close(P), all(P)} end},
     {"info", fun() ->
          P = spawned("cat", [{parallelism, true}]),
          port_command(P, "abc"),
          receive {P, _} -> ok end,
          {os_pid, N} = erlang:port_info(P, os_pid),
          R = {[K || {K, _} <- erlang:port_info(P)], [erlang:port_info(P, I) || I <- [name, input, output, parallelism,
               queue_size, registered_name, monitors, monitored_by, locking]], is_integer(N), lists:member(P, erlang:ports()),
               catch_(fun() -> erlang:port_info(P, foo) end), catch_(fun() -> erlang:port_info(P, 1) end),
               erlang:port_info(P, connected) =:= {connected, self()}},
          {R, port_close(P), all(P), erlang:port_info(P), lists:member(P, erlang:ports())} end},
     {"data", fun() ->
          P = spawned("cat", []),
          {catch_(fun() -> erlang:port_get_data(P) end), erlang:port_set_data(P, {a}), erlang:port_get_data(P), port_close(P)} end},
     {"refused", fun() ->
          P = spawned("cat", []),
          port_close(P),
          [catch_(F) || F <- [fun() -> port_command(P, "a") end, fun() -> port_close(P) end,
               fun() -> port_connect(P, self()) end, fun() -> port_control(P, 1, "a") end,
               fun() -> erlang:port_call(P, 1, a) end, fun() -> P ! {self(), close} =:= {self(), close} end,
               fun() -> port_command(a, "b") end, fun() -> port_command(P, "b", [foo]) end]] end},
     {"bad data", fun() ->
          P = spawned("cat", []),
          {catch_(fun() -> port_command(P, [a]) end), catch_(fun() -> port_command(P, "a", [force]) end),
           catch_(fun() -> port_command(P, "a", [foo]) end), catch_(fun() -> port_control(P, 1, "a") end),
           port_close(P), all(P)} end},
     {"options", fun() ->
          [element(2, refused(Name, Options)) ||
              {Name, Options} <- [{{spawn, "cat"}, [foo]}, {{spawn, "cat"}, [{packet, 3}]}, {{spawn, "cat"}, [{line, 0}]},
                                  {{spawn, "cat"}, [{packet, 1}, {line, 1}]}, {{spawn, "cat"}, [{args, []}]},
                                  {{spawn, "cat"}, [nouse_stdio, stderr_to_stdout]}, {{spawn, "cat"}, a},
                                  {{spawn, "cat"}, [{env, [a]}]}, {{spawn, "cat"}, [{env, [{"a", b, c}]}]},
                                  {{spawn, [a]}, []}, {{spawn_executable, "/bin/cat"}, [{args, [1]}]},
                                  {{spawn, "cat"}, [{cd, 1}]}, {{spawn, "cat"}, [{parallelism, a}]},
                                  {{spawn, "cat"}, [{busy_limits_port, {0, 1}}]}, {{fd, 0, 1}, [exit_status]},
                                  {{spawn_driver, "nonono"}, []}, {{foo, 1}, []}, {1, []}, {{}, []}]] end},
     {"os:cmd", fun() ->
          [os:cmd("echo a; echo b >&2"), os:cmd("cd /usr && pwd"), os:cmd("cat"), os:cmd('echo "\x{e4}"'),
           os:cmd("yes | head -c 10000", #{max_size => 10}), os:cmd("A=1; echo $A # no"), os:cmd("exit 3")] end},
     {"os", fun() ->
          {os:find_executable("sh", "/usr:/bin"), os:find_executable("nonono", "/bin"), is_list(os:getpid()),
           lists:all(fun(C) -> C >= $0 andalso C =< $9 end, os:getpid())} end},
     {"meanwhile", fun() ->
          P = spawned("echo a", [exit_status]),
          Q = spawn_link(fun F() -> F() end),
          R = all(P),
          unlink(Q),
          exit(Q, kill),
          R end},
     {"polled", fun() ->
          P = spawned("echo a", []),
          wait(fun() -> receive {P, {data, "a\n"}} -> true after 0 -> false end end),
          all(P) end},
     {"many", fun() ->
          Ports = [spawned("echo " ++ integer_to_list(N), []) || N <- lists:seq(1, 20)],
          [joined(P) || P <- Ports] end}].

catch_(F) -> try F() catch C:R -> {C, R} end.
