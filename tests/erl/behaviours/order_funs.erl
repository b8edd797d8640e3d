%% Funs: equal when made at the same place over equal variables; external ones by module, name, arity.
-module(order_funs).
-export([main/0]).

main() ->
    Make = fun(X) -> fun() -> X end end,
    [Make(1) == Make(1), Make(1) =:= Make(2), Make(1) == Make(1.0), Make(1) =:= Make(1.0),
     fun lists:map/2 =:= fun lists:map/2,
     fun lists:map/2 < fun lists:map/3, fun lists:a/1 < fun lists:b/1, fun a:b/1 < fun b:a/0, fun main/0 =:= fun main/0,
     fun main/0 == fun ?MODULE:main/0, lists:sort([fun b:b/1, fun a:c/1, fun a:b/2, fun a:b/1]) =:= [fun a:b/1,
         fun a:b/2, fun a:c/1, fun b:b/1]].
