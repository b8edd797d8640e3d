%% otp: 29
%% A record of many fields, made, read and changed by name.
-module(records_many_fields).
-export([main/0]).

main() ->
    Names = [list_to_atom("field_" ++ integer_to_list(N)) || N <- lists:seq(1, 300)],
    R = records:create(m, wide, [{Name, Name} || Name <- Names], #{is_exported => true}),
    Changed = records:update(R, m, wide, #{Name => 1 || Name <- Names}),
    [records:get_field_names(R) =:= Names, lists:all(fun(Name) -> records:get(Name, R) =:= Name end, Names),
     lists:all(fun(Name) -> records:get(Name, Changed) =:= 1 end, Names), R < Changed, R =:= R, R#_.field_77].
