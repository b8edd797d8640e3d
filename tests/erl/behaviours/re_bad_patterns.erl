% Patterns that are wrong or odd: what is said of them and where, with options and without.
-module(re_bad_patterns).
-export([main/0, patterns/0]).

main() ->
    [{Pattern, Options, outcome(Pattern, Options)} || {Pattern, Options} <- patterns()].

outcome(Pattern, Options) ->
    case re:compile(Pattern, Options) of
        {ok, {re_pattern, Groups, Unicode, Crlf, _}} -> {Groups, Unicode, Crlf};
        {error, Wrong} -> Wrong
    end.

patterns() ->
    Known = known(),
    Pieces = pieces(),
    [{list_to_binary(P), []} || P <- Known ++ Pieces]
        ++ [{list_to_binary([A, B]), []} || A <- Pieces, B <- Pieces]
        ++ [{list_to_binary(lists:droplast(P)), []} || P <- Known, P =/= []]
        ++ [{list_to_binary([$(, P, "|b)*"]), []} || P <- Known]
        ++ [{list_to_binary([$[, P]), []} || P <- Known]
        ++ [{unicode:characters_to_binary(P), [unicode]} || P <- Known ++ Pieces]
        ++ [{list_to_binary(P), [extended]} || P <- random(200, 4, list_to_tuple(Pieces), 1)]
        ++ [{list_to_binary(P), []} || P <- random(600, 6, list_to_tuple(Pieces), 2)].

% Rows of pieces that are the same on each release.
random(0, _, _, _) ->
    [];
random(N, Length, Pieces, Seed) ->
    {Row, Next} = lists:mapfoldl(fun(_, S) -> pick(Pieces, S) end, Seed, lists:seq(1, 1 + N rem Length)),
    [Row | random(N - 1, Length, Pieces, Next)].

pick(Pieces, Seed) ->
    Next = (Seed * 1103515245 + 12345) band 16#7fffffff,
    {element(1 + (Next bsr 8) rem tuple_size(Pieces), Pieces), Next}.

pieces() ->
    ["a", ".", "^", "|", "(", ")", "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?<n>", "(?|", "(?>", "(?(1)", "(?(R)",
     "(?(n)", "(?(?=", "(?R)", "(?1)", "(?&n)", "(?i)", "(?x) ", "(?-", "*", "+", "?", "{2}", "{0}", "{1,3}", "{,2}",
     "{1,", "[", "]", "[^", "a-c", "-", "\\d", "\\W", "\\b", "\\K", "\\1", "\\g{-1}", "\\k<n>", "\\X", "\\R", "\\C",
     "\\Q", "\\E", "\\p{L}", "\\x{41}", "(*COMMIT)", "(*ACCEPT)", "(*:x)", "[:alpha:]", "#", "\n", "\xe9"].

known() ->
    [
        "(?R)", "(a|(?1))", "[\\d-z]", "[\\d-]", "[[:alpha:]-z]", "[a-[:digit:]]", "[a-\\d]", "a**", "a{2}{3}",
        "(*ACCEPT)*", "(?<>a)", "(?''a)", "\\g+1", "\\g{+1}", "\\g{-1}", "\\g", "\\k", "\\ka", "(?(0)a)",
        "(?(R)a|b)", "(?(a)b)", "(?(<a>)b)", "(?(1)a)", "(?1)", "\\1", "\\8", "\\9", "\\89", "\\18", "\\81(a)",
        "[\\8]", "\\i", "\\F", "[\\B]", "[\\R\\X]", "(?X)\\i", "(?X)[\\B]", "(?xx)a b", "(?n)(a)", "(?^)a",
        "(?i-s-m)a", "\\x", "\\xg", "\\x{}", "\\x{g}", "\\x{100}", "\\o", "\\o{}", "\\o{9}", "\\o{777}",
        "\\777", "\\c", "\\c\x01", "\\c\xe9", "(?<\xe9>a)", "{,3}", "a{,3}", "a{ 1 }", "(?<=a*)", "(?<=a|bc)",
        "(?<=(a|bc))", "(?<=(?1))(a)", "(?<=(?1))(a*)", "(?<=\\C)", "(?<=a\\K)", "(?=a\\K)", "\\N{name}",
        "\\N{2}", "[\\N]", "(?P", "(?Px", "(?P<", "(?P<a", "(?P=", "(?P=a", "(?P=a)", "(?P>a)", "(?&a)",
        "(?C)", "(?C256)", "(?Cx)", "(?C'a')", "(*", "(*)", "(*F", "(*F)", "(*FOO)", "(*F:a)", "(*ACCEPT:a)",
        "(*COMMIT:a)", "(*MARK)", "(*:)", "(*:a)", "(*pla:a)", "(*NO_JIT)a", "(*UTF)\xe9", "(*LIMIT_MATCH=a)",
        "(*LIMIT_MATCH=5)a", "[:alpha:]", "[[:foo:]]", "[[.a.]]", "[.a.]", "[a", "[", "[]", "[^]", "(", "(?",
        "(?:", ")", "a)", "*", "(?*", "(?(", "(?(?", "(?(?=a)b|c|d)", "(?(DEFINE)a|b)", "(?(DEFINE)a)",
        "(?(?=a", "(?#", "(?#a", "\\", "a\\", "\\p", "\\p{", "\\p{L", "\\p{Foo}", "\\pL", "\\pQ", "\\p{^Lu}",
        "\\p{lu}", "\\p{Greek}", "\\p{greek}", "\\p{scx:Greek}", "a{65536}", "a{3,2}", "(?<a>b)(?<a>c)",
        "(?|(?<a>b)|(?<c>c))", "(?<1>a)", "(?<a-b>c)", "(?<abcdefghijklmnopqrstuvwxyzabcdef>a)",
        "(?<abcdefghijklmnopqrstuvwxyzabcdefg>a)", "(?+1)", "(?+)", "(?-1)", "(?-0)", "(?+0)", "(?R", "(?Ra",
        "(?1(1))", "\\g<", "\\g<a", "\\g<1", "\\g<1>", "\\g<1x>", "\\g'a'", "a\x00b)", "(?<=a", "(?<=", "(?<!",
        "(?<a", "(?i", "(?i)*", "(?q)", "(?\xe9)", "\\b*", "^*", "$*", "(?=a)*", "(?!)*", "(?!){2}", "[z-a]",
        "[\\Qa\\E-z]", "[a-\\Qz\\E]", "[a-\\E]", "[a\\E-z]", "[[:<:]]a", "[a[:<:]]", "(?(R&a)b)", "(?(R1)a|b)",
        "(?(R)", "(?('a')b)", "(?(<a)b)", "(?(a", "(?(1", "(?(1a)", "(?(+1)a)(b)", "(?(-1)a)", "(?()a)",
        "(?(1a)b)", "(?(VERSION>=10.0)a)", "\\E*", "\\Q\\E*", "a\\E*", "(?x)a #b\n*", "(?x) *", "(?x)a+ +",
        "a|*", "(|*)", "(?:a|(", "\\L", "\\l", "\\u", "\\U", "\\x{d800}", "[a-\\", "[\\", "[a-", "[[:alpha:]",
        "[a[:alpha:", "(?<n>", "(?|a", "(?>", "(?=", "\\g{", "\\g{1", "\\g{a", "\\g{}", "\\g{0}", "\\g0",
        "\\k{", "\\k{}", "\\k{1}", "\\k{a", "\\k<a", "\\k'a", "\\k<a>", "(?P<1>a)", "(?P=1)", "(?&", "(?&)",
        "(?&1)", "(?P>", "\\g<>", "\\g<+1>", "\\g<-1>", "\\g<-1>(a)", "\\g<+>", "[a-z-9]", "[a-\\b]",
        "[\\w-\\d]", "[--a]", "[a--]", "[\\s-a-b]", "[[:digit:]-]", "[[:^alpha:]]", "[[:alpha]]", "[[=a=]]",
        "[:a[:digit:]:]", "[[:a\\]:]]", "[[:a\\\\:]]"
    ].
