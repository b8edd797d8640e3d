%% A chain of setelement calls on a tuple, which newer compilers update in place.
-module(tuple_setelement_chain).
-export([main/0]).

main() ->
    T = {a, b, c, d, e},
    [chain(id(T), 1), T, chain(id(T), [x]), loop(id({0, 0, 0}), 100), e(fun() -> chain(id({a, b}), 1) end)].

chain(T, X) ->
    T1 = setelement(5, T, X),
    T2 = setelement(3, T1, {X, X}),
    setelement(1, T2, [X | T]).

loop(T, 0) -> T;
loop(T, N) -> loop(setelement(N rem 3 + 1, T, element(N rem 3 + 1, T) + N), N - 1).

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
