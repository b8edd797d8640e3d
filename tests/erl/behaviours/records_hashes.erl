%% otp: 29
%% erlang:phash2 of native records of one field at most, and of equal values in others.
-module(records_hashes).
-export([main/0]).
-record #r{a = 1}.

main() ->
    Terms = [#r{}, #r{a = x}, #r{a = []}, #r{a = "text"}, [#r{}], {#r{}, #r{a = #r{}}}, #{#r{} => 1}]
        ++ [records:create(m, n, [{F, 7} || F <- Fields], #{is_exported => E})
            || Fields <- [[], [b], [b, a], [a, b], [c, a, b]], E <- [true, false]],
    [{erlang:phash2(T), erlang:phash2(T, 1 bsl 32), erlang:phash2(T, 10)} || T <- Terms].
