%% After a timeout that is none the next receive looks at all messages, those that were passed over, too.
-module(recv_after_bad_timeout).
-export([main/0]).

main() -> [plain(), marked()].

plain() ->
    self() ! first,
    A = refused(never),
    B = receive first -> taken after 0 -> passed_over end,
    self() ! second,
    C = refused(id(never)),
    D = receive second -> taken after 0 -> passed_over end,
    [A, B, C, D].

marked() ->
    self() ! first,
    A = refused(id(never)),
    Ref = make_ref(),
    id(self()) ! Ref,
    B = receive first -> taken after 0 -> passed_over end,
    C = receive Ref -> taken after 0 -> passed_over end,
    [A, B, C].

refused(Timeout) ->
    try
        receive nothing -> ok after Timeout -> ok end
    catch
        error:Reason -> Reason
    end.

id(X) -> X.
