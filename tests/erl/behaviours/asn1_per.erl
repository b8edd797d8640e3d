%% asn1rt_nif:encode_per_complete/1: what bytes that stand for bits come to. What OTP would read from beyond the end is
%% left out: operands of 10 that are not there, or say more than 8 bits. So that it does not write beyond the end, whose
%% place it guesses, many bits come first.
-module(asn1_per).
-export([main/0]).

main() ->
    [[e(Input) || Input <- inputs()],
     [e([Bits, Input]) || Input <- [lists:flatten(I) || I <- instructions()], Bits <- bits([0, 1, 3, 7])],
     [erlang:phash2(e(Input)) || Input <- random(2000, 7)],
     [e(Input) || Input <- random(30, 9)]].

bits(Counts) -> [lists:duplicate(800, 0) ++ lists:duplicate(Count, 1) || Count <- Counts].

e(Input) ->
    try
        asn1rt_nif:encode_per_complete(Input)
    catch
        Class:Reason:Trace -> {Class, Reason, [{M, F, A} || {M, F, A, _} <- lists:sublist(Trace, 1)]}
    end.

inputs() ->
    [[], <<>>, [[]], [2], [2, 2], [0], [1], [1, 2, 1], lists:duplicate(8, 1), lists:duplicate(9, 1), lists:duplicate(16, 0),
     [<<1, 0>>, [1 | <<1>>]], [3], [9], [99], [44], [48], [255], [1, 99], a, [256], [a], <<1:1>>, {1}, 1,
     [20], [20, 1], [20, 2, 1], [21, 0], [21, 0, 1], [30, 0], [30, 0, 1], [30, 3, 0], [31, 3, 0, 0], [31, 3, 0], [40, 3], [40, 3, 2, 1],
     [40, 3, 2, 1, 2], [40, 1, 2, 1, 2], [41, 1, 0, 1], [45, 9, 2, 1], [46, 0, 1], [47, 0, 1, 0, 1], [47, 0, 1, 0]].

instructions() ->
    Octets = [129, 66, 36, 255, 1],
    Bits = [1, 0, 1, 1, 1, 0, 0, 1, 1],
    [[[10, N, V], 1] || N <- lists:seq(0, 8), V <- [0, 1, (1 bsl N) - 1]]
        ++ [[20, 0], [20, 5, Octets], [20, 5, Octets, 1], [21, 0, 5, Octets], [21, 1, 0, lists:duplicate(256, 7), 1, 1]]
        ++ [[30, U, 5, Octets, 1, 0, 1] || U <- lists:seq(0, 8)] ++ [[31, U, 0, 5, Octets, 0, 1] || U <- lists:seq(0, 7)]
        ++ [[40, N, 9, Bits, 1, 1] || N <- [0, 1, 7, 8, 9, 10, 17, 200]] ++ [[41, N, 0, 9, Bits, 1, 1] || N <- [0, 8, 9, 10, 100]]
        ++ [[42, 0, N, 9, Bits, 1, 1] || N <- [0, 8, 9, 10, 100]] ++ [[43, 0, N, 0, 9, Bits, 1] || N <- [0, 8, 9, 10, 100]]
        ++ [[43, 3, 232, 0, 9, Bits, 1]]
        ++ [[45, N, 5, Octets, 1, 0, 1] || N <- [33, 35, 39, 40, 41, 47, 48, 49, 200]]
        ++ [[46, 0, N, 5, Octets, 1, 0, 1] || N <- [33, 39, 40, 41, 60]]
        ++ [[47, 0, N, 0, 5, Octets, 1, 0, 1] || N <- [33, 39, 40, 41, 60]]
        ++ [[45, 9, 5, 255, 255, 1, 1, 1, 1, 0, 1], [45, 3, 2, 255, 1, 1], [45, 8, 2, 255, 128, 1]].

%% Sequences of instructions.
random(Count, Seed) ->
    All = list_to_tuple([[0], [1], [2], [1, 1, 0]] ++ instructions()),
    {Lists, _} = lists:mapfoldl(
        fun(I, State) ->
            lists:mapfoldl(
                fun(_, S) ->
                    Next = (S * 1103515245 + 12345) rem (1 bsl 31),
                    {element(1 + (Next bsr 8) rem tuple_size(All), All), Next}
                end, State, lists:seq(1, 1 + I rem 12))
        end, Seed, lists:seq(1, Count)),
    [bits([3]) ++ List || List <- Lists].
