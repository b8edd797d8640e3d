%% Two binaries are appended to the same one: neither sees the other's bytes.
-module(bin_append_branches).
-export([main/0]).

main() ->
    A = id(grow(100, <<>>)),
    B = <<A/binary, "left">>,
    C = <<A/binary, "right">>,
    D = <<B/binary, "more">>,
    E = <<C/binary, "more">>,
    [binary:part(X, 100, byte_size(X) - 100) || X <- [A, B, C, D, E, <<A/binary, 1>>]].

grow(0, B) -> B;
grow(N, B) -> grow(N - 1, <<B/binary, N>>).

id(X) -> X.
