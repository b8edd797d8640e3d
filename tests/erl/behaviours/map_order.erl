%% The order of keys in small maps: atoms that the emulator has, atoms that the module brings, and others.
-module(map_order).
-export([main/0]).

main() ->
    %% They get their numbers in this order, whoever reads them first: the compiler or the loader.
    id(zebra_of_map_order),
    id(monkey_of_map_order),
    id(ape_of_map_order),
    id(aardvark_of_map_order),
    New = #{zebra_of_map_order => 1, monkey_of_map_order => 2, ape_of_map_order => 3},
    Known = id(#{name => n, id => i, type => t, error => e, ok => o, value => v, true => 1, false => 0}),
    Mixed = id(#{zebra_of_map_order => a, 1 => b, 1.0 => c, {ape_of_map_order} => d, "s" => e, <<"b">> => f,
        [] => g, ape_of_map_order => h, #{monkey_of_map_order => 1, ape_of_map_order => 2} => i, undefined => j}),
    Later = Known#{badarg => 1, ape_of_map_order => 2, process => 3, zebra_of_map_order => 4},
    [[maps:to_list(M), maps:keys(M), maps:values(M), next(maps:next(maps:iterator(M))), maps:fold(fun fold/3, [], M),
        lists:flatten(io_lib:format("~p ~w", [M, M])), [erlang:md5(term_to_binary([a | M], Options)) || Options <- [[{minor_version, 1}], [deterministic]]],
        [K || {K, _} <- maps:to_list(maps:remove(ok, M))]]
     || M <- [New, Known, Mixed, Later, maps:merge(New, Known), binary_to_term(term_to_binary(Later))]] ++
    [New < Known, New < #{aardvark_of_map_order => 1, monkey_of_map_order => 2, ape_of_map_order => 3},
     #{zebra_of_map_order => 1, ape_of_map_order => 2} < #{zebra_of_map_order => 2, ape_of_map_order => 1},
     lists:sort([#{ape_of_map_order => 1}, #{zebra_of_map_order => 0}, #{monkey_of_map_order => 2}])].

fold(K, V, Acc) -> [{K, V} | Acc].

next({K, V, I}) -> [{K, V} | next(maps:next(I))];
next(none) -> [].

id(X) -> X.
