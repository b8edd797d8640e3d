%% Many segments of all kinds in one construction, at odd positions.
-module(bin_mixed_construction).
-export([main/0]).

main() ->
    [build(1, <<"xy">>, 2.5, $€), build(-1, <<>>, -1, $a), build(1 bsl 70, <<1:1>>, 0.0, 16#10FFFF),
     e(fun() -> build(a, <<>>, 0.0, $a) end),
     e(fun() -> build(1, a, 0.0, $a) end), e(fun() -> build(1, <<>>, a, $a) end),
     e(fun() -> build(1, <<>>, 0.0, a) end)].

build(N, B, F, C) -> <<N:3, B/bits, F:32/float, N:11/little, C/utf8, B/bits, N:9/signed, F/float, "end", C/utf16>>.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.
