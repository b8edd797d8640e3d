%% Keys in patterns taken from variables bound before.
-module(map_match_bound_keys).
-export([main/0]).

main() ->
    M = #{1 => one, 2 => two, k => 1, {a, b} => tuple, "s" => string},
    [f(K, M) || K <- [1, 2, 3, k, {a, b}, "s", 1.0]] ++ [chain(k, M), chain(1, M),
                                                         e(fun() -> K = id(zz), #{K := V} = M, V end),
                                                         e(fun() -> #{k := 2} = M end),
                                                         e(fun() -> #{k := _} = id(x) end)].

f(K, M) ->
    case M of
        #{K := V} -> {ok, V};
        _ -> none
    end.

chain(K, M) ->
    case M of
        #{K := J} when is_map_key(J, M) -> #{J := V} = M, {J, V};
        #{K := J} -> {end_at, J}
    end.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
