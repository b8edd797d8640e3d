%% Large data, for scripts/memory.
-module(large).
-export([list/0, map/0, slices/0]).

%% A list of ten million integers.
list() -> count(numbers(10000000, []), 0).

numbers(0, Numbers) -> Numbers;
numbers(N, Numbers) -> numbers(N - 1, [N | Numbers]).

count([], N) -> N;
count([_ | Rest], N) -> count(Rest, N + 1).

%% A map of five million keys.
map() -> map_size(fill(5000000, #{})).

fill(0, Map) -> Map;
fill(N, Map) -> fill(N - 1, Map#{N => N}).

%% A binary of 100 MB, and a million parts of it.
slices() ->
    Binary = binary:copy(<<"0123456789">>, 10000000),
    count(slices(Binary, 1000000, []), 0).

slices(_, 0, Slices) -> Slices;
slices(Binary, N, Slices) -> slices(Binary, N - 1, [binary:part(Binary, N, 100) | Slices]).
