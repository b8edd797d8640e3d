%% Code compiled without line numbers, whose traces name none.
%% options: [no_line_info]
-module(opt_debug_info_beam_line).
-export([main/0]).

main() -> [e(fun() -> hd(id([])) end), e(fun() -> error(id(x)) end), e(fun() -> f(id(1)) end)].

f(2) -> x.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
