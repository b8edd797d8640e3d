%% Prints the opcodes that this OTP knows, then what beam_disasm makes of modules,
%% one instruction a line, in the canonical form that tests/beam/canon.rs also
%% writes.
%%
%% beam_disasm renames and regroups a part of the instructions; generic/2 is the
%% table that takes this back. What beam_disasm leaves out cannot be had back and
%% is left out on the other side too: the module of a BIF, the contents of a typed
%% register's type, the Live operand of put_record.

-module(disasm_dump).
-export([main/2]).

%% Writes the modules found below Dirs to the file Out.
main(Out, Dirs) ->
    {ok, Fd} = file:open(Out, [write, raw, {delayed_write, 1 bsl 20, 2000}]),
    Files = lists:append([lists:sort(filelib:wildcard(filename:join(D, "*.beam"))) || D <- Dirs]),
    [ok = file:write(Fd, opcode(N)) || N <- lists:seq(1, 255)],
    [ok = file:write(Fd, module(F)) || F <- Files],
    ok = file:close(Fd).

opcode(Number) ->
    try beam_opcodes:opname(Number) of
        {Name, Arity} -> io_lib:format("opcode ~w ~s ~w\n", [Number, Name, Arity])
    catch
        error:_ -> []
    end.

module(File) ->
    {ok, Bin} = file:read_file(File),
    {ok, {_, Md5}} = beam_lib:md5(Bin),
    {ok, {_, [{"StrT", Strings}]}} = beam_lib:chunks(Bin, ["StrT"]),
    {beam_file, Module, _, _, _, Functions} = beam_disasm:file(Bin),
    Sums = [" ", hex(Md5), " ", hex(code:module_md5(Bin))],
    [["module ", File, " ", esc(Module), Sums, $\n] | [function(F, Strings) || F <- Functions]].

function({function, Name, Arity, Entry, Code}, Strings) ->
    Head = ["function ", esc(Name), $/, integer_to_list(Arity), " ", integer_to_list(Entry), $\n],
    Lines = fun(Is) -> [iolist_to_binary([line(generic(I, Strings)), $\n]) || I <- Is] end,
    %% Some releases turn round the labels and lines before func_info: sort them.
    {Heading, Body} = lists:splitwith(fun(I) -> element(1, I) =/= func_info end, Code),
    [Head, lists:sort(Lines(Heading)), Lines(Body)].

line([Op | Args]) ->
    lists:join($\s, [atom_to_list(Op) | [arg(A) || A <- Args]]).

%% The instruction as it is in the file: its name and its operands in order.
generic({bs_create_bin, [{F, Heap, Live, Unit, Dst, {z, 1}, {u, _}, List}]}, Strings) ->
    %% OTP 25 resolves nothing here.
    [bs_create_bin, F, Heap, Live, Unit, Dst, {list, segments(List, Strings)}];
generic(Instruction, _) ->
    generic(Instruction).

generic({line, []}) -> [line, 0];
generic({line, [Location]}) -> [line, Location];
generic({test, is_record, F, Src}) -> [is_any_native_record, F, Src];
generic({test, is_record, F, Src, M, N}) -> [is_native_record, F, Src, M, N];
generic({test, bs_match_string, F, [Ctx, Bits, Bin]}) when is_binary(Bin) ->
    [bs_match_string, F, Ctx, Bits, {string, Bin}];
generic({test, Op, F, Args}) when is_list(Args) -> [Op, F | Args];
generic({bif, raise, {f, 0}, Args, {x, 0}}) -> [raise | Args];
generic({bif, Op, F, Args, Dst}) when Op =:= fadd; Op =:= fsub; Op =:= fmul; Op =:= fdiv; Op =:= fnegate ->
    [Op, F | Args ++ [Dst]];
generic({bif, Name, nofail, [], Dst}) -> [bif0, {bif, Name}, Dst];
generic({bif, Name, F, Args, Dst}) -> [numbered("bif", Args), F, {bif, Name} | Args ++ [Dst]];
generic({gc_bif, Name, F, Live, Args, Dst}) -> [numbered("gc_bif", Args), F, Live, {bif, Name} | Args ++ [Dst]];
generic({arithfbif, Op, F, Args, Dst}) -> [Op, F | Args ++ [Dst]];
generic({bs_add, F, Args, Dst}) -> [bs_add, F | Args ++ [Dst]];
generic({raise, {f, 0}, Args, {x, 0}}) -> [raise | Args];
generic({bs_match, F, Ctx, {commands, Commands}}) -> [bs_match, F, Ctx, {list, lists:flatmap(fun command/1, Commands)}];
generic({update_record, Hint, Size, Src, Dst, {{{z, 1}, {u, _}, List}}}) -> [update_record, Hint, Size, Src, Dst, {list, List}];
generic({test, Op, F, Live, [Ctx | Args], Dst}) -> [Op, F, Ctx, Live | Args ++ [Dst]];
generic({test, Op, F, A}) -> [Op, F, A];
generic({test, Op, F, A, B}) -> [Op, F, A, B];
generic({test, Op, F, A, B, C}) -> [Op, F, A, B, C];
generic(Op) when is_atom(Op) -> [Op];
generic(Instruction) -> tuple_to_list(Instruction).

