%% queue, array, gb_trees, orddict, ordsets and proplists.
-module(lib_queues_and_arrays).
-export([main/0]).

main() ->
    Q = queue:in(3, queue:in(2, queue:from_list([1]))),
    A = array:set(5, x, array:from_list([a, b, c], none)),
    T = gb_trees:insert(2, b, gb_trees:from_orddict([{1, a}, {3, c}])),
    [queue:to_list(Q), queue:out(Q), queue:len(Q), array:to_list(A), array:get(9, A), array:size(A),
     gb_trees:to_list(T), gb_trees:lookup(2, T), gb_trees:smallest(T), gb_trees:keys(gb_trees:delete(1, T)),
     orddict:store(b, 2, [{a, 1}, {c, 3}]), ordsets:subtract([1, 2, 3], [2]), proplists:get_value(k, [a, {k, v}]),
     proplists:get_bool(a, [a]), element(1, e(fun() -> gb_trees:insert(1, z, T) end))].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.
