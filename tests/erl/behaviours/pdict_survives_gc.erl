%% Values in the dictionary survive garbage collections, and are what was put.
-module(pdict_survives_gc).
-export([main/0]).

main() ->
    put(big, 1 bsl 100),
    put(list, lists:seq(1, 1000)),
    put(bin, binary:copy(<<"abc">>, 100)),
    put(f, fun(X) -> X + get(n) end),
    put(n, 5),
    garbage(50000),
    erlang:garbage_collect(),
    {get(big), lists:sum(get(list)), byte_size(get(bin)), (get(f))(1), erase(n), get(n)}.

garbage(0) -> ok;
garbage(N) -> _ = id({N, [N, N], <<N:100>>}), garbage(N - 1).

id(X) -> X.
