%%% Quick sort and merge sort, on lists.
%%%
%%% A list is a chain of cells of two words, head and tail. It cannot be changed,
%%% so that no sort works in place: each pass builds new cells and leaves the old
%%% ones to the garbage collector. What tells the two sorts apart is where the
%%% work is done: quick sort works on the way down, when it splits around a pivot,
%%% merge sort on the way back, when it merges sorted halves.
-module(sorting).
-export([main/0, quick/1, merge/1]).

main() ->
    Numbers = numbers(64, 2024),
    erlang:display({unsorted, first(5, Numbers)}),
    Sorted = quick(Numbers),
    Sorted = merge(Numbers),
    erlang:display({sorted, first(5, Sorted)}),
    Words = [pear, apple, fig, banana, apple, cherry],
    erlang:display(merge(Words)),
    %% A list that is sorted already is quick sort's worst case: every pivot
    %% leaves one side empty, and the recursion goes as deep as the list is long.
    Sorted = quick(Sorted),
    {length(Sorted), hd(Sorted), is_sorted(Sorted), is_sorted(Numbers)}.

%% The smaller ones sorted, the pivot, the larger ones sorted: that is the order.
quick([]) ->
    [];
quick([Pivot | Rest]) ->
    {Smaller, Larger} = partition(Pivot, Rest, [], []),
    quick(Smaller) ++ [Pivot | quick(Larger)].

partition(_Pivot, [], Smaller, Larger) ->
    {Smaller, Larger};
partition(Pivot, [X | Rest], Smaller, Larger) when X < Pivot ->
    partition(Pivot, Rest, [X | Smaller], Larger);
partition(Pivot, [X | Rest], Smaller, Larger) ->
    partition(Pivot, Rest, Smaller, [X | Larger]).

%% Lists of less than two elements are sorted; halve the longer ones.
merge([]) ->
    [];
merge([X]) ->
    [X];
merge(List) ->
    {Left, Right} = halve(List, [], []),
    merge_sorted(merge(Left), merge(Right)).

%% Deals the elements out like cards, so that nobody has to count them.
halve([], Left, Right) ->
    {Left, Right};
halve([X | Rest], Left, Right) ->
    halve(Rest, Right, [X | Left]).

merge_sorted([], Right) ->
    Right;
merge_sorted(Left, []) ->
    Left;
merge_sorted([L | Left], [R | _] = Right) when L =< R ->
    [L | merge_sorted(Left, Right)];
merge_sorted(Left, [R | Right]) ->
    [R | merge_sorted(Left, Right)].

%% Numbers that look random and are the same in every run.
numbers(0, _Seed) ->
    [];
numbers(Count, Seed) ->
    Next = (Seed * 1103515245 + 12345) rem 2147483648,
    [Next div 65536 rem 1000 | numbers(Count - 1, Next)].

is_sorted([A, B | _]) when A > B ->
    false;
is_sorted([_ | Rest]) ->
    is_sorted(Rest);
is_sorted([]) ->
    true.

first(0, _) ->
    [];
first(N, [X | Rest]) ->
    [X | first(N - 1, Rest)].
