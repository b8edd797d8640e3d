%% otp: 29
%% Native records live through collections, with and without a definition of their own.
-module(records_garbage).
-export([main/0]).
-record #cell{value, next = nil}.
-record #count{n = 0, trash}.

main() ->
    Chain = build(500, nil),
    Free = records:create(nowhere, r, [{a, Chain}, {b, {1, "2"}}], #{is_exported => true}),
    Result = churn(20000, #count{trash = []}),
    garbage_collect(),
    [sum(Chain, 0), Result#count.n, Free#_.b, sum(Free#_.a, 0), updates(20000, Free)].

build(0, Chain) -> Chain;
build(N, Chain) -> build(N - 1, #cell{value = [N], next = Chain}).

sum(nil, Sum) -> Sum;
sum(#cell{value = [N], next = Next}, Sum) -> sum(Next, Sum + N).

churn(0, Count) -> Count;
churn(N, #count{n = M} = Count) -> churn(N - 1, Count#count{n = M + 1, trash = lists:seq(1, 10)}).

updates(0, R) -> R#_.b;
updates(N, R) -> updates(N - 1, R#_{b = {N}}).
