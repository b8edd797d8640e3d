%% Functions of the module that are written in Erlang.
-module(ets_in_erlang).
-export([main/0]).

main() ->
    Table = ets:new(table, [ordered_set]),
    Read = fun(read) -> {[{N, N * N} || N <- lists:seq(1, 5)], fun(read) -> {[{6, 36}], fun(read) -> end_of_input; (close) -> ok end}; (close) -> ok end};
              (close) -> ok end,
    true = ets:init_table(Table, Read),
    Compiled = ets:match_spec_compile([{{'$1', '$2'}, [{'>', '$1', 3}], ['$2']}]),
    {ets:tab2list(Table), ets:match_spec_run(ets:tab2list(Table), Compiled), ets:is_compiled_ms(Compiled), ets:is_compiled_ms(make_ref()),
     ets:test_ms({4, 16}, [{{'$1', '$2'}, [{'>', '$1', 3}], ['$2']}]), ets:delete_all_objects(Table), ets:tab2list(Table)}.
