%% Regular expressions: patterns, subjects and options of `re:run` and `re:compile`, called with good and with bad
%% arguments. `main` asks for what OTP 25, 27 and 29 do alike, `newest` for what OTP 29 does otherwise.
-module(regular).
-export([main/0, newest/0]).

main() -> number(plain() ++ options() ++ captures() ++ global() ++ compiled() ++ bad(), 1).
newest() -> number(new() ++ errors() ++ exported() ++ limits() ++ old_errors(), 1).

number([Fun | Calls], N) when is_function(Fun) -> [{N, done(Fun)} | number(Calls, N + 1)];
number([{F, A} | Calls], N) -> [{N, attempt(F, A)} | number(Calls, N + 1)];
number([], _) -> [].

done(Fun) -> try Fun() catch Class:Reason -> {Class, Reason} end.

%% The trace's first entry without its place: where Erlang code runs a pattern in OTP, it is of that.
attempt(F, A) ->
    try apply(re, F, A) of
        {ok, {re_pattern, Groups, Unicode, Crlf, _}} -> {ok, Groups, Unicode, Crlf};
        Value -> Value
    catch Class:Reason:Trace -> {Class, Reason, entry(hd(Trace))}
    end.

entry({M, F, A, Info}) -> {M, F, A, [Cause || {error_info, #{cause := Cause}} <- Info]}.

%% Each pattern with each of its subjects and options.
runs(List) -> [{run, [S, P, O]} || {P, Subjects, Options} <- List, S <- Subjects, O <- Options].
on(P, Subjects) -> {P, Subjects, [[]]}.

plain() ->
    runs([on("abc", ["abc", "xabcy", "ab", "", "ABC"]), on("", ["", "a"]), on("a|b|cd", ["xcd", "b", "c"]),
          on("^abc$", ["abc", "abc\n", "abc\n\n", "\nabc", "xabc"]), on("a.c", ["abc", "a\nc", "ac", "a\rc"]),
          on("[abc]+", ["xxcbad", "xyz"]), on("[^abc]+", ["abcxyzc", "abc"]), on("[]a]+", ["]a]", "b"]), on("[^]a]+", ["]ba", "]"]),
          on("[a-c-e]+", ["a-e", "d"]), on("[\\w\\s]*", ["a b_c!", "!"]), on("[[:alpha:][:digit:]]+", ["--ab12--"]),
          on("[[:^alpha:]]+", ["ab12"]), on("[\\x41-\\x43]+", ["xABCD"]), on("\\d+\\D+\\s\\S\\w\\W", ["12ab x y!", "12 a!"]),
          on("\\bfoo\\b", ["a foo b", "food", "foo"]), on("\\Boo\\B", ["foods", "foo"]), on("\\Aabc\\z", ["abc", "abc\n"]), on("\\Aabc\\Z", ["abc", "abc\n"]),
          on("a*", ["aaa", "b", ""]), on("a+?", ["aaa"]), on("a{2,3}", ["a", "aa", "aaaa"]), on("a{2}b{1,}c{0,2}?", ["aabbcc", "aab"]),
          on("(a*)*", ["aaa", "b"]), on("(a|b)*?c", ["ababc"]), on("(a+)(b+)?", ["aab", "aa"]), on("((a)|(b))+", ["ab", "ba"]),
          on("(a)(b)?(c)?", ["a", "ab", "abc", "ac"]), on("(?:a|ab)(?:c|bcd)(d*)", ["abcd"]), on("(?>a+)b", ["aab", "aaa"]), on("(?>a+)ab", ["aaab"]),
          on("a++b", ["aab"]), on("a?+a", ["a", "aa"]), on("(ab)++c", ["ababc"]), on("(?=ab)a", ["ab", "ac"]), on("a(?!b)", ["ab", "ac"]),
          on("(?<=a)b", ["ab", "cb"]), on("(?<!a)b", ["ab", "cb", "b"]), on("(?<=ab|c)d", ["abd", "cd", "bd"]), on("(?<=^|,)x", ["x", "a,x", "ax"]),
          on("(a)\\1", ["aa", "ab"]), on("(a|b)\\1+", ["abbb", "ab"]), on("(?<n>a)\\k<n>", ["aa"]), on("(?'n'a)\\k'n'", ["aa"]), on("(?P<n>a)(?P=n)", ["aa"]),
          on("(a)\\g1\\g{1}\\g{-1}", ["aaaa"]), on("(?<n>a|b)\\k{n}", ["bb", "ab"]), on("(\\((?:[^()]|(?1))*\\))", ["x(a(b)c)", "((", "(())"]),
          on("^(?:(.)(?R)?\\1|.)$", ["aa"]), on("(?(DEFINE)(?<byte>2[0-4]\\d|25[0-5]|1\\d\\d|[1-9]?\\d))\\b(?&byte)(\\.(?&byte)){3}\\b",
          ["192.168.1.1", "300.1.1.1", "1.2.3"]), on("(a)?(?(1)b|c)", ["ab", "c", "ac"]), on("(?<n>a)?(?(<n>)b|c)", ["ab", "c"]),
          on("(?(?=a)ab|cd)", ["ab", "cd", "ad"]), on("(?(?!a)cd|ab)", ["ab", "cd"]), on("(?i)abc(?-i)D", ["ABCD", "abcd"]), on("a(?i:b)c", ["aBc", "ABc"]),
          on("(?s).+", ["a\nb"]), on("(?m)^b$", ["a\nb\nc"]), on("(?x) a b # comment\n c", ["abc"]), on("a(?#comment)b", ["ab"]), on("(?U)a+", ["aaa"]),
          on("(?|(a)|(b))c\\1", ["aca", "bcb", "acb"]), on("(?J)(?<n>a)|(?<n>b)", ["a", "b"]), on("\\Qa.b\\E+", ["a.bb", "axb"]), on("\\x61\\141\\n?", ["aa\n"]),
          on("\\cA", ["\x01"]), on("\\R", ["\r\n", "\n", "\r", "\x0b", "a"]), on("\\h+\\v", [" \t\n"]), on("\\H\\V", ["ab"]), on("\\N+", ["ab\n"]),
          on("a\\Kb", ["ab"]), on("(foo\\K)bar", ["foobar"]), on("\\Ga", ["ba", "ab"]), on("a(*FAIL)|b", ["ab"]), on("a(*ACCEPT)b|c", ["ax", "c"]),
          on("a+(*COMMIT)b", ["aac", "aab"]), on("a+(*PRUNE)b|c", ["aac"]), on("a+(*SKIP)b|c", ["aacb", "aaac"]), on("(a(*THEN)b|ac)", ["ac"]),
          on("(*MARK:x)a(*SKIP:x)b|.", ["ac"]), on("(*COMMIT)abc", ["xabc"]), on("(*NO_START_OPT)(*COMMIT)abc", ["xabc"]), on("(A(*ACCEPT)B|C)D", ["AX", "CD"]),
          on("(?:a(?:b|c)?)+d", ["abacad"]), on("(.*?),(.*?);", ["a,b;c,d;"]), on("(\\w+)@(\\w+)\\.com", ["joe@example.com"]), on("^(a(b)?)+$", ["aba"]),
          on("^(aa(bb)?)+$", ["aabbaa"]), on("(a)|(b)|(c)", ["a", "b", "c"]), on("x(?=(a))?y*", ["xa"]), on("(?:(a)|b)(?(1)A|B)", ["aA", "bB", "aB"]),
          on("^[\\w.+-]+@[\\w-]+\\.[\\w.-]+$", ["joe.user+x@mail.example.org", "@x.y"]), on("(\\d{4})-(\\d{2})-(\\d{2})", ["on 2024-05-17."])]).

options() ->
    runs([{"a(b)C", ["abc", "ABC", "xabC"], [[], [caseless], [anchored], [caseless, anchored]]}, {"a.b", ["a\nb", "a\rb", "a\r\nb"],
          [[], [dotall], [{newline, cr}], [{newline, crlf}], [{newline, any}], [{newline, anycrlf}], [{newline, lf}]]},
          {"^b$", ["a\nb\nc", "b\n", "b", "a\rb\rc", "a\r\nb\r\nc"],
           [[], [multiline], [dollar_endonly], [multiline, {newline, cr}], [multiline, {newline, crlf}], [multiline, {newline, any}],
            [multiline, {newline, anycrlf}], [notbol], [noteol], [notbol, noteol], [multiline, notbol], [multiline, noteol]]},
          {"a b # c", ["ab", "a b # c"], [[], [extended]]}, {"b", ["a\nb", "ab\n"], [[], [firstline], [firstline, multiline]]}, {"(a)(?<n>b)", ["ab"], [[], [no_auto_capture]]},
          {"(?<n>a)|(?<n>b)", ["b", "a"], [[dupnames], [dupnames, {capture, [n], list}], [dupnames, {capture, all_names, binary}]]}, {"a+b*?", ["aabb"], [[], [ungreedy]]},
          {"a*", ["", "b", "aa"], [[], [notempty], [notempty_atstart]]}, {"a?b?", ["xab", "", "ab"], [[], [notempty], [notempty_atstart], [notempty, anchored]]},
          {"\\R", ["\r\n", "\x0b", "\x85", "\n"], [[], [bsr_anycrlf], [bsr_unicode]]}, {"b", ["ab", "bab", "abab"], [[{offset, N}] || N <- [0, 1, 2]]},
          {"^b", ["ab"], [[{offset, 1}], [{offset, 1}, multiline]]}, {"\\Gb", ["ab"], [[{offset, 1}], [{offset, 0}]]}, {"(?<=a)b", ["ab"], [[{offset, 1}]]},
          {"\\bb", ["ab"], [[{offset, 1}]]}, {"abc", ["xabc"], [[no_start_optimize], [never_utf], [ucp], [report_errors], [{match_limit, 1000}], [{match_limit_recursion, 1000}]]},
          {"\\w+", [<<"abc">>, <<"a", 16#c3, 16#a9>>], [[unicode, ucp], [unicode, ucp, {capture, all, list}], [unicode, ucp, {capture, all, binary}]]},
          {<<16#c3, 16#a9, "+">>, [<<"x", 16#c3, 16#a9, 16#c3, 16#a9>>], [[unicode], []]}, {[16#3b1, $+], [[16#3b1, 16#3b1], [$a, 16#3b1]], [[unicode], [unicode, caseless],
           [unicode, {capture, all, list}], [unicode, {capture, all, binary}], [unicode, global], [unicode, global, {capture, all, list}]]},
          {".", [[16#1f600], [16#3b1]], [[unicode], [unicode, {capture, first, list}], [unicode, global, {capture, first, binary}]]},
          {"\\x{3b1}|\\x{1f600}", [[16#1f600, 16#3b1]], [[unicode], [unicode, global]]}, {"\\p{Greek}+\\P{Greek}", [[$a, 16#3b1, 16#3b2, $b]], [[unicode]]},
          {"\\p{Lu}\\p{Ll}\\pN\\p{^L}", ["Ab1-", "ab1-"], [[unicode], []]}, {"\\X", [[$e, 16#301, $x], "ab", "\r\n"], [[unicode]]}, {"(?i)\\x{3b1}", [[16#391]], [[unicode]]},
          {"[\\x{3b1}-\\x{3c9}]+", [[16#3b1, 16#3c9, $a]], [[unicode], [unicode, caseless]]}, {"[^a]", [[16#3b1]], [[unicode]]}, {"(.)\\1", [[16#3b1, 16#391]], [[unicode], [unicode, caseless]]}]).

captures() ->
    Specs = [all, all_but_first, first, none, [], all_names, [0], [1], [2, 1], [3], [9], [n], ["n"], [<<"n">>], [n, m], [missing], [n, 0, "m"], [[$n | <<>>]]],
    Kinds = [index, list, binary],
    [{run, [S, P, [{capture, C, T}]]} || P <- ["(a)(b)?(?<n>c)?(?<m>d)?", "(a)(b)?(?<n>c)?(?<m>d)?x|a"], S <- ["xabc", "acd", "b"], C <- Specs, T <- Kinds]
        ++ [{run, [<<"xabc">>, "(b)(x)?(c)", [{capture, C}]]} || C <- Specs]
        ++ [{run, [["a", <<"b">>, [$c]], "bc", [{capture, all, T}]]} || T <- Kinds]
        ++ [{run, [S, "(?<b>x)?(?<a>y)?(?<c>z)", [{capture, all_names, T}]]} || S <- ["xyz", "z"], T <- Kinds]
        ++ [{run, [S, "(?<a>x)|(?<b>y)|(?<a>z)", [dupnames, {capture, C, T}]]} || S <- ["x", "y", "z"], T <- Kinds, C <- [all_names, [a], [b, a], [a, 0]]]
        ++ [{run, ["ab", "(a)(b)", [{capture, [1], index}, {capture, [2], list}]]}, {run, [<<>>, "(a)?", [{capture, all, binary}]]}].

global() ->
    Patterns = ["b+", "(b)(c)?", "x*", "^|$", "\\b", "(?<n>a)|b", "a|", "(?=b)", "", "a*?", "\\Bb", "."],
    Subjects = ["abcbbd", "", "b", "aab", "a\r\nb", <<"xbcbx">>],
    Extra = [[], [{capture, first}], [{capture, all, list}], [{capture, all_but_first, binary}], [{capture, none}], [{capture, [1, 0]}], [{capture, [n], list}],
             [{capture, all_names, binary}], [{offset, 1}], [{newline, crlf}], [unicode, {capture, all, list}]],
    [{run, [S, P, [global | O]]} || P <- Patterns, P =/= "^|$", P =/= "a|", P =/= "a*?", P =/= "\\b", S <- Subjects, O <- Extra, fine(S, O), nonempty(P, S)].

fine(S, O) -> not (lists_member({newline, crlf}, O) andalso S =:= []) andalso not (lists_member({offset, 1}, O) andalso (S =:= "")).
nonempty(P, _) -> not lists_member(P, ["x*", "(?=b)", ""]).
lists_member(X, [X | _]) -> true;
lists_member(X, [_ | T]) -> lists_member(X, T);
lists_member(_, []) -> false.

compiled() ->
    Patterns = [{"(a)(b)?", []}, {"a.b", [dotall, caseless]}, {"\\x{e9}", [unicode]}, {"(?<x>a)(?<y>b)", []}, {"a$", [multiline, {newline, crlf}]}, {"^a", [anchored]},
                {"a", [{newline, any}]}, {"a", [{newline, anycrlf}]}, {"a", [bsr_unicode]}, {"(?<n>a)|(?<n>b)", [dupnames]}, {"x # y", [extended]}],
    [{compile, [P, O]} || {P, O} <- Patterns] ++ [{compile, [P]} || {P, _} <- Patterns, P =/= "\\x{e9}", P =/= "(?<n>a)|(?<n>b)"]
        ++ [fun() -> {ok, R} = re:compile(P, O), {re:run(S, R, []), re:run(S, R, [{capture, all, list}]), re:run(S, R, [{capture, all, binary}]), re:inspect(R, namelist),
                                                   attempt_short(S, R, [global]), attempt_short(S, R, [caseless]), attempt_short(S, R, [{offset, 1}])} end
            || {P, O} <- Patterns, S <- ["xaby", <<"A\nB">>, "b", <<16#c3, 16#a9>>]]
        ++ [fun() -> {ok, R} = re:compile(["a", <<"b">>, [$c | <<"d">>]]), re:run(["xa", <<"bcd">>], R) end,
            fun() -> {ok, R} = re:compile("b"), [re:internal_run("abab", R, [{offset, N}], F) || N <- [0, 2, 4], F <- [true, false]] end,
            fun() -> {ok, R} = re:compile("(?<b>a)(?<a>b)(c)(?<c>d)"), re:inspect(R, namelist) end,
            fun() -> {ok, R} = re:compile("ab", []), is_tuple(R) andalso tuple_size(R) =:= 5 end].

attempt_short(S, R, O) ->
    try re:run(S, R, O) catch C:E -> {C, E} end.

bad() ->
    Good = "a",
    [{run, [S, Good, []]} || S <- [a, 1, {}, [a], [256], [1 | 2], #{}, 1.0, <<1:3>>, [<<1:3>>], [-1]]]
        ++ [{run, ["a", P, []]} || P <- [a, 1, {}, [a], [256], #{}, 1.0, <<1:3>>, "(", "*", {re_pattern, 0, 0, 0, x}, {re_pattern, 0, 0, 0, <<>>}, {re_pattern, 0, 0, 0, <<"abc">>},
                                         {re_pattern, a, 0, 0, <<>>}, {a, b, c, d, e}, {re_pattern, 0, 0, 0}]]
        ++ [{run, ["a", "a", O]} || O <- [a, [a], [{a, b}], [{offset, a}], [{offset, -1}], [{offset, 1 bsl 40}], [{newline, a}], [{newline}], [{capture}],
                                         [{capture, a, b}], [{capture, all, a}], [{capture, a}], [{capture, [a | b]}], [{capture, [{}]}], [{capture, [-1]}], [{capture, all, list, x}],
                                         [caseless | a], [{match_limit, -1}], [{match_limit, a}], [{match_limit_recursion, a}], [1], ["caseless"], [[]], [{caseless, true}], #{}, 1,
                                         [{capture, [1 bsl 40]}], [{capture, [<<1:3>>]}], [{capture, [[a]]}], [{capture, [1.0]}], [{report_errors, true}]]]
        ++ [{compile, [P, []]} || P <- [a, 1, {}, [a], [256], #{}, <<1:3>>]] ++ [{compile, ["a", O]} || O <- [a, [a], [global], [{offset, 1}], [notempty], [{capture, all}], [report_errors],
                                                                                                   [{newline, x}], [caseless | x], 1]]
        ++ [{inspect, [X, Y]} || {X, Y} <- [{a, namelist}, {"a", namelist}, {{re_pattern, 0, 0, 0, <<>>}, namelist}, {{}, namelist}, {{re_pattern, 0, 0, 0, 0}, a}]]
        ++ [{internal_run, ["a", "a", [], X]} || X <- [a, 1]] ++ [{run, [<<255>>, "a", [unicode]]}, {run, [[16#d800], "a", [unicode]]}, {run, ["a", <<255>>, [unicode]]},
            {run, ["a", [16#d800], [unicode]]}, {compile, [[16#d800], [unicode]]}, {run, [a, "a", [unicode]]}, {run, ["a", a, [unicode]]},
            {compile, [a, [unicode]]}, {run, [<<16#c3, 16#a9>>, ".", [unicode, {offset, 1}]]}, {run, [a, "a"]}, {run, ["a", "a"]}].

new() ->
    Empty = ["x*", "^|$", "\\b", "a|", "(?=b)", "", "a*?", "(?:)|b", "\\Kb?", "b?(?=c)", "(?<=a)\\K"],
    [{run, [S, P, [global | O]]} || P <- Empty, S <- ["abcbbd", "", "b", "aab", "a\r\nb"],
                                    O <- [[], [{capture, all, list}], [{newline, crlf}], [multiline], [{newline, any}, multiline], [unicode, {capture, first, binary}], [{offset, 1}], [notempty]]]
        ++ [{version, []}, {run, ["a", "a", [{offset, 2}]]}, {run, ["a", "a", [{offset, 2}, global]]}, {run, ["", "", [{offset, 1}]]}]
        ++ runs([on("[\\d-x]+", ["1-x", "y"]), on("(?<=a{1,3})b", ["aab", "b"]), on("(?<=ab?c?)d", ["acd", "bd", "abcd"]), on("(?<!a+b|c)d", ["d"]), on("(?xx)[a b]+", ["a b"]), on("(?n)(a)(?<x>b)", ["ab"]),
                 on("(?^)a", ["a"]), on("(*pla:a)a", ["a"]), on("(*nlb:a)b", ["ab", "cb"]), on("(*napla:a+)a", ["aa"]), on("(?*a+)ab", ["aab"]), on("(*atomic:a+)a", ["aa"]),
                 on("(?[[a-z]-[aeiou]])+", ["xyza", "aei"]), on("(?[\\w&[^\\d]])", ["1a"]), on("(?[([a-c]+[x-z])&![b]])+", ["abxc"]), on("(?[[ab]^[bc]])", ["b", "c"]), on("a{,3}b", ["aaab"]),
                 on("a{ 1, 2 }", ["aa"]), on("(a)(?1(1))\\1", ["aaa"]), on("(?:(a)|(b))(*scs:(1,2)a)", ["a", "b"]), on("(\\w+)(*scan_substring:(1)b)", ["abc"]),
                 on("(?(VERSION>=10.0)a|b)", ["a", "b"]), on("(?(VERSION=10.47)a|b)", ["a", "b"]), on("^(.|(.)(?1)\\2)$", ["abcba", "abab", "aba"]),
                 on("\\x{ 61 }\\o{ 142 }", ["ab"]), on("(?r:k)", ["k"]), on("\\N{2}", ["abc"]), on("a(?C)b(?C1)c(?C\"x\")", ["abc"]), on("[[:<:]]a[[:>:]]", ["a b", "ab"]),
                 {"k", [[16#212a], "K"], [[unicode, caseless], [unicode]]}, {"(?ir)k", [[16#212a], "K"], [[unicode]]}, {"(*TURKISH_CASING)i", [[16#130], "I"], [[unicode, caseless]]},
                 {"\\w+", [[16#e9, 16#301, $a]], [[unicode, ucp], [unicode]]}, {"(?aW)\\w+", [[$a, 16#e9]], [[unicode, ucp]]}, {"(?aD)\\d+(?-aD)\\d", [[$1, 16#661]], [[unicode, ucp]]},
                 {"(*sr:\\w+)", [[$a, 16#430, $b], "abc"], [[unicode, ucp]]}, {"\\p{scx:Greek}\\p{sc=Grek}", [[16#3b1, 16#3b2]], [[unicode]]},
                 {"\\p{Alphabetic}\\p{ASCII}\\p{Emoji}", [[16#e9, $a, 16#1f600]], [[unicode]]}, {"a", ["\0a"], [[{newline, nul}]]}, {"^a", [[0, $a]], [[multiline, {newline, nul}]]}]).

errors() ->
    Bad = ["\\", "\\c", "\\y", "a{2,1}", "a{65536}", "[a", "[\\B]", "[b-a]", "*a", "a**", "(?y)", "[:alpha:]", "[[.a.]]", "(a", "\\2", "(?#a", "a)", "(?(1a)b)", "(?<=a*)b",
           "(?+0)", "(a)(?(1)a|b|c)", "(?(?a)b)", "(?+a)", "[[:foo:]]", "\\x{100}", "\\x{110000}", "\\F", "\\l", "\\N{x}", "(?C256)", "(?C1", "(?Pa)", "(?<a", "(?<a>x)(?<a>y)", "(?<1>a)",
           "\\p", "\\p{", "\\p{Foo}", "\\p{L", "\\pX", "[a-\\d]", "[\\d-a]", "[[:digit:]-a]", "\\400", "(?(DEFINE)a|b)", "\\o", "\\o{", "\\o{8}", "\\o{}", "\\g", "\\g{", "\\g{1", "\\g<1", "\\ga", "(?R", "(?Ra)",
           "(*FOO)", "(*MARK)", "(*MARK:", "(?99999)", "(?<>a)", "(?<", "(?&)", "(?&x)", "(?P>x)", "(?P=x)", "\\k", "\\k<x>", "\\k{", "\\kx", "\\x{zz}", "\\x{", "\\xg", "\\x", "\\cé", "[\\N]", "[\\R]", "[\\X]",
           "(?=\\K)", "(*pla)", "(*foo:a)", "(*UTF)\\x{d800}", "(?i-s-x)", "(?^-i)", "(?[a])", "(?[[a]", "(?[[a]]", "(?[])", "(?[[a]+])", "(?[+[a]])", "(?[[a][b]])", "(?[(])", "(?[[a])])", "(*scs:a)", "(*scs:(a)b)", "(*scs:(1,",
           "(?(VERSION>=a)b)", "(?(VERSION)b)", "(?(VERSION>=10.4a)b)", "(?(R)a", "(?(R1)a)", "(?(R&x)a)", "(?(<x>)a)", "(?('x')a)", "(?(x)a)", "(?(0)a)", "(?(-1)a)", "(?(", "(?(?", "(?", "(?P", "(?P<", "(?'", "(?''a)",
           "(?<a>)(?<=\\1)", "(?<=\\X)", "(?<=(?R))", "(?<=a{1,300})", "(?<=a{70000})", "(?|(?<a>x)|(?<b>y))", "(*:x)*", "(?i)*", "^*", "\\b+", "\\A?", "(?#a)*", "|*", "(*", "(*)", "()**", "a{1}{2}{3}", "a{1}+{2}", "x{2}++",
           "(?C\"a)", "(?Cx)", "(?C'a'b)", "[[:alpha:", "[[:alpha]", "[^", "[]", "[^]", "[\\", "\\Q", "[\\Qa", "\\Qa\\E*", "(?x)a #", "(?x)# a\n*", "\\g{0}", "\\g0", "\\g-1", "(a)\\g-2", "(a)\\g+1", "\\19", "\\8", "\\9a", "(?-)", "(?a", "(?:",
           "(*LIMIT_MATCH=x)a", "(*LIMIT_MATCH=5)a", "(*CRLF)(*UTF)a", "(*UCP)a", "(*ANYCRLF)(*BSR_ANYCRLF)a", "(*NOTEMPTY)a*", "(*ACCEPT:x)a", "(*F:x)", "(*COMMIT:x)a", "(*SKIP:)a", "(?(*pla:a)b)", "(?(*atomic:a)b)", "(?(?C1)(?=a)b)",
           "(?(?C1)a)", "(?<=ab|\\C)", "((?<=\\2)(a))", "(?<n>a)(?<m>\\k<q>)", "(?1)(a", "(?:(?:(?:", "a|*", "(|*)", "[a-z-9-]", "[--a]", "[a--]", "[\\w-]", "[\\s-\\d]", "(?:a{0}){0,5}(?<=a{0,2})", "(abc){20000}"],
    [{compile, [P]} || P <- Bad] ++ [{compile, [P, [unicode]]} || P <- Bad] ++ [{compile, [P, [dupnames, extended]]} || P <- Bad]
        ++ [{run, ["a", P, [report_errors]]} || P <- Bad] ++ [{run, ["abc", P, []]} || P <- Bad]
        ++ [{compile, [<<"a", B/binary>>, [unicode]]} || B <- [<<255>>, <<254>>, <<128>>, <<192, 128>>, <<224, 128, 128>>, <<237, 160, 128>>, <<240, 128, 128, 128>>, <<244, 144, 128, 128>>, <<245, 128, 128, 128>>, <<195>>,
            <<226, 130>>, <<226>>, <<240, 159, 152>>, <<195, 40>>, <<226, 40, 161>>, <<226, 130, 40>>, <<248, 136, 128, 128, 128>>, <<252, 132, 128, 128, 128, 128>>, <<248, 128, 128, 128, 128>>, <<193, 129>>]]
        ++ [{compile, ["(*UTF)a", [never_utf]]}, {compile, ["a", [never_utf, unicode]]}, {compile, [<<255>>, [unicode]]}, {compile, ["(?<" ++ [$a || _ <- ten() , _ <- ten(), _ <- [1, 2]] ++ ">a)"]}].

ten() -> [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].

exported() ->
    [fun() -> {ok, E} = re:compile("a(b)", [export, caseless]), {re_exported_pattern, _, P, O, _} = E, {P, O, re:run("xAB", re:import(E)), re:inspect(re:import(E), namelist)} end,
     fun() -> {ok, E} = re:compile([16#3b1], [export, unicode]), {re_exported_pattern, _, P, O, _} = E, {P, O, re:run([$x, 16#3b1], re:import(E), [{capture, all, list}])} end]
        ++ [{import, [X]} || X <- [a, {}, {re_exported_pattern, a, b, c, d}, {re_exported_pattern, <<>>, <<"a">>, [], <<>>}, {re_pattern, 0, 0, 0, <<>>}]]
        ++ [{run, ["a", "a", [export]]}, {compile, ["(", [export]]}, {compile, ["a", [export, x]]}].

limits() ->
    Long = [$a || _ <- ten(), _ <- [1, 2, 3]],
    [{run, [Long, "(a+)+$", [report_errors]]}, {run, [Long ++ "b", "(a+)+$", [report_errors, {match_limit, 1000}]]}, {run, [Long ++ "b", "(a+)+$", [{match_limit, 1000}]]},
     {run, [Long ++ "b", "(a|b|ab|aa)+$x", [report_errors]]}, {run, [Long ++ "b", "(?:a+)+c", [report_errors]]}, {run, [Long ++ "b", "^(a+)+(?<!b)$", [report_errors, {match_limit_recursion, 5}]]},
     {run, [Long ++ "b", "(*LIMIT_MATCH=100)(a+)+$", [report_errors]]}, {run, ["a", "(?R)", [report_errors]]}, {run, ["a", "(?1)(a|(?1))", [report_errors]]}, {run, ["a", "a", [{match_limit, 0}, report_errors]]},
     {run, ["b", "a", [{match_limit, 0}, report_errors]]}, {run, ["aaab", "(a+)+c", [report_errors, {match_limit, 3}]]}].

%% What OTP before 29 says of some mistakes otherwise or not at all.
old_errors() ->
    runs([on("(?<=\\Ka)b", ["ab"])]) ++ [{run, [[16#3b1], "(", [unicode, report_errors]]}, {run, [[16#3b1], [$(, 16#3b1], [unicode, report_errors]]}].
