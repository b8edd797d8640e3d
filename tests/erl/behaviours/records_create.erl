%% otp: 29
%% records:create/4 makes records that no module defines, and those that a module defines.
-module(records_create).
-export([main/0]).
-export_record([q]).
-record #q{b, a = 2}.

main() ->
    Q = #q{b = 1},
    Same = create(?MODULE, q, [{b, 1}, {a, 2}]),
    Other = create(?MODULE, q, [{a, 2}, {b, 1}]),
    Local = records:create(?MODULE, q, [{b, 1}, {a, 2}], #{is_exported => false}),
    Free = create(nowhere, 'a name', [{f, [1]}, {'G', {}}, {e, #{}}]),
    [{R, R =:= Q, R == Q, (catch R#q.a), is_record(R, q), records:is_exported(R)} || R <- [Q, Same, Other, Local]]
        ++ [Free, Free#_.f, Free#nowhere:'a name'.'G', Free#_{e = new}, create(m, n, [])].

create(Module, Name, Fields) -> records:create(Module, Name, Fields, #{is_exported => true}).
