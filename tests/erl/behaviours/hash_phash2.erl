%% erlang:phash2 of terms of every kind and of equal terms made differently.
-module(hash_phash2).
-export([main/0]).

main() ->
    Terms = [0, 1, -1, 1 bsl 59, 1 bsl 64, -(1 bsl 70), 1.0, -0.5, a, '', 'å', [], [a], "string", [1 | 2], {}, {a},
             {1, 2, 3}, <<>>, <<"abc">>, <<1:1>>, <<"abc", 5:3>>, #{}, #{a => 1}, #{1 => 2, 3 => 4},
             fun lists:map/2, [[[]]], maps:from_list([{I, I} || I <- lists:seq(1, 50)]), lists:seq(1, 100),
             {a, {b, {c, [d | e]}}}],
    [erlang:phash2(T) || T <- Terms] ++ [erlang:phash2(T, 10) || T <- Terms] ++
        [erlang:phash2(x, 1), erlang:phash2(x, 1 bsl 32)] ++ [e(fun() -> erlang:phash2(x, id(R)) end)
            || R <- [0, -1, (1 bsl 32) + 1, a, 1.0]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
