%% otp: 29
%% Native records as reasons of exceptions, and in the arguments of a function_clause.
-module(records_thrown).
-export([main/0]).
-record #r{a = 1}.

main() ->
    [try throw(#r{}) catch throw:#r{a = A} -> A end,
     try error(#r{a = [2]}) catch error:#_{a = B} -> B end,
     try exit(#r{}) catch exit:R -> R end,
     try only(#r{a = 3}) catch error:function_clause:Trace -> hd(Trace) end,
     try case id(#r{a = 4}) of 1 -> 1 end catch error:Reason -> Reason end,
     try #r{a = 5} = id(#r{a = 6}) catch error:Match -> Match end].

only(#r{a = 1}) -> yes.

id(X) -> X.
