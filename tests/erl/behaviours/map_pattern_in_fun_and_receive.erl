%% Map patterns in funs, receives, comprehensions and matches.
-module(map_pattern_in_fun_and_receive).
-export([main/0]).

main() ->
    [self() ! M || M <- [#{type => b, n => 1}, #{type => a, n => 2}, #{n => 3}]],
    A = receive #{type := a, n := N} -> N end,
    B = receive #{type := T} -> T end,
    F = fun(#{x := X, y := Y}) -> X + Y; (#{x := X}) -> X; (M) when is_map(M) -> none end,
    {A, B, receive #{} = C -> C end, [F(M) || M <- [#{x => 1, y => 2}, #{x => 5, z => 1}, #{}]],
     [V || #{k := V} <- [#{k => 1}, #{}, x, #{k => 2}]], e(fun() -> F(id(x)) end)}.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
