%% Shifts of and by what is no integer, and results too large to exist.
-module(int_shift_errors).
-export([main/0]).

main() ->
    [e(fun() -> id(A) bsl id(B) end) || {A, B} <- [{1.0, 1}, {a, 1}, {1, 1.0}, {1, a}, {[], []}]] ++
    [e(fun() -> id(A) bsr id(B) end) || {A, B} <- [{1.0, 1}, {a, 1}, {1, 1.0}, {1, a}, {[], []}]] ++
    [e(fun() -> id(A) bsl id(B) end) || {A, B} <- [{0, 1 bsl 70}, {0, 1 bsl 40}, {5, -(1 bsl 70)},
                                                   {-5, -(1 bsl 70)}]] ++
    [e(fun() -> id(1) bsl id(1 bsl 70) end), e(fun() -> id(1) bsr id(-(1 bsl 70)) end),
     e(fun() -> id(1) bsl id(1 bsl 40) end)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
