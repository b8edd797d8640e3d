%% otp: 29
%% Native records in comprehensions, and in funs that close over them.
-module(records_comprehensions).
-export([main/0]).
-record #r{a, b = 0}.

main() ->
    List = [#r{a = N, b = N rem 3} || N <- lists:seq(1, 10)],
    Sum = fun(#r{a = A}, Acc) -> Acc + A end,
    Of = fun(R) -> fun(X) -> R#r{a = X} end end,
    [[A || #r{a = A, b = 0} <- List], lists:foldl(Sum, 0, List), [(Of(R))(x) || R <- List, R#r.b =:= 1],
     #{R#r.a => R || #_{b = 2} = R <- List}, lists:keyfind(1, 2, List), lists:usort(List ++ List) =:= lists:sort(List)].
