%% utf segments that begin between bytes.
-module(bin_match_utf_unaligned).
-export([main/0]).

main() ->
    [m(S, T) || S <- [0, 1, 3, 7], T <- ["a", "å☃🙂", [16#10FFFF, 0]]] ++
        [bad(<<1:1, 255, 255>>), bad(<<1:1, 16#C3, 16#A5>>), bad(<<1:1, 16#C3:8>>)].

m(S, T) ->
    <<_:S, A/bits>> = <<0:S, (unicode:characters_to_binary(T))/bits>>,
    <<_:S, B/bits>> = <<0:S, (unicode:characters_to_binary(T, utf8, utf16))/bits>>,
    <<_:S, C/bits>> = <<0:S, (unicode:characters_to_binary(T, utf8, {utf32, little}))/bits>>,
    {[X || <<X/utf8>> <= A] =:= T, [X || <<X/utf16>> <= B] =:= T, [X || <<X/utf32-little>> <= C] =:= T}.

bad(<<_:1, C/utf8, R/bits>>) -> {C, R};
bad(_) -> no.
