%% What patterns match that mean one thing on some releases and another or nothing on others.
-module(re_odd_patterns).
-export([main/0]).

main() ->
    [{Pattern, matched(Pattern, Options)}
     || Pattern <- patterns(), Options <- [[], [caseless], [extended], [unicode], [unicode, ucp], [ucp, caseless]]]
        ++ [{Pattern, [Byte || Byte <- lists:seq(0, 255), re:run(<<Byte>>, Pattern, Options) =/= nomatch]}
            || Pattern <- classes(), Options <- [[], [caseless]]].

matched(Pattern, Options) ->
    [try re:run(Subject, Pattern, [report_errors | Options]) catch error:Reason -> Reason end
     || Subject <- [<<"a">>, <<"ab{,3}8i">>, <<"B-zb 1">>, <<"aaa\n\0">>, <<195, 169, 195, 137>>]].

patterns() ->
    ["\\i", "\\8", "\\18", "[\\8]", "\\F", "[\\B]+", "[\\d-z]+", "[[:alpha:]-z]+", "b{,3}", "b{ 1 }", "\\x", "(?-)a",
     "(?i-s-m)B", "(?xx)a b", "(?X)a", "a|b\\Kb", "(?(R1)a|b)", "(''a)", "\\c\x01", "\\w+", "(?i)\xe9", "\\bb", "a(?=b)*b",
     "(?<=a|bb).", "(?<=a{2})a", "\\p{Lu}", "(?i)\\p{Lu}", "\\p{Xwd}+", "\\N", "a\0b", "(?|a|(b))\\g1?", "[a-\\Qc\\E]", "\\o{142}"].

classes() ->
    ["\\w", "\\W", "\\s", "\\d", "\\h", "\\v", "\\b.", "[[:alpha:]]", "[[:upper:]]", "[[:lower:]]", "[[:alnum:]]", "[[:punct:]]",
     "[[:graph:]]", "[[:print:]]", "[[:cntrl:]]", "[[:word:]]", "[[:space:]]", "[[:blank:]]", "[[:^punct:]]", <<233>>, <<223>>,
     <<"[", 233, "]">>, <<"[^", 233, "]">>, <<"[", 224, "-", 230, "]">>].
