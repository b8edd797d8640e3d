%% Terms compressed at every level: the same bytes, or none where that does not pay.
-module(etf_compressed).
-export([main/0]).
-include("bytes.hrl").

main() ->
    Terms = [0, [], "abc", lists:seq(1, 100), lists:seq(1, 300), lists:duplicate(50, 1000), data(text, 2000, 1),
             data(random, 200, 1), data(random, 3000, 1), data(mixed, 30000, 2), {1.5, <<"x">>, #{1 => 2}}] ++
            [binary:copy(<<"a">>, N) || N <- lists:seq(0, 40)],
    [{Level, [sum(Term, [{compressed, Level}]) || Term <- Terms]} || Level <- lists:seq(0, 9)] ++
    [[sum(Term, [compressed]) || Term <- Terms],
     [byte_size(iolist_to_binary(term_to_iovec(Term, [compressed]))) || Term <- Terms]].

sum(Term, Options) ->
    Binary = term_to_binary(Term, Options),
    Term = binary_to_term(Binary),
    {Term, Used} = binary_to_term(<<Binary/binary, "more">>, [used]),
    {byte_size(Binary), Used, erlang:external_size(Term), md5(Binary)}.
