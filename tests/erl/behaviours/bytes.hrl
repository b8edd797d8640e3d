%% Data to compress.

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
