%%% A bank whose tellers share a vault, and a lock that nearly works.
%%%
%%% A process keeps the two balances. A transfer is two messages, read and write,
%%% and whoever came between them would make money out of nothing: so a teller
%%% locks the vault first. The lock is home-made. A name can be registered only
%%% once, so whoever is registered as `vault` has it; the others see that
%%% somebody has it, let others run, and look again.
%%%
%%% It has passed every test. In production a teller is lost now and then, nobody
%%% knows why, and it never happens when somebody is looking. Run it with other
%%% schedules until it does, keep that recording, and go back from the crash:
%%% who held the vault, and what did the other teller still believe?
-module(bank).
-export([main/0, account/2, teller/3]).

-define(START, 1000).

main() ->
    process_flag(trap_exit, true),
    Account = spawn_link(?MODULE, account, [?START, ?START]),
    Tellers = open(3, Account),
    wait_for(Tellers),
    {A, B} = read(Account),
    erlang:display({balances, A, B}),
    {sum, A + B, expected, 2 * ?START}.

%% Teller 1 moves 10 at a time, teller 2 moves 20 back, teller 3 moves 30.
open(0, _Account) ->
    [];
open(Number, Account) ->
    Teller = spawn_link(?MODULE, teller, [5, amount(Number), Account]),
    [Teller | open(Number - 1, Account)].

amount(Number) when Number rem 2 =:= 0 ->
    -10 * Number;
amount(Number) ->
    10 * Number.

%% A teller that is done ends normally. As main traps exits, it hears of any end.
wait_for([]) ->
    ok;
wait_for([Teller | Tellers]) ->
    receive
        {'EXIT', Teller, normal} -> wait_for(Tellers);
        {'EXIT', Teller, Reason} -> error({lost_teller, Reason})
    end.

teller(0, _Amount, _Account) ->
    ok;
teller(Transfers, Amount, Account) ->
    lock(),
    {A, B} = read(Account),
    write(Account, A - Amount, B + Amount),
    unlock(),
    erlang:yield(),
    teller(Transfers - 1, Amount, Account).

%% The lock.

lock() ->
    case whereis(vault) of
        undefined ->
            take();
        _Holder ->
            erlang:yield(),
            lock()
    end.

take() ->
    register(vault, self()).

unlock() ->
    unregister(vault).

%% The balances, and how to ask for them.

account(A, B) ->
    receive
        {read, From} ->
            From ! {balances, A, B},
            account(A, B);
        {write, From, NewA, NewB} ->
            From ! written,
            account(NewA, NewB)
    end.

read(Account) ->
    Account ! {read, self()},
    receive
        {balances, A, B} -> {A, B}
    end.

write(Account, A, B) ->
    Account ! {write, self(), A, B},
    receive
        written -> ok
    end.
