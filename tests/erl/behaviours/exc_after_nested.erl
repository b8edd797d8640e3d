%% Nested after parts run from the inside out.
-module(exc_after_nested).
-export([main/0]).

main() ->
    put(log, []),
    R = (catch t()),
    {R, lists:reverse(get(log))}.

log(X) -> put(log, [X | get(log)]).

t() ->
    try
        try
            try
                log(start),
                throw(ball)
            after
                log(inner)
            end
        catch
            throw:other -> log(never)
        after
            log(middle)
        end
    after
        log(outer)
    end.
