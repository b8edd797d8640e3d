%% A timeout that is none is found out before any message is waited for, after those there were looked at.
-module(recv_badtimeout).
-export([main/0]).

main() ->
    self() ! there,
    [e(fun() -> receive there -> taken after id(bad) -> x end end), e(fun() -> receive no -> x after id(bad) ->
        y end end), e(fun() -> receive no -> x after id(-5) -> y end end), receive Z -> Z after 0 -> empty end].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
