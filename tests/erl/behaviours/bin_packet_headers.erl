%% The header of an IP packet taken apart and put together.
-module(bin_packet_headers).
-export([main/0]).

main() ->
    P = make(#{id => 16#1234, ttl => 64, proto => 6, src => {10, 0, 0, 1}, dst => {192, 168, 1, 254}}, <<"payload">>),
    [P, parse(P), parse(<<4:4, 4:4, 0:16>>), parse(binary:part(P, 0, 19)), parse(<<6:4, 0:300>>)].

make(#{id := Id, ttl := T, proto := Pr, src := {A, B, C, D}, dst := {E, F, G, H}}, Data) ->
    Len = 20 + byte_size(Data),
    <<4:4, 5:4, 0:8, Len:16, Id:16, 2:3, 0:13, T:8, Pr:8, 0:16, A, B, C, D, E, F, G, H, Data/binary>>.

parse(<<4:4, IHL:4, _:8, Len:16, Id:16, Flags:3, Off:13, T, Pr, _:16, S:4/binary, D:4/binary,
      R/binary>>) when IHL >= 5, Len >= 4 * IHL ->
    Opt = (IHL - 5) * 4,
    <<_:Opt/binary, Data/binary>> = R,
    {v4, Id, Flags, Off, T, Pr, binary_to_list(S), list_to_tuple(binary_to_list(D)), Data};
parse(<<V:4, _/bits>>) -> {other, V}.
