%% What processes share without messages: persistent terms, atomics and counters. The modules of OTP that are made of
%% natives alone are called; `atomics:new/2` and `counters:new/2` are not.
-module(sharing).
-export([main/0, newest/0]).

main() -> number(arrays() ++ counters() ++ persistent() ++ together(), 1).

%% OTP 25 and 27 do not have it.
newest() ->
    number([attempt(persistent_term, F, A)
            || {F, A} <- [{put_new, [{sharing, new}, 1]}, {put_new, [{sharing, new}, 1]}, {put_new, [{sharing, new}, 1.0]},
                          {put_new, [{sharing, new}, 2]}, {get, [{sharing, new}]}, {put, [{sharing, -0.0}, a]}, {put, [{sharing, 0.0}, b]},
                          {get, [{sharing, -0.0}]}]], 1).

number([Result | Results], N) -> [{N, Result} | number(Results, N + 1)];
number([], _) -> [].

attempt(M, F, A) ->
    try apply(M, F, A) of
        Reference when is_reference(Reference) -> reference;
        Value -> Value
    catch Class:Reason:Trace -> {Class, Reason, without_arguments(hd(Trace))}
    end.

without_arguments({M, F, A, Info}) when is_list(A) -> {M, F, length(A), Info};
without_arguments(Entry) -> Entry.

values() ->
    [0, 1, -1, 5, 1 bsl 59, 1 bsl 62, 1 bsl 63 - 1, 1 bsl 63, 1 bsl 64 - 1, 1 bsl 64, -(1 bsl 63), -(1 bsl 63) - 1, 1 bsl 200, x, 1.0, []].

indices() -> [0, 1, 2, 3, 4, -1, x, 1 bsl 70, 1.0].

arrays() ->
    [attempt(erts_internal, atomics_new, [N, O])
     || {N, O} <- [{0, 0}, {-1, 0}, {x, 1}, {1, x}, {3, -1}, {1, 0}, {3, 1}, {3, 17}, {1.0, 0}, {1 bsl 64, 1}, {1 bsl 61, 1}, {-(1 bsl 64), 1}]] ++
    [begin
         R = erts_internal:atomics_new(3, O),
         [attempt(atomics, info, [R])] ++
         [{I, attempt(atomics, get, [R, I])} || I <- indices()] ++
         [{F, V, attempt(atomics, F, [R, 1, V]), atomics:get(R, 1)} || F <- [put, add, add_get, exchange], V <- values()] ++
         [{V, W, attempt(atomics, compare_exchange, [R, 2, V, W]), atomics:get(R, 2)} || V <- values(), W <- [0, 1, 1 bsl 63, -5, x]] ++
         [attempt(atomics, F, [R, I, 1]) || F <- [put, add, add_get, exchange], I <- indices()] ++
         [[atomics:get(R, I) || I <- [1, 2, 3]], binary_to_term(term_to_binary(R)) =:= R, list_to_ref(ref_to_list(R)) =:= R,
          atomics:add_get(element(1, binary_to_term(term_to_binary({R, x}))), 3, 1)]
     end || O <- [0, 1]] ++
    [attempt(atomics, F, A) || {F, A} <- [{get, [x, 1]}, {get, [make_ref(), 1]}, {info, [x]}, {info, [make_ref()]}, {put, [make_ref(), 1, 1]},
                                          {get, [erts_internal:counters_new(1), 1]}]].

counters() ->
    C = erts_internal:counters_new(3),
    [attempt(erts_internal, counters_new, [N]) || N <- [0, -1, x, 1, 100, 1 bsl 60, 1 bsl 64]] ++
    [map_size(erts_internal:counters_info(C)), maps:get(size, erts_internal:counters_info(C))] ++
    [{F, V, attempt(erts_internal, F, [C, 2, V]), erts_internal:counters_get(C, 2)} || F <- [counters_put, counters_add], V <- values()] ++
    [{F, I, attempt(erts_internal, F, [C, I, 1])} || F <- [counters_put, counters_add], I <- indices()] ++
    [{I, attempt(erts_internal, counters_get, [C, I])} || I <- indices()] ++
    [attempt(erts_internal, F, A) || {F, A} <- [{counters_get, [x, 1]}, {counters_info, [x]}, {counters_info, [erts_internal:atomics_new(1, 1)]},
                                                {counters_get, [erts_internal:atomics_new(1, 1), 1]}]].

persistent() ->
    Keys = [k, 1, 1.0, 0.0, {a, "b"}, #{x => 1}, <<"key">>, [], 1 bsl 100, fun lists:map/2, self()],
    [attempt(persistent_term, F, A) || {F, A} <- [{get, [{sharing, none}]}, {get, [{sharing, none}, default]}, {erase, [{sharing, none}]}]] ++
    [[persistent_term:put({sharing, K}, {value, K}) || K <- Keys], [persistent_term:get({sharing, K}) =:= {value, K} || K <- Keys],
     [V || {{sharing, K}, V} <- persistent_term:get(), is_integer(K)], persistent_term:put({sharing, 1}, copies(1000, <<"a long string of bytes that is no longer on the heap of anybody">>)),
     length(persistent_term:get({sharing, 1})), persistent_term:put({sharing, 1}, {value, 1}), persistent_term:put({sharing, 1}, {value, 1}),
     length([x || {{sharing, _}, _} <- persistent_term:get()]), map_size(persistent_term:info()),
     maps:get(count, persistent_term:info()) =:= length(persistent_term:get()), is_integer(maps:get(memory, persistent_term:info())),
     [persistent_term:erase({sharing, K}) || K <- Keys], [persistent_term:erase({sharing, K}) || K <- Keys],
     [persistent_term:get({sharing, K}, gone) || K <- Keys], [x || {{sharing, _}, _} <- persistent_term:get()]].

copies(0, _) -> [];
copies(N, Term) -> [Term | copies(N - 1, Term)].

%% Many processes count and read the same.
together() ->
    R = erts_internal:atomics_new(2, 1), C = erts_internal:counters_new(1), Self = self(),
    persistent_term:put({sharing, sum}, {R, C}),
    Pids = [spawn(fun() -> count(N * 10), Self ! {done, self()} end) || N <- seq(1, 20)],
    [receive {done, Pid} -> ok end || Pid <- Pids],
    [{atomics:get(R, 1), atomics:get(R, 2), erts_internal:counters_get(C, 1)}, persistent_term:get({sharing, sum}) =:= {R, C},
     persistent_term:erase({sharing, sum})].

count(0) -> ok;
count(N) ->
    {R, C} = persistent_term:get({sharing, sum}),
    atomics:add(R, 1, N),
    atomics:add(R, 2, -1),
    erts_internal:counters_add(C, 1, 1),
    count(N - 1).

seq(N, M) when N > M -> [];
seq(N, M) -> [N | seq(N + 1, M)].
