%% Hexadecimal texts of binaries.
%% otp: 27
-module(binmod_hex).
-export([main/0]).

main() ->
    [binary:encode_hex(B) || B <- [<<>>, <<0>>, <<255, 1>>, <<"hello">>]] ++
        [binary:encode_hex(<<255, 171>>, C) || C <- [lowercase, uppercase]] ++
        [binary:decode_hex(B) || B <- [<<>>, <<"00ff">>, <<"AbCd">>]] ++
    [begin {C, R, _} = e(F), {C, R} end || F <- [fun() -> binary:decode_hex(id(<<"0">>)) end,
                                                 fun() -> binary:decode_hex(id(<<"zz">>)) end,
                                                 fun() -> binary:encode_hex(id(a)) end]].


%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
