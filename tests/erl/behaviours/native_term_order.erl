%% The order of terms as keys of maps: integers come before floats, whatever their values.
-module(native_term_order).
-export([main/0]).

main() ->
    Terms = [1, 1.0, -5, 300, 1 bsl 70, -1.0e30, 0.0, a, b, [], "abc", [1.0], [1], <<"x">>, <<1:3>>, {1}, {1.0}, {}, #{a => 1},
             #{1 => a}, #{1.0 => a}, self(), fun main/0],
    [[erts_internal:cmp_term(A, B) || B <- Terms] || A <- Terms].
