%% Conversions between kinds of terms: natives of `erlang`, `unicode` and `string`, called with good and with bad
%% arguments. An error is given with the first entry of its stack trace.
-module(converting).
-export([main/0, newest/0]).

main() -> number(calls(), 1).

%% What OTP 29 does otherwise than releases before it.
newest() ->
    number(limits() ++ seven_bits() ++ vectors() ++ one(list_to_pid, ["<0.268435455.0>"])
               ++ erlang(binary_to_list, [[<<1, 2, 3:3>>, 1, 1], [<<1, 2, 3:3>>, 1, 2], [<<1, 2, 3:3>>, 2, 3]]), 1).

number([{M, F, A} | Calls], N) -> [{N, attempt(M, F, A)} | number(Calls, N + 1)];
number([Fun | Calls], N) -> [{N, Fun()} | number(Calls, N + 1)];
number([], _) -> [].

attempt(M, F, A) ->
    try apply(M, F, A)
    catch Class:Reason:Trace -> {Class, Reason, hd(Trace)}
    end.

%% Without the arguments, which are too long to be shown.
short(F, A) ->
    try apply(erlang, F, A) of Value -> {value, is_list(Value)}
    catch Class:Reason:Trace -> {Class, Reason, without_arguments(hd(Trace))}
    end.

without_arguments({M, F, A, Info}) -> {M, F, length(A), Info}.

erlang(F, Lists) -> [{erlang, F, A} || A <- Lists].
one(F, Arguments) -> [{erlang, F, [A]} || A <- Arguments].

calls() ->
    to_integers() ++ from_integers() ++ from_floats() ++ to_floats() ++ to_atoms() ++ from_atoms() ++ bytes()
        ++ identifiers() ++ characters() ++ long() ++ [fun random_integers/0, fun random_floats/0, fun random_text/0].

