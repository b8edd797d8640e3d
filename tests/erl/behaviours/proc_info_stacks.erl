%% Where other processes are: waiting in a receive with and without a time limit, deep in calls, in a fun, in a library.
-module(proc_info_stacks).
-export([main/0]).

main() ->
    Waiting = [fun() -> receive stop -> ok end end,
               fun() -> deep(3), ok end,
               fun() -> X = limited(60000), {X} end,
               fun() -> timer:sleep(infinity) end,
               fun() -> [begin receive stop -> N end end || N <- [1, 2]] end,
               fun() -> lists:foreach(fun(_) -> timer:sleep(90000) end, [a]) end],
    [told(spawn(F)) || F <- Waiting].

told(P) ->
    case process_info(P, status) of
        {status, waiting} ->
            I = [process_info(P, K) || K <- [current_function, current_location, current_stacktrace]],
            exit(P, kill),
            I;
        _ ->
            timer:sleep(1),
            told(P)
    end.

deep(0) ->
    receive
        stop -> ok
    end;
deep(N) ->
    {N, deep(N - 1)}.

limited(T) ->
    Y = receive
            stop -> ok
        after T -> none
        end,
    [Y].
