%% The native functions of `binary`: each called with good and bad arguments of all kinds, and searches of random
%% texts for random patterns.
-module(binaries).
-export([main/0]).

main() -> number(calls() ++ searches(300, 17), 1).

number([Result | Results], N) -> [{N, Result} | number(Results, N + 1)];
number([], _) -> [].

attempt(Name, Arguments) ->
    try apply(binary, Name, Arguments) of
        Value -> {Name, Arguments, Value}
    catch
        Class:Reason:Trace -> {Class, Reason, hd(Trace)}
    end.

calls() ->
    [attempt(Name, [A]) || Name <- [first, last, copy, decode_unsigned, list_to_bin, longest_common_prefix,
                                    longest_common_suffix, encode_unsigned], A <- terms()] ++
    [attempt(Name, [A]) || Name <- [compile_pattern, referenced_byte_size], A <- refused()] ++
    [attempt(Name, [A, B]) || Name <- [at, copy], A <- some(), B <- counts()] ++
    [attempt(Name, [A, B]) || Name <- [decode_unsigned, encode_unsigned], A <- some(),
                              B <- [big, little, middle, 1, []]] ++
    [attempt(part, [A, B, C]) || A <- some(), B <- counts(), C <- counts()] ++
    [attempt(part, [<<"abcdef">>, A]) || A <- [{1, 2}, {6, -6}, {0, 0}, {7, 0}, {1}, {1, 2, 3}, x, {a, 1}]] ++
    [attempt(Name, [A, B]) || Name <- [match, matches, split], A <- some(), B <- patterns()] ++
    [attempt(Name, [<<"ababcab">>, <<"ab">>, A]) || Name <- [match, matches, split], A <- options()] ++
    [attempt(split, [A, <<"ab">>, B]) || A <- [<<>>, <<"ab">>, <<"abab">>, <<"xab">>, <<"abx">>, <<"xabyababz">>],
                                         B <- [[], [trim], [trim_all], [global], [global, trim], [global, trim_all],
                                               [trim, trim_all, global]]] ++
    [compiled(Name, A, B) || Name <- [match, matches, split], A <- some(), B <- patterns()].

compiled(Name, Text, Patterns) ->
    try binary:compile_pattern(Patterns) of
        {Kind, Reference} = Compiled when is_reference(Reference) ->
            {Kind, attempt_compiled(Name, Text, Compiled), kept(Name, Text, Compiled)}
    catch
        Class:Reason -> {Class, Reason}
    end.

attempt_compiled(Name, Text, Compiled) ->
    try apply(binary, Name, [Text, Compiled]) catch Class:Reason -> {Class, Reason} end.

%% A compiled pattern works in another process too, and after a collection.
kept(Name, Text, Compiled) ->
    Self = self(),
    spawn(fun() ->
              erlang:garbage_collect(),
              Self ! {found, attempt_compiled(Name, Text, Compiled)}
          end),
    receive {found, Found} -> Found end.

terms() ->
    refused() ++
    [<<>>, <<1>>, <<0, 1, 2>>, <<255, 0>>, <<"abcdefghijklmnop">>, part(<<1:3, "abc", 2:5>>), <<3:5>>, 0, 1, 255, 256,
     -1, 1 bsl 63, 1 bsl 64, 1 bsl 200 - 1, -(1 bsl 100), [], [<<>>], [<<"abc">>, <<"abd">>], [<<"xabc">>, <<"abc">>],
     [<<"abc">>, <<"abc">>, <<"abc">>], [<<"a">>, <<"b">>], [<<"ab">>, 3], [1, 2, [3, <<4, 5>>, []] | <<6>>],
     [[[[1]]], <<1:3>>], [256], [-1], [1 | 2], [1 | x], [<<"ab">> | <<"cd">>], [<<"abc">>, part(<<1:3, "abx", 2:5>>)]].

refused() -> [x, 1.5, {}, {bm, x}, {bm, <<"a">>}, self_less(), #{}].

self_less() -> {ac, <<1>>, <<2>>}.

%% Bytes that do not begin at a byte.
part(<<_:3, Bytes:3/binary, _:5>>) -> Bytes.

%% OTP 25 does not look at the patterns where the text is empty, and lets some bitstrings pass for binaries.
-if(?OTP_RELEASE >= 27).
some() -> [<<>>, <<"b", 3:5>> | others()].
-else.
some() -> others().
-endif.

others() -> [<<"abcab">>, part(<<1:3, "bab", 2:5>>), 300, -5, x].

counts() -> [0, 1, 2, 5, 6, -1, -3, 1 bsl 70, -(1 bsl 70), 1.0, x].

patterns() ->
    [<<"a">>, <<"ab">>, <<"b">>, <<>>, [], [<<>>], [<<"a">>], [<<"a">>, <<"ab">>], [<<"ab">>, <<"b">>], [<<"a">>, <<>>],
     [<<"a">> | x], [x], x, "ab", <<1:3>>, [<<"a">>, <<1:3>>], {bm}, {bm, 1}, {bm, <<"a">>}, {ac, x, y},
     [<<"abcabc">>, <<"bca">>, <<"ca">>], part(<<1:3, "bab", 2:5>>)].

options() ->
    [[], x, [x], [global], [trim], [trim_all], [{scope, {0, 2}}], [{scope, {2, 5}}], [{scope, {7, -7}}],
     [{scope, {7, 0}}], [{scope, {8, 0}}], [{scope, {7, -8}}], [{scope, {3, -3}}, {scope, {2, 4}}], [{scope, {a, 1}}],
     [{scope, {1, a}}], [{scope, {1}}], [{scope, 1}], [{scope, {1 bsl 70, 1}}], [{scope, {1, 1 bsl 70}}],
     [{scope, {-1, 1}}], [{scope, {1, 1}} | x], [{other, {1, 1}}], [scope], [{scope, {1, 4}, 1}], {scope, {1, 1}},
     [{scope, {0, 7}}, global], [global, {scope, {2, 5}}], [{scope, {1, 6}}, global, trim_all], [global | x]].

searches(0, _) -> [];
searches(N, Seed) ->
    {Text, Seed1} = text(20, Seed, <<>>),
    {Count, Seed2} = below(6, Seed1),
    {Patterns, Seed3} = texts(Count + 1, Seed2),
    [{Text, Patterns, binary:match(Text, Patterns), binary:matches(Text, Patterns),
      binary:split(Text, Patterns, [global])} | searches(N - 1, Seed3)].

texts(0, Seed) -> {[], Seed};
texts(N, Seed) ->
    {Length, Seed1} = below(4, Seed),
    {Text, Seed2} = text(Length + 1, Seed1, <<>>),
    {Texts, Seed3} = texts(N - 1, Seed2),
    {[Text | Texts], Seed3}.

text(0, Seed, Text) -> {Text, Seed};
text(N, Seed, Text) ->
    {Letter, Seed1} = below(3, Seed),
    text(N - 1, Seed1, <<Text/binary, (Letter + $a)>>).

below(N, Seed) ->
    Next = (Seed * 1103515245 + 12345) band 16#7fffffff,
    {(Next bsr 16) rem N, Next}.
