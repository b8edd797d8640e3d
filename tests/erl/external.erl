%% Terms of every kind in the external format.
-module(external).
-export([main/0]).

%% OTP 25 knows no size of the newest minor version.
-if(?OTP_RELEASE >= 27).
-define(NEWEST_SIZE, 2).
-else.
-define(NEWEST_SIZE, 1).
-endif.

main() -> number(terms_written() ++ options() ++ random(300, 11), 1).

number([Result | Results], N) -> [{N, Result} | number(Results, N + 1)];
number([], _) -> [].

attempt(Name, Arguments) ->
    try {Name, Arguments, apply(erlang, Name, Arguments)} catch Class:Reason:Trace -> {Class, Reason, hd(Trace)} end.

%% The minor version is given, for OTP 25 has another one when it is not; and maps are to be in the order of keys.
terms_written() ->
    [{erlang:md5(Written), byte_size(Written), erlang:external_size(T, [{minor_version, min(V, ?NEWEST_SIZE)}])}
     || T <- terms(), V <- [0, 1, 2], Written <- [term_to_binary(T, [{minor_version, V}, deterministic])]] ++
    [term_to_binary(T, [{minor_version, 2}]) || T <- [self_free(1), 1.5, "abc", [1, 2 | 3], <<1:3>>, #{a => #{}}]].

self_free(N) -> {N, 1 bsl (N * 80), fun lists:map/2}.

options() ->
    [attempt(term_to_binary, [{a, 1}, Options])
     || Options <- [x, [x], [{minor_version, 3}], [{minor_version, -1}], [{minor_version, x}], [{minor_version}],
                    [{minor_version, 1} | x], [{minor_version, 1}, {minor_version, 2}], [{other, 1}]]] ++
    [attempt(external_size, [{a, 1}, Options]) || Options <- [x, [x], [{minor_version, 3}], [{minor_version, 0}]]].

part(<<_:3, Bytes:3/binary, _:5>>) -> Bytes.

terms() ->
    [a, '', 'Ab c', 'é', 'ÿ', 'λ', 'aéλ€', list_to_atom_of_250(), [], {}, #{}, <<>>, "", "a", "ab", "abc", "abcd", "abcde",
     [1, 2, 300, 4, 5], [1, 2 | 3], [300 | 4], ["abc", "de" | f], [[]], [[], []], {[]}, {a}, {a, b}, {a, {b, {c}}},
     {[], {}, <<>>, #{}}, 0, 1, -1, 255, 256, 1 bsl 26, 1 bsl 27 - 1, 1 bsl 27, -(1 bsl 27), -(1 bsl 27) - 1,
     1 bsl 31, 1 bsl 32, 1 bsl 58, 1 bsl 59 - 1, 1 bsl 59, -(1 bsl 59), -(1 bsl 59) - 1, 1 bsl 63, 1 bsl 64,
     -(1 bsl 64), 1 bsl 64 - 1, 1 bsl 200, -(1 bsl 200) + 1, 0.0, -0.0, 1.0, -1.0, 1.5e300, 1.0e-300,
     fun lists:map/2, fun erlang:'+'/2, {fun lists:map/2, x}, #{a => 1}, #{a => 1, b => 2}, #{b => 2, a => 1},
     #{1 => a, 1.0 => b}, #{#{a => b} => #{c => d}, x => #{y => #{}}}, [#{a => 1}, #{b => 2} | #{}], long(65535), long(65536), [x | long(3)], list_to_tuple(long(256)), <<1>>, <<"abcdefghijk">>, <<"abcdefghijkl">>, <<"abcdefghijklm">>, <<1:1>>, <<0:7>>,
     <<"abc", 5:3>>, <<"abcdefghijklmnopq", 77:7>>, part(<<1:3, "abc", 2:5>>), bits(<<1:3, "abcdefghijklmnop", 2:5>>),
     {<<>>, <<"x">>}, deep(5000, []), deep_list(5000, [])].

list_to_atom_of_250() ->
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbccccccccccccccccccccc'.

bits(<<_:3, Bits:131/bits, _/bits>>) -> Bits.

long(0) -> [];
long(N) -> [(N * 7) band 255 | long(N - 1)].

deep(0, Term) -> Term;
deep(N, Term) -> deep(N - 1, {Term, N}).

deep_list(0, Term) -> Term;
deep_list(N, Term) -> deep_list(N - 1, [Term]).

random(0, _) -> [];
random(N, Seed) ->
    {Term, Seed1} = term(4, Seed),
    [erlang:md5(term_to_binary(Term, [{minor_version, N rem 3}, deterministic])) | random(N - 1, Seed1)].

term(Depth, Seed) ->
    {Kind, Seed1} = below(if Depth =:= 0 -> 7; true -> 11 end, Seed),
    {Size, Seed2} = below(5, Seed1),
    {Value, Seed3} = below(1 bsl 15, Seed2),
    case Kind of
        0 -> {Value, Seed3};
        1 -> {-Value bsl (Size * 9), Seed3};
        2 -> {Value bsl (Size * 25) + Value, Seed3};
        3 -> {Value / 7, Seed3};
        4 -> {element(Size + 1, {a, bc, 'D e', 'ö', ''}), Seed3};
        5 -> {<<Value:(Size * 11 + 1)>>, Seed3};
        6 -> {element(Size + 1, {[], {}, <<>>, #{}, "str"}), Seed3};
        7 -> {Terms, Seed4} = terms(Size, Depth - 1, Seed3), {Terms, Seed4};
        8 -> {Terms, Seed4} = terms(Size, Depth - 1, Seed3), {{Terms, Value}, Seed4};
        9 -> {Terms, Seed4} = terms(Size, Depth - 1, Seed3), {[Value band 255, 7, 8 | Terms], Seed4};
        10 -> {Terms, Seed4} = terms(Size, Depth - 1, Seed3), {map_of(Terms, #{}), Seed4}
    end.

map_of([Term | Terms], Map) -> map_of(Terms, Map#{Term => Terms});
map_of([], Map) -> Map.

terms(0, _, Seed) -> {[], Seed};
terms(N, Depth, Seed) ->
    {Term, Seed1} = term(Depth, Seed),
    {Terms, Seed2} = terms(N - 1, Depth, Seed1),
    {[Term | Terms], Seed2}.

below(N, Seed) ->
    Next = (Seed * 1103515245 + 12345) band 16#7fffffff,
    {(Next bsr 16) rem N, Next}.
