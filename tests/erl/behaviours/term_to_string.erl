%% otp: 27
%% erts_internal:term_to_string/2: what erlang:display/1 prints, and as much of it as a limit allows.
-module(term_to_string).
-export([main/0]).

main() ->
    [[text(Term, Limit) || Limit <- [undefined | lists:seq(0, 20)]] || Term <- terms()]
        ++ [[text(Large, Limit) || Limit <- [undefined | lists:seq(2, Last, Step)]]
            || {Large, Last, Step} <- [{maps:from_list([{I, [I]} || I <- lists:seq(1, 40)]), 140, 1},
                                       {maps:from_list([{{I}, I} || I <- lists:seq(1, 1000)]), 6000, 101}]]
        ++ [text({a, b}, Limit) || Limit <- limits()]
        ++ [erts_internal:term_to_string({a, "b"}), is_pid(list_to_pid(text(self(), undefined)))].

text(Term, Limit) ->
    try erts_internal:term_to_string(Term, Limit) catch Class:Reason:Trace -> {Class, Reason, hd(Trace)} end.

limits() ->
    [1, 0, -1, x, 1.0, 1 bsl 31, (1 bsl 31) - 1, (1 bsl 31) - 2, 1 bsl 32, 1 bsl 59, 1 bsl 64, 1 bsl 63, -(1 bsl 70), [],
     infinity, undefined].

terms() ->
    Far = binary_to_term(<<131, 88, 100, 0, 3, "a@b", 5:32, 0:32, 1:32>>),
    [a, '', 'a b', 'é', 'a\xff', 'A', list_to_atom([8364, 10, 255, 150, 27, $', $\\, $"]), 'a@b', true,
     "abc", "a\n\"b\\", "\t\r", "\e", [160, 255], [128], [127], [8364], [0], [], [[]], [a, b, c, d], [a, b | c], ["ab", "cd" | {e}],
     [$a | b], [1000, 1001], [1, 2 | 3], {}, {a}, {a, "abc", d}, {1, 2, 3}, {a, [b, {c}], d}, {{{{}}}}, {{{{x}}}}, [[[[a]]]],
     {'', b}, [[], [], {}], {[], {}, #{}}, {'a b', "x", y}, {x, 1.5, <<>>, [1 | 2]},
     #{}, #{1 => 2}, #{a => b}, #{"ab" => {c, [d]}}, [a | #{b => c}], #{1 => #{2 => 3}, 4 => 5},
     <<>>, <<1, 2, 3>>, <<"abcdefgh">>, <<"a\"b">>, <<"a\\b">>, <<"a\nb">>, <<127>>, <<255, 97>>, <<1:3>>, <<97, 98, 3:2>>,
     [<<1:3>>, <<5, 1:2>>], [<<1, 2>>, <<"ab">>, x], binary:part(<<"abcdef">>, 2, 3),
     1, -1, 1 bsl 70, -(1 bsl 70), 1.5, -0.0, 1.0e100, 1.0e-7, {1.5, 2.5}, fun lists:map/2, {fun lists:map/2, a},
     fun 'A b':'é'/3, Far > 0].
