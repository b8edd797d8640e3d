%%% Lesson 3: processes and mailboxes.
-module(lesson).
-export([main/0, doubler/1]).

main() ->
    Doubler = spawn(lesson, doubler, [self()]),
    Doubler ! {double, 21},
    Answer = receive
        {answer, N} -> N
    end,
    Doubler ! hello,
    Doubler ! stop,
    receive
        stopped -> Answer
    end.

%% Answers Main until it is told to stop.
doubler(Main) ->
    receive
        {double, N} ->
            Main ! {answer, 2 * N},
            doubler(Main);
        stop ->
            Main ! stopped
    end.
