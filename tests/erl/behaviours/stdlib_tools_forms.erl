%% Calls of epp, erl_abstract_code, otp_internal, ms_transform, erl_features and erl_stdlib_errors.
-module(stdlib_tools_forms).
-export([main/0]).
-define(T(Call), told(fun() -> Call end)).

main() ->
    [features(), explained(), preprocessed(), encodings(), abstract(), old(), old_types(), fun2ms(), from_shell()].

features() ->
    Bare = fun(Text) -> unicode:characters_to_binary(Text) end,
    Enabled = [erl_features:keyword_fun(Ind, F, Fs, fun(_) -> false end)
        || Ind <- [enable, disable], F <- [maybe_expr, none], Fs <- [[], [maybe_expr]]],
    [?T(lists:sort(erl_features:F())) || F <- [all, configurable]]
        ++ [?T(told_info(erl_features:info(X))) || X <- [maybe_expr, no_such_feature, 1]]
        ++ [?T(Bare(erl_features:F(X))) || F <- [short, long], X <- [maybe_expr, no_such_feature]]
        ++ [?T([atom_to_list(K) || K <- erl_features:keywords(X)]) || X <- [maybe_expr, no_such_feature]]
        ++ [?T(Bare(erl_features:format_error(E)))
            || E <- [{invalid_features, [x]}, {incorrect_features, [y]}, {not_configurable, [z]}]]
        ++ [case R of {ok, {Fs, F}} -> {Fs, [F(W) || W <- ['maybe', 'else', none]]}; _ -> R end || R <- Enabled].

