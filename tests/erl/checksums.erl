%% Checksums of bytes, and hashes of terms of every kind.
-module(checksums).
-export([main/0]).

main() -> number(sums() ++ contexts() ++ hashes() ++ random(400, 3), 1).

number([Result | Results], N) -> [{N, Result} | number(Results, N + 1)];
number([], _) -> [].

attempt(Name, Arguments) ->
    try {Name, Arguments, apply(erlang, Name, Arguments)} catch Class:Reason:Trace -> {Class, Reason, hd(Trace)} end.

sums() ->
    [attempt(Name, [A]) || Name <- [crc32, adler32, md5], A <- data()] ++
    [attempt(Name, [A, B]) || Name <- [crc32, adler32], A <- words(), B <- data()] ++
    [attempt(Name, [A, B, C]) || Name <- [crc32_combine, adler32_combine], A <- words(), B <- words(), C <- words()].

data() ->
    [<<>>, [], <<"abc">>, "abc", ["a", <<"b">> | <<"c">>], long(500), [long(70) | x], [256], [-1], [a], a,
     <<1:3>>, [<<1:3>>], 1, [[[[[]]]]], part(<<1:3, "abc", 2:5>>), [part(<<1:3, "xyz", 2:5>>), long(9)], [1.0], {}].

long(0) -> [];
long(N) -> [(N * 7) band 255 | long(N - 1)].

part(<<_:3, Bytes:3/binary, _:5>>) -> Bytes.

words() -> [0, 1, 5, 65521, 16#ffff0000, 16#12345678, 16#ffffffff, 1 bsl 32, x].

contexts() ->
    [digest(Parts) || Parts <- [[], ["abc"], ["a", <<"bc">>], [long(55)], [long(56)], [long(63)], [long(64)], [long(65)],
                                [long(60), long(60), long(60)], [long(64), long(64)], [long(3), long(125), long(200)]]] ++
    [attempt(md5_final, [A]) || A <- [x, <<>>, <<1:3>>, <<1, 2, 3>>]] ++
    [attempt(md5_update, [A, "abc"]) || A <- [x, <<>>, <<1:3>>, <<1, 2, 3>>]] ++
    [element(2, attempt(md5_update, [erlang:md5_init(), A])) || A <- [x, [<<1:3>>], [a]]].

digest(Parts) -> digest(Parts, erlang:md5_init()).
digest([Part | Parts], Context) -> digest(Parts, erlang:md5_update(Context, Part));
digest([], Context) -> erlang:md5_final(Context).

hashes() ->
    [erlang:phash2(T) || T <- terms()] ++
    [erlang:phash(T, 1 bsl 32) || T <- terms()] ++
    [attempt(Name, [T, Range]) || Name <- [phash, phash2], T <- [a, {b, "c"}, 1 bsl 80],
                                    Range <- [0, 1, 2, 10, 1 bsl 27, 1 bsl 32 - 1, 1 bsl 32, 1 bsl 32 + 1, -1, x, 2.0,
                                              1 bsl 64]] ++
    [erlang:phash2(fun(X) -> X end) =:= erlang:phash2(fun(X) -> X end),
     (fun(F) -> erlang:phash2(F) =:= erlang:phash2({F, 1}) end)(fun long/1),
     is_integer(erlang:phash2(self())), is_integer(erlang:phash2(make_ref()))].

terms() ->
    [a, '', 'Ab c', 'é', 'ÿ', 'λ', 'aéλ€', list_to_atom_of_250(), [], {}, #{}, <<>>, "", "a", "ab", "abc", "abcd", "abcde",
     [1, 2, 300, 4, 5], [1, 2 | 3], [300 | 4], ["abc", "de" | f], [[]], [[], []], {[]}, {a}, {a, b}, {a, {b, {c}}},
     {[], {}, <<>>, #{}}, 0, 1, -1, 255, 256, 1 bsl 26, 1 bsl 27 - 1, 1 bsl 27, -(1 bsl 27), -(1 bsl 27) - 1,
     1 bsl 31, 1 bsl 32, 1 bsl 58, 1 bsl 59 - 1, 1 bsl 59, -(1 bsl 59), -(1 bsl 59) - 1, 1 bsl 63, 1 bsl 64,
     -(1 bsl 64), 1 bsl 64 - 1, 1 bsl 200, -(1 bsl 200) + 1, 0.0, -0.0, 1.0, -1.0, 1.5e300, 1.0e-300,
     fun lists:map/2, fun erlang:'+'/2, {fun lists:map/2, x}, #{a => 1}, #{a => 1, b => 2}, #{b => 2, a => 1},
     #{1 => a, 1.0 => b}, #{#{a => b} => #{c => d}, x => #{y => #{}}}, [#{a => 1}, #{b => 2} | #{}], big_map(100, #{}),
     {big_map(33, #{}), big_map(32, #{})}, <<1>>, <<"abcdefghijk">>, <<"abcdefghijkl">>, <<"abcdefghijklm">>, <<1:1>>, <<0:7>>,
     <<"abc", 5:3>>, <<"abcdefghijklmnopq", 77:7>>, part(<<1:3, "abc", 2:5>>), bits(<<1:3, "abcdefghijklmnop", 2:5>>),
     {<<>>, <<"x">>}, deep(5000, []), deep_list(5000, [])].

list_to_atom_of_250() ->
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbccccccccccccccccccccc'.

bits(<<_:3, Bits:131/bits, _/bits>>) -> Bits.

big_map(0, Map) -> Map;
big_map(N, Map) -> big_map(N - 1, Map#{{key, N} => [N]}).

deep(0, Term) -> Term;
deep(N, Term) -> deep(N - 1, {Term, N}).

deep_list(0, Term) -> Term;
deep_list(N, Term) -> deep_list(N - 1, [Term]).

random(0, _) -> [];
random(N, Seed) ->
    {Term, Seed1} = term(4, Seed),
    [{erlang:phash2(Term), erlang:phash2(Term, 1 bsl 32), erlang:phash(Term, 1 bsl 32)} | random(N - 1, Seed1)].

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
