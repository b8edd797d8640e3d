%% Calls of string, unicode, unicode_util, io_lib, io_lib_format, io_lib_pretty, base64, uri_string, binary, re, filename and erl_posix_msg.
-module(stdlib_text).
-export([main/0]).
-define(T(Call), told(fun() -> Call end)).

main() ->
    Texts = ["", "abc", " two words ", "Stra\x{df}e \x{130}", <<"binary text">>, <<"\x{c3}\x{a9}t\x{c3}\x{a9}">>, ["deep", [<<"er">>]], [97, 778, 98], "a,b,,c", <<255>>, foo],
    One = [casefold, is_empty, length, lowercase, uppercase, titlecase, reverse, trim, to_graphemes, next_codepoint, next_grapheme, to_integer, to_float],
    [{F, [?T(apply(string, F, [T])) || T <- Texts]} || F <- One]
        ++ [{F, [?T(apply(string, F, [T, S])) || T <- Texts, S <- [",", " ", "b", <<"e">>, ""]]} || F <- [split, find, prefix, lexemes, equal]]
        ++ [?T(string:split(T, ",", W)) || T <- Texts, W <- [leading, trailing, all]] ++ [?T(string:replace(T, "b", "XX", all)) || T <- Texts]
        ++ [?T(string:slice(T, A, L)) || T <- Texts, A <- [0, 1, 5], L <- [0, 2, infinity]] ++ [?T(string:trim(T, W, " a")) || T <- Texts, W <- [leading, trailing, both]]
        ++ [?T(string:pad(T, 12, W, $*)) || T <- Texts, W <- [leading, trailing, both]] ++ [?T(string:take(T, "abc", C, D)) || T <- Texts, C <- [true, false], D <- [leading, trailing]]
        ++ [{F, [?T(apply(string, F, [T])) || T <- ["abc", "", "a b"]]} || F <- [len, to_upper, to_lower, strip, words]]
        ++ [?T(string:tokens(T, " ,")) || T <- ["a b,c", ""]] ++ [?T(string:centre("ab", 7)), ?T(string:chars($x, 3)), ?T(string:concat("a", "b")), ?T(string:jaro_similarity("abc", "abd"))]
        ++ [{F, [?T(apply(unicode, F, [T])) || T <- Texts]} || F <- [characters_to_list, characters_to_binary, characters_to_nfc_list, characters_to_nfd_list,
               characters_to_nfkc_binary, characters_to_nfkd_list]]
        ++ [?T(unicode:characters_to_binary(T, unicode, E)) || T <- Texts, E <- [utf8, utf16, {utf16, little}, utf32, latin1, bad]]
        ++ [?T(unicode:characters_to_list(B, E)) || B <- [<<0, 97, 0, 98>>, <<97, 0>>, <<0, 0, 0, 97>>, <<233>>], E <- [utf16, {utf16, little}, utf32, latin1, utf8]]
        ++ [?T(unicode:bom_to_encoding(B)) || B <- [<<239, 187, 191>>, <<254, 255>>, <<>>, <<"a">>]] ++ [?T(unicode_util:gc(T)) || T <- ["e\x{301}x", [16#1F468, 16#200D, 16#1F469], ""]]
        ++ formats() ++ encodings() ++ patterns() ++ names().

formats() ->
    Terms = [1, -5, 1.5, 1.0e100, a, 'A b', "text", [1, 2], [955], <<"bin">>, <<1, 2:3>>, {a, "b", [c]}, #{1 => 2}, [a | b], lists:seq(1, 60), {long, lists:duplicate(9, "some text")}],
    [{F, [?T(lists:flatten(io_lib:format(F, [T]))) || T <- Terms]} || F <- ["~p", "~w", "~tp", "~tw", "~s", "~ts", "~20p|", "~-10w|", "~.3f", "~e", "~g", "~b", "~.16B", "~c", "~0p", "~10.4.*s", "~i.", "~30.5p"]]
        ++ [?T(lists:flatten(io_lib:format(F, A))) || {F, A} <- [{"~~ ~n", []}, {"~P", [lists:seq(1, 30), 7]}, {"~W", [{a, {b, {c, d}}}, 3]}, {"~*c", [3, $x]}, {"~8.2.0f", [3.14159]},
               {"~.2#", [10]}, {"~+.16x", [255, "0x"]}, {"~x", [1]}, {"~p", []}, {"~q", [1]}, {foo, []}, {"~.10b ~.36B", [-99, 12345]}]]
        ++ [?T(io_lib:fread(F, S)) || {F, S} <- [{"~d", "12 x"}, {"~f", "1.5"}, {"~s ~d", "ab 3"}, {"~a", "atom"}, {"~c", "xy"}, {"~16u", "ff"}, {"~d", "x"}, {"a~d", "b1"}]]
        ++ [{F, [?T(lists:flatten(apply(io_lib, F, [T]))) || T <- Terms]} || F <- [write, print, write_atom, write_string, write_char, write_latin1_string]]
        ++ [{F, [?T(apply(io_lib, F, [T])) || T <- Terms]} || F <- [printable_list, printable_latin1_list, printable_unicode_list, char_list, latin1_char_list, deep_char_list]]
        ++ [?T(lists:flatten(io_lib_pretty:print(T))) || T <- Terms] ++ [?T(lists:flatten(io_lib_pretty:print(T, 5, 30, 6))) || T <- Terms]
        ++ [?T(io_lib_format:fwrite_g(F)) || F <- [0.1, 1.0e22, 123456.789, -0.0, 5.0e-324]] ++ [?T(erl_posix_msg:message(M)) || M <- [enoent, eacces, nothing]].

encodings() ->
    Data = [<<>>, <<"a">>, <<"ab">>, <<"abc">>, <<0, 255, 128>>, "list", foo],
    [{F, [?T(apply(base64, F, [D])) || D <- Data]} || F <- [encode, encode_to_string, decode, decode_to_string, mime_decode]]
        ++ [?T(base64:decode(D)) || D <- ["YWJj", <<"YW Jj">>, "YQ==", "YQ=", "****"]] ++ [?T(base64:mime_decode(D)) || D <- ["YW*Jj", "Y"]]
        ++ [?T(uri_string:parse(U)) || U <- ["http://user@host:80/path?q=1#f", "a:b", "", "/x/../y", "http://[::1]/", "h ttp://x", <<"foo://a/%20">>]]
        ++ [?T(uri_string:normalize(U)) || U <- ["HTTP://Host/a/./b/../c", "http://h:80/", "x"]] ++ [?T(uri_string:resolve(R, "http://a/b/c/d")) || R <- ["../x", "?y", "#z", "//h/p", "g:h"]]
        ++ [?T(uri_string:compose_query([{"a", "b c"}, {"d", "\x{e9}"}])), ?T(uri_string:dissect_query("a=b+c&d=%C3%A9&e")), ?T(uri_string:recompose(#{path => "/p", host => "h", scheme => "s"})),
            ?T(uri_string:quote("a b/c")), ?T(uri_string:unquote("a%20b")), ?T(uri_string:percent_decode("%41"))]
        ++ [?T(binary:encode_hex(D)) || D <- Data] ++ [?T(binary:decode_hex(D)) || D <- [<<"00ff">>, <<"0g">>, <<"0">>]]
        ++ [?T(binary:replace(<<"a.b.c">>, <<".">>, <<"--">>, O)) || O <- [[], [global], [global, {insert_replaced, 1}], [x]]].

patterns() ->
    [?T(re:run(S, P, O)) || S <- ["abcabc", <<"x1y22">>, "", "A\nb"], P <- ["b(c)", "[0-9]+", "(?<n>a)|b", "^b", "x*"], O <- [[], [global], [{capture, all, list}], [multiline, caseless, {capture, first, binary}]]]
        ++ [?T(re:replace(S, P, R, [{return, list} | O])) || S <- ["aXbXc", "none"], {P, R} <- [{"X", "-"}, {"(\\w)X", "<\\1&>"}, {"^", ">"}], O <- [[], [global]]]
        ++ [?T(re:split(S, P, [{return, list}])) || S <- ["a,b,c", "", "1a2b3"], P <- [",", "[a-z]", "(,)"]].

names() ->
    Names = ["/a/b.erl", "b.tar.gz", "", "/", "a/b/", "../x", <<"bin/f.c">>, ".hidden", ["a", $/, "b"]],
    [{F, [?T(apply(filename, F, [N])) || N <- Names]} || F <- [basename, dirname, extension, rootname, split, pathtype, flatten, nativename]]
        ++ [?T(filename:join(A, B)) || A <- Names, B <- ["c", "/d", ""]] ++ [?T(filename:basename(N, ".erl")) || N <- Names] ++ [?T(filename:join(["a", "b", "../c"]))].

told(F) -> try F() catch Class:Reason -> {Class, Reason} end.
