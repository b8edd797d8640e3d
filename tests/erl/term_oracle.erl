%% Prints how this OTP orders, compares and prints many terms. src/vm/tests/terms.rs does the same.
-module(term_oracle).
-export([order/0, texts/0, displayed/0, laid_out/1]).

%% Terms in external format, one line each; then for every pair the order, the exact order (the one
%% of map keys) and whether they are identical, as in "<<n".
order() ->
    Terms = ordered_terms(),
    [line([hex(term_to_binary(T))]) || T <- Terms],
    [line([pair(A, B) || B <- Terms]) || A <- Terms].

pair(A, B) ->
    [order(A < B, A == B), exact(A, B), case A =:= B of true -> $i; false -> $n end].

%% Maps that are keys themselves OTP compares in the order of its atom table, which is no fact about
%% the terms.
exact(A, B) when is_map_key(b, A), is_map_key(b, B) -> $?;
exact(A, B) -> order(#{A => x} < #{B => x}, #{A => x} == #{B => x}).

order(true, false) -> $<;
order(false, true) -> $=;
order(false, false) -> $>.

%% Per line a term in external format, as ~tw and as ~0tp.
texts() ->
    [line([hex(term_to_binary(T)), $|, hex(io_lib:format("~tw", [T])), $|, hex(io_lib:format("~0tp", [T]))]) || T <- printed_terms()].

%% The same terms as erlang:display/1 prints them. Line feeds in texts are escaped, and atoms are
%% UTF-8 but strings Latin-1, so that the test knows terms with both kinds of text by their index.
displayed() ->
    [erlang:display(T) || T <- printed_terms()].

%% Per line a term in external format, and as ~p, which takes several lines for most of them.
laid_out(Count) ->
    rand:seed(exsss, {1, 2, Count}),
    [begin T = tree(1 + rand:uniform(5)), line([hex(term_to_binary(T)), $|, hex(io_lib:format("~p", [T]))]) end || _ <- lists:seq(1, Count)].

tree(0) -> leaf(rand:uniform(12));
tree(Depth) ->
    Some = fun(Most) -> [tree(Depth - 1) || _ <- lists:seq(1, rand:uniform(Most))] end,
    case rand:uniform(9) of
        1 -> leaf(rand:uniform(12));
        2 -> list_to_tuple(Some(9));
        3 -> list_to_tuple([leaf(1) | Some(5)]);
        4 -> list_to_tuple([leaf(1) | Some(12)]);
        5 -> Some(9);
        6 -> lists:foldr(fun(H, T) -> [H | T] end, leaf(rand:uniform(12)), Some(6));
        7 -> maps:from_list([{rand:uniform(1 bsl rand:uniform(50)), V} || V <- Some(5)]);
        8 -> maps:from_list([{{K}, leaf(rand:uniform(12))} || K <- Some(4)]);
        9 -> [{leaf(1), tree(Depth - 1)} || _ <- Some(6)]
    end.

leaf(1) -> list_to_atom(lists:nthtail(rand:uniform(31), "a_rather_long_name_for_an_atom_x"));
leaf(2) -> rand:uniform(1 bsl rand:uniform(130));
leaf(3) -> lists:nthtail(rand:uniform(40), "some text that fills a part of a line...");
leaf(4) -> rand:bytes(rand:uniform(60));
leaf(5) -> <<(rand:bytes(rand:uniform(20)))/binary, 5:3>>;
leaf(6) -> lists:nthtail(rand:uniform(6), [[], {}, #{}, <<>>, a, "", ok]);
leaf(7) -> list_to_binary(lists:nthtail(rand:uniform(40), "some text that fills a part of a line..."));
leaf(8) -> rand:uniform() * 1000;
leaf(9) -> [955, 956, 957];
leaf(10) -> 'at\x{3bb}om';
leaf(11) -> [{file, "a_file.erl"}, {line, rand:uniform(1000)}];
leaf(12) -> lists:seq(1, rand:uniform(60)).

hex(Text) when is_binary(Text) -> binary:encode_hex(Text);
hex(Text) -> binary:encode_hex(unicode:characters_to_binary(Text)).

line(Text) -> io:put_chars([Text, $\n]).

numbers() ->
    Powers = [1 bsl N || N <- [31, 52, 53, 54, 59, 60, 62, 63, 64, 65, 100, 1023, 1024]],
    Integers = [0, 1, 2, 10] ++ lists:append([[P - 1, P, P + 1] || P <- Powers]),
    Floats = [0.0, 1.0, 2.0, 0.5, 1.5, 1.0e-300, 1.0e20, 1.0e300, 1.7976931348623157e308, 9007199254740991.0, 9007199254740992.0,
              9007199254740994.0, 576460752303423488.0, 9223372036854775808.0, 18446744073709551616.0, 18446744073709555712.0],
    Integers ++ Floats ++ [-N || N <- Integers ++ Floats].

atoms() ->
    [list_to_atom(Name) || Name <- ["", "a", "b", "ab", "abc", "A", "Z", "_", [228], [255], [256], [16#fffd], [16#10000], "true", [$a, 228], [$a, 0]]].

bitstrings() ->
    Large = list_to_binary(lists:seq(0, 200)),
    <<_:3, Unaligned:40/bitstring, _/bitstring>> = Large,
    <<_:3, Odd:41/bitstring, _/bitstring>> = Large,
    [<<>>, <<0>>, <<1>>, <<1:1>>, <<0:1>>, <<0:2>>, <<0:7>>, <<128>>, <<127>>, <<1, 2>>, <<1, 2, 0:1>>, <<1, 2, 1:3>>, <<1, 2, 3>>, Unaligned, Odd,
     binary:copy(Unaligned), Large, binary:part(Large, 0, 199), binary:part(Large, 1, 5), <<Large/binary, 1:1>>].

compounds() ->
    [[], {}, #{}, [[]], [1], [1.0], [1, 2], [1, 2, 3], [1.0, 2], [1 | 2], [1 | 2.0], [a | b], [1, 2 | 3], "abc", "abd", "ab", [[1], 2], [[1], 3], {1}, {1.0},
     {2}, {1, 2}, {1, {2, [3]}}, {1, {2, [4]}}, {1, {2.0, [3]}}, {1, 2, 3}, #{1 => a}, #{1.0 => a}, #{2 => a}, #{1 => b}, #{1 => 1}, #{1 => 1.0}, #{a => 1, b => 2},
     #{a => 1, b => 3}, #{a => 2, b => 1}, #{a => 1, c => 0}, #{1 => x, 1.0 => y}, #{{1.0} => x}, #{{2} => x}, #{#{a => 1} => x}, #{#{a => 1.0} => x},
     maps:from_list([{I, I} || I <- lists:seq(1, 40)]), maps:from_list([{I, I} || I <- lists:seq(2, 41)]), maps:from_list([{I, -I} || I <- lists:seq(1, 40)]),
     maps:from_list([{float(I), I} || I <- lists:seq(1, 40)]), maps:from_list([{{I rem 5, a, I}, I} || I <- lists:seq(1, 40)]), lists:seq(1, 1000), lists:seq(1, 1001),
     deep(5000, 1), deep(5000, 2), deep(4999, 1)].

deep(0, T) -> T;
deep(N, T) -> [{deep(N - 1, T)}].

identifiers() ->
    Pid = spawn(fun() -> ok end),
    [self(), Pid, make_ref(), make_ref()].

ordered_terms() ->
    numbers() ++ atoms() ++ bitstrings() ++ compounds() ++ identifiers().

printed_terms() ->
    Here = self(),
    [list_to_atom(Name) || Name <- ["hello world", "a@b", "@", "a-b", "1a", "and", "maybe", "else", "when", "nonode@nohost", [955], [16#1F600], [128], [0, 1, 7, 8, 9, 10, 11, 12, 13, 27, 31, 127],
                                    "it's", "a\"b", "a\\b", [223], [247], [215], [192], [$z, 215], [$z, 192]]]
        ++ atoms() ++ numbers() ++ bitstrings() ++ compounds() ++ identifiers()
        ++ [fun lists:map/2, fun erlang:'+'/2, erlang:make_fun('M x', 'F@', 2), fun() -> Here end, fun(X) -> X + 1 end]
        ++ ["abc\n", "tab\t \"quoted\" \\", "\b\v\f\e", [13], [97, 0], [97, 127], [97, 300], [97 | b], [97, 98 | c], ["abc" | "def"], ["abc", <<"abc">>, [a | "b"]], [1 | "abc"], lists:seq(32, 126)]
        ++ [<<"abc">>, <<"a\nb\t">>, <<"\"">>, <<"\\">>, <<"abc", 0>>, <<"abc", 1:1>>, <<127>>, <<27>>, list_to_binary(lists:duplicate(300, $x))]
        ++ [{"abc", #{"k" => <<"v">>, k => 1.5, 2 => [x]}}, [{a, 1.5e300}, -0.1], {self(), [make_ref()]}]
        ++ latin1().

latin1() ->
    [[233], [97, 233, 10], [160], [173], [128], <<233>>, <<233, 97>>, <<195, 169>>, <<206, 187>>, <<"abc", 195, 169>>, <<195, 169, 233>>, <<194, 160>>, <<194, 128>>, <<195>>, <<97, 195>>,
     <<206, 187, 233>>, <<233, 206, 187>>, <<206, 187, 128>>, <<195, 169, 206>>, <<97, 206>>].
