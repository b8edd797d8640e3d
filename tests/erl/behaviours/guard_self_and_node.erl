%% self() and node() in guards.
-module(guard_self_and_node).
-export([main/0]).

main() ->
    P = spawn(fun() -> ok end),
    [g(X) || X <- [self(), P, a, node(), make_ref()]].

g(X) when X =:= self() -> me;
g(X) when X =:= node() -> node;
g(X) when is_pid(X), node(X) =:= node() -> local;
g(X) when node(X) =:= node() -> reference;
g(_) -> other.
