%% Map comprehensions and map generators.
%% otp: 27
-module(map_comprehension).
-export([main/0]).

main() ->
    M = #{a => 1, b => 2, c => 3},
    Big = maps:from_list([{K, K} || K <- lists:seq(1, 100)]),
    [#{K => V * 2 || K := V <- M}, lists:sort([{V, K} || K := V <- M]), #{X => X * X || X <- [1, 2, 3]},
     #{K => V || K := V <- M, V > 1}, #{V => K || K := V <- M}, map_size(#{K rem 10 => V || K := V <- Big}),
     #{K => v || <<K>> <= <<1, 2>>},
     lists:sort([{A, B} || A := _ <- M, B <- [x, y]]), lists:sort([V || {k, _} := V <- #{{k, 1} => a, other => b,
         {k, 2} => c}]), lists:sort([K || K := 2 <- M]), #{K => [X || X <- L] || K := L <- #{a => "x", b => ""}},
         << <<V>> || _ := V <- #{k => 7} >>,
     lists:sum([V || _ := V <- maps:iterator(Big)])] ++
    [e(fun() -> [K || K := _ <- id(X)] end) || X <- [a, [], {}]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
