%%% Funs, and what they take along.
%%%
%%% A fun that uses variables from around it is a closure: a small object on the
%%% heap that names the code (a function the compiler made of the body) and holds
%%% a copy of each such variable. When it is called the copies are placed in the
%%% x registers behind its arguments. Look for functions whose names begin
%%% with a minus sign, as in -adder/1-fun-0-.
-module(closures).
-export([main/0, adder/1, double/1]).

main() ->
    AddTen = adder(10),
    erlang:display(AddTen(32)),
    erlang:display(map(AddTen, [1, 2, 300])),
    erlang:display(map(fun ?MODULE:double/1, [1, 2, 300])),
    Both = compose(AddTen, fun double/1),
    erlang:display({Both(1), (compose(fun double/1, AddTen))(1)}),
    erlang:display({power(2, 10), (curry(fun power/2))(3)}),
    erlang:display(fold(fun(X, Sum) -> X + Sum end, 0, between(1, 100))),
    {Counter, Steps} = count_to(5, counter(0, 3)),
    {arity(AddTen), Counter, Steps, fibonacci(15)}.

%% The closure keeps N, long after adder/1 has returned and its frame is gone.
adder(N) ->
    fun(X) -> X + N end.

double(X) ->
    2 * X.

%% Two funs in, one fun out: F and G are what the new one takes along.
compose(F, G) ->
    fun(X) -> F(G(X)) end.

%% A fun that returns a fun, for a function of two arguments.
curry(F) ->
    fun(Base) ->
        Square = F(Base, 2),
        Cube = F(Base, 3),
        {Square, Cube}
    end.

power(_Base, 0) ->
    1;
power(Base, Exponent) ->
    Base * power(Base, Exponent - 1).

%% Nothing can be changed, so a counter is a fun that returns its value together
%% with the next counter.
counter(Value, Step) ->
    fun() -> {Value, counter(Value + Step, Step)} end.

count_to(Steps, Counter) ->
    count_to(Steps, Counter, 0).

count_to(Steps, Counter, Count) ->
    case Counter() of
        {Value, _} when Count =:= Steps -> {Value, Count};
        {_, Next} -> count_to(Steps, Next, Count + 1)
    end.

%% A fun with a name can call itself.
fibonacci(N) ->
    Next = fun
        Again(0, A, _B) -> A;
        Again(Left, A, B) -> Again(Left - 1, B, A + B)
    end,
    Next(N, 0, 1).

arity(Fun) ->
    {arity, Arity} = erlang:fun_info(Fun, arity),
    Arity.

map(_Fun, []) ->
    [];
map(Fun, [X | Rest]) ->
    [Fun(X) | map(Fun, Rest)].

fold(_Fun, Result, []) ->
    Result;
fold(Fun, Result, [X | Rest]) ->
    fold(Fun, Fun(X, Result), Rest).

between(Low, High) when Low > High ->
    [];
between(Low, High) ->
    [Low | between(Low + 1, High)].
