%% A handler of events, for the programs of servers.
-module(servers_events).
-export([programs/0, init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2]).

programs() -> [].

init({[], {swapped, Notes}}) -> {ok, Notes};
init([]) -> {ok, []}.
handle_event({note, N}, Notes) -> {ok, [N | Notes]};
handle_event(_, Notes) -> {ok, Notes}.
handle_call(notes, Notes) -> {ok, Notes, Notes}.
handle_info(_, Notes) -> {ok, Notes}.
terminate(swap, Notes) -> {swapped, Notes};
terminate(Why, Notes) -> {Why, lists:sort(Notes)}.
