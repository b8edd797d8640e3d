%% A binary generator stops at the first thing that does not fit, and skips what does not match.
-module(bin_comprehension_stop).
-export([main/0]).

main() ->
    [[X || <<X/utf8>> <= <<"aå", 255, "b">>], [X || <<1, X>> <= <<1, 2, 2, 3, 1, 4>>],
     [X || <<0:1, X:7>> <= <<1, 200, 3>>], [{N, B} || <<N, B:N/binary>> <= <<1, $a, 2, $b, $c, 5, $d>>],
     << <<X>> || <<X:4>> <= <<16#1234:15>> >>, [X || <<X:4, _:4>> <= <<"abc", 7:3>>]].
