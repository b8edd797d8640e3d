%% iolist_to_binary and iolist_size of nested lists of bytes and binaries.
-module(string_iolist).
-export([main/0]).

main() ->
    Lists = [[], <<>>, "abc", [<<"a">>, $b, ["c" | <<"d">>]], [[[[]]], <<>>], [1, 2 | <<3>>], [<<"x">> | <<"y">>],
             lists:seq(0, 255)],
    [{iolist_to_binary(id(L)), iolist_size(id(L))} || L <- Lists] ++
    [[e(fun() -> iolist_to_binary(id(X)) end), e(fun() -> iolist_size(id(X)) end)]
     || X <- [a, [256], [-1], [a], [1 | 2], {}, [<<1:1>>], <<1:3>>, [1.0], 5]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
