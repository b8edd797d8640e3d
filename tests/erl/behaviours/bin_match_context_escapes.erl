%% The rest of a match is used as a binary while matching goes on.
-module(bin_match_context_escapes).
-export([main/0]).

main() ->
    B = <<"abcdef">>,
    [m(B, []), keep(B), back(B, B), inner(<<2, "xy", 1, "z">>)].

m(<<C, R/binary>>, L) -> m(R, [{C, R, byte_size(R)} | L]);
m(<<>>, L) -> L.

keep(<<_, R/binary>> = All) -> {All, R, <<R/binary, All/binary>>}.

back(<<_, R/binary>>, All) when byte_size(R) > 3 -> back(R, All);
back(R, All) -> {R, All, R =:= binary:part(All, 3, 3)}.

inner(<<N, R/binary>>) ->
    <<S:N/binary, T/binary>> = R,
    [{S, R} | inner(T)];
inner(<<>>) -> [].
