%% Terms read from the external format: every tag, good and damaged, and the options of reading and writing.
-module(reading).
-export([main/0, newest/0]).

main() -> number(numbers() ++ texts() ++ containers() ++ identifiers() ++ funs() ++ options() ++ compressed()
                     ++ damaged(400, 7) ++ orders() ++ hashes() ++ local_funs(), 1).

%% What OTP 25 or 27 do otherwise than OTP 29.
newest() ->
    number(orders(references()) ++ newest_identifiers() ++ newest_sizes() ++ newest_funs() ++ vectors() ++ local_terms(), 1).

number([Result | Results], N) -> [{N, Result} | number(Results, N + 1)];
number([], _) -> [].

read(Bytes) -> read(Bytes, []).
read(Bytes, Options) ->
    try binary_to_term(iolist_to_binary([131 | Bytes]), Options)
    catch error:Reason:Trace -> {Reason, without_arguments(hd(Trace))} end.

without_arguments({M, F, A, Info}) when is_list(A) -> {M, F, length(A), Info};
without_arguments({Fun, A, Info}) -> {Fun, A, Info};
without_arguments(Entry) -> Entry.

attempt(Name, Arguments) ->
    try {value, apply(erlang, Name, Arguments)} catch Class:Reason:Trace -> {Class, Reason, without_arguments(hd(Trace))} end.

zeros(0) -> [];
zeros(N) -> [0 | zeros(N - 1)].

copies(0, _) -> [];
copies(N, Term) -> [Term | copies(N - 1, Term)].

old_float(Text) -> [99, Text, zeros(31 - length(Text))].

