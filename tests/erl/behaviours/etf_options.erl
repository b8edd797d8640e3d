%% Options of term_to_binary: versions, compression that pays or not, bad ones.
-module(etf_options).
-export([main/0]).

main() ->
    [term_to_binary(a, [{minor_version, 2}]), term_to_binary(1.5, [{minor_version, 1}]), term_to_binary("abc", []),
     byte_size(term_to_binary(a, [compressed])), term_to_binary([a, b], [{compressed, 0}])] ++
    [e(fun() -> term_to_binary(a, id(O)) end) || O <- [a, [a], [{compressed, 10}], [{minor_version, 9}],
                                                       [{minor_version, 2} | x], [{compressed, -1}]]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
