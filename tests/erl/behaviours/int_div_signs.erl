%% div rounds towards zero and rem has the sign of the dividend.
-module(int_div_signs).
-export([main/0]).

main() ->
    [{A, B, A div B, A rem B, (A div B) * B + A rem B =:= A}
     || A <- [7, -7, 6, -6, 1, -1, 0], B <- [1, -1, 2, -2, 3, -3, 7, -8]].
