%% Terms compressed at every level: the same bytes, or none where that does not pay.
-module(etf_compressed).
-export([main/0]).

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

%% Bytes of several kinds, the same in every run.
data(random, Size, Seed) -> cut(random_blocks(Size div 16 + 1, erlang:md5(<<Seed:32>>)), Size);
data(zeros, Size, _) -> binary:copy(<<0>>, Size);
data(text, Size, Seed) ->
    Words = {"the", "machine", "steps", "back", "and", "forward", "through", "time", "a", "process", "sends",
             "messages", "to", "another", "while", "it", "waits"},
    Picks = data(random, Size div 2 + 1, Seed),
    cut(list_to_binary([[element(B rem 17 + 1, Words), 32 - 22 * (B div 250)] || <<B>> <= Picks]), Size);
data(skewed, Size, Seed) -> << <<(B * B * B bsr 18)>> || <<B>> <= data(random, Size, Seed) >>;
data(mixed, Size, Seed) ->
    Quarter = Size div 4 + 1,
    Text = data(text, Quarter, Seed),
    cut(list_to_binary([Text, data(random, Quarter, Seed), data(skewed, Quarter, Seed), Text,
                        binary:copy(<<"ab">>, Quarter)]), Size).

cut(Binary, Size) -> binary:part(Binary, 0, Size).

random_blocks(0, _) -> <<>>;
random_blocks(N, Block) -> list_to_binary(blocks(N, Block)).

blocks(0, _) -> [];
blocks(N, Block) -> [Block | blocks(N - 1, erlang:md5(Block))].

%% As a number, which releases print alike.
md5(Bytes) -> binary:decode_unsigned(erlang:md5(Bytes)).
