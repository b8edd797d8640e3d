%% The order across kinds: number < atom < reference < fun < port < pid < tuple < map < nil < list < bit string.
-module(order_kinds).
-export([main/0]).

main() ->
    Terms = [<<1>>, [a], [], #{}, {}, self(), fun() -> x end, make_ref(), a, 1, <<1:1>>, 1.5, 1 bsl 70, #{a => 1}, {a}],
    Sorted = lists:sort(Terms),
    {Sorted, [A < B || A <- Sorted, B <- Sorted]}.
