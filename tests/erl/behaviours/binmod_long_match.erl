%% Searching long binaries, with matches far apart and at the borders.
-module(binmod_long_match).
-export([main/0]).

main() ->
    B = iolist_to_binary([binary:copy(<<"x">>, 10000), <<"needle">>, binary:copy(<<"need">>, 500), <<"needle">>]),
    [binary:match(B, <<"needle">>), binary:matches(B, <<"needle">>), length(binary:matches(B, <<"need">>)),
     binary:match(B, [<<"dle">>, <<"leneed">>]), length(binary:split(B, <<"need">>, [global])),
     byte_size(binary:replace(B, <<"x">>, <<"yy">>, [global])), binary:match(B, <<"xn">>)].
