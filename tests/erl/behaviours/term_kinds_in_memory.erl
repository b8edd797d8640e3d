%% erts_internal:term_type/1 and what else tells how terms lie in memory.
%% but: 25 (its bitstrings lie otherwise)
-module(term_kinds_in_memory).
-export([main/0]).

main() ->
    Large = maps:from_list([{K, K} || K <- lists:seq(1, 40)]),
    Nodes = [Node || Node <- erts_internal:map_hashmap_children(Large), not is_list(Node)],
    External = binary_to_term(<<131, 88, 100, 0, 3, 97, $@, 98, 1:32, 0:32, 1:32>>),
    Terms = [1, 1 bsl 70, -(1 bsl 70), a, [], [1], {}, {1}, 1.0, <<>>, <<1, 2>>, <<1:1>>, binary:copy(<<1>>, 100),
             binary:part(binary:copy(<<1>>, 100), 1, 70), #{}, #{a => 1}, self(), make_ref(), fun e/3, fun lists:map/2,
             fun() -> Large end, External],
    [[e(erts_internal, term_type, [Term]) || Term <- [Large | Terms]],
     lists:usort([e(erts_internal, term_type, [Node]) || Node <- Nodes]),
     [e(erts_internal, map_to_tuple_keys, [Term]) || Term <- [#{}, #{a => 1}, #{1 => 2, {} => 3}, a, 1.5]],
     element(2, e(erts_internal, map_to_tuple_keys, [Large])),
     [e(erts_internal, map_hashmap_children, [Term]) || Term <- [#{}, #{a => 1}, a, {}]],
     leaves(Large) =:= 40,
     [erts_debug:size(Term) || Term <- ["abc", {1, {2, 3}}, #{a => "abc"}]]].

leaves([_ | _]) -> 1;
leaves(Node) -> lists:sum([leaves(Child) || Child <- erts_internal:map_hashmap_children(Node)]).

e(M, F, A) ->
    try
        apply(M, F, A)
    catch
        C:R:S -> {C, R, hd(S)}
    end.
