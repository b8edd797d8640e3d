%% but: 25 (iolist_to_iovec alone tells of a bad list)
%% The traces of erlang:iolist_to_iovec/1: those of applied calls and funs name another function.
-module(exc_stack_trace_iovec).
-export([main/0, body/1, tail/1, inner/1, fun_body/1, fun_tail/1]).

main() ->
    Terms = [[x], [[x]], [<<1>> | x], [<<1:1>>], [<<1>>, x], x, 5, <<1:3>>, [1 | 2], [256], {a}, [<<1>> | <<1:1>>], [<<1:1>>, 1]],
    [{Term, told(fun() -> ?MODULE:F(Term) end)} || Term <- Terms, F <- [body, tail, inner, fun_body, fun_tail]]
        ++ [told(fun() -> erlang:iolist_to_iovec(Term) end) || Term <- Terms]
        ++ [told(fun() -> apply(erlang, id(iolist_to_iovec), [Term]) end) || Term <- Terms]
        ++ [told(fun() -> [apply(erlang, id(iolist_to_iovec), [Term])] end) || Term <- Terms].

id(Term) -> Term.

told(F) ->
    try {ok, F()} catch Class:Reason:Trace -> {Class, Reason, lists:takewhile(fun(Call) -> element(2, Call) =/= told end, Trace)} end.

body(Term) -> [erlang:iolist_to_iovec(Term)].

tail(Term) -> erlang:iolist_to_iovec(Term).

inner(Term) -> [tail(Term), Term].

fun_body(Term) -> F = id(fun erlang:iolist_to_iovec/1), [F(Term)].

fun_tail(Term) -> F = id(fun erlang:iolist_to_iovec/1), F(Term).
