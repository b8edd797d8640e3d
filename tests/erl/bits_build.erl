%% Building: every kind of segment, appending, comprehensions, and what goes wrong.
-module(bits_build).
-export([main/0]).

main() ->
    Ints = [0, 1, -1, 255, 256, 1 bsl 59, -(1 bsl 59) - 1, 1 bsl 64, -(1 bsl 64), 1 bsl 200 + 12345],
    {[[integers(I, N) || I <- Ints] || N <- [0, 1, 3, 8, 12, 16, 59, 64, 65, 100, 256]],
     [floats(F) || F <- [0, 1, -1, 0.0, -0.0, 1.5, 1.0e300, 65504.0, 65520.0, 1.0e-8, 1 bsl 100, -(1 bsl 60)]],
     [parts(B) || B <- [<<>>, <<1, 2, 3>>, <<5:3>>, copy(7, 100), <<0:3, (copy(7, 70))/binary>>]],
     [utf(P) || P <- [0, $a, 16#e9, 16#20ac, 16#ffff, 16#1f600, 16#10ffff, 16#d800, 16#110000, -1, a]],
     appending(), comprehensions(), wrong(), guards(), long()}.

integers(I, N) ->
    {<<I:N>>, <<I:N/little>>, <<1:3, I:N>>, <<1:5, I:N/little, 6:4>>, <<I, I:16/native, I:N/unit:2>>}.

floats(F) ->
    {<<F/float>>, <<F:32/float>>, <<F:16/float>>, <<F:64/float-little>>, <<1:1, F:32/float-little, F:16/float-native>>}.

parts(B) ->
    Tests = [fun() -> <<B/bits, 1>> end, fun() -> <<1, B/bits>> end, fun() -> <<1:1, B/bits, 1:1>> end,
             fun() -> <<B/bits, B/bits>> end, fun() -> <<B:2/binary, B:1/bits>> end, fun() -> <<"x", B:2/binary, B:1/bits>> end,
             fun() -> <<B/binary>> end, fun() -> <<"x", B/binary, "yz">> end, fun() -> <<"x", B/binary-unit:3>> end,
             fun() -> <<"x", B:5/binary-unit:3>> end],
    [try_it(T) || T <- Tests].

utf(P) ->
    Tests = [fun() -> <<P/utf8>> end, fun() -> <<P/utf16>> end, fun() -> <<P/utf16-little>> end, fun() -> <<P/utf32>> end,
             fun() -> <<P/utf32-little>> end, fun() -> <<1:3, P/utf8, P/utf16, P/utf32>> end],
    [try_it(T) || T <- Tests].

try_it(F) ->
    try F() catch Class:Reason:Trace -> {Class, Reason, cause(hd(Trace))} end.

%% What the first entry of the trace says is wrong.
cause({_, _, _, Info}) ->
    case [I || {error_info, I} <- Info] of
        [#{cause := Cause, module := M, function := F}] -> {M, F, Cause};
        [#{module := M}] -> {M, unexplained};
        [] -> none
    end.

appending() ->
    A = list(300, <<>>),
    B = <<A/binary, "b">>,
    C = <<A/binary, "c">>,
    D = <<B/binary, C/binary, 1:1>>,
    E = <<D/bits, 2#11:2>>,
    F = <<D/bits, 0:2>>,
    G = <<B/binary, B/binary>>,
    Self = self(),
    Pid = spawn(fun() -> receive {Bin, From} -> From ! {sum(Bin, 0), <<Bin/binary, "!">>} end end),
    Pid ! {B, Self},
    H = <<B/binary, "more after sending">>,
    {Sum, Other} = receive M -> M end,
    [A, B, C, D, E, F, G, H, Sum, Other, <<H/binary, 0:0>>].

list(0, Acc) -> Acc;
list(N, Acc) -> list(N - 1, <<Acc/binary, N>>).

sum(<<X, R/binary>>, N) -> sum(R, N + X);
sum(<<>>, N) -> N.

comprehensions() ->
    {<< <<X>> || X <- seq(1, 200) >>, << <<X:3>> || X <- seq(1, 501) >>,
     << <<B/bits, 1:1>> || B <- [<<>>, <<1:7>>, <<1, 2>>] >>, << <<X:7, Y:2>> || <<X:4>> <= <<"hello">>, Y <- [1, 2] >>,
     << <<X/utf8>> || X <- "aé€😀" >>, << >>, << <<>> || _ <- [1, 2] >>,
     [<< <<X:N>> || X <- [1, 2, 3] >> || N <- [0, 1, 8, 65]],
     << << <<Y>> || <<Y:2>> <= <<X>> >> || X <- [27, 228] >>}.

wrong() ->
    A = id(a), M = id(-1), B3 = id(<<1:3>>), C = id(16#d800), H = id(1 bsl 70), Big = id(1 bsl 2000), Z = id(0),
    Tests = [fun() -> <<A:8>> end, fun() -> <<1:A>> end, fun() -> <<1:M>> end, fun() -> <<1:H>> end, fun() -> <<1:H/unit:8>> end,
             fun() -> <<5, A/binary>> end, fun() -> <<5, B3/binary>> end, fun() -> <<5, B3:8/bits>> end, fun() -> <<5, B3:H/bits>> end,
             fun() -> <<5, A:(Z + 32)/float>> end, fun() -> <<5, 1.0:(Z + 33)/float>> end, fun() -> <<5, 1.0:Z/float>> end,
             fun() -> <<5, Big:(Z + 32)/float>> end, fun() -> <<5, A:(Z + 33)/float>> end, fun() -> <<5, A:M/float>> end,
             fun() -> <<5, A/utf8>> end, fun() -> <<5, C/utf8>> end, fun() -> <<5, C/utf16>> end, fun() -> <<5, A/utf32>> end,
             fun() -> <<A/binary, 1>> end, fun() -> <<B3/binary, 1>> end, fun() -> <<B3/bits, 1:H>> end, fun() -> <<B3/bits, A:8>> end,
             fun() -> <<A:A, 1:M>> end, fun() -> <<A:8, 1:M>> end, fun() -> <<A:8, M/utf16>> end, fun() -> <<A:8, M/utf8>> end,
             fun() -> <<5, B3/binary, 1:M>> end, fun() -> <<B3/binary, 1:M>> end, fun() -> <<B3/binary, A:8>> end,
             fun() -> <<5, A:Z>> end, fun() -> <<5, A:Z/binary>> end, fun() -> <<B3:4/bits>> end, fun() -> <<A:4/bits>> end,
             fun() -> <<5:16, A:8, A/binary>> end, fun() -> << <<X>> || X <- [1, 2, A] >> end,
             fun() -> << <<X:Y>> || {X, Y} <- [{1, 2}, {1, M}] >> end, fun() -> <<B3/bits, 1:Z>> end, fun() -> <<1:H, A/binary>> end],
    [try_it(T) || T <- Tests].

id(X) -> X.

guards() ->
    [guard(X, Y) || X <- [<<1>>, <<1:3>>, a], Y <- [0, 8, -1, a]].

guard(X, Y) when <<X/binary, 1:Y>> =:= <<1, 1>> -> equal;
guard(X, Y) when <<Y:8, X/bits>> =:= <<8, 1:3>> -> other;
guard(X, Y) when <<X/bits, Y>> > <<0>> -> greater;
guard(_, _) -> no.

%% So long that accumulators are extended many times and survive collections.
long() ->
    L = seq(1, 5000),
    B = << <<X:13>> || X <- L >>,
    C = foldl(fun(X, Acc) -> _ = dup(10, X), <<Acc/binary, X:24/little>> end, <<>>, L),
    D = foldl(fun(X, Acc) -> <<X:24, Acc:20/binary>> end, copy(0, 20), L),
    {bit_size(B), check(B, 13, 0), byte_size(C), check(C, 24, 0), D}.

check(B, N, Sum) ->
    case B of
        <<X:N, R/bits>> -> check(R, N, (Sum * 31 + X) rem 1000003);
        <<>> -> Sum
    end.

seq(A, B) when A > B -> [];
seq(A, B) -> [A | seq(A + 1, B)].

dup(0, _) -> [];
dup(N, X) -> [X | dup(N - 1, X)].

copy(X, N) -> << <<Y>> || Y <- dup(N, X) >>.

foldl(F, Acc, [X | Xs]) -> foldl(F, F(X, Acc), Xs);
foldl(_, Acc, []) -> Acc.
