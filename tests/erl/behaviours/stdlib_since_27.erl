%% otp: 27
%% Calls of argparse and edlin_context, which OTP 25 does not have.
-module(stdlib_since_27).
-export([main/0]).
-define(T(Call), told(fun() -> Call end)).

main() ->
    [parsed(), helped(), typed()].

command() ->
    #{help => "does things", arguments => [
          #{name => verbose, short => $v, long => "-verbose", type => boolean, help => "says more"},
          #{name => level, short => $l, type => {integer, [{min, 0}, {max, 9}]}, default => 3},
          #{name => ratio, long => "-ratio", type => float, required => false}],
      commands => #{
          "add" => #{help => "adds", arguments => [#{name => numbers, nargs => nonempty_list, type => integer}],
                     handler => fun(Args) -> lists:sum(maps:get(numbers, Args)) end},
          "say" => #{arguments => [#{name => word, type => {string, ["yes", "no"]}}, #{name => loud, short => $x, action => count}],
                     handler => fun(Args) -> {said, Args} end}}}.

lines() ->
    [["add", "1", "2"], ["-v", "add", "7"], ["-l", "5", "say", "yes"], ["say", "maybe"], ["-l", "99", "add", "1"], [],
     ["say", "-x", "-x", "no"], ["--ratio", "1.5", "add", "3"], ["--ratio", "x", "add", "3"], ["other"], ["add"],
     ["--verbose", "say", "no"], ["-q", "add", "1"], ["add", "1", "b"]].

parsed() ->
    Bare = fun({ok, Args, Path, _}) -> {ok, Args, Path}; ({error, Error}) -> {error, Error} end,
    [?T(Bare(argparse:parse(L, command(), #{progname => "tool", prefixes => [P]}))) || P <- "-/", L <- lines()].

helped() ->
    Text = fun(Chars) -> unicode:characters_to_binary(Chars) end,
    [?T(Text(argparse:help(command(), O))) || O <- [#{progname => "tool", columns => N, command => Path}
        || N <- [80, 40], Path <- [[], ["add"], ["say"]]]]
        ++ [?T(argparse:validate(C, #{progname => "p"}))
            || C <- [command(), #{}, #{arguments => [#{name => a, short => 7}]}, #{commands => #{a => #{}}}]]
        ++ [?T(case argparse:parse(L, command(), #{progname => "p"}) of {error, E} -> Text(argparse:format_error(E)); _ -> ok end)
            || L <- lines()].

typed() ->
    Lines = ["", "li", "lists:", "lists:ma", "lists:map(", "lists:map(fun", "\"te", "'at", "X", "#rec", "#rec{a", "#rec{a =",
             "#{k =>", "fun lists:", "<<\"a", "foo(1, [2", "f() when is_", "a + ", "?MA", "[{a, \"b\"}, "],
    [?T(edlin_context:get_context(lists:reverse(L))) || L <- Lines]
        ++ [?T(edlin_context:odd_quotes($", lists:reverse(L))) || L <- Lines].

told(F) -> try F() catch Class:Reason -> {Class, Reason} end.
