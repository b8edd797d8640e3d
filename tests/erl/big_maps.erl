%% Maps around and far beyond 32 keys, where they turn into tries. Results are what does not depend on the
%% order of a trie, but for order/0, which is that of the hashes of OTP 27.
-module(big_maps).
-export([main/0, order/0]).

main() ->
    number(sizes() ++ changes() ++ shrinking() ++ comparing() ++ keys() ++ merging() ++ failing() ++ colliding() ++
               walking() ++ passing(), 1).

number([Case | Cases], N) ->
    Result = try Case() of Value -> {value, Value} catch Class:Reason -> {Class, Reason} end,
    [{N, Result} | number(Cases, N + 1)];
number([], _) -> [].

id(X) -> X.

seq(N, N) -> [N];
seq(A, N) when A < N -> [A | seq(A + 1, N)];
seq(_, _) -> [].

squares(N) -> maps:from_list([{I, I * I} || I <- seq(1, N)]).

entries(Map) -> sort([{K, maps:get(K, Map)} || K <- maps:keys(Map)]).

sort([]) -> [];
sort([X]) -> [X];
sort(List) ->
    {A, B} = split(List, [], []),
    merge(sort(A), sort(B)).

split([X | Rest], A, B) -> split(Rest, B, [X | A]);
split([], A, B) -> {A, B}.

merge([A | As], [B | Bs]) when A =< B -> [A | merge(As, [B | Bs])];
merge([A | As], [B | Bs]) -> [B | merge([A | As], Bs)];
merge([], Bs) -> Bs;
merge(As, []) -> As.

