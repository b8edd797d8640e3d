%% A small interpreter of expressions with variables, funs and errors.
-module(call_interpreter).
-export([main/0]).

main() ->
    P = {'let', x, {num, 5}, {'let', f, {fn, y, {add, {var, x}, {var, y}}},
                              {call, {var, f}, {mul, {var, x}, {num, 3}}}}},
    Y = {'let', fac, {rec, fac, n, {'if', {var, n}, {mul, {var, n}, {call, {var, fac}, {sub, {var, n}, {num, 1}}}},
                                    {num, 1}}}, {call, {var, fac}, {num, 30}}},
    [ev(P, #{}), ev(Y, #{}), e(fun() -> ev({var, id(z)}, #{}) end), e(fun() -> ev({bad, id(1)}, #{}) end),
     e(fun() -> ev({call, {num, id(1)}, {num, 2}}, #{}) end)].

ev({num, N}, _) -> N;
ev({var, V}, Env) -> case Env of #{V := X} -> X; _ -> error({unbound, V}) end;
ev({add, A, B}, Env) -> ev(A, Env) + ev(B, Env);
ev({sub, A, B}, Env) -> ev(A, Env) - ev(B, Env);
ev({mul, A, B}, Env) -> ev(A, Env) * ev(B, Env);
ev({'let', V, A, B}, Env) -> ev(B, Env#{V => ev(A, Env)});
ev({'if', C, A, B}, Env) -> case ev(C, Env) of 0 -> ev(B, Env); _ -> ev(A, Env) end;
ev({fn, V, B}, Env) -> fun(X) -> ev(B, Env#{V => X}) end;
ev({rec, F, V, B}, Env) -> fun Self(X) -> ev(B, Env#{V => X, F => Self}) end;
ev({call, F, A}, Env) -> (ev(F, Env))(ev(A, Env)).

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
