%% Segments skipped: fixed, of sizes at run time, of strings and of utf.
-module(bin_match_skip).
-export([main/0]).

main() ->
    [a(<<1, 2, 3, 4, 5>>), a(<<1>>), b(2, <<1, 2, 3>>), b(3, <<1, 2, 3>>), b(-1, <<1>>), c(<<"åbc"/utf8>>),
     c(<<255, 1>>), d(<<"ab", 3:2, 1:6>>), u16(<<"🙂x"/utf16>>), u32(<<"🙂x"/utf32>>), f(<<1.0/float, 9>>)].

a(<<_, _:16, X, _/binary>>) -> X;
a(_) -> no.

b(N, B) ->
    case B of
        <<_:N/binary, R/bits>> -> R;
        _ -> no
    end.

c(<<_/utf8, X, _/binary>>) -> X;
c(_) -> no.

d(<<_:2/binary, _:2, X:6>>) -> X.

u16(<<_/utf16, X/utf16>>) -> X.

u32(<<_/utf32, X/utf32>>) -> X.

f(<<_:64/float, X>>) -> X.
