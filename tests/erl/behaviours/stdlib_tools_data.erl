%% Calls of qlc (on lists and on tables of functions) and of dets_utils.
-module(stdlib_tools_data).
-export([main/0]).
-include_lib("stdlib/include/qlc.hrl").
-define(T(Call), told(fun() -> Call end)).

main() ->
    [answers(), folded(), cursors(), texts(), tables(), functions(), kept()].

pairs() -> [{N, N rem 3} || N <- [3, 1, 2, 5, 4]].

table(Terms) -> qlc:table(fun() -> Terms end, []).

handles() ->
    M = [{0, zero}, {1, one}],
    Big = fun(X) -> X > 1 end,
    Q = qlc:q([X || {X, _} <- table(pairs()), Big(X)]),
    J = qlc:q([{X, Z} || {X, Y} <- table(pairs()), {Y1, Z} <- table(M), Y =:= Y1], [{join, nested_loop}]),
    [Q, J, qlc:append(Q, Q), qlc:append([Q, [a], Q]), qlc:sort(Q), qlc:sort(Q, {order, descending}), qlc:keysort(1, J),
     qlc:keysort(2, J, [{order, descending}]), qlc:q([X || X <- Q, Big(X + 1)]), [1, 2], table([a, b]), qlc:q([{X, Y} || X <- [a], Y <- [b, c]]),
     qlc:sort(table([2, 1, 2]), [{unique, true}])].

answers() -> [?T(qlc:F(H)) || F <- [e, eval], H <- handles()].

folded() ->
    [?T(qlc:fold(fun(X, A) -> [X | A] end, [], H)) || H <- handles()]
        ++ [?T(qlc:fold(fun(_, N) -> N + 1 end, 0, H, [])) || H <- lists:sublist(handles(), 3)].

cursors() ->
    C = qlc:cursor(hd(handles())),
    Some = [?T(qlc:next_answers(C, N)) || N <- [2, 1, 5, 5]],
    Deleted = ?T(qlc:delete_cursor(C)),
    All = [begin D = qlc:cursor(H), {qlc:next_answers(D, 1), qlc:next_answers(D, all_remaining), qlc:delete_cursor(D)} end
        || H <- handles()],
    {Some, Deleted, All}.

texts() ->
    Errors = [not_a_query_list_comprehension, {used_generator_variable, 'X'}, binary_generator, nomatch_pattern,
              nomatch_filter, {unsafe, 'Y'}, too_complex_join, too_many_joins],
    [?T(lists:flatten(qlc:info(H))) || H <- [[1], table([a]), qlc:append([1], [2]), qlc:sort([2, 1])]]
        ++ [?T(lists:flatten(qlc:format_error(E))) || E <- Errors].

tables() ->
    [?T(dets_utils:cmp(A, B)) || A <- [1, 1.0, a], B <- [1, 2.0, b]]
        ++ [?T(dets_utils:msort(L)) || L <- [[3, 1, 2], [], [b, a]]]
        ++ [?T(dets_utils:family(L)) || L <- [[], [{a, 1}, {b, 2}, {a, 3}]]]
        ++ [?T(dets_utils:log2(N)) || N <- [1, 2, 3, 1000, 1024]].

functions() ->
    [?T(dets_utils:mkeysort(1, L)) || L <- [[{b, 1}, {a, 2}], []]]
        ++ [?T(dets_utils:mkeysearch(a, 1, L)) || L <- [[{b, 1}, {a, 2}], []]]
        ++ [?T(byte_size(iolist_to_binary(dets_utils:make_zeros(N)))) || N <- [0, 10, 5000]]
        ++ [?T(dets_utils:type_to_code(T)) || T <- [set, bag, duplicate_bag]]
        ++ [?T(dets_utils:code_to_type(N)) || N <- [1, 2, 3, 9]].

%% What dets keeps of its free space and of what it has not written.
kept() ->
    [?T(dets_utils:F()) || F <- [empty_free_lists, debug_mode]] ++ [?T(dets_utils:init_alloc(N)) || N <- [1024]]
        ++ [?T(dets_utils:F(dets_utils:new_cache({5, 10}))) || F <- [cache_size, is_empty_cache]]
        ++ [?T(dets_utils:new_cache(P)) || P <- [{0, 10}, {5, 10}]].

told(F) -> try F() catch Class:Reason -> {Class, Reason} end.
