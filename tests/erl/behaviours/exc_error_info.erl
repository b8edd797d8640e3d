%% error/3 adds error_info with a module, a function and a cause; bad options fail.
-module(exc_error_info).
-export([main/0]).
-export([f/1, g/1]).

main() ->
    [e(fun() -> f(id(1)) end), e(fun() -> g(id(2)) end)] ++
    [e(fun() -> error(r, id(A), id(O)) end) || {A, O} <- [{[x], []}, {none, [{error_info, #{}}]}, {[x], a},
                                                          {[x], [a]}, {[x], [{error_info, 1}]}, {[x], [{other, 1}]},
                                                          {[x], [{error_info, #{}} | y]},
                                                          {[x], [{error_info, #{}}]},
                                                          {[x], [{error_info, #{a => 1}}, {error_info, #{b => 1}}]},
                                                             {[x], [{error_info, #{}}, y]},
                                                             {[x], [{error_info, #{}}, {error_info, 1}]}]].

f(X) -> error(badarg, [X], [{error_info, #{module => my_errors, function => format, cause => #{1 => "bad"}}}]).

g(X) -> error(badarg, [X], [{error_info, #{cause => oops}}]).

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
