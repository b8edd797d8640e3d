%% The operator + of one operand adds zero: negative zero becomes positive, and its error tells of two operands.
%% but: 25 (its error tells no operator there)
-module(int_unary_plus_errors).
-export([main/0]).

main() -> [<<(+ id(-0.0))/float>>] ++ [try + id(X) catch C:R:S -> {C, R, hd(S)} end || X <- [a, [], {}, <<1>>]].

id(X) -> X.
