%% otp: 25+
%% options: []
%% A call of what is no such fun, not the last one: the trace shows the caller twice.
-module(bad_fun_call).
-export([t0/0, t1/0, t2/0, t3/0, t4/0]).

id(X) -> X.

t0() -> tl((id(0))()).

t1() -> {(id(fun(X) -> X end))(1, 2)}.

t2() -> apply(id(a), bitstring_to_list(<<>>)) rem 7.

t3() -> [apply(id(fun erlang:hd/1), [[], []])].

t4() -> (id(0))().
