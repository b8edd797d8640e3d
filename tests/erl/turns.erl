%% Natives that take longer than a slice: what they give, how they fail, and that others run meanwhile.
-module(turns).
-export([results/0, failures/0, ticks/0, middle/0, killed/0, small/0, tables/0]).

%% What each native gives for a lot of work.
results() -> [{Name, give(F)} || {Name, F} <- work(40000)].

%% A little of each, for schedules with short slices.
small() -> [{Name, give(F)} || {Name, F} <- work(300)].

give(F) ->
    Result = F(),
    {erlang:phash2(Result), erts_debug:flat_size(Result) > 0}.

work(N) ->
    L = lists:seq(1, N),
    Long = lists:seq(1, 10 * N),
    Bytes = [X band 255 || X <- L],
    Pairs = [{X, integer_to_list(X)} || X <- L],
    Deep = lists:foldl(fun(X, Acc) -> [Acc, X band 255 | <<X:16>>] end, [], L),
    Nested = lists:foldl(fun(X, Acc) -> {Acc, [X, a], #{X => Acc =:= []}} end, [], L),
    Big = {Pairs, Deep, Nested, fun() -> Pairs end, list_to_tuple(L), maps:from_list(Pairs), <<0:(8 * N)>>},
    [
        {reverse, fun() -> lists:reverse(Long) end},
        {reverse_onto, fun() -> lists:reverse(Long, [a | b]) end},
        {member, fun() -> {lists:member(N, Long), lists:member(x, Long)} end},
        {keyfind, fun() -> {lists:keyfind(N, 1, Pairs), lists:keyfind(x, 1, Pairs)} end},
        {keymember, fun() -> {lists:keymember(N, 1, Pairs), lists:keymember(x, 1, Pairs)} end},
        {keysearch, fun() -> {lists:keysearch(N, 1, Pairs), lists:keysearch(x, 1, Pairs)} end},
        {append, fun() -> {Long ++ [a], Long ++ b, erlang:append(Long, L)} end},
        {subtract, fun() -> {L -- [1, N, x], [N, x | L] -- L} end},
        {length, fun() -> length(Long) end},
        {list_to_binary, fun() -> list_to_binary([Bytes, Deep, Bytes]) end},
        {iolist_to_binary, fun() -> iolist_to_binary([Bytes, Deep | <<"end">>]) end},
        {iolist_size, fun() -> iolist_size([Bytes, Deep, Bytes]) end},
        {list_to_bitstring, fun() -> list_to_bitstring([<<1:3>>, Bytes, <<1:7>>, Deep]) end},
        {iolist_to_iovec, fun() -> iolist_to_binary(erlang:iolist_to_iovec([Bytes, <<0:(8 * N)>>, Deep])) end},
        {binary_to_list, fun() -> binary_to_list(list_to_binary(Bytes)) end},
        {part_to_list, fun() -> binary_to_list(list_to_binary(Bytes), 3, N - 1) end},
        {bitstring_to_list, fun() -> bitstring_to_list(<<(list_to_binary(Bytes))/binary, 5:3>>) end},
        {term_to_binary, fun() -> byte_size(term_to_binary(Big)) end},
        {term_to_binary_back, fun() -> binary_to_term(term_to_binary(Big)) =:= Big end},
        {term_to_binary_bytes, fun() -> term_to_binary({Pairs, Deep, Nested}, [{minor_version, 1}]) end},
        {term_to_binary_packed, fun() -> term_to_binary({Pairs, Deep}, [compressed]) end},
        {term_to_iovec, fun() -> iolist_to_binary(term_to_iovec([<<0:(8 * N)>>, Pairs, <<1:(8 * N)>>])) end},
        {external_size, fun() -> {erlang:external_size(Pairs), erlang:external_size(Deep)} end},
        {from_list, fun() -> maps:from_list(Pairs) end},
        {from_keys, fun() -> maps:from_keys(L, v) end},
        {keys, fun() -> lists:sort(maps:keys(maps:from_list(Pairs))) end},
        {values, fun() -> lists:sort(maps:values(maps:from_list(Pairs))) end},
        {select, fun() -> tables(Pairs, fun select/1) end},
        {match, fun() -> tables(Pairs, fun match/1) end},
        {select_count, fun() -> tables(Pairs, fun(T) -> ets:select_count(T, [{{'$1', '_'}, [], [{'>', '$1', 9}]}]) end) end},
        {select_delete, fun() -> tables(Pairs, fun delete/1) end},
        {merge, fun() -> maps:merge(maps:from_list(Pairs), maps:from_keys(lists:seq(N div 2, 2 * N), v)) end}
    ].

tables(Pairs, F) -> [table(Type, Pairs, F) || Type <- [set, ordered_set, bag, duplicate_bag]].

table(Type, Pairs, F) ->
    T = ets:new(t, [Type]),
    ets:insert(T, Pairs),
    Result = F(T),
    Left = {ets:info(T, size), ets:info(T, safe_fixed)},
    ets:delete(T),
    {Result, Left}.

select(T) ->
    Spec = [{{'$1', '$2'}, [{'>', '$1', 9}], [{{'$2', '$1'}}]}],
    ordered(T, [ets:select(T, Spec), ets:select_reverse(T, Spec), ets:tab2list(T)]).

%% The order of other tables is not what is asked for.
ordered(T, Lists) ->
    case ets:info(T, type) of
        ordered_set -> Lists;
        _ -> [lists:sort(List) || List <- Lists]
    end.

match(T) -> ordered(T, [ets:match(T, {'$1', '_'}), ets:match_object(T, {'_', "77"})]).

delete(T) ->
    {ets:select_delete(T, [{{'$1', '_'}, [{'>', '$1', 9}], [true]}]), lists:sort(ets:tab2list(T))}.

%% A table that is changed by others while a process goes over it, and one that is deleted; a process that is killed
%% then leaves the table as it was.
tables() ->
    T = ets:new(t, [public]),
    ets:insert(T, [{X, a} || X <- lists:seq(1, 100000)]),
    Spec = [{{'$1', '_'}, [], ['$1']}],
    Over = fun() -> exit({done, length(ets:select(T, Spec)), length([X || X <- ets:select(T, Spec), X =< 100000])}) end,
    {_, M1} = spawn_monitor(Over),
    erlang:yield(),
    ets:insert(T, [{X, b} || X <- lists:seq(200001, 300000)]),
    Seen =
        receive
            {'DOWN', M1, _, _, {done, All, Old}} -> {All >= 100000, Old}
        end,
    {Pid, M2} = spawn_monitor(Over),
    erlang:yield(),
    exit(Pid, kill),
    Killed =
        receive
            {'DOWN', M2, _, _, Reason} -> Reason
        end,
    Fixed = ets:info(T, safe_fixed),
    {_, M3} = spawn_monitor(Over),
    erlang:yield(),
    ets:delete(T),
    Deleted =
        receive
            {'DOWN', M3, _, _, {badarg, _}} -> badarg;
            {'DOWN', M3, _, _, Other} -> Other
        end,
    {Seen, Killed, Fixed, Deleted}.

%% How they fail after some turns: what is shown of the call, and the line.
failures() ->
    L = [X band 255 || X <- lists:seq(1, 200000)],
    Bad = L ++ [atom],
    Improper = L ++ atom,
    [
        {inner, caught(fun() -> inner(Bad) end)},
        {tail, caught(fun() -> tail(Bad) end)},
        {by_fun, caught(fun() -> by_fun(fun erlang:iolist_to_binary/1, Bad) end)},
        {applied, caught(fun() -> applied(erlang, iolist_to_binary, [Bad]) end)},
        {append, caught(fun() -> append(Improper) end)},
        {append_tail, caught(fun() -> append_tail(Improper) end)},
        {reverse, shape(caught(fun() -> reverse(Improper) end))},
        {member, shape(caught(fun() -> member(Improper) end))},
        {size, caught(fun() -> size_of([[X] || X <- Bad]) end)},
        {bits, caught(fun() -> bits(Bad) end)},
        {binary, caught(fun() -> binary(Bad) end)},
        {handled, handled(Bad)}
    ].

inner(L) ->
    R = iolist_to_binary(L),
    X = id(R),
    byte_size(X).

tail(L) ->
    iolist_to_binary(L).

by_fun(F, L) ->
    R = F(L),
    id(R).

applied(M, F, A) ->
    R = apply(M, F, A),
    id(R).

append(L) ->
    X = L ++ [a],
    id(X).

append_tail(L) ->
    L ++ [a].

reverse(L) ->
    X = lists:reverse(L, []),
    id(X).

member(L) ->
    lists:member(none, L).

size_of(L) ->
    S = iolist_size(L),
    S + 1.

bits(L) ->
    list_to_bitstring(L).

binary(L) ->
    B = list_to_binary(L),
    id(B).

%% The stack is what it was when a native fails late.
handled(L) ->
    Kept = id({kept, length(L)}),
    Result =
        try
            byte_size(iolist_to_binary(L))
        catch
            error:badarg -> caught
        end,
    {Kept, Result, catch lists:reverse(L ++ x, [])} =:= {Kept, caught, ok} orelse {Kept, Result}.

id(X) -> X.

caught(F) ->
    try
        F(),
        none
    catch
        C:R:S -> {C, R, [shown(Entry) || Entry <- lists:sublist(S, 3)]}
    end.

shown({M, F, A, Info}) when is_list(A) -> {M, F, erlang:phash2(A), proplists:get_keys(Info)};
shown({M, F, A, Info}) -> {M, F, A, proplists:get_value(line, Info)}.

%% Without the arguments, which are those of the last turn.
shape({C, R, [{M, F, _, Keys} | Rest]}) -> {C, R, [{M, F, Keys} | Rest]}.

%% How often another process has a turn while a native goes on.
ticks() -> [{Name, ticks_of(F)} || {Name, F} <- long()].

long() ->
    L = lists:seq(1, 1000000),
    Pairs = [{X, a} || X <- lists:seq(1, 200000)],
    Bytes = lists:duplicate(1000000, $a),
    Binary = binary:copy(list_to_binary(Bytes), 5),
    T = ets:new(t, []),
    O = ets:new(o, [ordered_set]),
    ets:insert(T, Pairs),
    ets:insert(O, Pairs),
    Spec = [{{'$1', a}, [{'<', '$1', 1000}], [true]}],
    [
        {reverse, fun() -> lists:reverse(L) end},
        {append, fun() -> L ++ [a] end},
        {member, fun() -> lists:member(x, L) end},
        {list_to_binary, fun() -> list_to_binary(Bytes) end},
        {iolist_size, fun() -> iolist_size(Bytes) end},
        {binary_to_list, fun() -> binary_to_list(Binary) end},
        {term_to_binary, fun() -> term_to_binary(Pairs) end},
        {external_size, fun() -> erlang:external_size(Pairs) end},
        {select, fun() -> ets:select(T, Spec) end},
        {select_count, fun() -> ets:select_count(T, Spec) end},
        {select_ordered, fun() -> ets:select(O, Spec) end}
    ].

ticks_of(F) ->
    Self = self(),
    Ticker = spawn(fun() -> tick(Self, 0) end),
    erlang:yield(),
    F(),
    Ticker ! stop,
    receive
        {ticks, N} -> N
    end.

tick(To, N) ->
    receive
        stop -> To ! {ticks, N}
    after 0 ->
        erlang:yield(),
        tick(To, N + 1)
    end.

%% Where a process in the middle of a native is.
middle() ->
    L = lists:seq(1, 400000),
    Bytes = lists:duplicate(400000, $a),
    Pairs = [{X, a} || X <- lists:seq(1, 100000)],
    Binary = list_to_binary(Bytes),
    [
        {Name, in_the_middle(F)}
     || {Name, F} <- [
            {reverse, fun() -> id(lists:reverse(L)) end},
            {append, fun() -> append(L) end},
            {append_tail, fun() -> append_tail(L) end},
            {member, fun() -> member(L) end},
            {binary, fun() -> binary(Bytes) end},
            {tail, fun() -> tail(Bytes) end},
            {binary_to_list, fun() -> id(binary_to_list(Binary)) end},
            {term_to_binary, fun() -> id(term_to_binary(Pairs)) end}
        ]
    ].

%% A native that only schedules is none of those.
in_the_middle(Work) ->
    Worker = spawn(fun() -> receive go -> Work() end end),
    Worker ! go,
    Seen = look(Worker, []),
    lists:usort([Place || {{M, F, _}, _} = Place <- Seen, M =/= turns, F =/= bif_return_trap]).

look(Pid, Seen) ->
    case process_info(Pid, [current_function, current_stacktrace]) of
        undefined ->
            Seen;
        [{_, {erlang, apply, 2}}, _] ->
            erlang:yield(),
            look(Pid, Seen);
        [{_, F}, {_, S}] ->
            erlang:yield(),
            look(Pid, [{F, [{M, N, A} || {M, N, A, _} <- S]} | Seen])
    end.

%% A process that is killed or suspended in the middle of a native.
killed() ->
    L = lists:seq(1, 1000000),
    {Pid, Monitor} = spawn_monitor(fun() -> exit({done, lists:reverse(L)}) end),
    erlang:yield(),
    true = erlang:suspend_process(Pid),
    {current_function, Where} = process_info(Pid, current_function),
    [erlang:yield() || _ <- lists:seq(1, 50)],
    {current_function, Where} = process_info(Pid, current_function),
    true = erlang:garbage_collect(Pid),
    true = erlang:resume_process(Pid),
    Resumed =
        receive
            {'DOWN', Monitor, _, _, {done, Reversed}} -> Reversed =:= lists:reverse(L)
        end,
    {Other, Watch} = spawn_monitor(fun() -> exit({done, lists:reverse(L)}) end),
    erlang:yield(),
    exit(Other, kill),
    Killed =
        receive
            {'DOWN', Watch, _, _, Reason} -> Reason
        end,
    {Where, Resumed, Killed}.
