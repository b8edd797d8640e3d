%% Calls of json.
%% otp: 27
-module(stdlib_json).
-export([main/0]).
-define(T(Call), told(fun() -> Call end)).

main() ->
    Texts = [<<"1">>, <<"-1.5e3">>, <<"\"a\\u00e9\\n\"">>, <<"[1, [], {\"k\": null}]">>, <<"{\"a\": {\"b\": [true, false]}}">>, <<" 1 ">>, <<"[1,]">>, <<"{\"a\" 1}">>, <<"tru">>, <<"\"\\x\"">>, <<"01">>, <<>>, <<255>>, <<"1 2">>],
    Terms = [1, 1.5, true, null, <<"text\n\"">>, [1, [2]], #{a => 1}, #{<<"k">> => [#{}]}, atom, {tuple}, "list", #{1 => 2}, <<"\x{e9}"/utf8>>, <<255>>],
    [?T(json:decode(T)) || T <- Texts] ++ [?T(json:decode(T, [], #{null => none})) || T <- Texts] ++ [?T(iolist_to_binary(json:encode(T))) || T <- Terms]
        ++ [?T(json:decode(iolist_to_binary(json:encode(T)))) || T <- Terms] ++ [?T(iolist_to_binary(json:format(T))) || T <- [[], [1, 2], #{a => [1, #{b => 2}]}]]
        ++ [?T(json:decode_start(T, [], #{})) || T <- [<<"1">>, <<"[1">>]] ++ [?T(json:encode_binary(<<"a/b">>)), ?T(json:encode_binary_escape_all(<<"\x{e9}"/utf8>>))].

told(F) -> try F() catch Class:Reason -> {Class, Reason} end.
