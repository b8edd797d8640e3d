%% binary:split and replace with their options.
-module(binmod_split_replace).
-export([main/0]).

main() ->
    B = id(<<"a,b,,c;d">>),
    [binary:split(B, <<",">>), binary:split(B, <<",">>, [global]), binary:split(B, [<<",">>, <<";">>], [global]),
     binary:split(B, <<",">>, [global, trim]), binary:split(<<",a,,">>, <<",">>, [global, trim_all]),
     binary:split(B, <<"x">>), binary:split(<<>>, <<",">>), binary:split(<<",">>, <<",">>),
     binary:split(B, <<",">>, [global, {scope, {2, 3}}]), binary:replace(B, <<",">>, <<"-">>),
     binary:replace(B, <<",">>, <<"--">>, [global]), binary:replace(B, [<<",">>, <<";">>], <<>>, [global]),
     binary:replace(B, <<",">>, <<"[]">>, [global, {insert_replaced, 1}]),
     binary:replace(B, <<",">>, fun(X) -> <<X/binary, X/binary>> end, [global])] ++
    [begin {C, R, _} = e(F), {C, R} end || F <- [fun() -> binary:split(id(a), <<",">>) end,
                                                 fun() -> binary:split(B, id(<<>>)) end,
                                                 fun() -> binary:split(B, <<",">>, id([x])) end,
                                                 fun() -> binary:replace(B, <<",">>, id(a)) end]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
