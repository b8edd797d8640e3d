%% Match specifications: functions that came late, and those that tell where a call is.
%% otp: 29
-module(matchspec_late).
-export([main/0]).

main() ->
    Calls = [{ceil, 1.5}, {floor, 1.5}, {byte_size, <<"ab">>}, {tuple_size, {{1, 2}}}, {is_boolean, true}, {is_bitstring, <<1:1>>}, {max, 1, 2}, {min, 1, 2},
             {is_integer, 5, 1, 9}, {is_integer, 0, 1, 9}, {binary_part, <<"abc">>, 1, 2}, {binary_part, <<"abc">>, {{1, 2}}}, {'+', 1}, {'-', 1},
             {is_function, {const, fun main/0}, 0}, {ceil, a}, {byte_size, a}],
    [[{Call, table({x}, [{{'$1'}, [], [Call]}])} || Call <- Calls],
     trace([{message, {caller_line}}]),
     element(1, hd(element(2, trace([{message, {current_stacktrace}}])))),
     length(element(2, trace([{message, {current_stacktrace, 1}}]))),
     [table(x, [{Head, [], [true]}]) || Head <- [#{'$1' => a}, #{'_' => a}, #{{'$1'} => a}]],
     table(maps:from_list([{N, N} || N <- lists:seq(1, 50)]), [{#{3 => '$1', 50 => '$2'}, [], ['$$']}])].

table(Object, Spec) -> erlang:match_spec_test(Object, Spec, table).

trace(Body) -> erlang:match_spec_test([x], [{['$1'], [], Body}], trace).
