%% Integer segments matched with sizes, signs, byte orders.
-module(bin_match_integers).
-export([main/0]).

main() ->
    B = <<16#81, 16#23, 16#45, 16#67, 16#89, 16#AB, 16#CD, 16#EF, 16#FE, 16#DC>>,
    [u(B), s(B), odd(B), big(B), [X || <<X:5/signed>> <= B], [X || <<X:12/little>> <= B]].

u(<<A:8, B:16, C:16/little, D:32, _/binary>>) -> {A, B, C, D}.

s(<<A:8/signed, B:16/signed, C:16/little-signed, D:32/signed-little, _/binary>>) -> {A, B, C, D}.

odd(<<A:1, B:3/signed, C:13, D:11/little, E:20/little-signed, _/bits>>) -> {A, B, C, D, E}.

big(X) ->
    <<A:72, _/bits>> = X,
    <<B:65/signed, _/bits>> = X,
    <<C:72/little, _/bits>> = X,
    <<D:80/little-signed>> = X,
    {A, B, C, D}.
