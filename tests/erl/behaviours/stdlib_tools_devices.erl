%% Calls of io with a device in memory, of edlin and of escript.
-module(stdlib_tools_devices).
-export([main/0]).
-define(T(Call), told(fun() -> Call end)).

main() ->
    [written(), read(), asked(), edited(), erased(), scripts()].

%% A device in memory: what is left to read, and what was written.
device(In, Out) ->
    receive
        {io_request, From, As, Request} ->
            {Answer, In1, Out1} = try answer(Request, In, Out) catch _:_ -> {{error, bad_request}, In, Out} end,
            From ! {io_reply, As, Answer},
            device(In1, Out1);
        {get, Pid} ->
            Pid ! {written, lists:reverse(Out)}
    end.

answer({put_chars, _, Chars}, In, Out) ->
    {ok, In, [unicode:characters_to_binary(Chars) | Out]};
answer({put_chars, E, M, F, A}, In, Out) ->
    answer({put_chars, E, apply(M, F, A)}, In, Out);
answer({requests, Rs}, In, Out) ->
    lists:foldl(fun(R, {_, I, O}) -> answer(R, I, O) end, {ok, In, Out}, Rs);
answer({get_line, _, Prompt}, [], Out) ->
    {eof, [], [{prompt, Prompt} | Out]};
answer({get_line, _, Prompt}, In, Out) ->
    {Line, Rest} = lists:splitwith(fun(C) -> C =/= $\n end, In),
    {Line ++ lists:sublist(Rest, 1), lists:nthtail(min(1, length(Rest)), Rest), [{prompt, Prompt} | Out]};
answer({get_chars, _, _, _}, [], Out) ->
    {eof, [], Out};
answer({get_chars, _, _, N}, In, Out) ->
    {lists:sublist(In, N), lists:nthtail(min(N, length(In)), In), Out};
answer({get_until, _, _, M, F, As}, In, Out) ->
    until(M, F, As, [], In, Out);
answer({get_geometry, columns}, In, Out) ->
    {60, In, Out};
answer({get_geometry, _}, In, Out) ->
    {{error, enotsup}, In, Out};
answer(getopts, In, Out) ->
    {[{encoding, unicode}, {binary, false}], In, Out};
answer({setopts, _}, In, Out) ->
    {ok, In, Out};
answer(_, In, Out) ->
    {{error, request}, In, Out}.

until(M, F, As, Cont, In, Out) ->
    Chars = case In of [] -> eof; _ -> In end,
    case apply(M, F, [Cont, Chars | As]) of
        {done, Result, eof} -> {Result, [], Out};
        {done, Result, Rest} -> {Result, Rest, Out};
        {more, _} when Chars =:= eof -> {eof, [], Out};
        {more, More} -> until(M, F, As, More, [], Out)
    end.

device(In) -> spawn(fun() -> device(In, []) end).

written() ->
    O = device(""),
    Puts = [?T(io:put_chars(O, C)) || C <- ["abc", <<"bin">>, [955], ["deep", [<<"er">>]]]]
        ++ [?T(io:nl(O)), ?T(io:write(O, {a, "b"})), ?T(io:format(O, "~p ~ts~n", [x, "y"])),
            ?T(io:fwrite(O, "plain", [])), ?T(io:format(O, "~q", [1])), ?T(io:put_chars(O, foo)),
            ?T(io:request(O, {put_chars, unicode, "r"})),
            ?T(io:requests(O, [{put_chars, unicode, "s"}, nl])), ?T(io:fwrite(O, "~w~10p", [[1], 2]))],
    O ! {get, self()},
    {Puts, receive {written, Out} -> Out after 1000 -> nothing end}.

read() ->
    Texts = ["foo(X) -> 1.\nrest", "1 + 2.\n", "x", "", "a b.", "\"str\".", "{a, [1 | T]}. more"],
    [[?T(io:F(device(T), "> ")) || F <- [get_line, read, scan_erl_exprs, parse_erl_exprs, parse_erl_form, scan_erl_form]]
        ++ [?T(io:get_chars(device(T), "> ", 3)), ?T(io:fread(device(T), "> ", "~s")), ?T(io:read(device(T), "> ", 5)),
            ?T(io:fread(device(T), "> ", "~d +")), ?T(io:scan_erl_exprs(device(T), "> ", 7)),
            ?T(io:parse_erl_form(device(T), "> ", {3, 4}))] || T <- Texts].

asked() ->
    O = device(""),
    [?T(io:F(O)) || F <- [columns, rows, getopts]] ++ [?T(io:setopts(O, [{encoding, unicode}])), io:printable_range()].

%% Lines as they are typed: the keys that edlin_key knows since OTP 26 are asked for where there are applications.
edited() ->
    Keys = ["abc", "a b", "", "\x{e5}\x{3bb}", "(x", "x(1,", "[{\"a"],
    [?T(begin {more_chars, C, _} = edlin:start("> "), R = edlin:edit_line(K, C), {element(1, R), element(tuple_size(R), R)} end)
        || K <- Keys]
        ++ [?T(begin {more_chars, C, Ops} = edlin:start(P), {Ops, edlin:prompt(C), edlin:F(C)} end)
            || P <- ["> ", "", "1> "], F <- [current_line, current_chars, length_before, length_after]].

erased() ->
    Typed = fun(K) -> {more_chars, C, _} = edlin:start("> "), {more_chars, More, _} = edlin:edit_line(K, C), More end,
    [?T(edlin:F(Typed(K))) || K <- ["abc", "a b c", ""],
        F <- [current_line, current_chars, length_before, length_after, prompt]]
        ++ [?T(edlin:over_word(A, B, N)) || {A, B, N} <- [{"cba", "", 0}, {"ba  dc", [], 1}, {"", "x", 2}, {"  ", [], 0},
            {"a-b", [], 0}]].

scripts() ->
    Source = <<"main(_) -> ok.\n">>,
    Sections = [[shebang, {source, Source}], [{shebang, "/usr/bin/env escript"}, comment, {source, Source}],
                [{comment, "why"}, {emu_args, "-smp"}, {source, Source}],
                [shebang, comment, {emu_args, "+B"}, {source, Source}], [{source, Source}], [shebang], [], [foo],
                [{shebang, 1}], [{beam, <<"FOR1">>}], [{emu_args, undefined}, {source, Source}],
                [{shebang, default}, {comment, undefined}, {source, Source}], [shebang, {source, <<>>}],
                [comment, {beam, <<>>}], [{archive, <<"PK">>}], [shebang, {emu_args, "-x"}, {archive, <<"PK">>}],
                [comment, {comment, "two"}, {source, Source}], [{source, Source}, shebang]],
    [?T(escript:create(binary, S)) || S <- Sections].

told(F) -> try F() catch Class:Reason -> {Class, Reason} end.
