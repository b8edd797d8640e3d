%% Functions of binaries in guards.
-module(bits_guards).
-export([main/0]).

main() -> [m(X) || X <- [<<>>, <<1>>, <<1:3>>, <<"abc">>, <<"abcdefgh">>, a, [], <<1, 2, 3:4>>]].

m(B) when bit_size(B) =:= 3 -> three_bits;
m(B) when byte_size(B) > 6 -> {long, binary_part(B, 0, 2)};
m(B) when binary_part(B, 0, 1) =:= <<"a">> -> begins_with_a;
m(B) when is_binary(B), size(B) =:= 0 -> empty;
m(B) when is_binary(B) -> binary;
m(B) when is_bitstring(B) -> bits;
m(_) -> other.
