%% MD5 of data whole and in pieces.
-module(hash_md5).
-export([main/0]).

main() ->
    C = erlang:md5_update(erlang:md5_update(erlang:md5_init(), "hello "), [<<"wor">>, "ld"]),
    [erlang:md5([]), erlang:md5(<<>>), erlang:md5("hello world"), erlang:md5_final(C) =:= erlang:md5("hello world"),
     erlang:md5(lists:duplicate(1000, $a)), erlang:md5([<<"a">>, [$b | <<"c">>]])] ++
     [e(fun() -> erlang:md5(id(X)) end) || X <- [a, [256], <<1:1>>, 1]] ++
     [e(fun() -> erlang:md5_final(id(X)) end) || X <- [<<>>, a]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
