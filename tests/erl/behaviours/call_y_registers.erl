%% Variables that live across many calls stay what they were.
-module(call_y_registers).
-export([main/0]).

main() -> [f(1, 2, 3), f([a], {b}, <<"c">>)].

f(A, B, C) ->
    D = id({A}),
    E = id([B, D]),
    F = id(<<"fresh", 1>>),
    G = id({D, E, F}),
    garbage(1000),
    H = id([G | C]),
    erlang:garbage_collect(),
    I = id({H, A, B}),
    J = id(length([D, E, F, G])),
    garbage(1000),
    {A, B, C, D, E, F, G, H, I, J}.

garbage(0) -> ok;
garbage(N) -> id([N, {N}]), garbage(N - 1).

id(X) -> X.
