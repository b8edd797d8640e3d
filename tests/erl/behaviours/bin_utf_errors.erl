%% utf segments of what is no character.
-module(bin_utf_errors).
-export([main/0]).

main() ->
    Bad = [-1, 16#D800, 16#DFFF, 16#110000, 1 bsl 70, a, 1.0, "a", <<1>>],
    [[e(fun() -> <<(id(C))/utf8>> end), e(fun() -> <<(id(C))/utf16>> end), e(fun() -> <<(id(C))/utf32>> end)]
     || C <- Bad].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
