%% Long texts are converted whole, to and fro.
-module(unicode_long).
-export([main/0]).

main() ->
    L = lists:flatten(lists:duplicate(3000, "aåλ☃🙂")),
    B = unicode:characters_to_binary(L),
    U = unicode:characters_to_binary(L, utf8, utf16),
    {byte_size(B), byte_size(U), unicode:characters_to_list(B) =:= L, unicode:characters_to_list(U, utf16) =:= L,
     erlang:crc32(B), length(unicode:characters_to_list([B, B])), element(1,
         unicode:characters_to_list([B, 255, <<255>>])), byte_size(unicode:characters_to_binary([[[B]], L]))}.
