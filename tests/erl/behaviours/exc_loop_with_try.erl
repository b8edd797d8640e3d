%% A loop with a try in each round keeps its stack level.
-module(exc_loop_with_try).
-export([main/0]).

main() -> {loop(50000, 0), server([1, a, 2, throw, 3, exit], [])}.

loop(0, A) -> A;
loop(N, A) ->
    B = try if N rem 3 =:= 0 -> throw(N); N rem 5 =:= 0 -> error(N); true -> 1 end
        catch throw:_ -> 3; error:_ -> 5
        end,
    loop(N - 1, A + B).

server([], L) -> lists:reverse(L);
server([X | Xs], L) ->
    try handle(X) of
        R -> server(Xs, [{ok, R} | L])
    catch
        C:R -> server(Xs, [{C, R} | L])
    end.

handle(throw) -> throw(up);
handle(exit) -> exit(out);
handle(X) -> X + 1.
