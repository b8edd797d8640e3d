%% Native records of another module: made, read, changed and matched, and every way to be refused.
-module(records_user).
-export([main/0]).
-import_record(records_owner, [open]).
-record #closed{x = 9, w = 2}.

main() ->
    Open = records_owner:open(),
    Closed = records_owner:closed(),
    Calls = [fun() -> #open{x = new} end, fun() -> Open =:= #open{} end, fun() -> Open#open.x end, fun() -> Open#records_owner:open.list end,
             fun() -> Open#open{x = 2} end, fun() -> Open#open{nope = 2} end, fun() -> #open{nope = 2} end,
             fun() -> Open#_.x end, fun() -> Open#_{x = 3} end, fun() -> Open#_{nope = 3} end, fun() -> Open#_.nope end,
             fun() -> #open{x = X} = Open, X end, fun() -> #_{x = X, list = L} = Open, {X, L} end,
             fun() -> #open{nope = X} = Open, X end, fun() -> records_owner:closed_x(Closed) end,
             fun() -> Closed#_.x end, fun() -> Closed#closed.x end, fun() -> Closed#closed.w end,
             fun() -> Closed#closed{x = 2} end, fun() -> Closed#_{x = 2} end, fun() -> Closed#records_owner:closed.x end,
             fun() -> Closed#records_owner:closed{x = 1} end, fun() -> #records_owner:closed{x = 4} end,
             fun() -> #_{x = X} = Closed, X end, fun() -> #records_owner:closed{x = X} = Closed, X end,
             fun() -> #records_owner:closed{} = Closed, ok end, fun() -> #records_owner:given{a = 1, z = 2} end,
             fun() -> #records_owner:given{z = 1} end, fun() -> #records_owner:given{z = 1, a = 2, zz = 3} end,
             fun() -> #records_owner:nothing{} end, fun() -> #nowhere:nothing{f = 1} end,
             fun() -> records_owner:closed_x(#closed{}) end, fun() -> is_record(Closed, closed) end,
             fun() -> is_record(#closed{}, closed) end, fun() -> is_record(Open, open) end,
             fun() -> is_record(Closed, records_owner, closed) end, fun() -> is_record(Closed, id(closed)) end,
             fun() -> [records:get_definition(records_owner, N) || N <- [open, closed, given]] end,
             fun() -> records:get_definition(records_owner, nothing) end,
             fun() -> records:create(records_owner, open, [{x, 1}, {list, [a, {b}]}], #{is_exported => true}) =:= Open end,
             fun() -> [R || R <- [Open, Closed, #closed{}], R#open.x =:= 1] end],
    [outcome(Call) || Call <- Calls].

outcome(Call) ->
    try Call() catch Class:Reason:Trace -> {Class, Reason, hd(Trace)} end.

id(X) -> X.
