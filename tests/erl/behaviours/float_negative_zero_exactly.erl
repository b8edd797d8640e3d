%% Since OTP 27 negative and positive zero are not exactly equal.
%% otp: 27
-module(float_negative_zero_exactly).
-export([main/0]).

main() ->
    Z = id(-1.0) * id(0.0),
    P = id(0.0),
    [Z =:= P, Z =/= P, [Z] =:= [P], {a, Z} == {a, P}, is(Z), is(P), Z =:= Z, lists:member(P, [Z]),
     maps:size(maps:from_list([{Z, a}, {P, b}])), maps:get(P, #{Z => a}, none), #{P => 1} =:= #{Z => 1},
     lists:usort([Z, P, Z])].

is(+0.0) -> positive;
is(-0.0) -> negative;
is(_) -> other.

id(X) -> X.
