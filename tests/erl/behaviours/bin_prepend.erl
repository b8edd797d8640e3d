%% Binaries built from the back, by prepending.
-module(bin_prepend).
-export([main/0]).

main() ->
    [pre(5, <<>>), byte_size(pre(1000, <<"end">>)), bits(20, <<>>), nested(4)].

pre(0, B) -> B;
pre(N, B) -> pre(N - 1, <<N, B/binary>>).

bits(0, B) -> B;
bits(N, B) -> bits(N - 1, <<(N band 1):1, B/bits>>).

nested(0) -> <<>>;
nested(N) -> <<N, (nested(N - 1))/binary, N>>.
