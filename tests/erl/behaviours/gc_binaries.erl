%% Binaries of all sizes survive collections, whole and in parts.
-module(gc_binaries).
-export([main/0]).

main() ->
    Bs = [binary:copy(<<N>>, N) || N <- [0, 1, 63, 64, 65, 66, 1000, 100000]],
    Subs = [binary:part(B, byte_size(B) div 2, byte_size(B) - byte_size(B) div 2) || B <- Bs],
    Ctx = begin <<_:5, R/bits>> = lists:last(Bs), R end,
    garbage(30000),
    erlang:garbage_collect(),
    garbage(30000),
    {[{byte_size(B), erlang:crc32(B)} || B <- Bs], [byte_size(S) || S <- Subs], bit_size(Ctx),
     erlang:crc32(list_to_binary(Subs))}.

garbage(0) -> ok;
garbage(N) -> _ = id(<<N:1000>>), garbage(N - 1).

id(X) -> X.
