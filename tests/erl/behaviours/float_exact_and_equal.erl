%% == and =:= between floats and integers inside other terms.
-module(float_exact_and_equal).
-export([main/0]).

main() ->
    Pairs = [{1, 1.0}, {[1], [1.0]}, {{1, a}, {1.0, a}}, {#{a => 1}, #{a => 1.0}}, {#{1 => a}, #{1.0 => a}},
             {[1 | 2], [1.0 | 2.0]},
             {{[1]}, {[1.0]}}, {<<1>>, <<1.0/float>>}],
    [{A == B, A =:= B, A /= B, A =/= B, A < B, A > B} || {A, B} <- [id(P) || P <- Pairs]].

id(X) -> X.