numbered(Name, Args) -> list_to_atom(Name ++ integer_to_list(length(Args))).

command(Command) ->
    [Name | Args] = tuple_to_list(Command),
    [{atom, Name} | Args].

segments([{atom, string} = Kind, Seg, Unit, Flags, {u, Offset}, {i, Length} | Rest], Strings) ->
    String = binary:part(Strings, Offset, Length),
    [Kind, Seg, Unit, Flags, {string, String}, {i, Length} | segments(Rest, Strings)];
segments([Kind, Seg, Unit, Flags, Value, Size | Rest], Strings) ->
    [Kind, Seg, Unit, Flags, Value, Size | segments(Rest, Strings)];
segments([], _) ->
    [].

arg(N) when is_integer(N) -> integer_to_list(N);
arg(nil) -> "nil";
arg({literal, []}) -> "nil";
arg({u, A}) -> arg(A);
arg({i, N}) -> ["i:", integer_to_list(N)];
arg({integer, N}) -> ["i:", integer_to_list(N)];
arg({x, N}) -> [$x, integer_to_list(N)];
arg({y, N}) -> [$y, integer_to_list(N)];
arg({fr, N}) -> ["fr", integer_to_list(N)];
arg({f, N}) -> [$f, integer_to_list(N)];
arg({tr, Reg, _}) -> ["t:", arg(Reg)];
arg({atom, A}) -> ["a:", esc(A)];
arg({float, F}) -> ["l:", term(F)];
arg({literal, T}) -> ["l:", term(T)];
arg({bif, Name}) -> ["bif:", esc(Name)];
arg({field_flags, N}) when is_integer(N) -> arg(N);
arg({field_flags, Names}) -> arg(lists:sum([flag(Name) || Name <- Names]));
arg({string, S}) -> ["s:", hex(iolist_to_binary(S))];
arg({extfunc, M, F, A}) -> arg({M, F, A});
arg({alloc, Kinds}) ->
    ["alloc:", lists:join($/, [integer_to_list(proplists:get_value(K, Kinds, 0)) || K <- [words, floats, funs]])];
arg({location, File, Line}) -> ["loc:", [esc_char(C) || C <- File], $:, integer_to_list(Line)];
arg({list, List}) -> [$[, lists:join($\s, [arg(A) || A <- List]), $]];
arg({M, F, A}) when is_atom(M), is_atom(F) -> [esc(M), $:, esc(F), $/, integer_to_list(A)].

flag(little) -> 2;
flag(signed) -> 4;
flag(native) -> 16.

term(N) when is_integer(N) -> integer_to_list(N);
term(F) when is_float(F) -> ["f", hex(<<F/float>>)];
term(A) when is_atom(A) -> [$', esc(A), $'];
term(T) when is_tuple(T) -> [${, lists:join($,, [term(E) || E <- tuple_to_list(T)]), $}];
term(B) when is_bitstring(B) -> ["<<", hex(pad(B)), $:, integer_to_list(bit_size(B)), ">>"];
term(F) when is_function(F) ->
    [{module, M}, {name, N}, {arity, A}] = [erlang:fun_info(F, K) || K <- [module, name, arity]],
    ["fun ", arg({M, N, A})];
term(M) when is_map(M) ->
    %% Maps have no order that two programs share: sort the texts of the pairs.
    Pairs = [iolist_to_binary([term(K), "=>", term(V)]) || {K, V} <- maps:to_list(M)],
    ["#{", lists:join($,, lists:sort(Pairs)), $}];
term(L) when is_list(L) -> [$[, items(L), $]].

items([]) -> [];
items([H]) -> [term(H)];
items([H | T]) when is_list(T) -> [term(H), $, | items(T)];
items([H | T]) -> [term(H), $|, term(T)].

pad(B) ->
    Missing = -bit_size(B) band 7,
    <<B/bits, 0:Missing>>.

%% An atom in letters that need no thought about encodings.
esc(A) -> [esc_char(C) || C <- atom_to_list(A)].

esc_char(C) when C >= $a, C =< $z; C >= $A, C =< $Z; C >= $0, C =< $9; C =:= $_ -> C;
esc_char(C) -> [$%, integer_to_list(C, 16), $;].

hex(B) -> [[digit(N)] || <<N:4>> <= B].

digit(N) when N < 10 -> $0 + N;
digit(N) -> $a + N - 10.
