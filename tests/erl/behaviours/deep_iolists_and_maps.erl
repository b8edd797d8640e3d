%% Maps nested deep are built, compared and hashed.
-module(deep_iolists_and_maps).
-export([main/0]).

main() ->
    M = nest(20000, #{}),
    {depth(M, 0), M =:= nest(20000, #{}), M < nest(20000, #{x => 1}), erlang:phash2(M) =:= erlang:phash2(nest(20000,
        #{})), map_size(M)}.

nest(0, X) -> X;
nest(N, X) -> nest(N - 1, #{k => X}).

depth(#{k := X}, N) -> depth(X, N + 1);
depth(#{}, N) -> N.
