%% Old data that points to nothing new: lists kept for long with young ones added in front.
-module(gc_old_and_new).
-export([main/0]).

main() ->
    L = lists:foldl(fun(I, A) -> case I rem 1000 of 0 -> erlang:garbage_collect(); _ -> ok end,
                    [{I, A =:= []} | A] end, [], lists:seq(1, 20000)),
    {length(L), hd(L), lists:last(L), lists:sum([I || {I, _} <- L]), length([x || {_, true} <- L])}.
