%% Which of several missing keys an update tells: the first in the order of keys, whatever the order in the source.
-module(map_update_exact_missing).
-export([main/0]).

main() ->
    Small = id(#{1 => a}),
    Large = maps:from_list([{{N}, N} || N <- lists:seq(1, 50)]),
    [[r(fun() -> M#{42.0 := v, 42 := w} end), r(fun() -> M#{42 => u, 42.0 := v, 42 := w} end),
      r(fun() -> M#{"b" := v, "a" := w} end), r(fun() -> M#{{2, 1} := v, {1, 1} := w, x => y} end),
      r(fun() -> M#{1 := b, <<"b">> := v, <<"a">> := w} end)] || M <- [Small, Large]].

r(F) ->
    try F() catch error:Reason -> Reason end.

id(X) -> X.
