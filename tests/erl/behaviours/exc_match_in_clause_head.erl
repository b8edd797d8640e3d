%% Patterns with maps, tuples and binaries in catch clauses.
-module(exc_match_in_clause_head).
-export([main/0]).

main() -> [t(fun() -> error(R) end) || R <- [{badmatch, 1}, #{code => 404}, <<"text", 1>>, [a, b], "str",
                                             {x, {y, z}}, 5]].

t(F) ->
    try F()
    catch
        error:{badmatch, V} -> {match, V};
        error:#{code := C} when C >= 400 -> {code, C};
        error:<<"text", N>> -> {text, N};
        error:[A, B] -> {list, A, B};
        error:"str" -> string;
        error:{_, {_, Z}} -> {nested, Z};
        error:_ -> other
    end.
