%% otp: 25+
%% options: []
%% Traces of natives called by funs and apply show where the caller goes on, if it does.
-module(natives_by_name).
-export([t0/0, t1/0, t2/0, t3/0, t4/0, t5/0, t6/0, t7/0]).

id(X) -> X.

t0() -> _ = (id(erlang)):element(a, a).

t1() -> apply(id(erlang), element, [a, a]).

t2() -> F = id(fun erlang:element/2), F(a, a).

t3() -> F = id(fun erlang:element/2), {F(a, a)}.

t4() ->
    min((fun(_) ->
        a end)((id(erlang)):element(7, a)), 0).

t5() ->
    ((fun(_) ->
        1 end)((id(erlang)):abs(a)) bxor 7).

t6() -> F = id(fun erlang:throw/1), F(a).

t7() -> F = id(fun erlang:exit/1), [F(a)].
