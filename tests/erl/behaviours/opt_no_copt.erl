%% Code compiled without the optimisations of Core Erlang.
%% options: [no_copt]
-module(opt_no_copt).
-export([main/0]).

main() -> [case {1, 2} of {A, B} -> A + B end, (fun(X) -> X * 2 end)(4), element(2, {a, b}), if true -> yes end,
           case f(1) of {ok, V} -> V end, begin [H | _] = [1, 2], H end, lists:map(fun(X) -> {X} end, [1, 2]),
           true andalso f(2), [X || X <- [1, 2, 3], X > 1], try f(3) of Z -> Z catch _:_ -> no end, catch 1 + f(4)].

f(1) -> {ok, one};
f(N) -> N.
