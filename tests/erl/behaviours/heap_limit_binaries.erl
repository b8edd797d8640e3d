%% otp: 27
%% Heaps that are too large with their binaries.
-module(heap_limit_binaries).
-export([main/0]).

main() ->
    [{Shared, Max, ended(#{size => Max, kill => true, error_logger => false, include_shared_binaries => Shared})}
        || Shared <- [false, true], Max <- [10000, 1000000]].

ended(Limit) ->
    Work = fun() ->
        L = [begin erlang:garbage_collect(), binary:copy(<<N>>, 10000) end || N <- lists:seq(1, 20)],
        exit({made, iolist_size(L)})
    end,
    {Pid, Ref} = spawn_opt(Work, [monitor, {max_heap_size, Limit}]),
    receive {'DOWN', Ref, process, Pid, Reason} -> Reason after 20000 -> timeout end.
