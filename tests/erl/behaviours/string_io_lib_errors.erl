%% Formats that do not fit their arguments are badarg.
-module(string_io_lib_errors).
-export([main/0]).

main() -> [begin {C, R, _} = e(fun() -> lists:flatten(io_lib:format(id(F), id(A))) end), {C, R} end
           || {F, A} <- [{"~s", []}, {"~s", [1]}, {"x", [a]}, {"~q", [a]}, {"~b", [a]}, {"~f", [a]}, {"~c", ["a"]},
                         {a, []}, {"~", []}]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
