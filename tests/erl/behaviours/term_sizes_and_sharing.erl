%% erts_debug: sizes of terms with and without sharing, whether two are one, copies.
%% but: 25 (which never ends with some of them)
-module(term_sizes_and_sharing).
-export([main/0]).

main() ->
    One = length([x]),
    List = lists:seq(One, 3),
    Terms = [One, a, [], List, [List | List], {List, List}, list_to_tuple(List), lists:duplicate(3, float(One)), 1 bsl (60 + One),
             maps:from_list([{K, K} || K <- List]), double(List, 16)],
    [[{erts_debug:flat_size(Term), erts_debug:size_shared(Term)} || Term <- Terms],
     [erts_debug:same(List, List), erts_debug:same(List, lists:seq(One, 3)), erts_debug:same(1, One), erts_debug:same(hd([List]), List)],
     [erts_debug:copy_shared(Term, true) || Term <- [a, List, {List}]],
     [e(erts_debug, copy_shared, [a, Option]) || Option <- [[], false, 1]],
     [e(erts_debug, map_info, [Term]) || Term <- [#{}, a, []]],
     lists:keyfind(leafs, 1, erts_debug:map_info(maps:from_list([{K, K} || K <- lists:seq(1, 100)]))) =/= false].

%% What is shared so often that its size without sharing is far greater.
double(Term, 0) -> Term;
double(Term, N) -> double([Term | Term], N - 1).

e(M, F, A) ->
    try
        apply(M, F, A)
    catch
        C:R:S -> {C, R, hd(S)}
    end.
