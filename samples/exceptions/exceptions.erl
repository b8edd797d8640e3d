%%% Three kinds of exceptions, and where they are caught.
%%%
%%% throw is for leaving early, error for mistakes, exit for ending the process; all
%%% three unwind the stack to the nearest try or catch. A try puts a catch tag,
%%% a word that names the place to go to, into its frame; an exception looks for
%%% the topmost one. Watch the frames disappear, and class, reason and stack
%%% trace arrive in x0, x1 and x2 behind the tag.
-module(exceptions).
-export([main/0, divide/2, find/2]).

main() ->
    erlang:display(classify(fun() -> divide(84, 2) end)),
    erlang:display(classify(fun() -> divide(1, 0) end)),
    erlang:display(classify(fun() -> divide(one, 2) end)),
    erlang:display(classify(fun() -> exit({shutdown, tired}) end)),
    erlang:display(classify(fun() -> throw(ball) end)),
    erlang:display(classify(fun() -> only_zero(1) end)),
    erlang:display({find, find(7, [3, 5, 7, 9]), find(8, [3, 5, 7, 9])}),
    erlang:display({old_catch, catch throw(ball), reason(catch divide(2, 0))}),
    erlang:display(rethrown()),
    erlang:display(trace()),
    {tidy(fun() -> done end), tidy(fun() -> throw(early) end), nested(3)}.

%% What is between `of` and `catch` is not protected, only the call is.
classify(Fun) ->
    try Fun() of
        Value when is_integer(Value) -> {value, Value};
        Value -> {other, Value}
    catch
        throw:Thrown -> {thrown, Thrown};
        error:Reason -> {error, Reason};
        exit:Reason -> {exited, Reason}
    end.

divide(A, B) ->
    A div B.

only_zero(0) ->
    zero.

%% A throw as a way out of a loop, however deep it is.
find(X, List) ->
    try
        look(X, List, 1),
        missing
    catch
        throw:{at, Place} -> {at, Place}
    end.

look(_X, [], _Place) ->
    ok;
look(X, [X | _], Place) ->
    throw({at, Place});
look(X, [_ | Rest], Place) ->
    look(X, Rest, Place + 1),
    ok.

%% The old catch mixes values and exceptions; an error comes as an 'EXIT' tuple.
reason({'EXIT', {Reason, _Trace}}) ->
    {'EXIT', Reason};
reason(Value) ->
    Value.

%% Caught, looked at, and sent on under another class with the trace it had.
rethrown() ->
    try
        try divide(3, 0)
        catch error:badarith:Trace -> erlang:raise(exit, no_division, Trace)
        end
    catch
        Class:Reason:Same -> {Class, Reason, names(Same)}
    end.

%% Who called whom when it happened, the innermost function first. A frame is
%% needed to be seen: wrap/1 waits for its callee, so that it appears.
trace() ->
    try wrap(0) of
        N -> N
    catch
        error:badarith:Trace -> names(Trace)
    end.

wrap(N) ->
    1 + divide(10, N).

%% Of a trace only our own functions. Above them may be the native function that
%% failed, div for instance; below main is whoever started us.
names([{erlang, _Native, _Arguments, _Where} | Rest]) ->
    names(Rest);
names([{?MODULE, Name, Arity, _Where} | Rest]) when is_integer(Arity), Name =/= main ->
    [{Name, Arity} | names(Rest)];
names(_) ->
    [].

%% `after` is done on every way out, and its value is thrown away.
tidy(Fun) ->
    try Fun()
    catch throw:Thrown -> {caught, Thrown}
    after erlang:display(tidied)
    end.

%% One catch tag in each frame: the innermost handles it, and throws the next.
nested(0) ->
    throw(bottom);
nested(Depth) ->
    try nested(Depth - 1)
    catch
        throw:Reason when Depth < 3 -> throw({Depth, Reason});
        throw:Reason -> {outermost, Reason}
    end.
