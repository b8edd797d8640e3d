%% Atomics and counters: their operations, limits and errors.
-module(shared_counters).
-export([main/0]).

main() ->
    A = atomics:new(3, []),
    U = atomics:new(2, [{signed, false}]),
    C = counters:new(2, [write_concurrency]),
    D = counters:new(2, []),
    [atomics:put(A, 1, 5), atomics:get(A, 1), atomics:add(A, 2, -7), atomics:add_get(A, 2, 3), atomics:sub_get(A, 2, 1), atomics:exchange(A, 3, 9),
     atomics:compare_exchange(A, 3, 9, 1), atomics:compare_exchange(A, 3, 9, 2), atomics:get(A, 3), atomics:info(A), atomics:sub_get(U, 1, 1), atomics:info(U),
     atomics:add_get(A, 1, (1 bsl 63) - 1), counters:add(C, 1, 4), counters:sub(C, 1, 1), counters:get(C, 1), counters:put(C, 2, 8), counters:get(C, 2),
     counters:add(D, 1, 1 bsl 62), counters:add(D, 1, 1 bsl 62), counters:get(D, 1), maps:get(size, counters:info(D)), maps:get(size, counters:info(C)),
     [try F() catch error:E -> E end || F <- [fun() -> atomics:get(A, 0) end, fun() -> atomics:get(A, 4) end, fun() -> atomics:get(make_ref(), 1) end,
          fun() -> atomics:put(A, 1, 1 bsl 64) end, fun() -> atomics:put(A, 1, a) end, fun() -> atomics:new(0, []) end, fun() -> atomics:new(1, [x]) end,
          fun() -> counters:get(D, 3) end, fun() -> counters:new(-1, []) end, fun() -> counters:add(D, 1, a) end, fun() -> atomics:put(U, 1, -1) end]]].
