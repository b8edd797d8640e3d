%% Each kind of error that the machine makes itself.
-module(exc_error_kinds).
-export([main/0]).

main() ->
    [begin {C, R, _} = e(F), {C, R} end
     || F <- [fun() -> id(a) + 1 end, fun() -> atom_to_list(id(1)) end, fun() -> {a, _} = id(b) end,
              fun() -> case id(1) of 2 -> x end end, fun() -> if_(id(1)) end, fun() -> fc(id(1)) end,
              fun() -> try id(1) of 2 -> x after ok end end,
              fun() -> (id(1))() end, fun() -> (id(fun(X) -> X end))() end, fun() -> no_module_of_this_name:f() end,
              fun() -> (id(#{}))#{a := 1} end, fun() -> (id(x))#{a => 1} end, fun() -> maps:get(a, id(#{})) end,
              fun() -> id(true) andalso (id(1) andalso x) end,
              fun() -> [X || X <- id(a)] end, fun() -> [X || X <- [1], id(a)] end,
              fun() -> [X || <<X>> <= id(a)] end, fun() -> receive after id(a) -> x end end,
              fun() -> 1 bsl id(1 bsl 70) end, fun() -> list_to_atom(lists:duplicate(300, $a)) end]].

if_(X) -> if X > 1 -> x end.

fc(2) -> x.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
