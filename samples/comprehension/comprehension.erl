%%% Comprehensions, and the functions they become.
%%%
%%% The machine knows nothing of comprehensions. The compiler makes each of them a
%%% function of its own, with a name like -squares/1-lc$^0/1-0-, that goes through
%%% the generator, tests the filters, and builds the result on the way back. Two
%%% generators make two functions, one inside the other. Step into one and see
%%% that it is the loop you would have written.
-module(comprehension).
-export([main/0]).

main() ->
    Numbers = between(1, 30),
    erlang:display({squares, sum(squares(Numbers))}),
    erlang:display({primes, primes(60)}),
    erlang:display({triples, triples(30)}),
    erlang:display({pairs, [{X, Y} || X <- [a, b], Y <- [1, 2, 300]]}),
    erlang:display({bytes, evens(<<1, 2, 3, 4, 200, 201>>)}),
    Packed = pack([1, 5, 3, 7, 2, 6, 0, 4]),
    erlang:display({packed, byte_size(Packed), unpack(Packed)}),
    erlang:display({pixels, pixels(<<16#F800:16, 16#07E0:16, 16#FFFF:16>>)}),
    Index = index([<<"ant">>, <<"bee">>, <<"cow">>, <<"elephant">>]),
    erlang:display({index, [{Size, maps:get(Size, Index)} || Size <- maps:keys(Index)]}),
    {cheap([{tea, 2}, {coffee, 3}, {water}, {cake, 5}]), maps:get(8, Index), map_size(Index)}.

squares(Numbers) ->
    [N * N || N <- Numbers].

%% A filter may be any expression that gives true or false, another comprehension
%% in it included.
primes(Max) ->
    [P || P <- between(2, Max), [] =:= [D || D <- between(2, P div 2), P rem D =:= 0]].

%% Later generators may use what earlier ones bound.
triples(Max) ->
    [{A, B, C} ||
        A <- between(1, Max div 3),
        B <- between(A, Max div 2),
        C <- [Max - A - B],
        A * A + B * B =:= C * C].

%% An element that does not fit the pattern is passed over, without an error.
cheap(Menu) ->
    [Name || {Name, Price} <- Menu, Price < 4].

%% A binary generator takes its source apart piece by piece; a binary comprehension
%% puts its result together the same way.
evens(Bytes) ->
    << <<Byte>> || <<Byte>> <= Bytes, Byte rem 2 =:= 0 >>.

%% Eight numbers of three bits are three bytes.
pack(Numbers) ->
    << <<N:3>> || N <- Numbers >>.

unpack(Bits) ->
    [N || <<N:3>> <= Bits].

%% Five bits red, six bits green, five bits blue.
pixels(Picture) ->
    [{R * 8, G * 4, B * 8} || <<R:5, G:6, B:5>> <= Picture].

%% Maps are made from a list of pairs; of equal keys the last one wins.
index(Words) ->
    maps:from_list([{byte_size(Word), Word} || Word <- Words]).

between(Low, High) when Low > High ->
    [];
between(Low, High) ->
    [Low | between(Low + 1, High)].

sum([]) ->
    0;
sum([N | Numbers]) ->
    N + sum(Numbers).
