%% keystore, keyreplace, keydelete, keytake, keymap, keymerge.
-module(list_key_functions).
-export([main/0]).

main() ->
    L = [{a, 1}, {b, 2}, {a, 3}],
    [lists:keystore(b, 1, L, {b, x}), lists:keystore(c, 1, L, {c, x}), lists:keyreplace(a, 1, L, {z}),
     lists:keydelete(a, 1, L),
     lists:keydelete(q, 1, L), lists:keytake(b, 1, L), lists:keytake(q, 1, L), lists:keymap(fun(X) -> X * 2 end, 2, L),
     lists:keymerge(1, [{1, a}, {3, b}], [{1, c}, {2, d}])] ++
    [e(fun() -> lists:keydelete(a, id(0), L) end), e(fun() -> lists:keymap(fun(X) -> X end, id(3), L) end)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
