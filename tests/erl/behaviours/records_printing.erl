%% otp: 29
%% Native records as io_lib writes them.
-module(records_printing).
-export([main/0]).
-record #r{a = 1, b = "text"}.
-record #e{}.

main() ->
    Odd = records:create('M 1', 'end', [{'A', <<"b">>}, {'if', #r{}}], #{is_exported => true}),
    [lists:flatten(io_lib:format(Format, [Term]))
     || Format <- ["~p", "~w", "~tp", "~tw", "~0p", "~20p", "~P", "~W"], Term <- [#r{}, #e{}, [#r{a = #r{}}], Odd],
        Format =/= "~P", Format =/= "~W"]
        ++ [lists:flatten(io_lib:format("~P ~W", [#r{a = #e{}}, D, #r{}, D])) || D <- [1, 2, 3, 4, 5, 6]].
