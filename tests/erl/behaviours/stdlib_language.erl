%% Calls of erl_scan, erl_parse, erl_eval, erl_pp, erl_lint, erl_anno, erl_internal, erl_bits, erl_expand_records, eval_bits, erl_error,
%% calendar, rand, timer, erl_syntax, erl_prettypr, cerl, core_pp and inet.
-module(stdlib_language).
-export([main/0]).
-define(T(Call), told(fun() -> Call end)).

main() -> scanned() ++ evaluated() ++ checked() ++ dates() ++ numbers() ++ trees() ++ others().

scanned() ->
    Texts = ["foo(X) -> X + 1.", "'quoted atom' \"string\\n\" $a 16#ff 1.5e3 2#101.", "#{a => 1}", "<<1:8/big>>", "% comment\nx.", "\"open", "'open", "1.2.3", "$", "a.\nb.", "?MACRO", "1_000"],
    [?T(erl_scan:string(T)) || T <- Texts] ++ [?T(erl_scan:string(T, {5, 3}, [return])) || T <- Texts] ++ [?T(erl_scan:tokens([], T ++ " ", 1)) || T <- Texts]
        ++ [?T(erl_scan:reserved_word(W)) || W <- ['case', foo, 'maybe', 'orelse']] ++ [?T(erl_scan:format_error(E)) || E <- [{illegal, float}, char, {unterminated, string, "abc"}]].

parsed(Text) -> {ok, Tokens, _} = erl_scan:string(Text), erl_parse:parse_exprs(Tokens).

