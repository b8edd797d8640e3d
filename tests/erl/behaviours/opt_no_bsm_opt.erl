%% Binary matching compiled without reuse of match contexts.
%% options: [no_bsm_opt]
-module(opt_no_bsm_opt).
-export([main/0]).

main() -> {count(<<"hello world">>, 0), parse(<<3, "abc", 1, "z">>), utf(<<"aå☃"/utf8>>), keep(<<1, 2, 3>>)}.

count(<<$o, R/binary>>, N) -> count(R, N + 1);
count(<<_, R/binary>>, N) -> count(R, N);
count(<<>>, N) -> N.

parse(<<L, S:L/binary, R/binary>>) -> [S | parse(R)];
parse(<<>>) -> [].

utf(<<C/utf8, R/binary>>) -> [C | utf(R)];
utf(<<>>) -> [].

keep(<<X, R/binary>> = B) -> [{X, R, B} | keep(R)];
keep(B) -> [B].