%% Words as texts: what prints them in OTP 25 does not know yet that they are key words.
told_info(#{keywords := Words} = Info) -> Info#{keywords := [atom_to_list(W) || W <- Words]}.

explained() ->
    Trace = fun(M, F, A, Info) -> [{M, F, A, [{error_info, Info}]}] end,
    Calls = [{lists, keyfind, [a, b, c]}, {lists, member, [a, b]}, {lists, reverse, [a, b]},
             {lists, keysearch, [a, 0, []]}, {maps, get, [a, #{}]}, {maps, merge, [a, #{}]}, {maps, put, [a, b, c]},
             {binary, at, [<<>>, 1]}, {binary, copy, [a, -1]}, {binary, split, [a, b, c]}, {math, log, [0]},
             {math, sqrt, [a]}, {unicode, characters_to_binary, [a, b, c]},
             {binary, part, [<<1>>, 3, 1]}, {lists, keymember, [a, 0, b]}, {maps, remove, [a, b]}],
    [?T(erl_stdlib_errors:format_error(badarg, Trace(M, F, A, #{module => erl_stdlib_errors}))) || {M, F, A} <- Calls]
        ++ [?T(erl_stdlib_errors:format_error(R, Trace(math, log, [0], #{}))) || R <- [badarith, undef, badmap]].

preprocessed() ->
    Errors = [cannot_parse, {bad, "x"}, {duplicated_argument, 'A'}, missing_parenthesis, missing_comma, premature_end,
              {call, "X"}, {undefined, 'X', none}, {undefined, 'X', 2}, {depth, "include"}, {mismatch, 'X'},
              {arg_error, 'X'}, {redefine, 'X'}, {include, file, "x.hrl"}, {illegal, "else", x}, {'NYI', x},
              {error, "text"}, {warning, "text"}],
    [?T(lists:flatten(epp:format_error(E))) || E <- Errors].

encodings() ->
    Texts = [<<"%% coding: latin-1\n">>, <<"%% -*- coding: utf-8 -*-\n">>, <<"-module(x).">>, <<"%% coding: foo\n">>],
    File = [{attribute, 1, file, {"a", 1}}, {attribute, {2, 1}, module, m}, {attribute, 3, file, {"b", 7}}, {eof, 9}],
    [?T(epp:encoding_to_string(E)) || E <- [latin1, utf8]] ++ [epp:default_encoding()]
        ++ [?T(epp:read_encoding_from_binary(B)) || B <- Texts]
        ++ [?T(epp:read_encoding_from_binary(<<"x. % encoding: utf-8">>, [{in_comment_only, C}])) || C <- [true, false]]
        ++ [?T(epp:interpret_file_attribute(F)) || F <- [File, tl(File), []]].

form(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    {ok, Form} = erl_parse:parse_form(Tokens),
    Form.

module(Body) -> [form("-module(m)."), form("-export([f/1])."), form(Body)].

abstract() ->
    Bodies = ["f(X) when X > 1 -> {X, <<X>>, #{a => X}}; f([H | T]) -> [H + 1 || H <- T].", "f(X) -> X.",
              "f(X) -> receive X -> ok after 5 -> none end.", "f(#{a := X}) -> X.", "f(X) -> catch X ! X.",
              "f(X) -> if X -> 1; true -> <<X:8/little>> end.", "f(X) -> #r{a = X}.", "f(X) -> X#{a => 1}.",
              "f(X) -> try X + 1 catch _:_ -> fun() -> X end end.", "f({A, B}) -> case A of B -> 1; _ -> 2 end."],
    [?T(erl_abstract_code:debug_info(erlang_v1, m, {module(B), []}, [])) || B <- Bodies]
        ++ [?T(erl_abstract_code:debug_info(core_v1, m, {module(B), []}, [])) || B <- Bodies]
        ++ [?T(erl_abstract_code:debug_info('P', m, {module(hd(Bodies)), []}, []))]
        ++ [?T(erl_abstract_code:debug_info(F, m, {none, []}, [])) || F <- [erlang_v1, core_v1, 'P', 'E', other]].

old() ->
    [?T(otp_internal:obsolete(M, F, A)) || {M, F, A} <- [{erlang, now, 0}, {erlang, get_stacktrace, 0}, {lists, map, 2},
        {gen_fsm, start, 3}, {random, uniform, 0}, {crypto, md5, 1}, {ssl, connection_info, 1}, {string, strip, 1},
        {auth, cookie, 0}, {http_uri, parse, 1}, {zlib, adler32, 2}, {pg2, join, 2}, {slave, start, 1},
        {code, is_module_native, 1}, {filename, find_src, 1}, {calendar, local_time_to_universal_time, 1}]].

old_types() ->
    [?T(otp_internal:obsolete_type(M, F, A)) || {M, F, A} <- [{erl_scan, column, 0}, {gen_fsm, x, 0}, {lists, t, 0},
        {http_uri, uri, 0}, {crypto, retired_cbc_cipher_aliases, 0}]].

fun2ms() ->
    Bodies = ["f(Z) -> ets:fun2ms(fun({A, B}) when A > 1 -> B end).",
              "f(Z) -> ets:fun2ms(fun({A, B}) when is_list(A), A =/= Z -> {A, B} end).",
              "f(Z) -> dbg:fun2ms(fun([A]) -> return_trace() end).", "f(Z) -> ets:fun2ms(fun(A = {_, B}) -> A end).",
              "f(Z) -> ets:fun2ms(fun(A) -> foo(A) end).", "f(Z) -> ets:fun2ms(fun(A, B) -> A end).",
              "f(Z) -> ets:fun2ms(Z).", "f(Z) -> ets:fun2ms(fun({A}) -> [A | Z] end).", "f(Z) -> Z.",
              "f(Z) -> ets:fun2ms(fun({A, B}) -> #{A => B} end).",
              "f(Z) -> ets:fun2ms(fun({A, 1}) when A < 3; A =:= Z -> 1; (_) -> [] end)."],
    [?T(ms_transform:parse_transform(module(B), [])) || B <- Bodies]
        ++ [?T(ms_transform:format_error(E)) || E <- [1, 2, {117, foo, 1}]].

from_shell() ->
    Clauses = fun(Text) ->
        {ok, Tokens, _} = erl_scan:string(Text),
        {ok, [{'fun', _, {clauses, Cs}}]} = erl_parse:parse_exprs(Tokens),
        Cs
    end,
    Funs = ["fun({A, B}) when A > Z -> {B} end.", "fun(A) -> A end.", "fun({A, _}) when A < 5; A > 9 -> {{A, Z}} end.",
            "fun(A) -> x(A) end."],
    [?T(ms_transform:transform_from_shell(ets, Clauses(F), [{'Z', 7}])) || F <- Funs].

told(F) -> try F() catch Class:Reason -> {Class, Reason} end.
