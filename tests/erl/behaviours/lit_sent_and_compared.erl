%% Literals sent to another process, put in tuples and compared with copies made at run time.
-module(lit_sent_and_compared).
-export([main/0]).

main() ->
    S = self(),
    L = lit(),
    P = spawn(fun() -> receive X -> S ! {X =:= lit(), X} end end),
    P ! L,
    receive {Same, Back} -> ok end,
    C = binary_to_list(list_to_binary("abc")),
    [Same, Back =:= L, hd(L) =:= C, L =:= [C, {C, [x]}, <<"bytes">>], erlang:phash2(L) =:= erlang:phash2([C,
        {C, [x]}, list_to_binary("bytes")]), [L | L]].

lit() -> ["abc", {"abc", [x]}, <<"bytes">>].
