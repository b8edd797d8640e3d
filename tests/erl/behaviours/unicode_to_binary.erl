%% characters_to_binary of nested lists in each encoding, with errors and ends too soon.
-module(unicode_to_binary).
-export([main/0]).

main() ->
    [unicode:characters_to_binary(id(X)) || X <- [[], "abc", "åλ🙂", [<<"a">>, ["b", <<"å"/utf8>>]], <<"åä"/utf8>>,
                                                  [$a | <<"b">>], [16#D800], ["ok", 16#110000, "rest"],
                                                  [<<"ok", 255>>, "rest"], <<16#C3>>, [<<16#C3>>, "x"],
                                                  [<<16#E2, 16#98>>, <<16#83>>]]] ++
    [unicode:characters_to_binary("å🙂", unicode, E) || E <- [latin1, utf8, utf16, {utf16, little}, utf32,
        {utf32, little}]] ++ [unicode:characters_to_binary(<<228, 246>>, latin1),
                              unicode:characters_to_binary(<<228, 246>>, latin1, utf16),
                              unicode:characters_to_binary(<<16#D8, 0>>, utf16)] ++
    [begin {C, R, _} = e(F), {C, R} end || F <- [fun() -> unicode:characters_to_binary(id(a)) end,
                                                 fun() -> unicode:characters_to_binary([id(a)]) end,
                                                 fun() -> unicode:characters_to_binary("a", id(utf9)) end,
                                                 fun() -> unicode:characters_to_binary("a", utf8, id(x)) end,
                                                 fun() -> unicode:characters_to_binary(id([-1])) end]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
