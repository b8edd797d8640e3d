%% A variable bound before or twice must match the same value.
-module(bin_match_same_variable).
-export([main/0]).

main() -> [m(X, B) || X <- [1, 2, <<"a">>], B <- [<<1, 1>>, <<1, 2>>, <<2, 2>>, <<"aa">>, <<1, 1, 1>>]] ++
    [t(<<3, 3>>), t(<<3, 4>>), t(<<3:4, 3:12>>), s(<<2, "ab", "ab">>), s(<<2, "ab", "ba">>)].

m(X, <<X, Y>>) when is_integer(X) -> {first, Y};
m(X, <<X:1/binary, Y>>) -> {binary, Y};
m(X, <<_, X, _/binary>>) when is_integer(X) -> second;
m(_, _) -> no.

t(<<X, X>>) -> {same, X};
t(<<X:4, X:12>>) -> {sizes, X};
t(_) -> differ.

s(<<N, A:N/binary, R/binary>>) ->
    case R of
        A -> same;
        <<B:N/binary>> -> {other, B}
    end.
