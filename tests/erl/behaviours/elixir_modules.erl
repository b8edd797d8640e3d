%% Modules of Elixir, as they are installed beside each OTP.
-module(elixir_modules).
-export([main/0]).

main() ->
    Base = 'Elixir.Base', String = 'Elixir.String', Enum = 'Elixir.Enum', Integer = 'Elixir.Integer',
    [Base:encode16(<<1, 200, 255>>), Base:decode16(<<"01FF">>), Base:encode64(<<"hello, world">>), Base:decode64(<<"aGVsbG8=">>), Base:encode32(<<"hi">>), Base:decode64(<<"***">>),
     Base:url_encode64(<<251, 255>>), Base:hex_encode32(<<"abc">>),
     String:upcase(<<"stra\x{df}e"/utf8>>), String:split(<<"a b  c">>), String:reverse(<<"héllo"/utf8>>), String:length(<<"noël"/utf8>>), String:replace(<<"a-b-c">>, <<"-">>, <<"+">>),
     String:pad_leading(<<"7">>, 3, <<"0">>), String:to_integer(<<"42">>), String:slice(<<"elixir">>, 1, 3), String:jaro_distance(<<"dixon">>, <<"dicksonx">>),
     Enum:map([1, 2, 3], fun(X) -> X * 2 end), Enum:sort_by([3, 1, 2], fun(X) -> -X end), Enum:chunk_every([1, 2, 3, 4, 5], 2), Enum:sum([1, 2.5]), Enum:zip([1, 2], [a, b]),
     Enum:reduce([1, 2, 3], 0, fun(X, A) -> X + A end), Enum:group_by([1, 2, 3, 4], fun(X) -> X rem 2 end),
     Integer:digits(12345), Integer:undigits([1, 0, 1], 2), Integer:gcd(12, 18), Integer:pow(3, 40), 'Elixir.Float':round(2.71828, 3), 'Elixir.Float':ratio(0.75),
     'Elixir.Keyword':get([{a, 1}], a), 'Elixir.Map':put(#{}, <<"k">>, 1), 'Elixir.List':flatten([1, [2, [3]]]), 'Elixir.Tuple':append({1}, 2), 'Elixir.MapSet':to_list('Elixir.MapSet':new([3, 1, 3])),
     'Elixir.Version':compare(<<"1.2.3">>, <<"1.10.0">>), 'Elixir.Date':to_iso8601('Elixir.Date':'new!'(2024, 2, 29)), 'Elixir.Date':day_of_week('Elixir.Date':'new!'(2024, 2, 29)),
     'Elixir.Kernel':inspect(#{<<"a">> => [1, {ok, "text"}, <<1, 2>>, nil]}), 'Elixir.Path':join(<<"a">>, <<"b">>), 'Elixir.URI':encode_www_form(<<"a b&c">>),
     'Elixir.Bitwise':'bxor'(5, 3), 'Elixir.Range':size('Elixir.Range':new(1, 10)), 'Elixir.Enum':to_list('Elixir.Stream':take('Elixir.Stream':map([1, 2, 3, 4], fun(X) -> X + 1 end), 2)),
     try Integer:parse(<<"12x">>, 40) catch error:#{'__struct__' := Struct} -> Struct end, try 'Elixir.Map':'fetch!'(#{}, a) catch error:E -> E end].
