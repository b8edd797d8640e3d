%% => updates and adds, := updates only; the old map stays.
-module(map_update).
-export([main/0]).

main() ->
    M = id(#{a => 1, b => 2}),
    [M#{a => x}, M#{c => 3}, M#{a := x}, M#{a := x, b := y}, M#{a := 1}, M#{c => 3, a := 4, d => 5}, M#{}, M,
     (id(#{}))#{x => 1}, M#{a => 1, a => 2, c => 3, c => 4}].

id(X) -> X.
