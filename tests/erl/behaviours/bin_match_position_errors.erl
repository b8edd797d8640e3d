%% Functions over binaries fail with the whole binary as argument, wherever matching stood.
-module(bin_match_position_errors).
-export([main/0]).
-export([f/1, g/2]).

main() -> [e(fun() -> f(id(<<1, 2, 3>>)) end), e(fun() -> g(id(<<1, 2, 9>>), []) end), e(fun() -> f(id(a)) end),
           e(fun() -> case id(<<1, 2>>) of <<2, _/binary>> -> ok end end)].

f(<<1, 3, R/binary>>) -> R;
f(<<1, 2, 4>>) -> x.

g(<<X, R/binary>>, L) when X < 5 -> g(R, [X | L]);
g(<<>>, L) -> L.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
