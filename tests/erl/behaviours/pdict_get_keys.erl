%% get_keys/1 gives the keys of one value, exactly equal.
-module(pdict_get_keys).
-export([main/0]).

main() ->
    put(a, 1), put(b, 1.0), put(c, 1), put(d, undefined),
    [lists:sort(get_keys(1)), get_keys(1.0), get_keys(none), get_keys(undefined), length(get_keys())].
