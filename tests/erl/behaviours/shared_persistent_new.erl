%% A persistent term that is put once.
%% otp: 28
-module(shared_persistent_new).
-export([main/0]).

main() ->
    [persistent_term:put_new(?MODULE, 1), persistent_term:put_new(?MODULE, 1), try persistent_term:put_new(?MODULE, 2) catch error:E -> E end, persistent_term:get(?MODULE)].
