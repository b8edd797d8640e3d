%% Native records for records_user.erl: one that others may use, one that they may not, one with fields to be given.
-module(records_owner).
-export([open/0, closed/0, closed_x/1]).
-export_record([open, given]).
-record #open{x = 1, list = [a, {b}]}.
-record #closed{x = 1, y = 2}.
-record #given{z, a, m = 1}.

open() -> #open{}.
closed() -> #closed{}.
closed_x(R) -> R#closed.x.
