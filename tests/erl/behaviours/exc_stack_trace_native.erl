%% A native that fails stands in front of the trace with its arguments.
%% but: 25 (adding a literal fails there without telling the operator)
-module(exc_stack_trace_native).
-export([main/0]).

main() ->
    [e(F) || F <- [fun() -> atom_to_list(id(1)) end, fun() -> element(id(5), id({a})) end,
                   fun() -> list_to_integer(id("x")) end, fun() -> id(a) ++ id(b) end, fun() -> length(id(x)) end,
                   fun() -> id(a) + 1 end, fun() -> tl(id([])) end,
                   fun() -> binary_to_list(id(a)) end, fun() -> lists:keyfind(a, id(x), []) end,
                   fun() -> maps:get(a, id(#{})) end, fun() -> spawn(id(a), b, c) end, fun() -> put(id(a), b),
                   exit(get(a)) end, fun() -> self() ! x, id(zz) ! m end]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
