%% Since OTP 27 negative and positive zero are not exactly equal; before, they are one, as keys of maps and tables too.
-module(float_negative_zero_exactly).
-export([main/0]).

main() ->
    Z = id(-1.0) * id(0.0),
    P = id(0.0),
    [Z =:= P, Z =/= P, [Z] =:= [P], {a, Z} == {a, P}, is(Z), is(P), Z =:= Z, lists:member(P, [Z]),
     maps:size(maps:from_list([{Z, a}, {P, b}])), maps:get(P, #{Z => a}, none), #{P => 1} =:= #{Z => 1},
     lists:usort([Z, P, Z]), {a, P} =:= {a, Z}, [P] -- [Z], #{P => 1} == #{Z => 1}, large(Z, P), large(P, Z), keys(set, Z, P),
     keys(bag, Z, P), keys(ordered_set, Z, P), ets:test_ms({Z, 1}, [{{P, '$1'}, [], ['$1']}]),
     ets:test_ms({Z, 1}, [{{'$1', '_'}, [{'=:=', '$1', P}], [true]}])].

%% A map that is a trie.
large(Put, Asked) ->
    Map = maps:put({key, Put}, there, maps:from_list([{I * 1.0, I} || I <- lists:seq(10, 60)])),
    {maps:get({key, Asked}, Map, none), maps:size(maps:put({key, Asked}, also, Map)), maps:size(maps:remove({key, Asked}, Map)),
     maps:is_key({key, Asked}, Map), maps:with([{key, Asked}], Map)}.

keys(Type, Z, P) ->
    Table = ets:new(zeros, [Type]),
    ets:insert(Table, [{Z, a}, {P, a}]),
    {length(ets:lookup(Table, P)), length(ets:lookup(Table, Z)), ets:member(Table, P), ets:info(Table, size)}.

is(+0.0) -> positive;
is(-0.0) -> negative;
is(_) -> other.

id(X) -> X.
