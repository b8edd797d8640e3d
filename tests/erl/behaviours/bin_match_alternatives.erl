%% Bound binaries on the right of = inside patterns, and matches in the middle of a body.
%% otp: 27
-module(bin_match_alternatives).
-export([main/0]).

main() -> [f(<<1, 2, 3>>), f(<<1>>), g(<<"abcd">>), e(fun() -> <<A:4/binary, _/binary>> = id(<<"abc">>), A end),
           e(fun() -> <<1, _/binary>> = id(<<2>>) end), e(fun() -> <<_>> = id(a) end)].

f(<<A, _/binary>> = <<_:3, B:5, _/bits>> = All) -> {A, B, All}.

g(B) ->
    <<X:16, Y:16>> = B,
    <<P:2/binary, _/binary>> = B,
    <<Q:32/little>> = B,
    {X, Y, P, Q}.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
