%% Terms out of their external format, and what is none.
-module(external_reading).
-export([main/0]).

main() ->
    Terms = [1, -1, 1 bsl 100, 1.5, a, 'Ü', [], [1 | 2], "text", {}, {a, [b]}, <<>>, <<1:3>>, #{}, #{1 => 2, "k" => v}, lists:seq(1, 300), fun lists:map/2],
    [[binary_to_term(term_to_binary(T)) =:= T || T <- Terms],
     [binary_to_term(term_to_binary(T, [compressed, {minor_version, 1}])) =:= T || T <- Terms],
     [binary_to_term(term_to_binary(T), [safe, used]) || T <- [1, {1, "b"}]],
     [try binary_to_term(B) catch error:E -> E end || B <- [<<>>, <<131>>, <<131, 97>>, <<131, 97, 1, 2>>, <<130, 97, 1>>, <<131, 108, 0, 0, 0, 9>>, a, <<131:7>>]],
     try binary_to_term(<<131, 119, 12, "no_such_atom">>, [safe]) catch error:E1 -> E1 end,
     try binary_to_term(<<131, 97, 1>>, [unknown]) catch error:E2 -> E2 end].
