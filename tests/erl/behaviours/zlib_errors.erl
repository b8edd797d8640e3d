%% Arguments that are none, and calls that a stream's state does not allow.
-module(zlib_errors).
-export([main/0]).

main() ->
    [Z, D, I, X] = [zlib:open() || _ <- [1, 2, 3, 4]],
    ok = zlib:deflateInit(D),
    ok = zlib:inflateInit(I),
    ok = zlib:close(X),
    [{N, F, [e(fun() -> apply(zlib, F, [S | A]) end) || A <- Args]}
     || {N, S} <- [{none, Z}, {deflate, D}, {inflate, I}, {closed, X}, {ref, make_ref()}, {atom, a}],
        {F, Args} <- calls()] ++
    [is_reference(Z), e(fun() -> zlib:deflateInit(zlib:open(), 6, deflated, -8, 8, default) end),
     e(fun() -> zlib:deflateInit(zlib:open(), 6, deflated, 24, 8, default) end),
     e(fun() -> zlib:inflateInit(zlib:open(), 47, sometimes) end), stuck()].

%% Those that end or close come last.
calls() ->
    [{deflateInit, [[11], [a]]}, {inflateInit, [[a], [99]]},
     {deflateInit, [[6, deflated, 16, 8, default], [6, deflated, 15, 10, default], [6, other, 15, 8, default],
                    [6, deflated, 15, 8, fixed]]},
     {deflate, [[a], ["", never], [[300]], ["b", none]]}, {deflateParams, [[10, default], [6, no], [5, rle]]},
     {deflateSetDictionary, [[a]]}, {deflateReset, [[]]}, {inflate, [[a], [[x | y]], [[], [{a, b}]], [<<1, 2>>]]},
     {safeInflate, [[a]]}, {inflateGetDictionary, [[]]}, {inflateSetDictionary, [["abc"]]}, {inflateReset, [[]]},
     {set_controlling_process, [[a]]}, {deflateEnd, [[], []]}, {inflateEnd, [[], []]}, {deflateInit, [[], []]},
     {close, [[], []]}].

%% Nothing can be made of this input, and it is asked about again.
stuck() ->
    Z = zlib:open(),
    ok = zlib:inflateInit(Z),
    First = e(fun() -> zlib:inflate(Z, <<120, 156, 255, 255, 255, 255>>) end),
    [First, e(fun() -> zlib:inflate(Z, "more") end), e(fun() -> zlib:inflateReset(Z) end),
     zlib:inflate(Z, zlib:compress("well"))].

e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, [{M, N} || {M, N, _, _} <- lists:sublist(S, 1), M =:= zlib]}
    end.
