%% Regular expressions and subjects made at random, and what OTP says of them: a line for each with the options as
%% letters, the pattern and the subject in hexadecimal, the offset, and the outcome, with tabs between.
-module(regular_random).
-export([main/2]).

main(Seed, Count) ->
    ok = io:setopts([{encoding, latin1}]),
    logger:set_primary_config(level, none),
    [made(Seed, N) || N <- lists:seq(1, Count)],
    ok.

%% In a process of its own: there are patterns that end the process that runs them.
made(Seed, N) ->
    {_, Monitor} = spawn_monitor(fun() -> rand:seed(exsss, {Seed, N, 0}), pattern() end),
    receive {_, Monitor, _, _, _} -> ok end.

pattern() ->
    put(groups, 0),
    Options = options(),
    Made = lists:flatten(alternatives(rand:uniform(4))),
    Text = case rand:uniform(30) of
               1 -> damaged(Made);
               _ -> Made
           end,
    Pattern = bytes(Options, Text),
    [line(Options, Pattern, bytes(Options, subject())) || _ <- [1, 2, 3]].

bytes(Options, Text) ->
    case lists:member($u, Options) of
        true -> unicode:characters_to_binary(Text);
        false -> list_to_binary([C band 255 || C <- Text])
    end.

%% Where OTP contradicts itself, it is in the wrong: repetitions that are taken for possessive and are not, and the
%% least length of a match that is not the least (PCRE2 10.47). Verbs may rightly tell such searches from each other.
%% Where it calls itself wrong, it is: sets with operators and looking back in one pattern are too much for it.
line(Options, Pattern, Subject) ->
    Offset = case rand:uniform(8) of
                 1 -> rand:uniform(4) - 1;
                 _ -> 0
             end,
    Outcome = run(Options, Pattern, Subject, Offset),
    Otherwise = run(Options, <<"(*NO_AUTO_POSSESS)", Pattern/binary>>, Subject, Offset),
    Everywhere = run(Options, <<"(*NO_START_OPT)", Pattern/binary>>, Subject, Offset),
    Verbs = binary:match(Pattern, <<"(*">>) =/= nomatch,
    Internal = string:find(Outcome, "internal error") =/= nomatch,
    Agree = hd(Outcome) =:= $E orelse Outcome =:= Otherwise andalso (Verbs orelse Outcome =:= Everywhere),
    case Agree andalso not Internal of
        true ->
            Hex = [binary:encode_hex(Pattern), "\t", binary:encode_hex(Subject)],
            io:put_chars(["-", Options, "\t", Hex, "\t", integer_to_list(Offset), "\t", Outcome, "\n"]);
        false -> ok
    end.

run(Letters, Pattern, Subject, Offset) ->
    Options = [report_errors, {offset, Offset} | lists:flatmap(fun option/1, Letters)],
    lists:flatten(
      try re:run(Subject, Pattern, Options) of
          nomatch -> "N";
          {match, Parts} -> ["M" | [io_lib:format(" ~w,~w", [From, Length]) || {From, Length} <- Parts]];
          {error, {compile, {Text, At}}} -> io_lib:format("E ~s@~w", [Text, At]);
          {error, Limit} -> io_lib:format("L ~w", [Limit])
      catch
          error:badarg -> "B"
      end).

option($u) -> [unicode];
option($p) -> [ucp];
option($a) -> [anchored];
option($i) -> [caseless];
option($s) -> [dotall];
option($m) -> [multiline];
option($x) -> [extended];
option($U) -> [ungreedy];
option($J) -> [dupnames];
option($d) -> [dollar_endonly];
option($f) -> [firstline];
option($n) -> [no_auto_capture];
option($o) -> [no_start_optimize];
option($b) -> [notbol];
option($e) -> [noteol];
option($E) -> [notempty];
option($S) -> [notempty_atstart];
option($B) -> [bsr_anycrlf];
option($1) -> [{newline, cr}];
option($2) -> [{newline, crlf}];
option($3) -> [{newline, any}];
option($4) -> [{newline, anycrlf}];
option($5) -> [{newline, nul}].

options() ->
    Rare = fun($u) -> 3; ($a) -> 20; ($f) -> 15; ($n) -> 20; ($x) -> 10; (_) -> 7 end,
    Newline = case rand:uniform(5) of
                  1 -> [$0 + rand:uniform(5)];
                  _ -> []
              end,
    [Letter || Letter <- "uipsmxUJdfnaobeESB", rand:uniform(Rare(Letter)) =:= 1] ++ Newline.

any(List) -> lists:nth(rand:uniform(length(List)), List).

