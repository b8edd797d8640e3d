%% A recursive parser over binaries: numbers, strings, lists and objects.
-module(call_json_parser).
-export([main/0]).

main() ->
    [element(1, value(<<"{\"a\": [1, -2, 3.5], \"b\": {\"c\": null}, \"d\": \"x\\ny\"} ">>)),
     element(1, value(<<"[]">>)), element(1, value(<<"[true,false,[[1]]]">>)), e(fun() -> value(<<"[1,">>) end),
     e(fun() -> value(<<"{\"a\" 1}">>) end), e(fun() -> value(<<"@">>) end)].

value(<<C, R/binary>>) when C =:= $\s; C =:= $, -> value(R);
value(<<"null", R/binary>>) -> {null, R};
value(<<"true", R/binary>>) -> {true, R};
value(<<"false", R/binary>>) -> {false, R};
value(<<$", R/binary>>) -> string(R, <<>>);
value(<<$[, R/binary>>) -> list(R, []);
value(<<${, R/binary>>) -> object(R, #{});
value(<<C, _/binary>> = B) when C =:= $-; C >= $0, C =< $9 -> number(B, []).

string(<<$", R/binary>>, A) -> {A, R};
string(<<$\\, $n, R/binary>>, A) -> string(R, <<A/binary, $\n>>);
string(<<C, R/binary>>, A) -> string(R, <<A/binary, C>>).

list(<<$], R/binary>>, A) -> {lists:reverse(A), R};
list(B, A) -> {V, R} = value(B), list(R, [V | A]).

object(<<$}, R/binary>>, M) -> {M, R};
object(<<C, R/binary>>, M) when C =:= $\s; C =:= $, -> object(R, M);
object(<<$", R/binary>>, M) ->
    {K, <<$:, R1/binary>>} = string(R, <<>>),
    {V, R2} = value(R1),
    object(R2, M#{K => V}).

number(<<C, R/binary>>, A) when C >= $0, C =< $9; C =:= $-; C =:= $. -> number(R, [C | A]);
number(R, A) ->
    S = lists:reverse(A),
    {case lists:member($., S) of true -> list_to_float(S); false -> list_to_integer(S) end, R}.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.
