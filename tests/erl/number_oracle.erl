%% Prints what this OTP computes: one line "Operation|Operand...|Result" for each of many
%% generated operands, numbers as ~w writes them, texts as they are, an exception as its reason. The operands are
%% the same in every run. src/vm/tests/number.rs computes every line anew.
-module(number_oracle).
-export([main/0]).

main() ->
    rand:seed(exsss, {1, 2, 3}),
    Integers = integers(),
    Floats = floats(),
    Some = some(60, Integers) ++ some(40, Floats),
    [binary_operations(A, B) || A <- Some, B <- some(12, Integers ++ Floats)],
    [shifts(A) || A <- some(80, Integers)],
    [unary_operations(A) || A <- Integers ++ Floats],
    [integer_text(A) || A <- Integers],
    [float_text(F) || F <- Floats ++ [random_float() || _ <- lists:seq(1, 500)]],
    [float_decimals(F) || F <- [random_decimal() || _ <- lists:seq(1, 1500)]],
    parsing(),
    limits().

some(N, List) ->
    Tuple = list_to_tuple(List),
    [element(rand:uniform(tuple_size(Tuple)), Tuple) || _ <- lists:seq(1, N)].

integers() ->
    Powers = [(1 bsl Bits) + Delta || Bits <- [1, 8, 31, 32, 52, 53, 54, 58, 59, 60, 62, 63, 64, 65, 127, 128, 129, 191, 500, 1023, 1024],
                                      Delta <- [-1, 0, 1]],
    Random = [rand:uniform(1 bsl rand:uniform(300)) || _ <- lists:seq(1, 80)],
    Positive = Powers ++ Random,
    [0, 1, 2, 3, 7, 10, 100, -1, -2, -3, -7, -10] ++ Positive ++ [-N || N <- Positive].

floats() ->
    Some = [0.0, 1.0, 0.5, 1.5, 2.5, 0.1, 3.0e10, 1.0e15, 1.0e16, 1.0e22, 1.0e23, 123456.789, 9007199254740991.0,
            9007199254740992.0, 9007199254740994.0, 4503599627370495.5, 576460752303423488.0, 18446744073709551616.0,
            1.7976931348623157e308, 2.2250738585072014e-308, 5.0e-324, 1.0e-5, 0.001, 0.0001, 1.0e-7, 0.49999999999999994,
            1.0e100, 1.0e5, 123.0e20],
    Random = [random_float() || _ <- lists:seq(1, 60)],
    Some ++ [-F || F <- Some] ++ Random.

random_float() ->
    <<F:64/float>> = <<(rand:uniform(2) - 1):1, (rand:uniform(2046)):11, (rand:uniform(1 bsl 52) - 1):52>>,
    F.

random_decimal() ->
    Digits = rand:uniform(1 bsl rand:uniform(45)),
    Sign = 1 - 2 * (rand:uniform(2) - 1),
    Sign * Digits / math:pow(10, rand:uniform(12)).

line(Name, Operands, Compute) ->
    Result = try Compute() catch error:Reason -> Reason end,
    io:put_chars([atom_to_list(Name), [[$|, show(O)] || O <- Operands ++ [Result]], $\n]).

show({text, Text}) -> Text;
show(Term) -> io_lib:format("~w", [Term]).

binary_operations(A, B) ->
    [line(Op, [A, B], fun() -> erlang:Op(A, B) end) || Op <- ['+', '-', '*', '/', 'div', 'rem', 'band', 'bor', 'bxor']],
    [line(Op, [A, B], fun() -> erlang:Op(A, B) end) || Op <- ['<', '==', '=:=', '>=']].

shifts(A) ->
    Huge = 1 bsl 40,
    [line(Op, [A, By], fun() -> erlang:Op(A, By) end)
     || Op <- ['bsl', 'bsr'], By <- [0, 1, -1, 3, 31, 59, 60, 63, 64, -63, -64, -65, 200, -200, Huge, -Huge, 1 bsl 70, -(1 bsl 70), 1.0]].

