%% append_element, insert_element and delete_element, with their errors.
-module(tuple_insert_delete).
-export([main/0]).

main() ->
    T = id({a, b}),
    [erlang:append_element(T, c), erlang:append_element({}, x), erlang:insert_element(1, T, z),
     erlang:insert_element(3, T, z),
     erlang:insert_element(1, {}, z), erlang:delete_element(1, T), erlang:delete_element(2, T),
     erlang:delete_element(1, {a})] ++
    [e(F) || F <- [fun() -> erlang:append_element(id([]), x) end, fun() -> erlang:insert_element(id(0), T, x) end,
                   fun() -> erlang:insert_element(id(4), T, x) end, fun() -> erlang:insert_element(id(a), T, x) end,
                   fun() -> erlang:delete_element(id(3), T) end, fun() -> erlang:delete_element(id(1), {}) end,
                   fun() -> erlang:delete_element(id(0), T) end, fun() -> erlang:delete_element(1, id(a)) end]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