numbers() ->
    [read(B) || B <- [[97], [97, 5], [98, 0, 0, 0], [98, 0, 0, 0, 5], [98, 255, 255, 255, 255], [110, 0, 0], [110, 0, 1], [110, 1, 2, 5],
                      [110, 3, 0, 1, 0, 0], [110, 8, 0, 0, 0, 0, 0, 0, 0, 0, 8], [110, 8, 1, 0, 0, 0, 0, 0, 0, 0, 8],
                      [110, 9, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0], [111, 0, 0, 0, 0, 0], [111, 0, 0, 0, 2, 0, 5, 5],
                      [111, 255, 255, 255, 255, 0, 5], [110, 20, 0 | copies(20, 77)], [70, <<1.5/float>>], [70, <<-1:64>>],
                      [70, <<16#7ff0000000000000:64>>], [70, <<16#8000000000000000:64>>], [70, 1]]] ++
    [read(old_float(T)) || T <- ["1.5", "1.5x", " 1.5", "15", "inf", "nan", "1e5", "0x10", "1.5e400", "-1.5e-400", ".5", "5.",
                                 "+1.5", "1.5 ", "", "1.5e5", "1.5e+05", "1.5E-3", "1.5e", "-0.0", "1.50000000000000000000e+00"]].

texts() ->
    [read(B) || B <- [[100, 0, 1, 200], [100, 0, 0], [100, 1, 0, copies(256, $a)], [115, 1, 200], [115, 0], [118, 0, 2, 195, 165],
                      [118, 0, 1, 200], [119, 1, 200], [119, 2, 195, 165], [119, 4, 240, 159, 152, 128], [119, 3, 237, 160, 128],
                      [119, 2, 192, 128], [118, 0, 0], [118, 1, 255, copies(255, [195, 165]), $a], [118, 1, 254, copies(255, [195, 165])],
                      [107, 0, 0], [107, 0, 1, 5], [107, 0, 2, 5], [107, 0, 3, "abc"], [109, 0, 0, 0, 0], [109, 0, 0, 0, 2, 1],
                      [109, 255, 255, 255, 255, 1], [109, 0, 0, 0, 100, copies(100, 3)], [77, 0, 0, 0, 0, 3],
                      [77, 0, 0, 0, 1, 0, 5], [77, 0, 0, 0, 1, 8, 5], [77, 0, 0, 0, 1, 9, 5], [77, 0, 0, 0, 1, 3, 255],
                      [77, 0, 0, 0, 2, 3, 255, 255], [77, 0, 0, 0, 100, 5, copies(100, 255)]]].

containers() ->
    [read(B) || B <- [[104, 0], [104, 1], [104, 2, 97, 1, 106], [105, 0, 0, 0, 0], [105, 0, 0, 0, 1, 106], [105, 255, 255, 255, 255], [106],
                      [108, 0, 0, 0, 0, 106], [108, 0, 0, 0, 0, 97, 1], [108, 0, 0, 0, 0], [108, 0, 0, 0, 1, 97, 1, 97, 2],
                      [108, 255, 255, 255, 255, 97, 1], [108, 0, 0, 0, 1, 97, 1, 107, 0, 1, 5], [116, 0, 0, 0, 0], [116, 0, 0, 0, 1, 97, 1, 97, 2],
                      [116, 0, 0, 0, 2, 97, 1, 97, 2, 97, 1, 97, 3], [116, 0, 0, 0, 2, 97, 1, 97, 2, 70, <<1.0/float>>, 97, 3],
                      [116, 255, 255, 255, 255], [82, 0], [121, <<0:64>>, 106], [78], [80, 0], [131, 106], [68, 0], [255], [0], [87, 0], []]] ++
    [erlang:md5(term_to_binary(lists_sorted(read([116, 0, 0, 0, 34, [[97, K, 97, K] || K <- Keys]])), [{minor_version, 2}]))
     || Keys <- [seq(1, 34), [34 | seq(1, 33)], [1 | seq(1, 33)]]] ++
    [deep(read([[104, 1] || _ <- seq(1, 100000)] ++ [106]), 0), deep(read([[108, 0, 0, 0, 1] || _ <- seq(1, 100000)] ++ [106 | copies(100000, 106)]), 0)].

lists_sorted(Map) when is_map(Map) -> [{K, maps:get(K, Map)} || K <- seq(1, 34)];
lists_sorted(Other) -> Other.

deep({T}, N) -> deep(T, N + 1);
deep([T], N) -> deep(T, N + 1);
deep(T, N) -> {T, N}.

seq(N, M) when N > M -> [];
seq(N, M) -> [N | seq(N + 1, M)].

name(N) -> [119, byte_size(N), N].
this() -> name(<<"nonode@nohost">>).
other() -> name(<<"x@y">>).

%% A pid of another node is shown with a number that is another one in each system.
shown(Term) -> {Term =:= Term, is_pid(Term), is_port(Term), is_reference(Term), term_to_binary(Term, [{minor_version, 2}]),
                attempt(node, [Term])}.

pid(Node, Id, Serial, Creation) -> [88, Node, <<Id:32, Serial:32, Creation:32>>].

identifiers() ->
    [read(B) || B <- [[103, this(), <<5:32, 0:32, 0>>], pid(this(), 5, 0, 0), pid(this(), 5, 7, 0), pid(this(), 1 bsl 28, 0, 0), [103, this(), <<(1 bsl 31):32, -1:32, 0>>], [103, other(), <<5:32, 0:32, 255>>],
                      [103, other(), <<5:32, 0:32, 4>>], [88, [97, 1], <<5:32, 6:32, 255:32>>], [102, this(), <<5:32, 0>>],
                      [89, this(), <<5:32, 0:32>>], [120, this(), <<5:64, 0:32>>], [120, this(), <<-1:64, 0:32>>],
                      [120, this(), <<(1 bsl 60):64, 0:32>>], [102, other(), <<5:32, 4>>], [102, other(), <<5:32, 255>>],
                      [90, <<6:16>>, this(), <<0:32>>, zeros(24)], [90, <<6:16>>, other(), <<0:32>>, zeros(24)],
                      [90, <<1:16>>, this(), <<0:32, 1:32>>], [90, <<2:16>>, this(), <<0:32, 1:32, 2:32>>],
                      [90, <<3:16>>, this(), <<0:32, 1:32, 2:32, 3:32>>], [114, <<1:16>>, this(), <<0, (1 bsl 18):32>>],
                      [114, <<3:16>>, this(), <<0, 1:32, 2:32, 3:32>>], [114, <<3:16>>, other(), <<4, 1:32, 2:32, 3:32>>],
                      [114, <<2:16>>, other(), <<0, (1 bsl 18):32, 2:32>>], [101, this(), <<5:32, 0>>], [101, this(), <<(1 bsl 18):32, 0>>],
                      [101, other(), <<5:32, 4>>], [101, other(), <<(1 bsl 18 - 1):32, 3>>, 1], [88, other(), <<1:32>>], [120, other()]],
                pid_of_other(B)] ++
    [shown(read(B)) || B <- foreign()].

%% Those whose text has the number of a name in it are left out.
pid_of_other(B) -> case read(B) of
                       T when is_pid(T); is_port(T); is_reference(T) -> node(T) =:= node();
                       _ -> true
                   end.

foreign() ->
    [[103, other(), <<(1 bsl 31):32, 16#ffffffff:32, 3>>], pid(other(), 5, 6, 255), pid(other(), 16#ffffffff, 16#ffffffff, 16#ffffffff),
     pid(this(), 5, 6, 3), pid(name(<<"noat">>), 5, 6, 7), [102, other(), <<16#ffffffff:32, 0>>], [120, other(), <<16#ffffffffffffffff:64, 9:32>>],
     [89, other(), <<16#ffffffff:32, 77:32>>], [120, this(), <<16#ffffffffffffffff:64, 9:32>>], [101, other(), <<5:32, 3>>],
     [101, this(), <<5:32, 3>>]] ++
    [[90, <<(length(Words)):16>>, Node, <<Creation:32>>, [<<W:32>> || W <- Words]]
     || {Node, Creation} <- [{this(), 1}, {other(), 0}, {other(), 5}],
        Words <- [[1], [16#ffffffff], [1, 2], [1, 2, 3], [1, 2, 3, 4], [1, 2, 3, 4, 5], [1, 0, 0, 0, 0]]].

all_identifiers() ->
    Nodes = [{this(), 0}, {this(), 3}, {other(), 1}, {other(), 2}, {name(<<"a@z">>), 1}],
    [read(pid(Node, I, S, C)) || {Node, C} <- Nodes, I <- [1, 2, 7000], S <- [0, 1]] ++
    [read([90, <<(length(W)):16>>, Node, <<C:32>>, [<<I:32>> || I <- W]])
     || {Node, C} <- Nodes, W <- [[1, 0, 0], [1, 2, 3], [3, 2, 1], [1, 1, 1], [2, 1, 1], [2, 1, 3]]] ++
    [read([120, Node, <<I:64, C:32>>]) || {Node, C} <- Nodes, I <- [1, 2, 1 bsl 27]].

%% With references of all sizes OTP 25 takes minutes.
references() ->
    [read([90, <<(length(W)):16>>, Node, <<C:32>>, [<<I:32>> || I <- W]])
     || {Node, C} <- [{this(), 0}, {this(), 3}, {other(), 1}], W <- [[1], [2], [1, 1], [1, 2], [2, 1], [1, 2, 3], [1, 2, 3, 4], [1, 2, 3, 4, 5], [4]]].

orders() -> orders(all_identifiers()) ++ [maps_size(all_identifiers(), #{})].

orders(All) ->
    [[if A < B -> -1; A > B -> 1; A =:= B -> 0; true -> x end || B <- All] || A <- All] ++
    [[is_pid(T) || T <- All], [is_port(T) || T <- All], [is_reference(T) || T <- All]].

maps_size([T | Terms], Map) -> maps_size(Terms, Map#{T => 1});
maps_size([], Map) -> {map_size(Map), map_size(maps:from_keys(all_identifiers(), x))}.

hashes() ->
    All = all_identifiers(),
    [[erlang:phash(T, 1 bsl 32) || T <- All], [erlang:phash(T, 1000) || T <- All], [erlang:phash2(T) || T <- All], [erlang:phash2(T, 1 bsl 32) || T <- All], [erlang:phash2({T, [T]}) || T <- All]].

%% The fields of a fun of a module.
fun_bytes(Module, Arity, Md5, Index, OldIndex, OldUniq, Pid, Env) ->
    Body = [Arity, Md5, <<Index:32>>, <<(length(Env)):32>>, name(Module), OldIndex, OldUniq, Pid, Env],
    [112, <<(iolist_size(Body) + 4):32>>, Body].

funs() ->
    Pid = pid(this(), 0, 0, 0), M = <<"no_module">>, U = <<1:128>>,
    Bad = [fun_bytes(M, 2, U, 7, [110, 8, 0, <<-1:64>>], [97, 2], Pid, []), fun_bytes(M, 2, U, 7, [97, 1], [106], Pid, []),
           fun_bytes(M, 2, U, 7, [106], [97, 2], Pid, []), [112, 0, 0, 0, 5], [117, <<0:32>>, Pid, name(M), 97, 1, 97, 2],
           [113, name(M), name(M)], [113, name(M), [97, 1], [97, 255]], [113, 97, 1, 97, 1, 97, 1]],
    Stale = read(fun_bytes(M, 2, <<2:128>>, 7, [97, 1], [97, 200], Pid, [[97, 9], [106]])),
    Other = read(fun_bytes(<<"reading">>, 1, <<3:128>>, 1, [97, 1], [97, 3], Pid, [])),
    [read(B) || B <- Bad] ++
    [read([113, name(<<"m">>), name(<<"f">>), Arity]) || Arity <- [[97, 3], [98, <<3:32>>], [97, 255], [110, 1, 0, 3]]] ++
    [Stale, is_function(Stale), is_function(Stale, 2), is_function(Stale, 3), erlang:phash2(Stale), Stale =:= binary_to_term(term_to_binary(Stale)),
     [erlang:fun_info(Stale, I) || I <- [module, name, arity, index, uniq, new_index, new_uniq, env, type]], Stale < Other, Other,
     [called(Fun, Args) || Fun <- [Stale, Other, {no_fun}], Args <- [[], [1], [1, 2]]]].

called(Fun, Args) ->
    try apply(Fun, Args) catch Class:Reason:Trace -> {Class, Reason, without_arguments(hd(Trace))} end.

local_funs() ->
    X = {some, "thing"}, Y = 17,
    Funs = [fun() -> X end, fun(A) -> {A, X, Y} end, fun(A, B) -> A + B end, fun lists_sorted/1, fun ?MODULE:newest/0],
    Read = [binary_to_term(term_to_binary(F)) || F <- Funs],
    [called(F, A) || F <- Read, A <- [[], [1], [1, 2]], is_function(F, length(A)), F =/= fun ?MODULE:newest/0] ++
    [Funs =:= Read, [erlang:fun_info(F, module) || F <- Read], [erlang:fun_info(F, env) || F <- Read]].

options() ->
    [attempt(binary_to_term, [<<131, 97, 1, 7, 7>>, O])
     || O <- [[], [used], [safe], [used, safe], [used, used], [x], x, [used | x], [{used, true}], 17]] ++
    [attempt(binary_to_term, [B, [used]]) || B <- [x, <<1:3>>, <<>>, <<131>>, <<130, 97, 1>>, <<131, 97>>]] ++
    [attempt(binary_to_term, [B]) || B <- [x, <<1:3>>, <<>>, <<131>>, <<130, 97, 1>>, <<131, 97>>, part(<<1:3, 131, 97, 9, 2:5>>)]] ++
    [read(B, [safe]) || B <- [[113, name(<<"lists">>), name(<<"map">>), [97, 200]], name(<<"an atom that is not there yet">>),
                              [113, name(<<"erlang">>), name(<<"node">>), [97, 1]], [113, name(<<"reading">>), name(<<"main">>), [97, 0]],
                              pid(name(<<"a node that is not there yet">>), 1, 1, 1), name(<<"lists">>), [97, 1]]] ++
    [attempt(term_to_binary, [1, O])
     || O <- [compressed, [compressed], [{compressed, 10}], [{compressed, -1}], [{compressed, x}], [{minor_version, 0}, compressed],
              [{compressed, 1}, x], [{compressed, 1} | x]]].

part(<<_:3, Bytes:3/binary, _:5>>) -> Bytes.

%% Compressed by the zlib of OTP.
compressed() ->
    Z = <<120, 156, 75, 100, 4, 0, 0, 197, 0, 99>>, Two = <<120, 156, 75, 100, 76, 100, 2, 0, 2, 79, 0, 198>>,
    Short = binary_part(Z, 0, 9),
    [read([80, <<L:32>>, B, Tail], [used]) || L <- [0, 1, 2, 3, 4, 1 bsl 28], B <- [Z, Two, Short, <<Short/binary, 0>>], Tail <- [<<>>, <<1, 2, 3>>]] ++
    [read([80, <<15:32>>, <<120, 156, 11, 96, 96, 96, 96, 170, 152, 227, 157, 194, 194, 192, 112, 148, 33, 25, 0, 22, 223, 3, 66>>])] ++
    [begin
         Written = term_to_binary(T, [{minor_version, 2} | O]), Plain = term_to_binary(T, [{minor_version, 2}]),
         {binary_to_term(Written) =:= T, byte_size(Written) < byte_size(Plain), binary_part(Written, 0, 2)}
     end || T <- [seq(1, 300), copies(100, a), {copies(1000, "abc")}, <<0:8000>>, a],
            O <- [[compressed], [{compressed, 0}], [{compressed, 1}], [{compressed, 9}], [{compressed, 2}, {compressed, 0}], [compressed, deterministic]]].

%% Bytes of terms with one byte changed, left out or put in.
damaged(0, _) -> [];
damaged(N, Seed) ->
    Terms = {[1, 2 | 3], {a, "string", [b, 1.5]}, #{a => [1, 2], "k" => <<1, 2, 3>>}, <<7:3>>, 1 bsl 70, [{1, -1}, {x, 1 bsl 40}, "abc", 7],
             {self_free(), fun lists:map/2}, #{1 => #{2 => 3}}},
    {Which, S1} = below(tuple_size(Terms), Seed),
    <<131, Bytes/binary>> = term_to_binary(element(Which + 1, Terms), [{minor_version, 2}, deterministic]),
    {At, S2} = below(byte_size(Bytes), S1),
    {Any, S3} = below(256, S2),
    %% These tags are for tables of OTP's own; it takes them from outside as well, and then reads what is not there.
    New = if Any >= 73, Any =< 76 -> 0; true -> Any end,
    {Way, S4} = below(5, S3),
    <<Before:At/binary, Byte, After/binary>> = Bytes,
    Changed = case Way of
                  0 -> [Before, After];
                  1 -> [Before, New, Byte, After];
                  2 when Byte < 73; Byte > 76 -> [Before, (Byte + New rem 3 - 1) band 255, After];
                  _ -> [Before, New, After]
              end,
    Read = read(Changed, [used]),
    [{iolist_to_binary(Changed), case Read of {T, _} when is_function(T) -> true; _ -> without_nodes(Read) end} | damaged(N - 1, S4)].

self_free() -> [<<"x">>, 'é', 0.0].

without_nodes({badarg, _} = Read) -> Read;
without_nodes(Read) -> Read.

below(N, Seed) ->
    Next = (Seed * 1103515245 + 12345) band 16#7fffffff,
    {(Next bsr 8) rem N, Next}.

newest_identifiers() ->
    [read(B) || B <- [[90, <<4:16>>, this(), <<0:32, 1:32, 2:32, 3:32, 4:32>>], [90, <<5:16>>, this(), <<0:32, 1:32, 2:32, 3:32, 4:32, 5:32>>],
                      [120, this(), <<(1 bsl 60 - 1):64, 0:32>>], [102, this(), <<-1:32, 0>>], pid(this(), 5, -1, 0),
                      [77, 0, 0, 0, 0, 0], pid(this(), 1 bsl 28 - 1, 0, 0), [90, <<0:16>>, this(), <<0:32>>],
                      fun_bytes(<<"no_module">>, 2, <<1:128>>, 7, [97, 1], [97, 2], pid(this(), 1 bsl 28, 0, 0), []),
                      fun_bytes(<<"no_module">>, 2, <<1:128>>, 7, [97, 1], [97, 2], [106], [])]] ++
    [attempt(F, [T]) || {F, T} <- [{list_to_port, "#Port<0.5>"}, {list_to_port, "#Port<0.1152921504606846975>"}, {list_to_port, "#Port<0.1152921504606846976>"},
                                   {list_to_port, "#Port<0.0>"}, {list_to_port, "#Port<1.5>"}, {list_to_port, "#Port<0.00005>"}, {list_to_port, "#Port<0.5"},
                                   {list_to_port, x}, {list_to_port, "#Port<0.5.5>"}, {list_to_port, "#Port<5>"}, {list_to_pid, "<0.5.7>"},
                                   {list_to_pid, "<0.5.4294967295>"}, {list_to_pid, "<0.5.4294967296>"}, {list_to_pid, "<0.268435456.0>"}]] ++
    [port_to_list(list_to_port("#Port<0.5>")), is_process_alive(read(pid(this(), 5, 7, 0))), read(pid(this(), 5, 7, 0)) ! x,
     read(pid(other(), 5, 7, 0)) ! x, attempt(is_process_alive, [read(pid(other(), 5, 7, 0))])].

newest_sizes() ->
    Big = copies(100, $a),
    [attempt(external_size, [Big, O]) || O <- [[], [compressed], [{compressed, 1}], [deterministic], [local], [{minor_version, 0}], [{minor_version, 1}, x],
                                               [{minor_version, 2}], [local, deterministic], [{minor_version, 3}]]] ++
    [attempt(term_to_binary, [a, O]) || O <- [[local, x], [local, deterministic], [{compressed, 0}], [deterministic, compressed]]].

newest_funs() ->
    Pid = pid(other(), 0, 0, 0), M = <<"no_other_module">>, U = <<1:128>>,
    F = read(fun_bytes(M, 2, U, 7, [110, 1, 0, 5], [98, <<77:32>>], Pid, [[97, 1]])),
    [F, erlang:fun_info(F, pid), term_to_binary(F), erlang:fun_info(F, type)].

%% Binaries outside the heap are parts of their own.
vectors() ->
    Bin = fun(N) -> binary:copy(<<N>>, N) end,
    Terms = [a, {Bin(63), Bin(64), Bin(65), Bin(200)}, Bin(250), [Bin(250), a, Bin(100) | Bin(70)], [Bin(N) || N <- [63, 64, 65, 100, 127, 128, 129, 255]],
             seq(1, 20000), binary_part(Bin(250), 10, 200), {<<>>, ""}],
    [begin V = erlang:term_to_iovec(T), {[byte_size(B) || B <- V], iolist_to_binary(V) =:= term_to_binary(T)} end || T <- Terms] ++
    [attempt(term_to_iovec, [a, O]) || O <- [[], [x], x, [{minor_version, 1}], [deterministic]]] ++
    [is_binary(erlang:term_to_iovec(copies(1000, $a), [compressed])), erlang:term_to_iovec(a, [compressed])].

local_terms() ->
    Terms = [a, {self(), make_ref()}, [list_to_port("#Port<0.5>"), read(pid(other(), 1, 2, 3)), "abc" | <<1, 2, 3>>]],
    [begin
         Local = term_to_binary(T, [local]), <<131, 121, Sum:32, Rest/binary>> = Local,
         {binary_to_term(Local) =:= T, byte_size(Local), attempt(binary_to_term, [<<131, 121, (Sum + 1):32, Rest/binary>>]) =:= T,
          binary_to_term(<<Local/binary, 1, 2>>, [used]) =:= {T, byte_size(Local)}, byte_size(Rest),
          binary_to_term(term_to_binary(T, [local, compressed])) =:= T, element(1, attempt(binary_to_term, [<<131, Rest/binary>>]))}
     end || T <- Terms].