to_integers() ->
    Texts = ["0", "1", "-1", "+1", "-0", "+0", "00012", "12x", "x12", "", "-", "+", "--1", "+-1", "1-", " 1", "1 ", "1_000",
             "123456789012", "1234567890123", "576460752303423487", "576460752303423488", "-576460752303423488",
             "-576460752303423489", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
             "-9223372036854775809", "18446744073709551615", "18446744073709551616", "340282366920938463463374607431768211456",
             "000000000000000000000000000000000000000000000000000000000001", "12.0", "1e5", [16#661], [256, $1], "\0", "1\n",
             "99999999999999999999999999999999999x"],
    Bases = [{"1010", 2}, {"12", 2}, {"zz", 36}, {"ZZ", 36}, {"-Zz", 36}, {"g", 16}, {"FF", 16}, {"ff", 16}, {"-ff", 15},
             {"+e", 15}, {"10", 1}, {"10", 0}, {"10", 37}, {"10", -2}, {"10", x}, {"10", 10.0}, {"10", 1 bsl 70},
             {"10", "16"}, {"", 16}, {"-", 16}, {"zzzzzzzzzzzzzzzzzzzzzzzzzzz", 36}, {"777777777777777777777777777", 8},
             {"0000000000000000000000000000000", 2}, {"xyz", 99}],
    one(list_to_integer, Texts)
        ++ one(list_to_integer, [x, 1, <<"1">>, [], [$1 | $2], [$1 | x], [$1, x], [x], [$1, 1.0], [$1, -1], [[$1]], {}, [x | y]])
        ++ erlang(list_to_integer, [[T, B] || {T, B} <- Bases])
        ++ erlang(list_to_integer, [[x, 10], [x, 99], [[$1, x], 10], [[$1 | x], 16], [[$1 | x], 99], [[], x]])
        ++ one(binary_to_integer, [list_to_binary(T) || T <- Texts, lists_max(T) < 256])
        ++ one(binary_to_integer, [x, "1", 1, <<1:3>>, <<"1", 1:3>>, <<>>, part(<<"a123b">>)])
        ++ erlang(binary_to_integer, [[list_to_binary(T), B] || {T, B} <- Bases])
        ++ erlang(binary_to_integer, [[x, 10], [x, 99], [<<1:3>>, 16], [<<1:3>>, 99], [part(<<"xFFx">>), 16]])
        ++ [{string, list_to_integer, [T]} || T <- Texts ++ ["12 34", "-5-", "+7x", x, [$1 | x], [$1, x], [x], [[]], <<"1">>]].

lists_max(T) -> lists_max(T, 0).
lists_max([H | T], M) -> lists_max(T, max(H, M));
lists_max([], M) -> M.

part(Binary) -> binary_part(Binary, 1, byte_size(Binary) - 2).

from_integers() ->
    Numbers = [0, 1, -1, 9, 10, 35, 36, -36, 255, 1 bsl 59 - 1, 1 bsl 59, -(1 bsl 59), -(1 bsl 59) - 1, 1 bsl 63, -(1 bsl 63),
               1 bsl 64 - 1, 1 bsl 64, -(1 bsl 64), 1 bsl 200, -(1 bsl 200) + 12345],
    Bad = [a, 1.0, "1", <<"1">>, [], {1}],
    Functions = [integer_to_list, integer_to_binary],
    [{erlang, F, [N]} || F <- Functions, N <- Numbers ++ Bad]
        ++ [{erlang, F, [N, B]} || F <- Functions, N <- Numbers ++ [a], B <- [2, 3, 8, 10, 16, 36]]
        ++ [{erlang, F, [N, B]} || F <- Functions, N <- [5, a, 1 bsl 100, 1.0],
                                   B <- [1, 0, -1, 37, 36.0, x, 1 bsl 64, [], "16"]].

options() ->
    [[], [short], [compact], [{decimals, 0}], [{decimals, 1}], [{decimals, 4}], [{decimals, 4}, compact], [compact, {decimals, 20}],
     [{decimals, 0}, compact], [{decimals, 18}], [{decimals, 19}], [{decimals, 253}], [{decimals, 253}, compact], [{scientific, 0}],
     [{scientific, 1}], [{scientific, 6}], [{scientific, 20}], [{scientific, 30}], [{scientific, 249}], [{scientific, 5}, compact],
     [{decimals, 2}, {scientific, 3}], [{scientific, 3}, {decimals, 2}], [short, compact], [short, {decimals, 3}],
     [{decimals, 3}, short], [short, {scientific, 3}], [{scientific, 3}, short], [compact, compact, {decimals, 6}],
     [{decimals, 1}, {decimals, 3}], [compact, short, {decimals, 5}], [compact, short, {decimals, 5}, {scientific, 2}, {decimals, 7}]].

bad_options() ->
    [x, [x], [{decimals, -1}], [{decimals, 254}], [{decimals, 1 bsl 70}], [{decimals, 1.0}], [{decimals, a}], [{scientific, -1}], [{scientific, -1000}],
     [{scientific, 250}], [{scientific, 1 bsl 70}], [{scientific, x}], [{digits, 3}], [{decimals, 1, 2}], [decimals],
     [{decimals, 2} | x], [compact | compact], [short | short], [short, x], [{decimals}], [[]], ["short"], 1, <<>>].

from_floats() ->
    Floats = [0.0, -0.0, 1.0, -1.0, 0.1, 0.5, 1.5, 2.5, -2.5, 0.05, 0.15, 0.25, 0.35, 1.005, 123.456, 1.0e10, 1.0e15, 1.0e16, 1.0e17,
              123456789012345680.0, 9007199254740991.0, 9007199254740992.0, 9007199254740994.0, 1.0e21, 1.0e22, 1.0e23, 1.0e100,
              1.7976931348623157e308, 2.2250738585072014e-308, 5.0e-324, 1.0e-5, 1.0e-10, 0.99999, 9.99999, 0.9999999999999999,
              99.99999999999999, 3.141592653589793, 4503599627370496.5, 1.0e255, -1.0e252],
    Functions = [float_to_list, float_to_binary],
    one(float_to_list, Floats) ++ one(float_to_binary, Floats)
        ++ [{erlang, F, [X]} || F <- Functions, X <- [1, a, "1.0", <<"1.0">>, 1 bsl 70, []]]
        ++ [{erlang, float_to_list, [X, O]} || X <- Floats, O <- options()]
        ++ [{erlang, F, [X, O]} || F <- Functions, X <- [1.5, 1, a], O <- bad_options()]
        ++ [{erlang, float_to_binary, [X, O]} || X <- [1.5, 1.0e200, -0.0], O <- options()].

to_floats() ->
    Texts = ["0.0", "-0.0", "+1.5", "1.0e10", "1.0E10", "1.0e+10", "1.0e-10", "1.5e", "1.5e+", "1.", ".5", "1", "1e5", "1.e5", "1.0e400",
             "-1.0e400", "1.0e-400", "1.0x", "x", "", " 1.0", "1.0 ", "1,5", "1,5e3", "1.5.2", "00001.50000", "1.0e00010", "1.0e99999999999",
             "0.0e99999999999", "1.0e-99999999999", "inf", "nan", "infinity", "-", "1_0.0", "1.7976931348623157e308", "1.7976931348623159e308",
             "4.9e-324", "2.0e-324", "123456789012345678901234567890.0", "0.1000000000000000055511151231257827", "--1.0", "+-1.0", "1.0\0", "\0001.0",
             "0x1.8p3"],
    one(list_to_float, Texts) ++ one(list_to_float, [x, 1.0, [$1 | x], "1.0" ++ x, [$1, $., x], [], [300], <<"1.0">>])
        ++ one(binary_to_float, [list_to_binary(T) || T <- Texts])
        ++ one(binary_to_float, [x, 1.0, "1.0", <<1:3>>, <<"1.0", 1:1>>, part(<<"x1.0x">>)])
        ++ [{string, list_to_float, [T]}
            || T <- Texts ++ ["1.5e+x", "1.5e3x", "1.5ex", "1.5 2", "12.5-", "-5.5e-", "1.5e5.5", x, [$1, $., $5 | x], [$1, $., $5, x],
                              [$1, $., $5, $e | x], [$1 | x], [x], <<"1.5">>, [$1, $., $5, 300]]].

to_atoms() ->
    Full = duplicate(255, $a),
    Wide = duplicate(255, 16#1f600),
    Lists = ["", "a", "ok", "hello world", [0], [255], [256], [16#3b1], [16#d800], [16#dfff],
             [16#110000], [-1], [1 bsl 70], [x], [$a | x], x, 1, <<"a">>, [[$a]], [1.0], Full, Wide, Full ++ "a", Wide ++ "a", Full ++ x,
             Full ++ [$a | x], Full ++ [x], Full ++ "ab" ++ [x], Full ++ [16#d800]],
    Binaries = [<<>>, <<"a">>, <<"ok">>, <<255>>, <<"a", 255>>, <<16#c3, 16#a9>>, <<16#c3>>, <<16#c0, 16#80>>, <<16#ed, 16#a0, 16#80>>,
                <<16#f0, 16#9f, 16#98, 16#80>>, <<16#f4, 16#90, 16#80, 16#80>>, <<16#e2, 16#82>>, <<1:3>>, x, "a", 1, list_to_binary(Full),
                list_to_binary(Full ++ "a"), unicode:characters_to_binary(Wide, utf8), unicode:characters_to_binary(Wide ++ "a", utf8),
                <<(list_to_binary(Full ++ "a"))/binary, 255>>, part(<<"xokx">>), <<0>>, list_to_binary(duplicate(255, 200)),
                list_to_binary(duplicate(256, 200))],
    Encodings = [latin1, utf8, unicode, utf16, x, 1, [utf8]],
    [fun() -> atom_to_list(list_to_atom([C])) end || C <- [16#d7ff, 16#e000, 16#fffe, 16#10ffff]]
        ++ one(list_to_atom, Lists) ++ one(list_to_existing_atom, Lists ++ ["no such atom", "list_to_existing_atom"])
        ++ one(binary_to_atom, Binaries) ++ one(binary_to_existing_atom, Binaries ++ [<<"no such atom">>, <<"main">>])
        ++ erlang(binary_to_atom, [[B, E] || B <- Binaries, E <- Encodings])
        ++ erlang(binary_to_existing_atom, [[B, E] || B <- [<<"no such atom">>, <<"no such atom", 200>> | Binaries], E <- Encodings]).

duplicate(0, _) -> [];
duplicate(N, X) -> [X | duplicate(N - 1, X)].

from_atoms() ->
    Atoms = ['', a, ok, 'hello world', '\0', 'é', 'α', list_to_atom([16#1f600, $a]), list_to_atom(duplicate(255, 16#1f600)), 1, "a", <<"a">>],
    one(atom_to_list, Atoms) ++ one(atom_to_binary, Atoms)
        ++ erlang(atom_to_binary, [[A, E] || A <- Atoms, E <- [latin1, utf8, unicode, utf16, x, 1]]).

bytes() ->
    [{erlang, F, [L]} || L <- byte_lists(), F <- [list_to_binary, iolist_to_binary, iolist_size, list_to_bitstring]] ++ byte_parts().

vectors() -> one(iolist_to_iovec, byte_lists()).

byte_lists() ->
    Big = list_to_binary(duplicate(100, 7)),
    <<_:3, Odd:24/bitstring, _/bitstring>> = <<1, 2, 3, 4, 5>>,
    [[], [1], [0, 255], [256], [-1], [a], [1 | 2], [1 | <<2>>], [<<1>> | <<2>>], [[] | <<>>], [[[[1]], [2, [3]]] | <<4>>], [1, [2 | 3]],
             [<<1:3>>], [<<1:3>>, 1], [1 | <<1:3>>], [<<1:4>>, <<2:4>>], [<<1:3>>, [1, <<2:7>>], 9 | <<3:1>>], [1.0], [1 bsl 70], [{}], [#{}],
             [[1 | a]], [[[[a]]]], [Odd, 1], [Big, 1, Big], [Big | Big], [1, 2, Big, 3, 4 | Big], <<>>, <<1>>, <<1:3>>, Big, Odd, a, 1, {}, [1 | a],
             [1, list_to_binary(duplicate(512, 7)), 2], [1, list_to_binary(duplicate(513, 7)), 2], [Big | list_to_binary(duplicate(600, 7))],
             [[[list_to_binary(duplicate(600, 7))]], <<1:3>>], [<<>>, [], <<>> | <<>>], [Big], [[Big]], "text", [16#3b1]].

byte_parts() ->
    Big = list_to_binary(duplicate(100, 7)),
    <<_:3, Odd:24/bitstring, _/bitstring>> = <<1, 2, 3, 4, 5>>,
    [{erlang, F, [B]} || F <- [binary_to_list, bitstring_to_list], B <- [<<>>, <<1, 2, 3>>, <<1, 2:3>>, <<1:1>>, Big, Odd, a, [], "a", 1]]
        ++ [{erlang, binary_to_list, [B, S, E]} || B <- [<<>>, <<1, 2, 3>>, Odd, a], S <- [0, 1, 2, 3, 4, -1, a, 1 bsl 70],
                                                   E <- [0, 1, 2, 3, 4, 1 bsl 70, 1.0]]
        ++ one(tuple_to_list, [{}, {1}, {1, 2}, a, [1]]) ++ one(list_to_tuple, [[], [1], [1, 2], [1 | 2], a, {1}]).

identifiers() ->
    Pids = ["<0.1.0>", "<0.1.0>x", "<1.1.0>", "<0.99999999999.0>", "<0.0.0>", "<0.268435456.0>", "<0.00001.00>", "<0.1>", "<0..1>",
            "<.1.1>", "< 0.1.1>", "<0.-1.1>", "<0.1.99999999999>", "0.1.0", "", "<", "<0.1.0", a, 1, [$< | a], [300], <<"<0.1.0>">>, "<00.1.0>",
            "<0.1.0.0>", "<a.1.0>", "<99999999999.1.0>"],
    Refs = ["#Ref<0.1.2.3.4>", "#Ref<0.1.2>", "#Ref<0.1>", "#Ref<0.1.2.3.4.5>", "#Ref<0.1.2.3.4.5.6>", "#Ref<1.1.2.3>",
            "#Ref<0.4294967296.2.3>", "#Ref<0.1.2.3>x", "", "#Ref<", "#Ref<0>", "#Ref<>",
            "#ref<0.1.2.3>", a, [$# | a], "#Ref<0.1.2.3", "#Ref<0.1.0.0.0>", "#Ref<0.a.2.3>",
            "#Ref<0..2.3>", <<"#Ref<0.1.2.3>">>, "#Ref<0.0.1.2.3>"],
    one(list_to_pid, Pids) ++ one(list_to_ref, Refs) ++ one(pid_to_list, [a, 1, "<0.1.0>"]) ++ one(ref_to_list, [a, 1])
        ++ one(port_to_list, [a, 1]) ++ one(fun_to_list, [a, 1, fun erlang:'+'/2, fun lists:map/2, fun 'A b':'ok'/0, fun m:'é'/1, fun m:'α'/1])
        ++ [fun() -> self() =:= list_to_pid(pid_to_list(self())) end,
            fun() -> R = make_ref(), R =:= list_to_ref(ref_to_list(R)) end,
            fun() -> F = fun() -> Odd = 1, Odd end, lists_prefix("#Fun<converting.", erlang:fun_to_list(F)) end].

lists_prefix([C | A], [C | B]) -> lists_prefix(A, B);
lists_prefix([], _) -> true;
lists_prefix(_, _) -> false.

characters() ->
    Accents = <<"a", 16#c3, 16#a9>>,
    Emoji = <<16#f0, 16#9f, 16#98, 16#80>>,
    Data = [[], <<>>, "abc", <<"abc">>, Accents, <<255>>, [255], [256], [16#1f600], Emoji, [Emoji, 1, [Accents | <<"x">>]], [a], a, 1, [1 | 2], [-1],
            [16#d800], [16#dfff, 1], [16#110000], [16#ffff], [1 bsl 70], <<16#c3>>, [<<16#c3>>], [<<16#c3>>, <<16#a9>>], [<<16#c3>> | <<16#a9>>],
            [<<16#c3>>, 16#a9], [1, <<16#c3>>, []], [<<"ab", 255, "c">>, "rest"], ["ab", [16#d800, "c"], "rest" | <<"tail">>], <<"ab", 16#e2, 16#82>>,
            [<<"ab", 16#e2, 16#82>>, "x"], [[[<<"ab", 16#e2, 16#82>>]], <<16#ac, "x">>], [[<<"ab", 16#e2>>], [[<<16#82>>], <<16#ac, "x">>]],
            <<1:3>>, [<<1:3>>], ["ab", <<"x", 1:3>>], <<16#ed, 16#a0, 16#80>>, <<16#c0, 16#80>>, <<16#f4, 16#90, 16#80, 16#80>>, <<16#f5>>,
            <<16#e0, 16#80, 16#80>>, <<16#f0, 16#80>>, <<16#ed, 16#a0>>, <<16#f4, 16#90>>, [1, a], ["ab", a], [<<16#e2, 16#82>>, a], [1.0], {},
            [<<16#d8, 16#3d, 16#de, 16#00>>], <<0, $a, 0, $b>>, <<$a, 0, $b, 0>>, <<0, 0, 0, $a>>, <<16#d8, 16#3d>>, <<0, $a, 0>>, <<0>>,
            <<16#dc, 0, 0, 1>>, <<0, 16#11, 0, 0>>, <<0, 0, 16#d8, 0>>, part(<<"x", Accents/binary, "x">>), [[] | <<>>], [$a | <<"b">>],
            [[<<"a">> | <<16#c3>>] | <<16#a9>>], [$a, <<"b">>, 16#3b1 | x], [<<255>>, x], [16#d800 | x], <<"a", 0, 16#ef, 16#bb, 16#bf>>,
            [<<16#e2>>, <<16#28>>], [<<16#e2>>, <<16#82, 16#28, 3>>, 7], [<<16#e2>>, [], [<<16#82>>], [<<16#28, 3>>, 8], 7], ["ab", [[16#d800]]],
            [[<<16#e2>>], 1], [[<<16#e2>>] | <<1>>], [[<<16#e2>> | <<16#82>>] | <<1>>], [[<<"ab", 16#e2, 16#82>>, [1, 2]], 3],
            [[<<"ab", 16#ff, 16#82>>, [1, 2]], 3], [[<<16#e2, 16#82>>, []], []], [[[<<16#ff, 16#82>>]]], [[[1 | <<16#ff, 16#82>>]]],
            [[[1 | <<16#ff, 16#82>>]] | <<>>], [<<16#e2, 16#28>>, 7], [<<16#e2>>, <<16#28>>, <<1>>], [[<<16#f0>>, <<16#28>>], <<1, 2, 3>>],
            [<<16#f0, 16#28>>, <<16#80>>, 8], [1, <<16#f0>>, <<16#80, 16#28>>], [<<16#c0>>], [<<16#c0>>, <<16#80>>, 4], [<<16#f5>>, <<16#80>>, 4],
            [<<16#f8>>, 4], [<<16#f0, 16#80>> | <<16#80, 16#28>>], [<<16#ed, 16#a0>>, <<>>, <<16#80>>],
            [[<<1, 16#e2>>, [<<16#82>>]], [[<<16#28, 3, 2>>]]], <<16#e2, 16#28, 16#a1>>, <<"abc", 16#f0, 16#9f, 16#98>>, <<"abc", 16#f0, 16#9f, 16#28>>, list_to_binary(duplicate(80, $b))],
    [{unicode, F, [D, E]} || F <- [characters_to_list, characters_to_binary], D <- Data, E <- [latin1, unicode, utf8, x, 1]]
        ++ [{unicode, bin_is_7bit, [B]} || B <- [<<>>, <<128>>, Accents, <<1:3>>, a, "abc", [<<"a">>]]].

seven_bits() ->
    [{unicode, bin_is_7bit, [B]} || B <- [<<"abc">>, <<0>>, <<127>>, <<128>>, part(<<200, 1, 200>>), list_to_binary(duplicate(100, 127))]].

limits() ->
    Digits = duplicate(1262700, $9),
    Binary = list_to_binary(Digits),
    [fun() -> short(list_to_integer, [Digits]) end,
     fun() -> short(list_to_integer, [Digits ++ "x"]) end,
     fun() -> short(binary_to_integer, [Binary]) end,
     fun() -> short(binary_to_integer, [<<Binary/binary, "x">>]) end].

long() ->
    [fun() -> list_to_integer(duplicate(1300000, $0) ++ "17") end,
     fun() -> list_to_integer(duplicate(100000, $f), 16) =:= 1 bsl 400000 - 1 end,
     fun() -> iolist_size(nested(100000, [1, <<2, 3>>])) end,
     fun() -> iolist_to_binary(nested(100000, [1, <<2, 3>>])) end,
     fun() -> iolist_size(chained(100000, <<1>>)) end,
     fun() -> unicode:characters_to_list(nested(100000, [1, <<2, 3>>]), utf8) end].

nested(0, X) -> X;
nested(N, X) -> nested(N - 1, [X]).

chained(0, X) -> X;
chained(N, X) -> chained(N - 1, [[X] | <<>>]).

%% Numbers from a generator that is the same everywhere.
next(S) -> (S * 6364136223846793005 + 1442695040888963407) band 16#ffffffffffffffff.

random_integers() -> random_integers(4711, 400).

random_integers(_, 0) -> [];
random_integers(S0, N) ->
    S1 = next(S0), S2 = next(S1), S3 = next(S2), S4 = next(S3),
    Base = 2 + (S1 bsr 33) rem 35,
    Bits = (S2 bsr 33) rem 200,
    Integer = ((S3 bsl 136 bxor S4 bsl 72 bxor S2 bsl 8) bsr (200 - Bits)) * (1 - 2 * ((S4 bsr 40) band 1)),
    Text = integer_to_list(Integer, Base),
    Binary = integer_to_binary(Integer, Base),
    {Binary, Integer} = {list_to_binary(Text), list_to_integer(Text, Base)},
    Integer = binary_to_integer(Binary, Base),
    [{Base, Text, integer_to_list(Integer)} | random_integers(S4, N - 1)].

random_floats() -> random_floats(42, 300).

random_floats(_, 0) -> [];
random_floats(S0, N) ->
    S1 = next(S0), S2 = next(S1), S3 = next(S2),
    Float = case (S2 bsr 33) rem 3 of
        0 -> bits_to_float(<<S1:64>>);
        1 -> (S1 bsr 20) / (1 bsl ((S3 bsr 40) rem 60));
        2 -> (S1 bsr 30) / 1000
    end,
    Text = float_to_list(Float),
    Float = list_to_float(Text),
    Float = binary_to_float(float_to_binary(Float, [short])),
    Digits = (S3 bsr 33) rem 40,
    Options = [[short], [{scientific, Digits}], [{decimals, Digits}], [{decimals, Digits}, compact], [{decimals, Digits rem 8}]],
    [[Text | [try float_to_list(Float, O) catch error:badarg -> O end || O <- Options]] | random_floats(S3, N - 1)].

bits_to_float(<<F/float>>) -> F;
bits_to_float(_) -> 1.25.

%% Runs of arbitrary bytes as text.
random_text() -> random_text(99, 300).

random_text(_, 0) -> [];
random_text(S0, N) ->
    S1 = next(S0), S2 = next(S1), S3 = next(S2),
    Size = (S1 bsr 33) rem 7,
    <<Head:Size/binary, _/binary>> = <<S2:64>>,
    Lead = element(1 + (S3 bsr 33) rem 8, {16#c3, 16#e2, 16#ed, 16#f0, 16#f4, 16#a0, 16#80, $a}),
    Data = [Head, Lead, <<Lead>>, Head | <<Lead, 16#90, 16#80>>],
    Bytes = <<Lead, 16#90, 16#80, Head/binary>>,
    [plain({unicode:characters_to_list(Bytes, utf8), unicode:characters_to_binary(Data, utf8), unicode:characters_to_list(Head, latin1),
      unicode:characters_to_binary(Data, latin1)})
     | random_text(S3, N - 1)].

%% Binaries as lists in tuples: which of them are printed as text is not the question here.
plain(Binary) when is_binary(Binary) -> {binary_to_list(Binary)};
plain(Tuple) when is_tuple(Tuple) -> list_to_tuple(plain(tuple_to_list(Tuple)));
plain([Head | Tail]) -> [plain(Head) | plain(Tail)];
plain(Other) -> Other.
