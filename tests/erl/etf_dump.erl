%% Prints terms, each as the hexadecimal digits of its external format, a space,
%% and how io_lib writes it. Every way that this OTP has of encoding a term is
%% there, and random terms from a fixed seed.

-module(etf_dump).
-export([main/2]).

main(Out, Count) ->
    {ok, Fd} = file:open(Out, [write, raw, {delayed_write, 1 bsl 20, 2000}]),
    Given = chosen() ++ floats(),
    [term(Fd, T) || T <- Given],
    [encoded(Fd, B) || B <- by_hand()],
    _ = rand:seed(exsss, {4711, 42, 1}),
    [term(Fd, random(4)) || _ <- lists:seq(1, Count)],
    ok = file:close(Fd).

term(Fd, Term) ->
    Options = [[], [compressed], [{minor_version, 0}], [{minor_version, 1}], [{compressed, 9}, {minor_version, 2}]],
    [encoded(Fd, B) || B <- lists:usort([term_to_binary(Term, O) || O <- Options])].

encoded(Fd, Bin) ->
    Text = io_lib:format("~tw", [binary_to_term(Bin)]),
    ok = file:write(Fd, [hex(Bin), $\s, unicode:characters_to_binary(Text), $\n]).

chosen() ->
    Powers = [N || Bits <- [7, 8, 15, 16, 27, 28, 31, 32, 59, 60, 63, 64, 65, 127, 128, 2040, 2048, 3000],
                   D <- [-1, 0, 1], N <- [(1 bsl Bits) + D, -(1 bsl Bits) + D]],
    %% The soft hyphen is the one character of Latin-1 that is escaped on the other side only.
    Latin1 = lists:seq(0, 255) -- [16#ad],
    Atoms = [list_to_atom([C]) || C <- Latin1] ++ [list_to_atom([$a, C]) || C <- Latin1],
    Words = ["after", "and", "andalso", "band", "begin", "bnot", "bor", "bsl", "bsr", "bxor", "case", "catch", "cond",
             "div", "else", "end", "fun", "if", "let", "not", "of", "or", "orelse", "receive", "rem", "try", "when",
             "xor", "query", "afters", "", "A", "_", "@", "a@b", [16#3b1, 16#3c9], [$a, 16#4e2d], lists:duplicate(255, $x),
             lists:duplicate(255, 16#e4), lists:duplicate(255, 16#4e2d)],
    Bits = [<<5:N>> || N <- lists:seq(0, 20)],
    Here = [self(), make_ref(), fun(X) -> X end, fun main/2, fun lists:map/2, fun 'A b':'+'/2 | erlang:ports()],
    Env = {1, "env"},
    More = [fun(X) -> {X, Env} end],
    [Powers, Atoms, [list_to_atom(W) || W <- reserved(Words)], Bits, Here ++ More, [], {}, #{}, "abc", [0, 255], [256],
     [1 | 2], [1, 2 | {}], lists:duplicate(300, 1), lists:seq(1, 70000), list_to_tuple(lists:seq(1, 300)),
     binary:copy(<<"ab">>, 70000), [[]], [[[]]], #{a => 1}, #{1 => #{2 => #{}}}, nested(10000, [])].

%% `maybe` and `else` became reserved words one after the other.
reserved(Words) ->
    case erlang:system_info(otp_release) >= "27" of
        true -> ["maybe" | Words];
        false -> Words -- ["else"]
    end.

nested(0, T) -> T;
nested(N, T) -> nested(N - 1, {[T]}).

floats() ->
    Given = [0.0, -0.0, 1.0, -1.5, 0.1, 1.0e-4, 1.2e-4, 1.0e-5, 1.0e3, 1.0e4, 100.0, 12345678.9, 5.0e-324,
             1.7976931348623157e308, 2.2250738585072014e-308, 9007199254740991.0, 9007199254740992.0, 1.0e15, 1.0e16,
             1.0e22, 1.0e23, 123456789012345680.0, 4503599627370496.5],
    _ = rand:seed(exsss, {1, 2, 3}),
    Bits = [<<(rand:uniform(1 bsl 64) - 1):64>> || _ <- lists:seq(1, 3000)],
    Scaled = [rand:uniform() * math:pow(10, rand:uniform(40) - 20) || _ <- lists:seq(1, 3000)],
    Short = [(rand:uniform(20000) - 10000) / math:pow(10, rand:uniform(12) - 6) || _ <- lists:seq(1, 3000)],
    Given ++ [F || <<F/float>> <- Bits] ++ Scaled ++ Short.

%% Tags that this OTP reads but does not write.
by_hand() ->
    Node = <<100, 13:16, "nonode@nohost">>,
    Utf8 = <<118, 13:16, "nonode@nohost">>,
    Small = <<115, 13, "nonode@nohost">>,
    Inner = <<108, 2:32, 97, 1, 97, 2, 106>>,
    Zipped = zlib:compress(Inner),
    [<<131, T/binary>> || T <-
        [<<100, 2:16, "ab">>, <<115, 1, 16#e4>>, <<100, 1:16, 16#e4>>, <<118, 2:16, 16#c3, 16#a4>>,
         <<103, Node/binary, 5:32, 6:32, 0>>, <<88, Small/binary, 5:32, 6:32, 0:32>>,
         <<102, Node/binary, 7:32, 0>>, <<89, Utf8/binary, 7:32, 0:32>>, <<120, Utf8/binary, 1000:64, 0:32>>,
         <<101, Node/binary, 9:32, 0>>, <<114, 3:16, Node/binary, 0, 1:32, 2:32, 3:32>>,
         <<90, 2:16, Utf8/binary, 0:32, 1:32, 2:32>>,
         <<107, 0:16>>, <<108, 0:32, 97, 5>>, <<108, 0:32, 108, 0:32, 108, 1:32, 97, 5, 106>>, <<105, 1:32, 106>>,
         <<110, 0, 0>>, <<110, 3, 1, 1, 0, 0>>, <<111, 2:32, 0, 1, 1>>, <<110, 8, 1, 0, 0, 0, 0, 0, 0, 0, 128>>,
         <<77, 2:32, 3, 1, 255>>, <<77, 2:32, 8, 1, 255>>,
         <<99, "1.50000000000000000000e+00", 0, 0, 0, 0, 0>>,
         <<113, 100, 1:16, "m", 100, 1:16, "f", 97, 2>>,
         <<80, (byte_size(Inner)):32, Zipped/binary>>]].

random(0) ->
    case rand:uniform(7) of
        1 -> rand:uniform(300) - 20;
        2 -> (rand:uniform(1 bsl 80) - (1 bsl 79)) bsr rand:uniform(80);
        3 -> rand:normal() * 1000;
        4 -> lists:nth(rand:uniform(6), [ok, error, 'Elixir.Enum', 'a b', '+', 'ünï']);
        5 -> <<(rand:uniform(1 bsl 30)):(rand:uniform(40))>>;
        6 -> [];
        7 -> [rand:uniform(256) - 1 || _ <- lists:seq(1, rand:uniform(6))]
    end;
random(Depth) ->
    Size = rand:uniform(5) - 1,
    Some = fun() -> [random(rand:uniform(Depth) - 1) || _ <- lists:seq(1, Size)] end,
    case rand:uniform(4) of
        1 -> list_to_tuple(Some());
        2 -> Some();
        3 -> lists:foldl(fun(X, Tail) -> [X | Tail] end, random(0), Some());
        4 -> maps:from_list([{K, random(Depth - 1)} || K <- Some()])
    end.

hex(B) -> [digit(N) || <<N:4>> <= B].

digit(N) when N < 10 -> $0 + N;
digit(N) -> $a + N - 10.
