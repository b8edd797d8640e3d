%% Sizes taken from segments before, and from the function's arguments.
-module(bin_match_sizes_in_pattern).
-export([main/0]).

main() ->
    [len(<<3, "abcdef">>), len(<<0, "x">>), len(<<9, "x">>), len(<<>>), arg(8, <<1, 2>>), arg(0, <<1>>),
     arg(-1, <<1>>), arg(a, <<1>>), arg(1 bsl 70, <<1>>), arg(24, <<1, 2>>),
     tlv(<<1, 2, "ab", 2, 0, 3, 1, "z">>), two(<<2:4, 3:4, 1:2, 7:3, 0:3>>), expr(<<1, "abc">>), expr(<<2, "abcde">>)].

len(<<N, B:N/binary, R/binary>>) -> {B, R};
len(B) -> {short, B}.

arg(S, B) ->
    case B of
        <<X:S, R/bits>> -> {X, R};
        _ -> no
    end.

tlv(<<T, L, V:L/binary, R/binary>>) -> [{T, V} | tlv(R)];
tlv(<<>>) -> [].

two(<<A:4, B:4, X:A, Y:B, R/bits>>) -> {X, Y, R}.

expr(<<N, B:(N * 2 + 1)/binary, R/bits>>) -> {B, R};
expr(_) -> no.
