%% Sums of parts, and what a binary stands on.
-module(checksum_contexts).
-export([main/0]).

main() ->
    Parts = [<<>>, <<"abc">>, [<<"x">>, $y], binary:copy(<<"0123456789">>, 30), <<1:8>>],
    Whole = erlang:md5(Parts),
    Context = lists:foldl(fun(Part, C) -> erlang:md5_update(C, Part) end, erlang:md5_init(), Parts),
    Large = binary:copy(<<"0123456789">>, 100),
    {Whole, erlang:md5_final(Context) =:= Whole, [try erlang:md5_update(C, D) catch error:E -> E end || {C, D} <- [{<<>>, <<>>}, {a, <<>>}, {erlang:md5_init(), a}]],
     try erlang:md5_final(<<1, 2>>) catch error:E -> E end,
     binary:referenced_byte_size(binary:part(Large, 10, 100)), try binary:referenced_byte_size(a) catch error:E -> E end}.
