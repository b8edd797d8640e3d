%% A fun over many variables of all kinds keeps them through garbage collections.
-module(fun_environment_many).
-export([main/0]).

main() ->
    [A, B, C, D, E, F, G, H, I, J] = id([1, 1 bsl 80, 2.5, atom, [x], {t}, <<"bin">>, #{k => v}, self(),
                                         fun() -> in end]),
    Fun = fun(Z) -> {A, B, C, D, E, F, G, H, I =:= self(), J(), Z} end,
    garbage(20000),
    erlang:garbage_collect(),
    R = Fun(z),
    garbage(20000),
    {R, Fun(y) =:= setelement(11, R, y), length(element(2, erlang:fun_info(Fun, env)))}.

garbage(0) -> ok;
garbage(N) -> _ = id({N, [N], <<N:64>>}), garbage(N - 1).

id(X) -> X.