subject() ->
    Letters = fun(1) -> "\r\n\n"; (2) -> "1_ ."; (3) -> [16#e9, 16#3b1, 16#391, 16#212a, 16#85, 16#2028, $k, $K, $s, 16#17f];
                 (_) -> "aabbcdABx" end,
    [any(Letters(rand:uniform(12))) || _ <- lists:seq(1, rand:uniform(14) - 1)].

damaged([]) -> "(";
damaged(Text) ->
    {Before, After} = lists:split(rand:uniform(length(Text)) - 1, Text),
    case rand:uniform(4) of
        1 -> Before ++ tl(After);
        2 -> Before ++ [any("()[]{}*+?|\\^$-<>=!:1,a")] ++ After;
        3 -> Before;
        4 -> Before ++ [any("()[]{}*+?|\\^$-<>=!:1,a")] ++ tl(After)
    end.

alternatives(Depth) ->
    case rand:uniform(5) of
        1 -> [sequence(Depth), "|", alternatives(Depth)];
        _ -> sequence(Depth)
    end.

sequence(Depth) -> [item(Depth) || _ <- lists:seq(1, rand:uniform(4))].

item(Depth) ->
    case rand:uniform(12) of
        1 -> any(["^", "$", "\\b", "\\B", "\\A", "\\Z", "\\z", "\\G", "\\K", verb(), verb()]);
        2 ->
            Inner = alternatives(Depth - 1),
            ["(?", any(["i", "s", "m", "x", "U", "J", "i-s", "-i", "^", "n", "xx", "im", "r", "aD"]), any([[":", Inner, ")"], [")", Inner]])];
        _ ->
            Atom = atom(Depth),
            [Atom, case rand:uniform(3) of 1 -> repetition(); _ -> "" end]
    end.

repetition() ->
    case rand:uniform(60) of
        1 -> "**";
        _ -> [any(["*", "+", "?", "{2}", "{1,2}", "{0,3}", "{2,}", "{,2}", "{1}", "{0,1}"]), any(["", "", "?", "+"])]
    end.

group() -> put(groups, get(groups) + 1).

number() ->
    Beyond = case rand:uniform(30) of 1 -> 0; _ -> 1 end,
    integer_to_list(max(1, rand:uniform(get(groups) + 1) - Beyond)).

atom(Depth) when Depth =< 0 -> leaf();
atom(Depth) ->
    Inner = Depth - 1,
    case rand:uniform(20) of
        N when N =< 3 -> group(), ["(", alternatives(Inner), ")"];
        4 -> ["(?:", alternatives(Inner), ")"];
        5 -> ["(?>", alternatives(Inner), ")"];
        6 -> [any(["(?=", "(?!", "(*napla:", "(*pla:", "(*asr:"]), alternatives(Inner), ")"];
        7 -> [any(["(?<=", "(?<!", "(?<*"]), behind(), ")"];
        8 -> group(), ["(?<", any("nm"), ">", alternatives(Inner), ")"];
        9 -> ["(?|", alternatives(Inner), "|", alternatives(Inner), ")"];
        10 ->
            Condition = any([number(), number(), number(), "R", "R1", "<n>", "DEFINE", "?=a", "?!b", "?<=a", "?<!b", "VERSION>=10.4"]),
            ["(?(", Condition, ")", sequence(Inner), any(["", ["|", sequence(Inner)]]), ")"];
        11 -> ["(?", any(["R", number(), number(), "-1", [number(), "(", number(), ")"]]), ")"];
        12 -> ["(*scs:(", number(), ")", alternatives(Inner), ")"];
        _ -> leaf()
    end.

verb() ->
    any(["(*COMMIT)", "(*PRUNE)", "(*SKIP)", "(*THEN)", "(*FAIL)", "(*ACCEPT)", "(*MARK:x)", "(*SKIP:x)", "(*:y)", "(*SKIP:y)", "(*PRUNE:x)", "(*THEN:y)"]).

behind() ->
    any(["a", "ab", "a|bc", "a?", "b{1,2}", "\\b", "^", "[ab]", "(?:a|b)c", "a*", "\\R", "\\1", "ab?|c", "a{0,3}b", "(?=a)", "a|", "(?<=b)a", ".", "\\X"]).

leaf() ->
    case rand:uniform(12) of
        N when N =< 2 -> ".";
        3 -> ["\\", any("dDwWsShHvVRXNdwswC")];
        N when N =< 5 -> class();
        6 ->
            case get(groups) of
                0 -> any(["a", "b"]);
                _ -> any(["\\" ++ number(), "\\g{" ++ number() ++ "}", "\\g{-1}", "\\g" ++ number()])
            end;
        7 ->
            any(["\\x61", "\\xe9", "\\n", "\\r\\n", "\\t", "\\141", "\\o{142}", "\\cA", "\\p{L}", "\\p{Lu}", "\\P{Ll}", "\\p{^N}", "\\pN", "\\p{Greek}",
                 "k", "s", [16#e9], "(?[[a-z]-[bx]])", "(?[\\w&![a]])"]);
        _ -> any(["a", "b", "c", "d", "A", "ab", "bc", "x", "1", " "])
    end.

class() ->
    Part = fun() ->
                   any(["a", "b", "a-c", "A-Z", "\\d", "\\w", "\\s", "[:alpha:]", "[:^upper:]", "^", "\\n", "\\xe9", "[:punct:]", "k", "\\p{Lu}", "\\W", [16#e9],
                        "\\h", "\\]", "_", "[:lower:]"])
           end,
    ["[", any(["", "^"]), [Part() || _ <- lists:seq(1, rand:uniform(3))], "]"].
