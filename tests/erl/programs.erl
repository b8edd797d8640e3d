%% Compiles programs as their heads say, calls their functions, and tells what comes of it as text that does not
%% depend on addresses, on the order of maps, or on the release.
-module(programs).
-export([main/2, run/2, guarded/2]).

%% The most characters told of a result; of longer ones their sum.
-define(MOST, 3000).

%% For each NAME.erl of the folder: NAME.beam and NAME.out with a line for each function, or NAME.error.
main(Folder, Names) ->
    lists:foreach(fun(Name) -> program(filename:join(Folder, Name), list_to_atom(Name)) end, Names).

program(Path, Module) ->
    {ok, Source} = file:read_file(Path ++ ".erl"),
    try compiled(atom_to_list(Module) ++ ".erl", options(Source)) of
        {ok, Module, Beam} ->
            ok = file:write_file(Path ++ ".beam", Beam),
            case code:load_binary(Module, filename:basename(Path) ++ ".erl", Beam) of
                {module, Module} ->
                    Lines = [[atom_to_list(F), $\s, guarded(Module, F), $\n] || F <- functions(Module)],
                    ok = file:write_file(Path ++ ".out", Lines),
                    code:purge(Module), code:delete(Module), code:purge(Module);
                Error -> failed(Path, Error)
            end;
        Error -> failed(Path, Error)
    catch
        _:Error -> failed(Path, Error)
    end.

%% Options that the compiler has no more are left out.
compiled(File, Options) ->
    case compile:file(File, [binary, return_errors | Options]) of
        {error, [{_, [{none, compile, {obsolete_option, Option}} | _]}], _} ->
            compiled(File, lists:delete(Option, Options));
        Result -> Result
    end.

failed(Path, Error) -> ok = file:write_file(Path ++ ".error", io_lib:format("~0tp", [Error])).

%% The options for old releases are those of this compiler.
options(Source) ->
    Release = list_to_integer(erlang:system_info(otp_release)),
    {match, [List]} = re:run(Source, "^%% options: (.*)$", [multiline, {capture, all_but_first, list}]),
    {ok, Tokens, _} = erl_scan:string(List ++ "."),
    {ok, Options} = erl_parse:parse_term(Tokens),
    [Option || Option <- Options, known(atom_to_list(Option), Release)].

known([$r, A, B], Release) -> Old = list_to_integer([A, B]), Old < Release andalso Old >= Release - 3;
known(_, _) -> true.

functions(Module) -> lists:sort([F || {F, 0} <- Module:module_info(exports), F =/= module_info]).

%% run/2 in a process of its own, with limits.
guarded(Module, Function) ->
    true = register(?MODULE, self()),
    Limit = #{size => 8000000, kill => true, error_logger => false},
    {Pid, Ref} = spawn_opt(?MODULE, run, [Module, Function], [monitor, {max_heap_size, Limit}]),
    Told = receive
               {told, Pid, Text} -> demonitor(Ref, [flush]), Text;
               {'DOWN', Ref, _, _, Reason} -> io_lib:format("limit ~0tp", [Reason])
           after 400 ->
               exit(Pid, kill),
               receive {'DOWN', Ref, _, _, _} -> flush(), "limit time" end
           end,
    unregister(?MODULE),
    Told.

%% What comes of a function.
run(Module, Function) ->
    erase(),
    flush(),
    Text = told(outcome(Module, Function)),
    case byte_size(Text) > ?MOST of
        true -> answer(<<(binary:part(Text, 0, ?MOST))/binary, "... ", (integer_to_binary(erlang:crc32(Text)))/binary>>);
        false -> answer(Text)
    end.

%% Those who wait for it get a message. The answer is not made in a function of its own for nothing: all stack
%% traces end with run/2.
answer(Text) ->
    case whereis(?MODULE) of
        undefined -> Text;
        Pid -> Pid ! {told, self(), Text}
    end.

