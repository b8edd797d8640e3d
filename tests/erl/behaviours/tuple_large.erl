%% A tuple of a hundred thousand elements is built, read, updated and compared.
-module(tuple_large).
-export([main/0]).

main() ->
    T = list_to_tuple(lists:seq(1, 100000)),
    U = setelement(50000, T, fifty),
    {tuple_size(T), element(100000, T), element(50000, U), element(50000, T), T =:= U, T < U,
     lists:sum(tuple_to_list(T)),
     T =:= list_to_tuple(lists:seq(1, 100000)), erlang:phash2(T) =:= erlang:phash2(setelement(50000, U, 50000))}.
