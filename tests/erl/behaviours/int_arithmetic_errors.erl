%% Arithmetic on what is no number tells the operator and its operands.
-module(int_arithmetic_errors).
-export([main/0]).

main() ->
    Pairs = [{a, 1}, {1, a}, {[], []}, {"1", 1 bsl 70}, {{1}, 2.0}, {#{}, 1}],
    [[e(fun() -> id(A) + id(B) end), e(fun() -> id(A) - id(B) end), e(fun() -> id(A) * id(B) end),
      e(fun() -> id(A) / id(B) end)] || {A, B} <- Pairs] ++
    [[e(fun() -> - id(A) end), e(fun() -> apply(id(erlang), '+', [A]) end)] || A <- [a, [], {}]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
