%% Failed natives tell where their errors are explained.
-module(native_error_info_messages).
-export([main/0]).

main() ->
    [begin {error, R, {M, F, A, I}} = e(Fun), {R, M, F, length(A), I} end
     || Fun <- [fun() -> atom_to_binary(id(1)) end, fun() -> list_to_tuple(id(a)) end,
                fun() -> binary_part(id(<<>>), 1, 1) end, fun() -> lists:reverse(id(a), []) end,
                fun() -> maps:put(a, b, id(c)) end, fun() -> binary:at(id(<<>>), 0) end,
        fun() -> unlink(id(a)) end, fun() -> register(id(1), self()) end, fun() -> integer_to_list(id(a), 10) end,
        fun() -> iolist_to_binary(id(x)) end, fun() -> unicode:characters_to_list(id([a])) end,
        fun() -> math:sqrt(id(-1)) end, fun() -> string:length(id(a)), error(no, [1], []) end]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