unary_operations(A) ->
    line(neg, [A], fun() -> -A end),
    line('bnot', [A], fun() -> bnot A end),
    [line(Op, [A], fun() -> erlang:Op(A) end) || Op <- [abs, trunc, round, floor, ceil, float]].

integer_text(A) ->
    [line(Op, [A, Base], fun() -> {text, integer_to_list(A, Base)} end)
     || Op <- [integer_to_list], Base <- [2, 3, 8, 10, 16, 36]],
    [line(list_to_integer, [{text, integer_to_list(A, Base)}, Base], fun() -> A end) || Base <- [2, 7, 10, 16, 36]].

float_text(F) ->
    float_line(F, short, [short]),
    float_line(F, default, [{scientific, 20}]),
    [float_line(F, {s, N}, [{scientific, N}]) || N <- [0, 1, 6, 15, 17, 40]],
    float_decimals(F).

float_decimals(F) ->
    [float_line(F, {d, N}, [{decimals, N}]) || N <- [0, 1, 2, 3, 5, 10, 15, 17, 18, 19, 25]],
    [float_line(F, {c, N}, [{decimals, N}, compact]) || N <- [0, 1, 2, 4, 10, 20]].

float_line(F, Name, Options) ->
    line(float_to_list, [F, Name], fun() -> {text, float_to_list(F, Options)} end).

parsing() ->
    Integers = ["", "-", "+", "1", "+1", "-1", "-0", "+0", "00012", "1_0", " 1", "1 ", "1.0", "0x10", "--1", "+-1", "123456789012345678901234567890",
                "-576460752303423488", "-576460752303423489", "ff", "FF", "zz"],
    [line(parse_integer, [{text, T}, Base], fun() -> list_to_integer(T, Base) end) || T <- Integers, Base <- [2, 10, 16, 36]],
    Floats = ["", "1", "1.0", "1.", ".1", "1.0e", "1.0e1", "1.0E1", "1.0e+1", "1.0e-1", "+1.0", "-1.0", "-0.0", "1e5", "1.0e400", "1.0e-400", "1.0 ",
              " 1.0", "1,0", "1.0e1.0", "inf", "nan", "1_0.0", "00.10", "0.1e0000001", "--1.0", "1.7976931348623159e308", "123456789012345678901234567890.5"],
    [line(parse_float, [{text, T}], fun() -> list_to_float(T) end) || T <- Floats].

%% Only the reason or the size in bytes is printed: the numbers are too long. (The distances are read
%% from text lest the compiler compute them, which it cannot.)
limits() ->
    [Most, Half1, One] = [list_to_integer(T) || T <- ["4194239", "2097120", "1"]],
    Top = One bsl Most,
    Greatest = (Top - 1) * 2 + 1,
    Half = One bsl Half1,
    Cases = [{'top', fun() -> Top end}, {'top*1', fun() -> Top * 1 end}, {'top*2', fun() -> Top * 2 end}, {'top+top', fun() -> Top + Top end},
             {'greatest', fun() -> Greatest end}, {'greatest+1', fun() -> Greatest + 1 end}, {'-greatest', fun() -> -Greatest end},
             {'-greatest-1', fun() -> -Greatest - 1 end}, {'bnot', fun() -> bnot Greatest end}, {'half*half', fun() -> Half * Half end},
             {'(half-1)*(half-1)', fun() -> (Half - 1) * (Half - 1) end}, {'(half-1)*half', fun() -> (Half - 1) * Half end},
             {'1bsl', fun() -> One bsl (Most + 1) end}, {'3bsl', fun() -> 3 bsl (Most - 1) end}, {'3bsl+1', fun() -> 3 bsl Most end},
             {'-1bsl', fun() -> -One bsl (Most + 1) end}, {'greatest+1.0', fun() -> Greatest + 1.0 end},
             {'parse', fun() -> list_to_integer(lists:duplicate(1048560, $f), 16) end}, {'parse+1', fun() -> list_to_integer([$1 | lists:duplicate(1048560, $0)], 16) end}],
    [line(limit, [Name], fun() -> bits(Compute()) end) || {Name, Compute} <- Cases].

bits(N) ->
    {byte_size(binary:encode_unsigned(abs(N))), N < 0}.
