%% andalso and orelse in bodies: values, bad left sides, any right sides.
-module(guard_boolean_values).
-export([main/0]).

main() ->
    [id(true) andalso x, id(false) andalso x, id(true) orelse x, id(false) orelse x,
     id(true) andalso id(false) orelse y] ++
    [e(fun() -> id(X) andalso ok end) || X <- [a, 1, []]] ++ [e(fun() -> id(X) orelse ok end) || X <- [a, 1, []]] ++
        [e(fun() -> id(true) andalso (id(false) orelse error(reached)) end)] ++
        [all(L) || L <- [[], [true], [true, false, x], [true, x]]].

all([]) -> true;
all([X | T]) -> X andalso all(T).

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
