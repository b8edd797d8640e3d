%%% Lesson 2: lists and tuples.
-module(lesson).
-export([main/0, build/2, sum/2, label/2]).

main() ->
    List = build(3, []),
    Sum = sum(List, 0),
    label(Sum, List).

%% Puts the numbers from N down to 1 in front of List.
build(0, List) ->
    List;
build(N, List) ->
    build(N - 1, [N * 10 | List]).

%% Takes the list apart, cell by cell.
sum([], Sum) ->
    Sum;
sum([Number | Rest], Sum) ->
    sum(Rest, Sum + Number).

%% A tuple around both. The list is not copied.
label(Sum, List) ->
    {total, Sum, List}.
