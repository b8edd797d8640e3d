%% Errors in float registers: conversion of a term that is no number, division by zero, overflow.
-module(float_register_errors).
-export([main/0]).

main() ->
    [e(fun() -> f(id(A), id(B), id(C)) end)
     || {A, B, C} <- [{1.0, 2.0, 3.0}, {1, 2, 3}, {a, 2.0, 3.0}, {1.0, [], 3.0}, {1.0, 2.0, {}}, {1.0, 0.0, 1.0},
                      {1.0, 0, 1},
                      {1.0e308, 1.0e-10, 1.0}, {1 bsl 1030, 1.0, 1.0}]].

f(A, B, C) -> ((A + 1.0) / B - C * 2.0) * 1.0e3.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
