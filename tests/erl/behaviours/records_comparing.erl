%% otp: 29
%% Native records compare by module, name, export, number of fields, names of fields and values.
-module(records_comparing).
-export([main/0]).

main() ->
    Records = [c(m, n, [{a, 1}]), c(m, n, [{a, 1.0}]), c(m, z, [{z, 9}, {y, 1}]), c(n, a, [{a, 1}]), c(m, n, [{z, 9}]),
               c(m, n, [{a, 1}, {b, 1}]), c(m, n, [{b, 1}, {a, 1}]), c(m, n, [{a, 1}, {c, 9}]), c(m, n, [{b, 2}, {a, 1}]),
               c(m, n, [{a, 1}], false), c(m, n, [{a, 0}], false), c(m, n, [{b, 2}, {a, 1}], false), c(mm, n, []),
               c(m, n, []), c(m, n, [{a, c(m, n, [])}]), c(m, n, [{a, c(m, n, [{b, 1}])}])],
    [[order(A, B) || A <- Records] || B <- Records].

c(Module, Name, Fields) -> c(Module, Name, Fields, true).
c(Module, Name, Fields, Exported) -> records:create(Module, Name, Fields, #{is_exported => Exported}).

order(A, B) when A =:= B -> same;
order(A, B) when A == B -> equal;
order(A, B) when A < B -> less;
order(A, B) when A > B -> more.
