%% Calls a function with arguments made from a seed, good and bad, and tells what comes of it. The same
%% arguments are made on every machine.
-module(calls).
-export([main/2, run/5]).

%% Writes a line for each function: its name, and what comes of the calls.
main(File, {Functions, Seed, Count}) ->
    Line = fun({M, F, A}) -> io_lib:format("~ts:~ts/~b ~tw~n", [M, F, A, run(M, F, A, Seed, Count)]) end,
    ok = file:write_file(File, unicode:characters_to_binary([Line(Function) || Function <- Functions])).

%% [{Arguments, Outcome}] of Count calls of Module:Name/Arity.
run(_, _, _, _, 0) -> [];
run(Module, Name, Arity, Seed, Count) ->
    {Args, Next} = arguments(Arity, Seed),
    [{Args, outcome(Module, Name, Args)} | run(Module, Name, Arity, Next, Count - 1)].

%% An OTP that runs out of memory ends.
outcome(binary, copy, [_, Count]) when is_integer(Count), Count > 1 bsl 16 -> left_out;
outcome(Module, Name, Args) ->
    %% A native that is called late in a slice may go on in another function, which the trace then tells.
    erlang:yield(),
    try apply(Module, Name, Args) of
        Value -> Value
    catch
        Class:Reason:Trace -> {Class, Reason, hd(Trace)}
    end.

arguments(0, Seed) -> {[], Seed};
arguments(Arity, Seed) ->
    {Term, Next} = term(2, Seed),
    {Rest, Last} = arguments(Arity - 1, Next),
    {[Term | Rest], Last}.

%% Arguments in rows are often of one kind: the kind changes with one in two terms only.
term(Depth, Seed) ->
    Next = next(Seed),
    case below(Next, 2) of
        0 -> kind(below(next(Next), 16), Depth, next(next(Next)));
        1 -> kind((Seed bsr 60) band 15, Depth, next(next(Next)))
    end.

kind(0, _, S) -> {below(S, 304) - 3, next(S)};
kind(1, _, S) -> {below(S, 304) - 3, next(S)};
kind(2, _, S) -> {pick(S, {1 bsl 31, 1 bsl 32, (1 bsl 59) - 1, 1 bsl 59, -(1 bsl 59), -(1 bsl 59) - 1, 1 bsl 60,
                           (1 bsl 63) - 1, 1 bsl 63, -(1 bsl 63), (1 bsl 64) - 1, 1 bsl 64, -(1 bsl 64)}), next(S)};
kind(3, _, S) -> {S * S * (1 - 2 * (S band 1)), next(S)};
kind(4, _, S) -> {pick(S, {0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, -2.5, 1.0e22, 1.0e-5, 123456789.125, 1.7976931348623157e308,
                           5.0e-324, 9007199254740993.0, 3.0e9, 300.0, 2.0, 3.0}), next(S)};
kind(5, _, S) -> {pick(S, {true, false, undefined, ok, '', 'A b', error, latin1, utf8, '\x{e5}', list_to_tuple, a}), next(S)};
kind(6, _, S) -> {[], next(S)};
kind(7, _, S) -> {pick(S, {"", "1", "12", "-17", "+5", "1.5", "1.0e3", "ff", "Zz", " 1", "abc", [300, 1], [0, 255],
                           "12345678901234567890123", "1e5", "-", "1.", [$a | <<"b">>]}), next(S)};
kind(8, _, S) -> {pick(S, {<<>>, <<0>>, <<"1">>, <<"-12">>, <<"1.5e2">>, <<"abcabc">>, <<"bc">>, <<255, 254>>, <<1:1>>,
                           <<5:3>>, <<1, 2:4>>, <<"a":8, 1:7>>, <<"\x{e5}"/utf8>>, <<1, 2, 3, 4, 5, 6, 7, 8, 9>>}), next(S)};
kind(9, 0, S) -> {{}, next(S)};
kind(9, Depth, S) -> {List, Next} = terms(below(S, 4), Depth - 1, next(S)), {list_to_tuple(List), Next};
kind(10, 0, S) -> {[a], next(S)};
kind(10, Depth, S) -> terms(below(S, 5), Depth - 1, next(S));
kind(11, 0, S) -> {[[] | <<"x">>], next(S)};
kind(11, Depth, S) ->
    {Tail, S1} = term(0, S),
    {List, S2} = terms(1 + below(S1, 3), Depth - 1, next(S1)),
    {join(List, Tail), S2};
kind(12, 0, S) -> {#{}, next(S)};
kind(12, Depth, S) ->
    {Keys, S1} = terms(below(S, 5), Depth - 1, next(S)),
    {Values, S2} = terms(length(Keys), Depth - 1, S1),
    {map(Keys, Values, #{}), S2};
kind(13, _, S) -> {bytes(below(S, 6), next(S)), next(next(S))};
kind(14, Depth, S) -> {pairs(below(S, 4), Depth, S), next(S)};
kind(15, _, S) -> {below(S, 7), next(S)}.

terms(0, _, S) -> {[], S};
terms(N, Depth, S) ->
    {Term, S1} = term(Depth, S),
    {Rest, S2} = terms(N - 1, Depth, S1),
    {[Term | Rest], S2}.

join([], Tail) -> Tail;
join([Head | Rest], Tail) -> [Head | join(Rest, Tail)].

%% In OTP 25 the two float zeros are one key. Since OTP 26 the order of atoms in a map depends on when they came into being: no atoms as keys.
map([], [], Map) -> Map;
map([Key | Keys], [Value | Values], Map) when Key == 0, is_float(Key) -> map(Keys, Values, Map#{{zero} => Value});
map([Key | Keys], [Value | Values], Map) when is_atom(Key) -> map(Keys, Values, Map#{{Key} => Value});
map([Key | Keys], [Value | Values], Map) -> map(Keys, Values, Map#{Key => Value}).

bytes(0, _) -> [];
bytes(N, S) -> [below(S, 256) | bytes(N - 1, next(S))].

pairs(0, _, _) -> [];
pairs(N, _, S) -> [{below(S, 4), below(next(S), 9)} | pairs(N - 1, 0, next(next(S)))].

pick(S, Choices) -> element(1 + below(S, tuple_size(Choices)), Choices).

below(S, N) -> (S bsr 24) rem N.

next(S) -> (S * 6364136223846793005 + 1442695040888963407) band 16#ffffffffffffffff.
