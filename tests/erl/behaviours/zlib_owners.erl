%% A stream belongs to one process, which may give it away; it ends with its process.
-module(zlib_owners).
-export([main/0]).

main() ->
    Z = zlib:open(),
    ok = zlib:deflateInit(Z),
    Other = [elsewhere(F) || F <- [fun() -> zlib:deflate(Z, "abc") end, fun() -> zlib:close(Z) end,
                                   fun() -> zlib:deflateReset(Z) end, fun() -> zlib:set_controlling_process(Z, self()) end]],
    Self = self(),
    Pid = spawn(fun() -> receive go -> Self ! {packed, zlib:deflate(Z, "abc", finish)} end end),
    Given = zlib:set_controlling_process(Z, Pid),
    Mine = e(fun() -> zlib:deflate(Z, "abc", finish) end),
    Pid ! go,
    Packed = receive {packed, P} -> P end,
    [Other, Given, Mine, Packed, e(fun() -> zlib:close(Z) end), orphan()].

elsewhere(F) ->
    Self = self(),
    spawn(fun() -> Self ! {came, e(F)} end),
    receive {came, What} -> What end.

orphan() ->
    Self = self(),
    {Pid, Monitor} = spawn_monitor(fun() ->
        Z = zlib:open(),
        ok = zlib:inflateInit(Z),
        Self ! {stream, Z}
    end),
    Z = receive {stream, S} -> S end,
    receive {'DOWN', Monitor, process, Pid, normal} -> ok end,
    [e(fun() -> zlib:inflate(Z, "abc") end), e(fun() -> zlib:close(Z) end)].

e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, [{M, N} || {M, N, _, _} <- lists:sublist(S, 1), M =:= zlib]}
    end.
