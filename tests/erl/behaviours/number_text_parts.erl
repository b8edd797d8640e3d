%% erts_internal: texts as integers for callers that go on with long ones themselves.
%% otp: 27
-module(number_text_parts).
-export([main/0]).

main() ->
    Texts = ["12", "zz", "-", "+", "-17", "+5", "12x", "", "1_0", "x", "0", "-0", lists:duplicate(2000, $0), lists:duplicate(2000, $0) ++ "x",
             lists:duplicate(2000, $1) ++ "x", [$- | lists:duplicate(30, $0)] ++ "1", lists:duplicate(200, $-), "-+1"]
            ++ [lists:duplicate(N, $1) || N <- [11, 12, 14, 15, 17, 18, 19, 20, 37, 38, 59, 60]],
    Bases = [2, 3, 8, 10, 16, 36],
    [[erts_internal:list_to_integer(Text, Base) || Text <- Texts, Base <- Bases],
     [erts_internal:binary_to_integer(list_to_binary(Text), Base) || Text <- Texts, Base <- Bases],
     [erts_internal:list_to_integer(Text, Base)
      || {Text, Base} <- [{a, 10}, {[$1 | a], 10}, {[$1, a], 10}, {[$1, 300], 10}, {[$1, -1], 10}, {[300], 10}, {[a], 10},
                          {"1", 1}, {"1", 37}, {"1", a}, {"1", 1 bsl 70}, {[], a}, {{}, 10}]],
     [erts_internal:binary_to_integer(Text, Base)
      || {Text, Base} <- [{a, 10}, {<<"1">>, 1}, {<<"1">>, 37}, {<<"1">>, a}, {<<"12", 1:1>>, 10}, {<<"1">>, 1 bsl 70}, {"1", 10}]]].
