%% Processes whose heap becomes larger than it may.
-module(heap_limit).
-export([main/0]).

main() -> [lists(), kept(), trapped(), told(), messages(), others(), binaries(), statistics()].

-define(QUIET(Size), {max_heap_size, #{size => Size, kill => true, error_logger => false}}).

ended(Work, Options) ->
    {Pid, Ref} = spawn_opt(Work, [monitor | Options]),
    receive {'DOWN', Ref, process, Pid, Reason} -> Reason after 20000 -> {timeout, process_info(Pid, status)} end.

%% The limit is on what a collection takes, so it is reached long before there are so many words of data.
lists() ->
    Make = fun(N) -> fun() -> exit({made, length(lists:seq(1, N))}) end end,
    [{N, Max, ended(Make(N), [?QUIET(Max)])} || N <- [50, 30000], Max <- [300, 3000, 1000000]].

%% One that is not to be killed goes on.
kept() ->
    Work = fun() -> exit({made, length(lists:seq(1, 30000))}) end,
    ended(Work, [{max_heap_size, #{size => 3000, kill => false, error_logger => false}}]).

%% Nothing can be done about it inside.
trapped() ->
    Work = fun() ->
        process_flag(trap_exit, true),
        try lists:seq(1, 30000) of L -> exit({made, length(L)}) catch C:R -> exit({C, R}) after exit(after_all) end
    end,
    ended(Work, [?QUIET(3000)]).

%% Whoever is linked sees `killed`.
told() ->
    process_flag(trap_exit, true),
    Pid = spawn_opt(fun() -> process_flag(max_heap_size, #{size => 3000, error_logger => false}), lists:seq(1, 30000) end, [link]),
    First = receive {'EXIT', Pid, Reason} -> Reason end,
    process_flag(trap_exit, false),
    First.

%% Messages count once they have been looked at.
messages() ->
    Work = fun() -> receive go -> ok end, erlang:garbage_collect(), exit({queue, process_info(self(), message_queue_len)}) end,
    [begin
         {Pid, Ref} = spawn_opt(Work, [monitor, ?QUIET(3000)]),
         [Pid ! lists:seq(1, N) || _ <- lists:seq(1, 100)],
         Pid ! go,
         receive {'DOWN', Ref, process, Pid, Reason} -> {N, Reason} end
     end || N <- [1, 1000]].

%% A collection that another process asks for.
others() ->
    [begin
         {Pid, Ref} = spawn_opt(fun() -> receive never -> ok end end, [monitor, ?QUIET(3000)]),
         [Pid ! lists:seq(1, N) || _ <- lists:seq(1, 100)],
         erlang:yield(),
         process_info(Pid, messages),
         erlang:garbage_collect(Pid),
         Reason = receive {'DOWN', Ref, process, Pid, R} -> R after 50 -> alive end,
         exit(Pid, kill),
         {N, Reason}
     end || N <- [1, 1000]].

%% Bytes of binaries are not.
binaries() ->
    Work = fun() -> L = [binary:copy(<<N>>, 10000) || N <- lists:seq(1, 20)], exit({made, iolist_size(L)}) end,
    ended(Work, [?QUIET(5000)]).

%% Words that are freed are counted.
statistics() ->
    erlang:garbage_collect(),
    {N, W, 0} = erlang:statistics(garbage_collection),
    Big = ended(fun() -> exit(length([lists:seq(1, 1000) || _ <- lists:seq(1, 100)])) end, []),
    {N2, W2, 0} = erlang:statistics(garbage_collection),
    {Big, N2 > N, W2 > W}.
