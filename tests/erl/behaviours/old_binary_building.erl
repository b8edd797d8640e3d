%% Binaries built by the instructions of OTP 22.
%% but: 27 29 (their compilers do not know the option)
%% options: [r22]
-module(old_binary_building).
-export([main/0]).

main() ->
    [bytes(<<"abc">>, 7, 1.5), bytes(<<>>, 955, -0.0), failed(fun() -> bytes(a, 1, 1.0) end)] ++
    [integers(X, Size) || X <- [0, -1, 300, 1 bsl 70], Size <- [1, 7, 8, 33, 100]]
        ++ [floats(1.5, 32), floats(-3, 64), floats(2.25, 16), bits(<<1, 2, 3>>, 12), text(955, "x"), whole(<<5:3>>, <<"ab">>),
            append(5, <<>>), append(3, <<1:4>>), << <<X:16/little>> || X <- [1, 2, 3] >>, << <<X:3>> || <<X:5>> <= <<1, 2, 3, 4, 5>> >>]
        ++ [failed(fun() -> integers(a, 8) end), failed(fun() -> integers(1, -1) end), failed(fun() -> integers(1, a) end),
            failed(fun() -> bits(<<1>>, 9) end), failed(fun() -> text(16#D800, "") end), failed(fun() -> floats(x, 64) end),
            failed(fun() -> whole(<<1:1>>, <<1:1>>) end), failed(fun() -> append(1, not_a_binary) end)].

integers(X, Size) -> <<X:Size, X:Size/little, "text", X:8/signed, X:(Size + 3)/big>>.

bytes(B, X, F) -> <<X:32, "abc", (byte_size(B)):16/little, B/binary, F:64/float, X/utf8>>.

floats(X, Size) -> <<X:Size/float, X:Size/float-little>>.

bits(Bin, Size) -> <<Bin:Size/bits, 7:3, Bin/binary>>.

text(X, S) -> {<<X/utf8>>, <<X/utf16, X/utf16-little, (length(S)):8>>, <<X/utf32, X/utf32-little>>}.

whole(A, B) -> <<A/bits, B/binary, A/bits>>.

append(0, Acc) -> Acc;
append(N, Acc) -> append(N - 1, <<Acc/bits, N:10, "s", N:N/unit:8>>).

failed(F) -> try F() catch error:E -> E end.
