%% Answers the cases that src/vm/tests/bits.rs makes up: reads or writes one segment.
-module(bits_oracle).
-export([main/1]).

main(CasesFile) ->
    {ok, Cases} = file:consult(CasesFile),
    io:put_chars([[answer(Case), $\n] || Case <- Cases]).

answer({read, Kind, Bytes, Skip, Size, Flags}) ->
    case list_to_binary(Bytes) of
        <<_:Skip, Rest/bits>> ->
            case read(Kind, Flags, Size, Rest) of
                {utf, Code, Tail} -> io_lib:format("~w ~w", [Code, bit_size(Rest) - bit_size(Tail)]);
                Integer when is_integer(Integer) -> integer_to_list(Integer);
                Float when is_float(Float) -> <<Double:64>> = <<Float/float>>, integer_to_list(Double);
                none -> "no match"
            end;
        _ -> "no match"
    end;
answer({write, Kind, Value0, Before, Size, Flags}) ->
    Value = case Value0 of
                {double, Double} -> <<Float/float>> = <<Double:64>>, Float;
                _ -> Value0
            end,
    try write(Kind, Flags, Size, Before, Value) of
        Bits ->
            Pad = -bit_size(Bits) band 7,
            [integer_to_list(bit_size(Bits)), [[$\s, integer_to_list(B)] || <<B>> <= <<Bits/bits, 0:Pad>>]]
    catch
        error:badarg -> "badarg"
    end.

read(integer, 0, S, B) -> case B of <<X:S, _/bits>> -> X; _ -> none end;
read(integer, 2, S, B) -> case B of <<X:S/little, _/bits>> -> X; _ -> none end;
read(integer, 4, S, B) -> case B of <<X:S/signed, _/bits>> -> X; _ -> none end;
read(integer, 6, S, B) -> case B of <<X:S/signed-little, _/bits>> -> X; _ -> none end;
read(integer, 16, S, B) -> case B of <<X:S/native, _/bits>> -> X; _ -> none end;
read(float, F, S, B) when F =:= 0; F =:= 4 -> case B of <<X:S/float, _/bits>> -> X; _ -> none end;
read(float, 16, S, B) -> case B of <<X:S/float-native, _/bits>> -> X; _ -> none end;
read(float, _, S, B) -> case B of <<X:S/float-little, _/bits>> -> X; _ -> none end;
read(utf8, _, _, B) -> case B of <<X/utf8, T/bits>> -> {utf, X, T}; _ -> none end;
read(utf16, F, _, B) when F =:= 0; F =:= 4 -> case B of <<X/utf16, T/bits>> -> {utf, X, T}; _ -> none end;
read(utf16, 16, _, B) -> case B of <<X/utf16-native, T/bits>> -> {utf, X, T}; _ -> none end;
read(utf16, _, _, B) -> case B of <<X/utf16-little, T/bits>> -> {utf, X, T}; _ -> none end;
read(utf32, F, _, B) when F =:= 0; F =:= 4 -> case B of <<X/utf32, T/bits>> -> {utf, X, T}; _ -> none end;
read(utf32, 16, _, B) -> case B of <<X/utf32-native, T/bits>> -> {utf, X, T}; _ -> none end;
read(utf32, _, _, B) -> case B of <<X/utf32-little, T/bits>> -> {utf, X, T}; _ -> none end.

write(integer, F, S, P, V) when F =:= 0; F =:= 4 -> <<0:P, V:S>>;
write(integer, 16, S, P, V) -> <<0:P, V:S/native>>;
write(integer, _, S, P, V) -> <<0:P, V:S/little>>;
write(float, F, S, P, V) when F =:= 0; F =:= 4 -> <<0:P, V:S/float>>;
write(float, 16, S, P, V) -> <<0:P, V:S/float-native>>;
write(float, _, S, P, V) -> <<0:P, V:S/float-little>>;
write(utf8, _, _, P, V) -> <<0:P, V/utf8>>;
write(utf16, F, _, P, V) when F =:= 0; F =:= 4 -> <<0:P, V/utf16>>;
write(utf16, 16, _, P, V) -> <<0:P, V/utf16-native>>;
write(utf16, _, _, P, V) -> <<0:P, V/utf16-little>>;
write(utf32, F, _, P, V) when F =:= 0; F =:= 4 -> <<0:P, V/utf32>>;
write(utf32, 16, _, P, V) -> <<0:P, V/utf32-native>>;
write(utf32, _, _, P, V) -> <<0:P, V/utf32-little>>.
