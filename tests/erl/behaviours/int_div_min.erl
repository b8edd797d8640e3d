%% The smallest small integer divided by -1 is not small any more.
-module(int_div_min).
-export([main/0]).

main() ->
    [{M div id(-1), M rem id(-1), M * id(-1), -M, abs(M), M - 1, id(0) - M}
     || M <- [-(1 bsl 59), -(1 bsl 60), -(1 bsl 63), -(1 bsl 64)]].

id(X) -> X.
