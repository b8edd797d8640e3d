%% Every instruction of native records, with terms that fit and terms that do not.
-module(records_program).
-export([main/0]).
-export_record([point]).
-record #point{x, y = 0, label = "none"}.
-record #box{x = {}, inner = [#{a => 1}], n = 123456789012345678901}.
-record #none{}.

main() ->
    Free = records:create(elsewhere, point, [{y, 1}, {x, [2]}], #{is_exported => true}),
    Hidden = records:create(elsewhere, box, [{x, 1}], #{is_exported => false}),
    Terms = [#point{x = 1}, #point{x = #box{}, y = #none{}}, #box{}, #none{}, Free, Hidden, {point, 1, 2}, #{x => 1}, [], 5],
    One = records:create('A b', 'end', [{'X y', [1, "text", <<1>>, #none{}]}], #{is_exported => true}),
    [erlang:display(Term) || Term <- [#none{}, One, [One | #none{}]]],
    Calls = [fun match/1, fun field/1, fun any_field/1, fun update/1, fun update_any/1, fun guards/1, fun wrong/1, fun send/1,
             fun elsewhere/1],
    Pairs = [{Call, Term} || Call <- Calls, Term <- Terms],
    Results = [outcome(Call, Term) || {Call, Term} <- Pairs] ++ [loop(400, #box{}, []), [A < B || A <- Terms, B <- Terms]],
    number(1, Results).

number(N, [Result | Results]) -> [{N, Result} | number(N + 1, Results)];
number(_, []) -> [].

outcome(Call, Term) ->
    try Call(Term) catch Class:Reason:Trace -> {Class, Reason, hd(Trace)} end.

match(#point{x = X, label = L}) -> {X, L};
match(#box{x = X, inner = [I], n = N}) -> {X, I, N};
match(#none{}) -> none;
match(#elsewhere:point{y = Y}) -> Y;
match(#_{}) -> any;
match(_) -> other.

field(R) -> {R#point.x, R#point.y}.
any_field(R) -> R#_.x.
update(R) -> R#point{y = R, x = [R]}.
update_any(R) -> R#_{x = new}.
elsewhere(R) -> {R#elsewhere:point.y, R#elsewhere:point{y = 2}}.

guards(R) when R#point.y =:= 0 -> zero;
guards(R) when is_record(R, box); is_record(R, none) -> mine;
guards(R) when is_record(R), R#_.x =/= 1 -> other;
guards(_) -> no.

wrong(R) -> R#_{nothing = 1}.

send(R) ->
    {Pid, Monitor} = spawn_monitor(fun() -> receive Term -> exit(Term) end end),
    Pid ! {R, #box{x = R}},
    receive {'DOWN', Monitor, process, Pid, {Same, #box{x = Same}}} -> {Same, Same =:= R} end.

loop(0, R, Made) -> {R, length(Made), hd(Made)};
loop(N, R, Made) -> loop(N - 1, R#box{n = N}, [#point{x = N rem 7, y = R} || N rem 3 =:= 0] ++ Made).
