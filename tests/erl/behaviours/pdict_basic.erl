%% put gives the old value back, get undefined, erase both; keys are matched exactly.
-module(pdict_basic).
-export([main/0]).

main() ->
    [put(a, 1), put(a, 2), get(a), get(b), put(1, int), put(1.0, float), get(1), get(1.0), erase(a), erase(a),
     get(a), put({k, [1]}, v), get({k, [1]}), put(undefined, undefined), get(undefined), length(get()),
     erase({k, [1]}), put(<<"b">>, x), get(<<"b">>)].
