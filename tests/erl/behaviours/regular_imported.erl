%% A pattern that was exported is compiled again.
%% otp: 28
-module(regular_imported).
-export([main/0]).

main() ->
    {ok, Exported} = re:compile("(b+)c", [export]),
    Pattern = re:import(Exported),
    [re:run("abbc", Pattern), element(1, Exported), try re:import(a) catch error:E -> E end].
