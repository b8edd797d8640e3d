%% otp: 29
%% Native records as erts_internal:term_to_string/2 gives them.
-module(records_term_to_string).
-export([main/0]).
-record #r{a = 1}.
-record #e{}.
-record #long{field = "abc"}.

main() ->
    Odd = records:create('M 1', 'end', [{'A b', <<"b">>}], #{is_exported => true}),
    [erts_internal:term_to_string(Term, Limit)
     || Term <- [#r{}, #e{}, [#r{a = #r{}}], Odd, #long{}, {#e{}, x}], Limit <- [undefined | lists:seq(2, 50)]].
