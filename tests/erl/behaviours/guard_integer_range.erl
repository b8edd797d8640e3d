%% Integers of a range.
%% otp: 29
-module(guard_integer_range).
-export([main/0]).

main() ->
    Values = [0, 1, 5, 10, 11, -1, 1.0, a, 1 bsl 70, [], -(1 bsl 70)],
    [[in(X) || X <- Values], [within(X, -(1 bsl 65), 1 bsl 65) || X <- Values],
     [try is_integer(X, 1, 10) catch error:E -> E end || X <- Values],
     [try is_integer(X, A, B) catch error:E -> E end || X <- [1, a], A <- [0, b, 1.0], B <- [2, c, -1]]].

in(X) when is_integer(X, 1, 10) -> in;
in(_) -> out.

within(X, A, B) when is_integer(X, A, B) -> in;
within(_, _, _) -> out.
