%% term_to_binary of lists, strings, tuples and small maps.
-module(etf_encode_containers).
-export([main/0]).

main() -> [term_to_binary(id(X)) || X <- [[], "", [a], "abc", [1, 2, 3], [255, 0], [256], [1, a], [a | b], {}, {a},
                                          {{}, []}, #{}, #{a => 1}, [[], [[]]], "long " ++ lists:duplicate(10, $x)]].

id(X) -> X.
