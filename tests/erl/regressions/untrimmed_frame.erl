%% otp: 25+
%% options: [no_ssa_opt_bsm, no_ssa_opt_dead]
%% The call of error/1 names more stack words than are left: nobody gives them back.
-module(untrimmed_frame).
-export([t0/0]).

h(_, _) -> put(b, a).

g(_, true) ->
    map_get(a, (h(begin self() ! a, Ref = make_ref(), self() ! {Ref, a}, receive {Ref, _} -> a end end, a))#{a => a}).

t0() -> [g(a, true)].
