%%% A supervisor, made of nothing but links.
%%%
%%% A link ties two processes together: when one ends with any reason but `normal`,
%%% an exit signal ends the other too. A process that traps exits gets the signal
%%% as a message instead, and can act on it. This one starts its children again,
%%% each on its own (one_for_one), until that has been needed too often: then it
%%% stops them all and gives up.
-module(tiny_supervisor).
-export([main/0, supervisor/2, steady/0, flaky/1]).

-define(MAX_RESTARTS, 3).

main() ->
    process_flag(trap_exit, true),
    Children = [{steady, []}, {flaky, [4]}],
    Supervisor = spawn_link(?MODULE, supervisor, [Children, self()]),
    {Started, Ended} = events(Supervisor, 0, 0),
    {started, Started, ended, Ended}.

%% What the supervisor tells, until it ends.
events(Supervisor, Started, Ended) ->
    receive
        {Supervisor, {started, Name}} ->
            erlang:display({started, Name}),
            events(Supervisor, Started + 1, Ended);
        {Supervisor, {ended, Name, Reason}} ->
            erlang:display({ended, Name, Reason}),
            events(Supervisor, Started, Ended + 1);
        {'EXIT', Supervisor, Reason} ->
            erlang:display({supervisor, Reason}),
            {Started, Ended}
    end.

%% The supervisor. A child is {Pid, Name, Arguments}.

supervisor(Specs, Owner) ->
    process_flag(trap_exit, true),
    supervise(start_all(Specs, Owner), 0, Owner).

supervise(Children, Restarts, Owner) ->
    receive
        {'EXIT', Pid, Reason} ->
            {value, {Pid, Name, Arguments}} = lists:keysearch(Pid, 1, Children),
            Owner ! {self(), {ended, Name, Reason}},
            Others = delete(Pid, Children),
            case Restarts < ?MAX_RESTARTS of
                true ->
                    Again = start(Name, Arguments, Owner),
                    supervise([Again | Others], Restarts + 1, Owner);
                false ->
                    stop_all(Others, Owner),
                    exit(too_many_restarts)
            end
    end.

start_all([], _Owner) ->
    [];
start_all([{Name, Arguments} | Specs], Owner) ->
    Child = start(Name, Arguments, Owner),
    [Child | start_all(Specs, Owner)].

%% spawn_link starts and links in one go: a child that dies at once is noticed.
start(Name, Arguments, Owner) ->
    Pid = spawn_link(?MODULE, Name, Arguments),
    Owner ! {self(), {started, Name}},
    {Pid, Name, Arguments}.

%% Asks a child to stop, and waits until it has.
stop_all([], _Owner) ->
    ok;
stop_all([{Pid, Name, _Arguments} | Children], Owner) ->
    exit(Pid, shutdown),
    receive
        {'EXIT', Pid, Reason} -> Owner ! {self(), {ended, Name, Reason}}
    end,
    stop_all(Children, Owner).

delete(Pid, [{Pid, _, _} | Children]) ->
    Children;
delete(Pid, [Child | Children]) ->
    [Child | delete(Pid, Children)].

%% The children. One waits for ever, the other works itself to death.

steady() ->
    receive
        stop -> ok
    end.

flaky(0) ->
    exit(worn_out);
flaky(Work) ->
    work(20),
    flaky(Work - 1).

work(0) ->
    erlang:yield();
work(N) ->
    work(N - 1).
