%% Strings as segments, with sizes and byte orders for each character.
-module(bin_string_segments).
-export([main/0]).

main() ->
    X = id(7),
    [<<"abc">>, <<"abc":16>>, <<"ab":16/little>>, <<"ab":4>>, <<"ÿ">>, <<"Ā">>, <<"">>, <<"a", X, "b">>,
     <<"abc":3/unit:8>>, <<"Ā":16>>, <<1:4, "ab", X:4>>, <<"ab"/float>>].

id(X) -> X.
