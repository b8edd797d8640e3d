%% A binary that was sent away is appended to on both sides.
-module(bin_append_message).
-export([main/0]).

main() ->
    A = grow(200, <<>>),
    Self = self(),
    spawn(fun() -> receive X -> Self ! {ours, grow(3, X)} end end) ! A,
    B = grow(5, A),
    receive {ours, C} -> ok end,
    [byte_size(A), binary:part(B, 200, 5), binary:part(C, 200, 3), binary:part(B, 0, 200) =:= A,
     binary:part(C, 0, 200) =:= A].

grow(0, B) -> B;
grow(N, B) -> grow(N - 1, <<B/binary, N>>).
