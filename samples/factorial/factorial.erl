%%% Factorials, and what happens when a number outgrows its word.
%%%
%%% A term is one 64-bit word. A small integer lives in that word itself and has
%%% 60 bits for its value; anything larger is a bignum, a block of digits on the
%%% heap with a pointer to it in the register. 19! is the last factorial that is
%%% small: watch x0 when 20! comes back.
%%%
%%% factorial/1 is body-recursive: the product waits in stack frames, one per
%%% level, and is computed on the way back. Compare with factorial/2, which
%%% carries it along in an accumulator and keeps no frame at all.
-module(factorial).
-export([main/0, factorial/1, factorial/2]).

main() ->
    show(5),
    show(19),
    show(20),
    show(30),
    Large = factorial(60),
    Large = factorial(60, 1),
    {digits(Large), trailing_zeros(Large), digit_sum(Large, 0)}.

show(N) ->
    erlang:display({N, factorial(N)}).

%% On the way down nothing is multiplied: each level saves its N in a y register
%% and calls the next one.
factorial(0) ->
    1;
factorial(N) when N > 0 ->
    N * factorial(N - 1).

%% The same with an accumulator. The recursive call is the last thing done, so
%% that it reuses the caller's place: a jump, in effect.
factorial(0, Product) ->
    Product;
factorial(N, Product) when N > 0 ->
    factorial(N - 1, N * Product).

%% How many decimal digits N has. Dividing a bignum makes a new bignum each time:
%% see the heap fill up, until the quotient is small again.
digits(N) when N < 10 ->
    1;
digits(N) ->
    1 + digits(N div 10).

digit_sum(0, Sum) ->
    Sum;
digit_sum(N, Sum) ->
    digit_sum(N div 10, Sum + N rem 10).

trailing_zeros(N) when N rem 10 =:= 0 ->
    1 + trailing_zeros(N div 10);
trailing_zeros(_) ->
    0.
