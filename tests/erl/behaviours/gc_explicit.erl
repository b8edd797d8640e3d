%% garbage_collect() between the parts of expressions.
-module(gc_explicit).
-export([main/0]).

main() ->
    A = {id(1), gc(), id([2]), gc(), <<(gc2()):8, (id(<<"x">>))/binary>>},
    B = [gc() | [id({a}) | [gc()]]],
    C = #{gc() => id([c]), d => gc()},
    F = fun(X) -> erlang:garbage_collect(), {X, A, B} end,
    erlang:garbage_collect(),
    {A, B, C, F(z), e(fun() -> erlang:garbage_collect(), error(id([after_gc])) end)}.

gc() -> erlang:garbage_collect().

gc2() -> true = erlang:garbage_collect(), 65.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
