%%% A ledger: records for the entries, a map for the accounts.
%%%
%%% A record is a tuple whose first element is its name. The names of the fields are
%%% known to the compiler only: at run time there are positions. A field is not
%%% changed either, there is a new tuple with another value in it. A map of up to 32 pairs is a tuple of its keys, in order, and
%%% beside that the values: changing the value of a key that is there copies the
%%% values and shares the tuple of keys.
-module(ledger).
-export([main/0]).

-record(entry, {number, from, to, amount, note = none}).

-define(CASH, 100).
-define(BANK, 200).
-define(RENT, 300).
-define(SALES, 400).

main() ->
    Drafts = [
        #entry{from = ?SALES, to = ?CASH, amount = 1250},
        #entry{from = ?CASH, to = ?BANK, amount = 1000, note = deposit},
        #entry{from = ?BANK, to = ?RENT, amount = 800, note = may},
        #entry{from = ?SALES, to = ?BANK, amount = 420},
        #entry{from = ?CASH, to = ?CASH, amount = 5}
    ],
    Entries = number(Drafts, 1),
    {Posted, Refused} = post_all(Entries, #{?CASH => 0, ?BANK => 0}, []),
    show(Entries),
    show(Drafts),
    erlang:display({refused, Refused}),
    Closed = close(?RENT, Posted),
    erlang:display({closed, maps:keys(Closed), maps:values(Closed)}),
    #{?CASH := Cash, ?BANK := Bank} = Closed,
    {Cash, Bank, total(maps:values(Posted)), map_size(Closed)}.

%% Each entry is copied once, with its number filled in. The drafts stay as they are.
number([], _Next) ->
    [];
number([Entry | Rest], Next) ->
    [Entry#entry{number = Next} | number(Rest, Next + 1)].

post_all([], Accounts, Refused) ->
    {Accounts, lists:reverse(Refused, [])};
post_all([Entry | Rest], Accounts, Refused) ->
    case post(Entry, Accounts) of
        {ok, Changed} -> post_all(Rest, Changed, Refused);
        {error, Why} -> post_all(Rest, Accounts, [{Entry#entry.number, Why} | Refused])
    end.

%% One amount leaves an account and enters another; their sum stays as it is.
post(#entry{from = Same, to = Same}, _Accounts) ->
    {error, same_account};
post(#entry{from = From, to = To, amount = Amount}, Accounts) when Amount > 0 ->
    {ok, add(To, Amount, add(From, -Amount, Accounts))}.

%% The first booking opens the account. `=>` adds a key, `:=` demands that it is
%% there: two different instructions.
add(Account, Amount, Accounts) ->
    case Accounts of
        #{Account := Balance} -> Accounts#{Account := Balance + Amount};
        #{} -> Accounts#{Account => Amount}
    end.

%% Takes an account out and books what was in it on the bank's.
close(Account, Accounts) ->
    {Balance, Others} = maps:take(Account, Accounts),
    maps:update(?BANK, maps:get(?BANK, Others) + Balance, Others).

total([]) ->
    0;
total([Balance | Rest]) ->
    Balance + total(Rest).

show([]) ->
    ok;
show([#entry{note = none, number = Number, amount = Amount} | Rest]) ->
    erlang:display({Number, Amount}),
    show(Rest);
show([#entry{note = Note, number = Number, amount = Amount} | Rest]) ->
    erlang:display({Number, Amount, Note}),
    show(Rest).
