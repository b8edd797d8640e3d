%% Every kind of character goes to utf8, utf16 and utf32 and back.
-module(bin_utf8_roundtrip).
-export([main/0]).

main() ->
    Chars = lists:seq(0, 16#10FFFF, 997) ++ [16#D7FF, 16#E000, 16#FFFF, 16#10FFFF],
    Good = [C || C <- Chars, C < 16#D800 orelse C > 16#DFFF],
    B8 = << <<C/utf8>> || C <- Good >>,
    B16 = << <<C/utf16-little>> || C <- Good >>,
    B32 = << <<C/utf32>> || C <- Good >>,
    {[C || <<C/utf8>> <= B8] =:= Good, [C || <<C/utf16-little>> <= B16] =:= Good,
     [C || <<C/utf32>> <= B32] =:= Good, byte_size(B8), byte_size(B16), byte_size(B32),
     length([C || C <- Chars, is_bad(C)])}.

is_bad(C) -> try <<C/utf8>> of _ -> false catch error:badarg -> true end.
