%% Float segments matched; patterns of no finite number do not match.
-module(bin_match_floats).
-export([main/0]).

main() ->
    [f64(<<1.5/float>>), f64(<<0:64>>), f64(<<16#7FF0000000000000:64>>), f64(<<16#FFF8000000000001:64>>),
     f64(<<1:63>>), f32(<<1.5:32/float>>), f32(<<16#7F800000:32>>), f32(<<1:32>>),
     f16(<<16#3C00:16>>), f16(<<16#7C00:16>>), f16(<<1:16>>), f16(<<16#C000:16>>), l64(<<2.25/float-little>>),
     l64(<<0, 0, 0, 0, 0, 0, 16#F0, 16#7F>>), s(32, <<0.5:32/float>>), s(33, <<0:40>>), s(16, <<1, 2>>),
     odd(<<1:3, 3.5/float, 2:5>>)].

f64(<<F/float>>) -> F;
f64(_) -> no.

f32(<<F:32/float>>) -> F;
f32(_) -> no.

f16(<<F:16/float>>) -> F;
f16(_) -> no.

l64(<<F/float-little>>) -> F;
l64(_) -> no.

s(S, B) ->
    case B of
        <<F:S/float, _/bits>> -> F;
        _ -> no
    end.

odd(<<_:3, F/float, R/bits>>) -> {F, R}.
