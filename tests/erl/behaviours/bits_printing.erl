%% How bit strings are shown: text, bytes, odd bits at the end.
-module(bits_printing).
-export([main/0]).

main() -> [lists:flatten(io_lib:format("~w ~p ~0tp", [B, B, B])) || B <- [<<>>, <<"abc">>, <<0>>, <<1:1>>, <<"ab", 1:1>>, <<"åä">>, <<"åä"/utf8>>, <<1, 2, 3>>, <<"a\nb\"">>, <<127>>, <<255, 1:7>>]].
