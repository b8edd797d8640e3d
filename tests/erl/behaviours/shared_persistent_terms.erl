%% Persistent terms: put, got, replaced, erased.
-module(shared_persistent_terms).
-export([main/0]).

main() ->
    Key = {?MODULE, 1},
    First = [persistent_term:put(Key, #{a => [1, 2]}), persistent_term:get(Key), persistent_term:get(Key, other), persistent_term:get({?MODULE, 2}, none)],
    Second = [persistent_term:put(Key, new), persistent_term:get(Key), lists:member({Key, new}, persistent_term:get()), is_map(persistent_term:info())],
    Third = [persistent_term:erase(Key), persistent_term:erase(Key), try persistent_term:get(Key) catch error:E -> E end],
    Self = self(),
    persistent_term:put({?MODULE, 3}, [Self, "text", <<"binary">>]),
    spawn(fun() -> Self ! {got, persistent_term:get({?MODULE, 3})} end),
    Fourth = receive {got, [P | Rest]} -> {P =:= Self, Rest} end,
    [First, Second, Third, Fourth].
