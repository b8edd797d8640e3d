%% erts_debug: the words of terms, which differ between releases.
-module(term_sizes_by_release).
-export([main/0]).

main() ->
    A = id(1),
    B = id(2),
    Long = list_to_binary(lists:duplicate(80, 1)),
    <<_:3, Unaligned:640/bitstring, _/bits>> = <<Long/binary, Long/binary>>,
    <<Some:600/binary-unit:1, _/bits>> = <<Long/binary, Long/binary>>,
    Short = list_to_binary([1, 2, 3]),
    <<Odd:7/bitstring, _/bits>> = Short,
    <<Even:16/bitstring, _/bits>> = Short,
    L = [A | b],
    Funs = [fun() -> ok end, fun() -> A end, fun() -> A + B end, fun lists:sort/1, fun() -> {L, L} end],
    Terms = [pid(), port(), reference([42, 43, 44]), reference([42, 43]), reference([1, 2, 3, 4, 5]), {}, {A}, L, [L | L],
        make_ref(), alias(), Short, Long, Odd, Even, Unaligned, Some, binary:copy(<<1>>, 64), binary:copy(<<1>>, 65), #{A => 1}],
    [{erts_debug:flat_size(T), erts_debug:size_shared(T)} || T <- Terms ++ Funs].

id(X) -> X.

pid() -> binary_to_term(<<131, 88, 119, 3, "a@b", 17:32, 42:32, 1:32>>).
port() -> binary_to_term(<<131, 89, 119, 3, "a@b", 1742:32, 1:32>>).
reference(Numbers) ->
    Words = << <<N:32>> || N <- Numbers >>,
    binary_to_term(<<131, 90, (length(Numbers)):16, 119, 3, "a@b", 1:32, Words/binary>>).
