%% Arguments and operands are evaluated from left to right.
-module(call_evaluation_order).
-export([main/0]).

main() ->
    put(trace, []),
    _ = {t(1), t(2), [t(3) | t(4)]},
    _ = t(5) + t(6) * t(7),
    _ = f(t(8), t(9), t(10)),
    _ = #{t(11) => t(12), t(13) => t(14)},
    _ = <<(t(15)), (t(16)):(t(17))>>,
    _ = (tf(18))(t(19)),
    lists:reverse(get(trace)).

t(X) -> put(trace, [X | get(trace)]), X.

tf(X) -> t(X), fun(Y) -> Y end.

f(_, _, _) -> ok.
