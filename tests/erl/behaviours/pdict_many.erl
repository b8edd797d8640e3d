%% A process dictionary of thousands of keys.
-module(pdict_many).
-export([main/0]).

main() ->
    N = 3000,
    [undefined = put({key, I}, I * I) || I <- lists:seq(1, N)],
    [erase({key, I}) || I <- lists:seq(2, N, 2)],
    {length(get()), get({key, 999}), get({key, 1000}), lists:sum([V || {{key, _}, V} <- get()]), length(get_keys()),
     [put({key, I}, x) || I <- [1, 3]], length(erase()), get()}.
