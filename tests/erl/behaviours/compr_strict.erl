%% Strict generators fail where a pattern does not match.
%% otp: 29
-module(compr_strict).
-export([main/0]).

main() ->
    [[X || {ok, X} <:- [{ok, 1}, {ok, 2}]], [X || <<X:8>> <:= <<1, 2>>],
     lists:sort([{K, V} || {K, _} := V <:- #{{a, 1} => 2}])] ++
    [begin {C, R, _} = e(F), {C, R} end || F <- [fun() -> [X || {ok, X} <:- id([{ok, 1}, error])] end,
                                                 fun() -> [X || <<X:8, 1:1>> <:= id(<<1, 2>>)] end,
                                                 fun() -> [X || {ok, X} <- id([error])] end,
                                                 fun() -> [X || X <:- id([a | b])] end,
                                                 fun() -> [K || K := 1 <:- id(#{a => 2})] end,
                                                 fun() -> [{X, Y} || {X} <:- id([{1}]) && Y <:- id([])] end]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
