%%% Selective receive: taking messages in an order of one's own.
%%%
%%% Messages come in the order they were sent; a receive takes the first one that
%%% fits one of its patterns, and leaves those before it where they are. Watch the
%%% mark in the mailbox move past what does not fit (loop_rec_end), and go back to
%%% the front when something was taken (remove_message). A mailbox full of what
%%% nobody asks for makes each of these searches longer.
-module(mailbox).
-export([main/0, postman/2]).

main() ->
    Myself = self(),
    spawn(?MODULE, postman, [Myself, [3, 1, 2]]),
    erlang:display({by_number, in_order(1, 3)}),
    say([low, high, low, urgent, high, low, urgent]),
    erlang:display({by_priority, by_priority()}),
    say(junk(40)),
    Myself ! {needle, 1},
    Needle = receive {needle, N} -> {found, N} end,
    erlang:display({Needle, behind, queue_length()}),
    erlang:display({flushed, flush(0)}),
    erlang:display({even_first, evens_then_rest([5, 8, 13, 20, 31])}),
    {queue_length(), request(Myself)}.

%% Sends what it is told to, and is gone; its messages stay.
postman(_To, []) ->
    ok;
postman(To, [Number | Numbers]) ->
    To ! {letter, Number},
    postman(To, Numbers).

%% Letter Next is wanted, whatever lies before it.
in_order(Next, Last) when Next > Last ->
    [];
in_order(Next, Last) ->
    receive
        {letter, Next} -> [{letter, Next} | in_order(Next + 1, Last)]
    end.

say([]) ->
    ok;
say([Word | Words]) ->
    self() ! Word,
    say(Words).

%% `after 0` means: if there is none now, go on. Nested, it makes priorities.
by_priority() ->
    receive
        urgent -> [urgent | by_priority()]
    after 0 ->
        receive
            high -> [high | by_priority()]
        after 0 ->
            receive
                low -> [low | by_priority()]
            after 0 -> []
            end
        end
    end.

%% Takes all there is, and counts it.
flush(Count) ->
    receive
        _ -> flush(Count + 1)
    after 0 -> Count
    end.

%% A guard chooses too.
evens_then_rest(Numbers) ->
    say(Numbers),
    take_even().

take_even() ->
    receive
        N when is_integer(N), N rem 2 =:= 0 -> [N | take_even()]
    after 0 -> take_any()
    end.

take_any() ->
    receive
        N -> [N | take_any()]
    after 0 -> []
    end.

%% A new reference cannot be in any message that is there already: the compiler knows
%% that, and lets this receive begin its search behind them (recv_marker_use).
request(Server) ->
    say(junk(20)),
    Tag = make_ref(),
    Server ! {answer, Tag, 42},
    Answer = receive {answer, Tag, Value} -> Value end,
    {Answer, flush(0)}.

queue_length() ->
    {message_queue_len, Length} = process_info(self(), message_queue_len),
    Length.

junk(0) ->
    [];
junk(N) ->
    [{junk, N} | junk(N - 1)].
