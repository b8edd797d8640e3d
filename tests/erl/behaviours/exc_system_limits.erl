%% What is beyond the limits of the machine is system_limit.
-module(exc_system_limits).
-export([main/0]).

main() ->
    [begin {C, R, _} = e(F), {C, R} end || F <- [fun() -> id(1) bsl id(1 bsl 66) end,
                                                 fun() -> list_to_atom(lists:duplicate(256, $x)) end,
                                                 fun() -> binary:copy(id(<<"a">>), id(1 bsl 66)) end,
                                                 fun() -> erlang:make_tuple(id(1 bsl 30), x) end,
                                                 fun() -> <<0:(id(1 bsl 70))>> end]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
