%% Byte order marks, and normal forms of composed characters.
-module(unicode_bom_and_normal).
-export([main/0]).

main() ->
    [unicode:bom_to_encoding(X) || X <- [<<16#EF, 16#BB, 16#BF, "a">>, <<16#FE, 16#FF>>, <<16#FF, 16#FE>>, <<0, 0,
                                         16#FE, 16#FF>>, <<"abc">>]] ++
                                         [unicode:encoding_to_bom(E) || E <- [utf8, utf16, {utf16, little}, latin1]] ++
    [unicode:characters_to_nfc_list([$a, 16#30A]), unicode:characters_to_nfd_list("å"),
     unicode:characters_to_nfkc_list("ﬁ"), unicode:characters_to_nfd_binary(<<"é"/utf8>>)].
