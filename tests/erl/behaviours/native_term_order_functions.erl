%% max, min, lists:max and sort agree on the order of kinds.
-module(native_term_order_functions).
-export([main/0]).

main() ->
    Terms = [1, 2.0, a, make_ref(), fun lists:map/2, self(), {}, {a}, #{}, [], [a], <<>>, <<1>>],
    S = lists:sort(Terms),
    {lists:foldl(fun erlang:max/2, 0, Terms), lists:foldl(fun erlang:min/2, <<255>>, Terms), lists:max(Terms),
     lists:min(Terms), S =:= lists:sort(lists:reverse(Terms)), lists:usort([max(A, B) =:= (if A >= B -> A;
         true -> B end) || A <- Terms, B <- Terms])}.
