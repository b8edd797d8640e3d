%% binary:copy, encode_unsigned, decode_unsigned, common prefixes and suffixes.
-module(binmod_copy_and_numbers).
-export([main/0]).

main() ->
    [binary:copy(<<"ab">>), binary:copy(<<"ab">>, 3), binary:copy(<<"ab">>, 0), binary:copy(<<>>, 100),
     [binary:encode_unsigned(N) || N <- [0, 1, 255, 256, 1 bsl 64, 16#123456]],
     [binary:encode_unsigned(N, little) || N <- [0, 256, 16#123456]],
     [binary:decode_unsigned(B) || B <- [<<>>, <<0>>, <<1, 0>>, <<0, 0, 5>>, <<255, 255, 255, 255, 255, 255, 255,
                                         255, 255>>]], binary:decode_unsigned(<<1, 2, 3>>, little),
                                         binary:longest_common_prefix([<<"abcd">>, <<"abxy">>, <<"abc">>]),
                                         binary:longest_common_suffix([<<"xyz">>, <<"z">>]),
     binary:longest_common_prefix([<<"a">>]), binary:longest_common_prefix([<<>>, <<"a">>])] ++
    [begin {C, R, _} = e(F), {C, R} end || F <- [fun() -> binary:copy(id(<<"a">>), id(-1)) end,
                                                 fun() -> binary:copy(id(a)) end,
                                                 fun() -> binary:encode_unsigned(id(-1)) end,
                                                 fun() -> binary:encode_unsigned(id(1.0)) end,
                                                 fun() -> binary:decode_unsigned(id(a)) end,
                                                 fun() -> binary:encode_unsigned(1, id(x)) end,
                                                 fun() -> binary:longest_common_prefix(id([])) end,
                                                 fun() -> binary:longest_common_prefix(id([a])) end]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
