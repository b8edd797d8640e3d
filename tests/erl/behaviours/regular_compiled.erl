%% Compiled patterns find what their sources find.
-module(regular_compiled).
-export([main/0]).

main() ->
    {ok, A} = re:compile("(a+)(b)?"),
    {ok, B} = re:compile(<<"(?<first>\\w+) (?<second>\\w+)">>, [unicode, caseless]),
    [re:run("xaab", A), re:run("xaab", A, [{capture, all, list}]), re:run("one two", B, [{capture, [second, first], binary}]),
     re:inspect(B, namelist), re:run("none", B), re:replace("aab", A, "<&>", [global, {return, list}]), re:split("1aab2", A),
     [element(1, re:compile(P)) || P <- ["(", "[a", "a{2,1}", "\\\\"]], [try re:compile(P, O) catch error:E -> E end || {P, O} <- [{a, []}, {"a", [x]}]]].
