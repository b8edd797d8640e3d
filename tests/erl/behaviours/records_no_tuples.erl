%% otp: 29
%% A native record is no tuple and no map.
-module(records_no_tuples).
-export([main/0]).
-record #r{a = 1}.

main() ->
    R = id(#r{}),
    [is_tuple(R), is_map(R), is_list(R), is_function(R), is_atom(R), is_number(R), is_binary(R)]
        ++ [failing(F, Args) || {F, Args} <- [{element, [1, R]}, {tuple_size, [R]}, {size, [R]}, {map_size, [R]},
            {tuple_to_list, [R]}, {setelement, [1, R, x]}, {'+', [R, 1]}, {length, [R]}, {hd, [R]}, {atom_to_list, [R]}]]
        ++ [try R() catch C1:E1 -> {C1, E1} end, try R:f() catch C2:E2 -> {C2, E2} end].

failing(Name, Args) ->
    try apply(erlang, Name, Args) catch Class:Reason:Trace -> {Class, Reason, hd(Trace)} end.

id(X) -> X.
