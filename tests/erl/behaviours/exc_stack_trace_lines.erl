%% Lines in traces are those of the calls and operators, also within one function.
-module(exc_stack_trace_lines).
-export([main/0]).

main() -> [element(4, element(3, e(fun() -> f(id(N)) end))) || N <- lists:seq(1, 7)] ++
    [[L || {M, f, _, [_, L]} <- trace(fun() -> f(N) end), M =:= ?MODULE] || N <- lists:seq(1, 7)].

f(1) -> error(one);
f(2) ->
    X = id(2),
    Y = X * 2,
    {X,
     Y + a(X)};
f(3) -> case id(3) of
            4 -> x
        end;
f(4) -> [a(4),
         a(id(5))];
f(5) ->
    Z = id([]),
    A = element(1, Z),
    {A};
f(6) ->
    #{a := B} =
        id(#{}),
    B;
f(7) ->
    throw(
      a(0)).

a(X) -> if X < 1 -> x; true -> error({a, X}) end.

trace(F) -> try F() catch _:_:S -> S end.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
