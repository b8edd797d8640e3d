%% Matching: every kind of segment, aligned and not, that fits and that does not.
-module(bits_match).
-export([main/0, loop/2]).

main() ->
    Bins = bins(),
    {[[catch_all(F, B) || B <- Bins] || F <- funs()],
     loop(words(<<"aaabab xyz">>), []),
     [tail(B) || B <- Bins],
     [sizes(N, B) || N <- [0, 1, 7, 8, 13, 64, 65, -1, 1 bsl 70, a], B <- Bins],
     [guarded(B) || B <- [a, 1 | Bins]],
     utf(), floats(), nested(), big()}.

bins() ->
    Base = << <<X>> || X <- seq(250, 255) ++ seq(0, 20) >>,
    <<_:3, Odd:101/bits, _/bits>> = Base,
    <<_:16, Part:9/binary, _/bits>> = Base,
    [<<>>, <<1>>, <<5:3>>, <<"abc">>, Base, Odd, Part, <<2#101:3, 7:5, 16#1234567890123456789:80, 2, "hello">>,
     <<Base/binary, Base/binary, Base/binary>>, <<-1:64, 16#8000000000000000:64, 0:64>>, <<16#7fffffffffffffff:64/little, 1:60, 1:4>>].

words(B) -> [B, <<B/binary, 1:3>>, <<B/binary, 3:7>>].

catch_all(F, B) ->
    try F(B) catch error:{case_clause, _} -> no end.

funs() ->
    [fun(B) -> case B of <<X:8, Y:16/little-signed, T:3/binary, R/binary>> -> {X, Y, T, R} end end,
     fun(B) -> case B of <<X:8, _:7, 1:1, "abc", R/bits>> -> {X, R}; <<_:4, X:9, R/bits>> -> {X, R} end end,
     fun(B) -> case B of <<X:64/signed, Y:80, _/bits>> -> {X, Y} end end,
     fun(B) -> case B of <<X:64/little, Y:64, _/bits>> -> {X, Y} end end,
     fun(B) -> case B of <<X:59, Y:60/signed-little, Z:61, _/bits>> -> {X, Y, Z} end end,
     fun(B) -> case B of <<X:3/binary-unit:7, R/bits>> -> {X, R} end end,
     fun(B) -> case B of <<_:17, T/binary-unit:16>> -> T; <<_:1, T/binary-unit:5>> -> {five, T} end end,
     fun(B) -> case B of <<2#101:3, X:5/signed-native, 16#1234567890123456789:80, S, T:S/binary, R/bits>> -> {X, S, T, R} end end,
     fun(B) -> case B of <<250, 251:8, 252:8/signed, _/bits>> -> one; <<250:8, -5:8/signed, -4:8/signed, _/bits>> -> two end end,
     fun(B) -> case B of <<>> -> empty; <<_:3>> -> three; <<"abc">> -> abc end end,
     fun(B) -> case B of <<X:100/little, Y:1, _/bits>> -> {X, Y} end end,
     fun(B) -> case B of <<X:200/signed, _/bits>> -> X end end,
     fun(B) -> case B of <<X:16/float, _/bits>> -> X end end,
     fun(B) -> case B of <<X:32/float-little, Y/float, R/bits>> -> {X, Y, R} end end,
     fun(B) -> case B of <<X, Y/bits>> when X > 200 -> {X, Y}; <<X:2, _/bits>> when X < 2 -> {small, X} end end].

loop([B | Bs], Acc) -> loop(Bs, [count(B, 0) | Acc]);
loop([], Acc) -> Acc.

count(<<"aa", T/bits>>, N) -> count(T, N + 2);
count(<<"ab", T/bits>>, N) -> count(T, N + 20);
count(<<X, T/bits>>, N) when X =/= $x -> count(T, N + 100);
count(<<_:7>>, N) -> {seven, N};
count(<<X:3>>, N) -> {three, X, N};
count(B, N) -> {rest, B, N}.

tail(<<_, T/binary>>) -> {byte_size(T), tail(T)};
tail(<<>>) -> done;
tail(B) -> {bit_size(B), B}.

sizes(N, B) ->
    {case B of <<X:N, R/bits>> -> {X, R}; _ -> no end,
     case B of <<X:N/binary, R/bits>> -> {X, R}; _ -> no end,
     case B of <<_:N/unit:3, R/bits>> -> R; _ -> no end,
     case B of <<_:3, X:N/signed-little, R/bits>> -> {X, R}; _ -> no end,
     case B of <<X:N/float, R/bits>> -> {X, R}; _ -> no end}.

guarded(B) when is_binary(B), byte_size(B) > 20 -> {binary, byte_size(B)};
guarded(B) when is_bitstring(B), bit_size(B) rem 8 =/= 0 -> {bits, bit_size(B)};
guarded(B) when is_binary(B) -> {short, B};
guarded(B) -> B.

utf() ->
    Points = [0, $a, 16#7f, 16#80, 16#7ff, 16#800, 16#d7ff, 16#e000, 16#ffff, 16#10000, 16#10ffff],
    Broken = [<<16#80>>, <<16#c0, 16#80>>, <<16#c1, 16#bf>>, <<16#e0, 16#80, 16#80>>, <<16#ed, 16#a0, 16#80>>,
              <<16#f4, 16#90, 16#80, 16#80>>, <<16#f8>>, <<16#e2, 16#82>>, <<16#d800:16>>, <<16#dc00:16, 1:16>>,
              <<16#d800:16, 16#20:16>>, <<16#110000:32>>, <<16#d800:32>>, <<1:7>>],
    [utf(<<P/utf8, P/utf16, P/utf16-little, P/utf32, P/utf32-little>>, 0) || P <- Points]
        ++ [utf(<<0:3, P/utf8, P/utf16, P/utf16-little, P/utf32, P/utf32-little>>, 3) || P <- Points]
        ++ [{broken(B), broken(<<B/bits, B/bits>>)} || B <- Broken].

utf(B, N) ->
    <<_:N, A/utf8, C/utf16, D/utf16-little, E/utf32, F/utf32-little>> = B,
    <<_:N, _/utf8, _/utf16, _/utf16-little, _/utf32, G/bits>> = B,
    {A, C, D, E, F, G}.

broken(B) ->
    {case B of <<X/utf8, R/bits>> -> {X, R}; _ -> no end,
     case B of <<X/utf16, R/bits>> -> {X, R}; _ -> no end,
     case B of <<X/utf16-little, R/bits>> -> {X, R}; _ -> no end,
     case B of <<X/utf32, R/bits>> -> {X, R}; _ -> no end,
     case B of <<_/utf8, R/bits>> -> R; _ -> no end,
     case B of <<_/utf16, R/bits>> -> R; _ -> no end,
     case B of <<_/utf32-little, R/bits>> -> R; _ -> no end}.

floats() ->
    [case B of <<X:64/float>> -> X; <<X:32/float-little>> -> X; <<X:16/float>> -> X; _ -> no end
     || B <- [<<16#7ff0:16, 0:48>>, <<16#7ff8:16, 0:48>>, <<16#8000:16, 0:48>>, <<1.5:32/float-little>>,
              <<16#7f800000:32/little>>, <<16#7c00:16>>, <<16#7bff:16>>, <<1:16>>, <<1.25:16/float>>]].

%% A context that goes through calls, and one that is matched again from its start.
nested() ->
    B = <<1, 2, 3, 4, 5:3>>,
    {again(B), again(<<9>>), pair(B, B), [X || <<X:3>> <= B], << <<X:5>> || <<X:3, _:1>> <= B >>}.

again(<<X, R/bits>> = B) when X < 5 -> {X, R, size_of(B), again(R)};
again(B) -> B.

size_of(<<B/bits>>) -> bit_size(B).

pair(<<A, R/bits>>, <<_, B, S/bits>>) -> [{A, B} | pair(R, S)];
pair(R, S) -> {R, S}.

%% Much garbage, so that contexts and sub-binaries survive collections.
big() ->
    B = << <<N:16>> || N <- seq(1, 3000) >>,
    {Sum, Parts} = big(B, 0, []),
    {Sum, length(Parts), hd(Parts), sum([X || <<X:16, _/bits>> <- Parts])}.

big(<<X:16, P:6/binary, R/binary>>, Sum, Parts) ->
    L = dup(X rem 50, X),
    big(R, Sum + length(L) + X, [P | Parts]);
big(<<R/bits>>, Sum, Parts) -> {Sum + bit_size(R), Parts}.

seq(A, B) when A > B -> [];
seq(A, B) -> [A | seq(A + 1, B)].

dup(0, _) -> [];
dup(N, X) -> [X | dup(N - 1, X)].

sum([X | Xs]) -> X + sum(Xs);
sum([]) -> 0.
