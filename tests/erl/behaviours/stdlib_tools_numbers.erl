%% Calls of math, eval_bits, io_lib_fread, random, timer, erl_posix_msg and unicode_util.
-module(stdlib_tools_numbers).
-export([main/0]).
-define(T(Call), told(fun() -> Call end)).

main() ->
    [numbers(), bits(), matched(), reading(), read_on(), randoms(), times(), messages(), characters()].

numbers() ->
    One = [sqrt, exp, log, log2, log10, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, ceil, floor],
    [{F, [?T(round(math:F(X) * 1.0e6)) || X <- [0, 1, 0.5, -1, 2.0, a]]} || F <- One]
        ++ [?T(round(math:pow(A, B) * 1.0e6)) || A <- [2, 0.5, -1], B <- [3, 0, 0.5]]
        ++ [?T(math:fmod(A, B)) || A <- [7, -7.5], B <- [2, 0]]
        ++ [?T(round(math:atan2(A, B) * 1.0e6)) || A <- [1, -1.5], B <- [2, 0]]
        ++ [?T(round(math:pi() * 1.0e9))].

fields(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    {ok, [{bin, _, Fields}]} = erl_parse:parse_exprs(Tokens),
    Fields.

value({var, _, Name}, Bs) -> {value, maps:get(Name, Bs), Bs};
value({op, _, '-', {integer, _, I}}, Bs) -> {value, -I, Bs};
value({_, _, Value}, Bs) -> {value, Value, Bs}.

bits() ->
    Texts = ["<<1>>.", "<<1:16, 2:4, 3:4>>.", "<<\"text\">>.", "<<\"tex\"/utf16>>.", "<<1.5/float>>.",
             "<<1.5:32/float-little>>.", "<<X:8, Y/binary>>.", "<<(-1):12/signed>>.", "<<300/utf8>>.", "<<a>>.",
             "<<Y/bitstring, 1:1>>.", "<<1:X/unit:8>>.", "<<Y:2/binary>>.", "<<>>.", "<<X/utf32-little, \"ab\":16>>."],
    [?T(eval_bits:expr_grp(fields(T), #{'X' => 5, 'Y' => <<"bin">>}, fun value/2)) || T <- Texts].

%% What erl_eval answers the module with.
match(match, {{integer, _, I}, I, Bs}) -> {match, Bs};
match(match, {{float, _, F}, F, Bs}) -> {match, Bs};
match(match, {{var, _, '_'}, _, Bs}) -> {match, Bs};
match(match, {{var, _, Name}, Value, Bs}) -> {match, Bs#{Name => Value}};
match(match, _) -> throw(nomatch);
match(binding, {Name, Bs}) -> case Bs of #{Name := Value} -> {value, Value}; #{} -> unbound end;
match(add_binding, {Name, Value, Bs}) -> Bs#{Name => Value}.

matched() ->
    Patterns = ["<<A:8, B/binary>>.", "<<1:8, C:4, _:4>>.", "<<D/utf8, E/bitstring>>.", "<<F:16/little-signed>>.",
                "<<\"ab\", G/bits>>.", "<<N:8, H:N/binary, _/binary>>."],
    [?T(eval_bits:match_bits(fields(P), V, #{}, #{}, fun match/2, fun value/2)) || P <- Patterns,
        V <- [<<1, 2, 3>>, <<1, 255>>, <<"abc">>, <<>>, <<1:1>>]].

reading() ->
    Formats = [{"~d", "12 x"}, {"~f", "1.5"}, {"~s ~d", "ab 3"}, {"~a", "atom"}, {"~c", "xy"}, {"~16u", "ff"},
               {"~d", "x"}, {"a~d", "b1"}, {"~2c~n", "abc"}, {"~-d", "5"}, {"~l~s", "abc"}, {"~#", "16#ff"},
               {"~~~d", "~7"}, {"~*d~d", "1 2"}, {"~3s", "abcdef"}, {"~ts", [955, 956]}, {"~q", "x"}],
    [?T(io_lib_fread:fread(F, S)) || {F, S} <- Formats].

read_on() ->
    Begun = fun() -> {more, C} = io_lib_fread:fread([], "12", "~d~d"), C end,
    [?T(io_lib_fread:fread([], S, F)) || {F, S} <- [{"~d", "12\n"}, {"~s ~d", "ab 3\n"}, {"~d~d", "1\n"}, {"~c", []}]]
        ++ [?T(io_lib_fread:fread(Begun(), More, "~d~d")) || More <- [" 34\n", "5 6\n", eof]].

randoms() ->
    [?T(element(1, random:uniform_s(N, S))) || N <- [1, 10, 1000], S <- [{1, 2, 3}, {7, 8, 9}, random:seed0()]]
        ++ [?T(element(1, random:uniform_s(S))) || S <- [{1, 2, 3}, {4, 5, 6}]]
        ++ [?T(random:seed(1, 2, N)) || N <- [3]] ++ [?T({random:uniform(), random:uniform(10)}) || _ <- [1, 2, 3]].

times() ->
    [?T(timer:F(N)) || F <- [seconds, minutes, hours], N <- [3, 4]] ++ [?T(timer:hms(0, N, 1)) || N <- [1, 2]]
        ++ [?T(element(2, timer:tc(fun() -> N end))) || N <- [5, 6]]
        ++ [?T(element(2, timer:tc(fun(A) -> A + 1 end, [N]))) || N <- [2, 3]]
        ++ [?T(element(2, timer:tc(lists, seq, [1, N]))) || N <- [2, 3]] ++ [?T(timer:sleep(N)) || N <- [0, 1]]
        ++ [?T(timer:now_diff({1, 2, N}, {1, 1, 1})) || N <- [3, 4, 5]].

messages() ->
    [?T(erl_posix_msg:message(M)) || M <- [e2big, eagain, ebadf, ebusy, econnrefused, eexist, einval, eio, eisdir, emfile,
        enomem, enospc, enotdir, epipe, erofs, etimedout, none]].

characters() ->
    Forms = [cp, gc, uppercase, lowercase, titlecase, casefold, nfd, nfc, nfkd, nfkc],
    [?T(unicode_util:F(T)) || F <- Forms, T <- ["\x{df}e\x{301}", "A", "", "\x{fb01}x", <<"e"/utf8, 16#301/utf8>>]].

told(F) -> try F() catch Class:Reason -> {Class, Reason} end.
