%% otp: 25+
%% options: []
%% The line of a function without a fitting clause is lost when its trace is raised anew.
-module(raised_anew).
-export([t0/0, t1/0]).

t0() ->
    try (fun(1) -> one; (a) -> b end)(0)
    catch _:_:Trace -> erlang:raise(error, caught, Trace)
    end.

t1() ->
    try h(0)
    catch error:function_clause:Trace -> erlang:raise(exit, {caught, Trace}, Trace)
    end.

h(1) -> one.
