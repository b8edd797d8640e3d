%% Variables in y registers across calls, tries and receives.
-module(call_with_y_and_try).
-export([main/0]).

main() -> [e(fun() -> f(N) end) || N <- [1, 2, 3]].

f(N) ->
    A = id({N}),
    B = try id(N) of
            1 -> throw(one);
            2 -> two;
            _ -> error(A)
        catch
            error:{M} -> {caught, M, A}
        after
            self() ! {A, N}
        end,
    C = receive {A, N} -> [A | B] end,
    {A, B, C, id(N)}.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
