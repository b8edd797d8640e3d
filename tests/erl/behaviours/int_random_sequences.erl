%% Pseudo-random generators with wrapping arithmetic of 32 and 64 bits.
-module(int_random_sequences).
-export([main/0]).

main() -> {lcg(1, 5), xorshift(16#DEADBEEF, 5), lists:last(lcg(7, 1000)), lists:last(xorshift(1, 1000)),
           fnv(<<"hello world">>)}.

lcg(_, 0) -> [];
lcg(X, N) -> Y = (X * 6364136223846793005 + 1442695040888963407) band 16#FFFFFFFFFFFFFFFF, [Y | lcg(Y, N - 1)].

xorshift(_, 0) -> [];
xorshift(X0, N) ->
    M = 16#FFFFFFFFFFFFFFFF,
    X1 = X0 bxor ((X0 bsl 13) band M),
    X2 = X1 bxor (X1 bsr 7),
    X3 = X2 bxor ((X2 bsl 17) band M),
    [X3 | xorshift(X3, N - 1)].

fnv(B) -> lists:foldl(fun(C, H) -> ((H bxor C) * 16#100000001B3) band 16#FFFFFFFFFFFFFFFF end, 16#CBF29CE484222325,
                      binary_to_list(B)).
