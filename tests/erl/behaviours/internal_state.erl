%% The emulator's internal state, for tests: what there is of it here.
-module(internal_state).
-export([main/0]).

main() ->
    Closed = [attempt(fun() -> erts_debug:get_internal_state(available_internal_state) end),
              attempt(fun() -> erts_debug:set_internal_state(reds_left, 10) end),
              attempt(fun() -> erts_debug:set_internal_state(available_internal_state, 1) end)],
    Before = erts_debug:set_internal_state(available_internal_state, true),
    Open = [erts_debug:set_internal_state(available_internal_state, true), ask(available_internal_state), ask(lc_graph),
            is_integer(ask(reds_left)), set(reds_left, 100), set(reds_left, a), set(binary_loop_limit, 10),
            set(binary_loop_limit, default), set(binary_loop_limit, -1), set(unicode_loop_limit, 7),
            set(unicode_loop_limit, 0), set(fill_heap, true), set(force_gc, self()), set(force_gc, 1), set(nothing, 1),
            ask(nothing), ask({binary_info, x}), ask({nothing, x}),
            [element(N, ask({binary_info, binary:copy(<<1>>, 100)})) || N <- [1, 2, 3]]],
    [Closed, Before, Open, erts_debug:set_internal_state(available_internal_state, false),
     attempt(fun() -> erts_debug:get_internal_state(reds_left) end)].

ask(Item) -> attempt(fun() -> erts_debug:get_internal_state(Item) end).

set(Item, Value) -> attempt(fun() -> erts_debug:set_internal_state(Item, Value) end).

attempt(Fun) ->
    try Fun()
    catch error:Reason:Trace -> {error, Reason, element(1, hd(Trace)), element(2, hd(Trace))}
    end.
