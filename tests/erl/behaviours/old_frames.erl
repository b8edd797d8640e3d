%% Stack frames whose registers are cleared when they are made.
%% but: 27 29 (their compilers do not know the option)
%% options: [r22]
-module(old_frames).
-export([main/0]).

main() ->
    [branches(X) || X <- [a, b, {c, 1}, 5, [1, 2]]] ++ [kept(3, []), (closure(1, [2], {3}))(4), caught(fun() -> throw(x) end), caught(fun() -> ok end)].

branches(X) ->
    First = id(X),
    case First of
        a -> Second = id(1), Third = id(2), id({First, Second, Third});
        {_, N} -> Second = id(N), garbage(100), {Second, First};
        _ when is_integer(X) -> try id(X) + id(b) catch error:E -> {E, First} end;
        _ -> garbage(1000), [First | id(X)]
    end.

kept(0, Acc) -> Acc;
kept(N, Acc) -> A = id(N), B = id([N]), garbage(N * 10), kept(N - 1, [{A, B, id(Acc)}]).

closure(A, B, C) -> fun(D) -> garbage(50), F = fun(E) -> {A, B, C, D, E} end, F(id(D)) end.

caught(F) -> try id(1), F() of ok -> {id(fine), 1} catch throw:T -> {id(thrown), T} after garbage(10) end.

garbage(0) -> ok;
garbage(N) -> garbage(N - 1, [N]).
garbage(0, L) -> id(L), ok;
garbage(N, L) -> garbage(N - 1, [{N} | tl([0 | L])]).

id(X) -> X.
