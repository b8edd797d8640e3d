%% binary:match and matches with one and several patterns, scopes, compiled patterns.
-module(binmod_match).
-export([main/0]).

main() ->
    B = id(<<"the rain in spain falls mainly">>),
    P = binary:compile_pattern([<<"ain">>, <<"in">>]),
    [binary:match(B, <<"ain">>), binary:match(B, [<<"in">>, <<"ain">>, <<"spain">>]), binary:match(B, <<"zz">>),
     binary:matches(B, <<"ain">>), binary:matches(B, [<<"in">>, <<"ain">>]), binary:matches(B, P),
     binary:match(B, P), binary:match(B, <<"ain">>, [{scope, {8, 10}}]),
     binary:matches(B, <<"a">>, [{scope, {10, -5}}]), binary:matches(<<"aaaa">>, <<"aa">>),
     binary:matches(<<"abcabc">>, [<<"ab">>, <<"abc">>]), binary:match(<<>>, <<"a">>),
     binary:matches(<<"abab">>, [<<"b">>])] ++
    [begin {C, R, _} = e(F), {C, R} end || F <- [fun() -> binary:match(id(a), <<"a">>) end,
                                                 fun() -> binary:match(B, id(<<>>)) end,
                                                 fun() -> binary:match(B, id([])) end,
                                                 fun() -> binary:match(B, id(a)) end,
                                                 fun() -> binary:match(B, id([<<"a">>, <<>>])) end,
                                                 fun() -> binary:match(B, <<"a">>, [{scope, {0, id(100)}}]) end,
                                                 fun() -> binary:compile_pattern(id(<<>>)) end,
                                                 fun() -> binary:match(id(<<1:1>>), <<"a">>) end]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
