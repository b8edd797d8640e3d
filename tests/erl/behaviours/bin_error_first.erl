%% Of several bad segments the first is told; sizes and values both count.
-module(bin_error_first).
-export([main/0]).

main() ->
    [e(fun() -> build(id(A), id(B), id(S)) end) || {A, B, S} <- [{1, <<2>>, 8}, {a, b, c}, {1, b, c}, {1, <<2>>, c},
        {a, <<2>>, -1}, {1, b, -1}, {1, <<>>, 3}]].

build(A, B, S) -> <<A:S, B/binary, A:16, B:1/binary>>.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
