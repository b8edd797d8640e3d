%% Compiled patterns find what their sources find.
-module(binary_patterns).
-export([main/0]).

main() ->
    Patterns = [<<"b">>, [<<"ab">>, <<"b">>, <<"c">>], [<<"abc">>, <<"bcd">>]],
    Subjects = [<<>>, <<"abcabcd">>, <<"xyz">>, <<"bbb">>],
    [[{binary:match(S, binary:compile_pattern(P)) =:= binary:match(S, P), binary:matches(S, binary:compile_pattern(P)), binary:split(S, binary:compile_pattern(P), [global])}
      || P <- Patterns, S <- Subjects],
     [try binary:compile_pattern(P) catch error:E -> E end || P <- [[], <<>>, [<<>>], a, [<<"a">> | <<"b">>], <<1:3>>]]].