evaluated() ->
    Exprs = ["1 + 2 * 3.", "X = 5, X * X.", "[A || A <- [1, 2, 3], A > 1].", "case {a, 1} of {a, N} -> N; _ -> none end.", "F = fun(N) -> N + 1 end, F(2).",
             "lists:map(fun(N) -> N * 2 end, [1, 2]).", "<<A:4, B:4>> = <<16#ab>>, {A, B}.", "#{k := V} = #{k => 7}, V.", "try throw(x) catch throw:T -> {caught, T} end.",
             "if 1 > 2 -> a; true -> b end.", "begin Y = 1, Y + 1 end.", "fun lists:reverse/1.", "[1, 2 | [3]] ++ \"x\".", "<< <<(C + 1)>> || <<C>> <= <<1, 2>> >>.", "1 / 0.", "hd([]).",
             "{X2, X2} = {1, 2}.", "erlang:element(1, {a}).", "(fun Fact(0) -> 1; Fact(N2) -> N2 * Fact(N2 - 1) end)(10).", "catch error(oops), ok.", "receive after 0 -> timeout end.", "not true and false.",
             "#{a => #{b => 1}}.", "-3 rem 2.", "5 bsl 70.", "\"ab\" \"cd\".", "$a + 1."],
    [?T(case parsed(E) of {ok, Es} -> {value, Value, Bs} = erl_eval:exprs(Es, []), {Value, lists:sort(erl_eval:bindings(Bs))}; Other -> Other end) || E <- Exprs]
        ++ [?T(lists:flatten(erl_pp:exprs(element(2, parsed(E))))) || E <- Exprs] ++ [?T(erl_parse:normalise(hd(element(2, parsed(E))))) || E <- Exprs]
        ++ [?T(parsed(E)) || E <- ["1 +.", "case x of end.", "foo(.", "[1, 2.", "a b."]]
        ++ [?T(erl_parse:abstract(T)) || T <- [1, a, "text", [1 | 2], {a, 1.5}, #{a => 1}, <<1, 2:3>>, [300]]]
        ++ [?T(lists:flatten(erl_pp:expr(erl_parse:abstract(T)))) || T <- [1, a, "text", {a, [1.5]}, <<"bin">>, lists:seq(1, 40)]].

form(Text) -> {ok, Tokens, _} = erl_scan:string(Text), {ok, Form} = erl_parse:parse_form(Tokens), Form.

checked() ->
    Functions = ["f(X) -> X.", "f(X) -> Y.", "f(X, X) -> 1.", "f() -> g().", "f([H | T]) when H > 1 -> {H, T}; f([]) -> none.", "f(A) -> case A of 1 -> B = 2; _ -> ok end, B.",
                 "f() -> #r{}.", "f(X) -> <<X:a/integer>>.", "f() -> 1; g() -> 2."],
    Module = fun(F) -> [form("-module(m)."), form("-export([f/1])."), F] end,
    [?T(erl_lint:module(Module(form(F)))) || F <- Functions] ++ [?T(lists:flatten(erl_pp:form(form(F)))) || F <- Functions]
        ++ [?T(erl_expand_records:module([form("-module(m)."), form("-record(r, {a = 1, b})."), form(F)], [])) || F <- ["f(R) -> R#r.a.", "f() -> #r{b = 2}.", "f(#r{a = A}) -> A.", "f(R) -> R#r{a = 3}."]]
        ++ [?T(erl_internal:F(N, A)) || F <- [bif, guard_bif, type_test, arith_op, bool_op, comp_op, list_op, send_op], {N, A} <- [{length, 1}, {'+', 2}, {'and', 2}, {'==', 2}, {'++', 2}, {'!', 2}, {foo, 3}, {is_atom, 1}]]
        ++ [?T(erl_bits:set_bit_type(S, T)) || S <- [default, {integer, 1, 8}], T <- [[integer], [float, big], [binary], [{unit, 4}], [utf8], [integer, float], [x]]]
        ++ [?T(erl_anno:F(A)) || F <- [line, column, location, generated, to_term], A <- [1, {2, 3}]] ++ [?T(erl_anno:set_line(9, {1, 2})), ?T(erl_anno:new(0)), ?T(erl_anno:is_anno(x))]
        ++ [?T(lists:flatten(erl_error:format_exception(C, R, [{m, f, 1, [{file, "m.erl"}, {line, 3}]}]))) || C <- [error, exit, throw], R <- [badarg, undef, {badmatch, 1}, foo]]
        ++ [?T(lists:flatten(element(1, {erl_lint:format_error(E)}))) || E <- [{undefined_function, {f, 1}}, {unbound_var, 'X'}, {unused_var, 'Y'}]].

dates() ->
    Dates = [{1970, 1, 1}, {2000, 2, 29}, {2023, 12, 31}, {1900, 2, 28}, {2024, 6, 15}, {2021, 2, 29}],
    [?T(apply(calendar, F, [Y, M, D])) || F <- [date_to_gregorian_days, day_of_the_week, valid_date], {Y, M, D} <- Dates]
        ++ [?T(calendar:iso_week_number(D)) || D <- Dates] ++ [?T(calendar:datetime_to_gregorian_seconds({D, {12, 30, 15}})) || D <- Dates]
        ++ [?T(calendar:gregorian_seconds_to_datetime(S)) || S <- [0, 62167219200, 63872460615]] ++ [?T(calendar:gregorian_days_to_date(N)) || N <- [0, 1, 365, 366, 738000]]
        ++ [?T(calendar:is_leap_year(Y)) || Y <- [1900, 2000, 2023, 2024]] ++ [?T(calendar:last_day_of_the_month(Y, M)) || Y <- [2023, 2024], M <- [1, 2, 4, 13]]
        ++ [?T(calendar:seconds_to_time(S)) || S <- [0, 3661, 86399]] ++ [?T(calendar:seconds_to_daystime(S)) || S <- [100000, -1]] ++ [?T(calendar:time_to_seconds({1, 2, 3}))]
        ++ [?T(calendar:time_difference({{2020, 1, 1}, {0, 0, 0}}, {{2020, 3, 1}, {1, 2, 3}}))]
        ++ [?T(calendar:rfc3339_to_system_time(T)) || T <- ["2018-02-01T15:18:02Z", "2018-02-01 15:18:02.088+02:00", "x"]]
        ++ [?T(calendar:system_time_to_rfc3339(S, [{offset, "Z"} | O])) || S <- [0, 1517498278, -1], O <- [[], [{time_designator, $\s}]]]
        ++ [?T(calendar:system_time_to_universal_time(1517498278, second)), ?T(calendar:seconds_to_time(86400))].

numbers() ->
    Algorithms = [exsss, exro928ss, exrop, exsp, exs1024s, exsplus, mwc59],
    Run = fun(Seed) -> {A, S1} = rand:uniform_s(Seed), {B, S2} = rand:uniform_s(1000, S1), {C, S3} = rand:normal_s(S2), {D, S4} = rand:bytes_s(5, S3), {E, _} = rand:uniform_real_s(S4), [A, B, round(C * 1000000), D, E] end,
    [?T(Run(rand:seed_s(A, S))) || A <- Algorithms -- [mwc59], S <- [1, {1, 2, 3}, 1 bsl 40]] ++ [?T(rand:mwc59_value32(rand:mwc59(rand:mwc59_seed(N)))) || N <- [1, 42]]
        ++ [begin rand:seed(exsss, N), {rand:uniform(), rand:uniform(6), rand:uniform(1 bsl 70)} end || N <- [1, 2, 3]] ++ [?T(rand:jump(element(2, rand:uniform_s(rand:seed_s(exsss, 7)))) =/= x)]
        ++ [?T(apply(timer, F, [N])) || F <- [seconds, minutes, hours], N <- [1, 2.5, a]] ++ [timer:hms(1, 2, 3), timer:now_diff({1, 2, 3}, {1, 1, 1})]
        ++ [?T(F) || F <- [random:uniform_s(10, {1, 2, 3}), random:uniform_s({1, 2, 3})]].

trees() ->
    A = erl_syntax:application(erl_syntax:atom(f), [erl_syntax:integer(1), erl_syntax:string("s")]),
    I = erl_syntax:infix_expr(A, erl_syntax:operator('+'), erl_syntax:variable('X')),
    C = cerl:c_let([cerl:c_var('X')], cerl:c_int(1), cerl:c_tuple([cerl:c_var('X'), cerl:c_atom(a), cerl:c_nil()])),
    [?T(erl_prettypr:format(T)) || T <- [A, I, erl_syntax:list([A, I]), erl_syntax:tuple([]), erl_syntax:fun_expr([erl_syntax:clause([], none, [A])])]]
        ++ [?T(erl_syntax:revert(T)) || T <- [A, I]] ++ [?T(erl_syntax:type(T)) || T <- [A, I]] ++ [?T(erl_syntax:concrete(erl_syntax:abstract({a, [1]})))]
        ++ [?T(lists:flatten(core_pp:format(C))), ?T(cerl:is_c_let(C)), ?T(cerl:type(C)), ?T(cerl_trees:size(C)), ?T(cerl:concrete(cerl:abstract([1, {a}]))), ?T(cerl_trees:free_variables(cerl:let_body(C)))].

others() ->
    [?T(inet:parse_address(A)) || A <- ["1.2.3.4", "::1", "1.2.3", "fe80::1%2", "300.1.1.1", "1.2", "x"]] ++ [?T(inet:parse_strict_address("1.2")), ?T(inet:ntoa({1, 2, 3, 4})), ?T(inet:ntoa({0, 0, 0, 0, 0, 0, 0, 1}))]
        ++ [?T(proc_lib:initial_call(P)) || P <- [self(), x]].

told(F) -> try F() catch Class:Reason -> {Class, Reason} end.