put_all([], Map) -> Map;
put_all([K | Ks], Map) -> put_all(Ks, Map#{K => {v, K}}).

remove_all([], Map) -> Map;
remove_all([K | Ks], Map) -> remove_all(Ks, maps:remove(K, Map)).

sizes() ->
    [fun() -> M = squares(N), {map_size(M), is_map(M), entries(M), sort(maps:values(M))} end || N <- [0, 1, 31, 32, 33, 34, 100]] ++
    [fun() -> M = put_all(seq(1, N), #{}), {map_size(M), entries(M)} end || N <- [31, 32, 33, 64, 300]] ++
    [fun() -> M = squares(20000), {map_size(M), [maps:find(K, M) || K <- [0, 1, 777, 20000, 20001, 1.0]]} end,
     fun() -> entries(maps:from_keys(seq(1, 40), x)) end,
     fun() -> map_size(maps:from_keys(seq(1, 40) ++ seq(20, 60), x)) end,
     fun() -> entries(maps:from_list([{I rem 35, I} || I <- seq(1, 200)])) end,
     fun() -> entries(maps:from_list([{I rem 30, I} || I <- seq(1, 200)])) end].

changes() ->
    M = squares(50),
    [fun() -> maps:get(7, (id(M))#{7 => new}) end,
     fun() -> maps:get(7, (id(M))#{7 := new}) end,
     fun() -> (id(M))#{70 := new} end,
     fun() -> map_size((id(M))#{70 => a, 71 => b, 70 => c, 1 => d}) end,
     fun() -> maps:get(70, (id(M))#{70 => a, 71 => b, 70 => c, 1 => d}) end,
     fun() -> #{1 := A, 25 := B, 50 := C} = id(M), {A, B, C} end,
     fun() -> case id(M) of #{1 := A, 51 := B} -> {A, B}; #{1 := A} -> A end end,
     fun() -> case id(M) of #{51 := _} -> no; #{50 := X} -> X end end,
     fun() -> is_map_key(id(3), M) andalso not is_map_key(id(x), M) end,
     fun() -> map_get(id(3), M) end,
     fun() -> map_get(id(x), M) end,
     fun() -> entries(maps:update(9, nine, M)) end,
     fun() -> maps:update(99, nine, M) end,
     fun() -> maps:find(9, M) end,
     fun() -> maps:find(99, M) end,
     fun() -> {V, R} = maps:take(9, M), {V, map_size(R), maps:is_key(9, R), maps:is_key(10, R)} end,
     fun() -> maps:take(99, M) end,
     fun() -> maps:remove(99, M) =:= M end,
     fun() -> maps:put(9, 81, M) =:= M end].

shrinking() ->
    [fun() -> M = remove_all(seq(1, N - K), squares(N)), {map_size(M), entries(M), M =:= maps:from_list(entries(M))} end
        || N <- [33, 34, 40, 200], K <- [0, 1, 31, 32, 33]] ++
    [fun() ->
         Big = squares(3000),
         Less = remove_all([K || K <- seq(1, 3000), K rem 7 =/= 0], Big),
         {map_size(Less), Less =:= maps:from_list([{K, K * K} || K <- seq(7, 3000), K rem 7 =:= 0]), hd(entries(Less))}
     end,
     fun() -> put_all(seq(1, 33), #{}) =:= remove_all(seq(34, 500), put_all(seq(1, 500), #{})) end].

comparing() ->
    A = squares(100),
    Pairs = [{A, A}, {A, A#{1 => 0}}, {A, A#{1 => 2}}, {A, squares(99)}, {A, squares(101)}, {A, A#{50 => 2500.0}},
             {A, maps:remove(1, A#{101 => 1})}, {A, maps:remove(100, A#{0 => 1})}, {A, maps:remove(3, A#{3.0 => 9})},
             {A#{1 => 0, 100 => 0}, A#{1 => 2, 100 => -1}}, {A#{{a} => 1}, A#{[a] => 1}}, {#{A => 1}, #{A#{1 => 0} => 1}},
             {A#{A => 1}, A#{A#{1 => 0} => 1}}, {A#{A => 1}, A#{A#{1 => 3} => 1}}, {A#{A => 1, x => y}, A#{A => 2, x => a}},
             {A#{A => A}, A#{A => A#{1 => 0}}}, {A, [A]}, {A, {A}}, {A, x}, {A, <<1>>}, {A, #{}}],
    [fun() -> {X < Y, X =< Y, X == Y, X =:= Y, X > Y, Y < X, Y == X} end || {X, Y} <- Pairs] ++
    [fun() -> M = nest(200, A), N = nest(200, A#{1 => 0}), {M < N, N < M, M == M, M =:= N} end].

nest(0, Map) -> Map;
nest(N, Map) -> nest(N - 1, (squares(33))#{Map => N}).

keys() ->
    Keys = [{I, J} || I <- seq(1, 6), J <- [a, [], 1.5, "text", <<"text">>, <<5:3>>, {}, {a, {b}}, [x | y], #{a => b}]]
        ++ [1 bsl 70, -(1 bsl 70), 1 bsl 130, 1, 1.0, -1, "", [[]], [[], a], "abcde", "abcd", "abc" ++ [x], [1 | 2],
            <<>>, <<0:1>>, <<"0123456789abcdef">>, <<"0123456789abcdefg">>, <<"0123456789abcdef0123456789">>,
            squares(40), squares(41), #{1 => 2}, #{}, fun erlang:hd/1, self(), make_ref()],
    M = put_all(Keys, #{}),
    [fun() -> {map_size(M), length(Keys), [K || K <- Keys, not is_map_key(K, M)]} end,
     fun() -> [K || K <- Keys, maps:get(K, M) =/= {v, K}] end,
     fun() -> <<_:3, Sub/bitstring>> = id(<<5:3, "text">>), is_map_key({1, Sub}, M) end,
     fun() -> remove_all(Keys, M) end,
     fun() -> M =:= put_all(rev(Keys, []), #{}) end,
     fun() -> {maps:get(2 - 1, M), maps:get(3.0 - 2, M)} end].

rev([X | Xs], Ys) -> rev(Xs, [X | Ys]);
rev([], Ys) -> Ys.

merging() ->
    Made = [#{}, #{1 => x}, squares(32), squares(33), put_all(seq(20, 40), #{}), put_all(seq(20, 140), #{}), put_all(seq(1, 9), #{})],
    [fun() -> entries(maps:merge(A, B)) end || A <- Made, B <- Made] ++
    [fun() -> maps:merge(A, B) =:= maps:from_list(entries(A) ++ entries(B)) end || A <- Made, B <- Made].

failing() ->
    M = squares(40),
    [fun() -> maps:merge(a, M) end, fun() -> maps:merge(M, b) end, fun() -> maps:put(a, b, c) end, fun() -> maps:remove(a, c) end,
     fun() -> maps:get(x, M) end, fun() -> maps:from_list([{1, 2} | x]) end, fun() -> maps:from_list([x || _ <- seq(1, 40)]) end,
     fun() -> maps:keys(x) end, fun() -> map_size(id(x)) end, fun() -> is_map_key(1, id(x)) end, fun() -> (id(x))#{1 => 2} end].

%% Integers that have the hashes of strings and of tuples, in OTP 27 and 29.
colliding() ->
    Pairs = collisions(),
    [fun() -> both([K || {A, B} <- Pairs, K <- [A, B]]) end,
     fun() -> both([K || {A, B} <- Pairs, K <- [B, A]] ++ seq(1, 100)) end].

both(Keys) ->
    M = put_all(Keys, #{}),
    Read = [maps:get(K, M) || K <- Keys],
    Halves = [{map_size(R), maps:is_key(K, R), R =:= put_all(Keys -- [K], #{})} || K <- Keys, R <- [maps:remove(K, M)]],
    {map_size(M), Read, Halves, entries(M), map_size(maps:merge(M, put_all([x | Keys], #{}))), M#{hd(Keys) := changed} =:= M}.

collisions() ->
    [{"s25", -263685940220142709}, {"s26", 159577729881235819}, {"s61", -216080087006621963}, {"s63",
     -546153436033194524}, {"s92", 36219539615342238}, {"s98", -15452360269748371}, {"s110",
     132793280534445275}, {"s113", -278115968961700795}, {"s122", -365099265645320538}, {"s125",
     -457203602347066070}, {"s143", -358715913701729920}, {"s145", 311952653205517151}, {"s155",
     550033793891833248}, {"s160", 452320679082384109}, {"s195", -507559590558378558}, {"s214",
     -16289611297146174}, {"s221", 201125902326947384}, {"s229", -200897169093043711}, {"s243",
     233682561386465531}, {"s259", 159918754766688854}, {{10,100}, -327426337947292570}, {{14,196},
     435503064908064787}, {{26,676}, -341373704811017162}, {{33,1089}, -470545176113292991}, {{37,1369},
     -403861116143871823}, {{40,1600}, 334867563705239854}, {{53,2809}, 292189246522316943}, {{55,3025},
     -386685122045120136}, {{58,3364}, -42559481793238770}, {{64,4096}, 243839889609108503}, {{69,4761},
     36633798971273206}, {{105,11025}, 451034701145519974}, {{109,11881}, -81568609355686848}, {{112,12544},
     -224959239713627625}, {{114,12996}, -146983255556342533}, {{150,22500}, 183417142450654901}, {{158,24964},
     287542204759876313}, {{163,26569}, 444289444455712114}, {{185,34225}, -274953049634488011}, {{199,39601},
     153687681339529169}].

walking() ->
    [fun() -> sort(all(erts_internal:map_next(0, squares(N), iterator))) end || N <- [0, 5, 32, 33, 100, 5000]] ++
    [fun() -> sort(list(erts_internal:map_next(0, squares(N), []))) end || N <- [0, 5, 32, 33, 100, 5000]] ++
    [fun() -> erts_internal:map_next(P, M, A) end
        || {P, M, A} <- [{0, x, []}, {0, squares(40), x}, {-1, squares(40), []}, {a, squares(40), iterator},
                         {1, #{1 => 2}, iterator}, {2, #{1 => 2}, iterator}]].

all({K, V, Next}) -> [{K, V} | all(Next)];
all([Path | Map]) -> all(erts_internal:map_next(Path, Map, iterator));
all(none) -> [].

list([Path, Map | Acc]) when is_integer(Path) -> list(erts_internal:map_next(Path, Map, Acc));
list(Acc) -> Acc.

%% Literals, messages, funs and collections.
passing() ->
    M = squares(500),
    [fun() ->
         Self = self(),
         Pid = spawn(fun() -> receive Map -> Self ! {map_size(Map), Map =:= M, Map#{a => b}} end end),
         Pid ! M,
         receive {Size, Same, More} -> {Size, Same, map_size(More), maps:remove(a, More) =:= M} end
     end,
     fun() -> churn(2000, M) =:= M end,
     fun() -> map_size(literal()) end,
     fun() -> entries((literal())#{1 => changed, 41 => new}) end,
     fun() -> literal() =:= maps:from_list([{I, [I]} || I <- seq(1, 40)]) end,
     fun() -> put(map, M), erlang:garbage_collect(), get(map) =:= M end].

churn(0, Map) -> Map;
churn(N, Map) -> churn(N - 1, maps:put(N rem 500 + 1, (N rem 500 + 1) * (N rem 500 + 1), maps:remove(N rem 500 + 1, Map))).

literal() ->
    #{1 => [1], 2 => [2], 3 => [3], 4 => [4], 5 => [5], 6 => [6], 7 => [7], 8 => [8], 9 => [9], 10 => [10],
      11 => [11], 12 => [12], 13 => [13], 14 => [14], 15 => [15], 16 => [16], 17 => [17], 18 => [18], 19 => [19],
      20 => [20], 21 => [21], 22 => [22], 23 => [23], 24 => [24], 25 => [25], 26 => [26], 27 => [27], 28 => [28],
      29 => [29], 30 => [30], 31 => [31], 32 => [32], 33 => [33], 34 => [34], 35 => [35], 36 => [36], 37 => [37],
      38 => [38], 39 => [39], 40 => [40]}.

%% The order of entries: of numbers, and of keys made of numbers and bitstrings.
order() ->
    Maps = [squares(33), squares(1000), maps:from_list([{I * 1.5, I} || I <- seq(-50, 50)]),
            put_all([{I, I + 1} || I <- seq(1, 60)], #{}), put_all([[I, {I}, -I] || I <- seq(1, 60)], #{}),
            put_all([<<"a key ", I, 7:(I rem 8)>> || I <- seq(1, 99)], #{}), put_all([1 bsl I || I <- seq(1, 400)], #{}),
            put_all([-(1 bsl I) || I <- seq(1, 400)], #{}), put_all([[48 + I rem 10 | "tring" ++ [I]] || I <- seq(1, 300)], #{}),
            put_all([squares(I) || I <- seq(1, 50)], #{}), put_all([#{I => [I | I]} || I <- seq(1, 50)], #{}),
            put_all([{[], {I, {}, [I]}, 2.5, <<I>>} || I <- seq(1, 50)], #{}),
            put_all([<<I:(I * 8)>> || I <- seq(1, 40)], #{}), put_all([K || {A, B} <- collisions(), K <- [A, B]], #{}),
            remove_all(seq(1, 900), squares(1000))],
    [{maps:keys(M), maps:values(M), all(erts_internal:map_next(0, M, iterator)), list(erts_internal:map_next(0, M, [x])), M} || M <- Maps].