flush() -> receive _ -> flush() after 0 -> ok end.

outcome(Module, Function) ->
    try {value, Module:Function()}
    catch Class:Reason:Trace -> {Class, Reason, Trace}
    end.

%% A term as text.
told(Term) -> list_to_binary(text(Term)).

text(Term) when is_integer(Term) -> integer_to_list(Term);
text(Term) when is_float(Term) ->
    <<Bits:64>> = <<Term/float>>,
    [$f | integer_to_list(Bits, 16)];
text(Term) when is_atom(Term) -> [$', atom_to_binary(Term, utf8), $'];
text([]) -> "[]";
text([Head | Tail]) -> [$[, text(Head) | rest(Tail)];
text({badarith, [_ | _] = Trace}) -> text([badarith | unnamed(Trace)]);
text({error, badarith, Trace}) -> text([error, badarith | unnamed(Trace)]);
text(Term) when is_tuple(Term) -> [${, elements(Term, 1, tuple_size(Term)), $}];
text(Term) when is_bitstring(Term) -> ["<<", bits(Term), ">>"];
text(Term) when is_map(Term) -> ["#{", pairs(sorted(couples(maps:keys(Term), Term))), $}];
text(Term) when is_function(Term) -> function(Term, erlang:fun_info(Term, type));
text(Term) when is_pid(Term) -> "pid";
text(Term) when is_reference(Term) -> "reference";
text(_) -> "other".

%% The JIT of OTP 25 leaves the operator out of the trace where the compiler knows that what it adds to or subtracts
%% from is no integer; the trace has another entry at the end then, if there are so many.
unnamed([{erlang, _, [_, _], _} | Trace]) -> first(7, Trace);
unnamed(Trace) -> first(7, Trace).

first(0, _) -> [];
first(N, [One | Rest]) -> [One | first(N - 1, Rest)];
first(_, End) -> End.

rest([]) -> "]";
rest([Head | Tail]) -> [$,, text(Head) | rest(Tail)];
rest(Tail) -> [$|, text(Tail), $]].

elements(Tuple, At, Size) when At < Size -> [text(element(At, Tuple)), $, | elements(Tuple, At + 1, Size)];
elements(Tuple, Size, Size) -> text(element(Size, Tuple));
elements(_, _, 0) -> "".

bits(<<Byte, Rest/bits>>) -> [integer_to_list(Byte), $, | bits(Rest)];
bits(<<>>) -> "";
bits(Bits) -> Size = bit_size(Bits), <<Last:Size>> = Bits, [integer_to_list(Last), $:, integer_to_list(Size)].

%% In the order of their texts.
couples([], _) -> [];
couples([Key | Keys], Map) -> [{told(Key), told(map_get(Key, Map))} | couples(Keys, Map)].

pairs([]) -> "";
pairs([{Key, Value}]) -> [Key, "=>", Value];
pairs([{Key, Value} | Rest]) -> [Key, "=>", Value, $, | pairs(Rest)].

sorted([]) -> [];
sorted([One]) -> [One];
sorted(List) ->
    {Some, Others} = halves(List, [], []),
    merged(sorted(Some), sorted(Others)).

halves([], A, B) -> {A, B};
halves([One | Rest], A, B) -> halves(Rest, B, [One | A]).

merged([], B) -> B;
merged(A, []) -> A;
merged([X | A], [Y | _] = B) when X =< Y -> [X | merged(A, B)];
merged(A, [Y | B]) -> [Y | merged(A, B)].

function(Fun, {type, external}) ->
    {module, Module} = erlang:fun_info(Fun, module),
    {name, Name} = erlang:fun_info(Fun, name),
    ["fun ", text(Module), $:, text(Name), arity(Fun)];
function(Fun, {type, local}) -> ["fun", arity(Fun)].

arity(Fun) -> {arity, Arity} = erlang:fun_info(Fun, arity), [$/, integer_to_list(Arity)].
