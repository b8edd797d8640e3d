%% characters_to_list of binaries in each encoding, with errors and ends too soon.
-module(unicode_to_list).
-export([main/0]).

main() ->
    B = <<"aå☃🙂"/utf8>>,
    [unicode:characters_to_list(id(X)) || X <- [<<>>, B, [B, $x, [B]], "abc", <<255>>, <<"ok", 16#C0, 16#80>>,
                                                <<"ok", 16#F0, 16#9F>>, [<<16#C3>>, <<16#A5>>],
                                                ["a", <<1, 2>>, [[$b]]]]] ++
    [unicode:characters_to_list(X, E) || {X, E} <- [{<<228>>, latin1}, {<<"å🙂"/utf16>>, utf16},
                                                    {<<"å🙂"/utf16-little>>, {utf16, little}},
                                                    {<<"å"/utf32>>, utf32}, {<<0>>, utf16}, {<<16#DC00:16>>, utf16},
                                                    {<<16#110000:32>>, utf32}]] ++
    [begin {C, R, _} = e(F), {C, R} end || F <- [fun() -> unicode:characters_to_list(id(a)) end,
                                                 fun() -> unicode:characters_to_list([id(a)]) end,
                                                 fun() -> unicode:characters_to_list("a", id(utf9)) end]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
