%% Bit strings compare bit by bit, a shorter beginning first.
-module(order_binaries).
-export([main/0]).

main() ->
    Bs = [<<>>, <<0>>, <<1>>, <<0, 0>>, <<255>>, <<1:1>>, <<0:1>>, <<1:2>>, <<127>>, <<128>>, <<0:7>>, <<1:7>>, <<1,
          1:1>>, <<1, 0:7>>, <<"abc">>, <<"abd">>, <<"ab">>],
    {lists:sort(Bs), [[A < B || A <- Bs] || B <- Bs]}.
