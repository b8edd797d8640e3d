%% Appending to what is no binary, or something bad to one.
-module(bin_append_errors).
-export([main/0]).

main() ->
    [e(fun() -> app(id(A), id(B)) end) || {A, B} <- [{<<>>, 1}, {a, 1}, {[], 1}, {<<1:1>>, 1}, {<<1>>, a},
                                                     {<<1>>, 1.0}]] ++
    [e(fun() -> bapp(id(A), id(B)) end) || {A, B} <- [{<<1:1>>, <<1:1>>}, {a, <<>>}, {<<>>, a}]].

app(A, B) -> <<A/binary, B>>.

bapp(A, B) -> <<A/bits, B/bits, 1:1>>.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
