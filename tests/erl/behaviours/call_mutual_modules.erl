%% Fully qualified calls to the own module among local ones.
-module(call_mutual_modules).
-export([main/0]).
-export([ping/2, pong/2]).

main() -> [ping(10000, []), ?MODULE:pong(3, []), apply(?MODULE, ping, [4, [x]])].

ping(0, L) -> {ping, length(L)};
ping(N, L) -> ?MODULE:pong(N - 1, [N | L]).

pong(0, L) -> {pong, length(L)};
pong(N, L) -> ping(N - 1, [N | L]).
