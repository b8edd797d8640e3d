%% binary:at, first, last, part, with bad positions.
-module(binmod_at_part).
-export([main/0]).

main() ->
    B = id(<<"abcdef">>),
    [binary:at(B, 0), binary:at(B, 5), binary:first(B), binary:last(B), binary:part(B, 1, 2),
     binary:part(B, {6, -2}), binary:part(B, 0, 0), binary:bin_to_list(B), binary:bin_to_list(B, 1, 2),
     binary:bin_to_list(B, {4, -2}), binary:list_to_bin(["a", <<"b">>])] ++
    [begin {C, R, _} = e(F), {C, R} end || F <- [fun() -> binary:at(B, id(6)) end,
                                                 fun() -> binary:at(B, id(-1)) end,
                                                 fun() -> binary:at(B, id(a)) end,
                                                 fun() -> binary:first(id(<<>>)) end,
                                                 fun() -> binary:last(id(<<>>)) end,
                                                 fun() -> binary:part(B, id(5), 2) end,
                                                 fun() -> binary:part(id(a), 0, 0) end,
                                                 fun() -> binary:first(id(<<1:1>>)) end,
                                                 fun() -> binary:list_to_bin(id(a)) end]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
