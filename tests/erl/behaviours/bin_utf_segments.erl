%% utf8, utf16 and utf32 segments of characters of each length.
-module(bin_utf_segments).
-export([main/0]).

main() ->
    Chars = [0, $a, 127, 128, 16#7FF, 16#800, 16#D7FF, 16#E000, 16#FFFF, 16#10000, 16#10FFFF],
    [[<<C/utf8>>, <<C/utf16>>, <<C/utf16-little>>, <<C/utf32>>, <<C/utf32-little>>, <<1:1, C/utf8>>]
     || C <- [id(X) || X <- Chars]]
        ++ [<<"åß☃🙂"/utf8>>, <<"å🙂"/utf16>>, <<"å🙂"/utf16-little>>, <<"å🙂"/utf32>>].

id(X) -> X.
