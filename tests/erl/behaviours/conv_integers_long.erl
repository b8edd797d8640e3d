%% Thousands of digits to text and back.
-module(conv_integers_long).
-export([main/0]).

main() ->
    N = (1 bsl 20000) - 3,
    L = integer_to_list(N),
    H = integer_to_list(N, 16),
    {length(L), lists:sublist(L, 20), lists:nthtail(length(L) - 20, L), list_to_integer(L) =:= N, length(H),
     list_to_integer(H, 16) =:= N, binary_to_integer(integer_to_binary(-N, 36), 36) =:= -N, N rem 1000000007}.
