%% The string module on lists and binaries, with characters of several code points.
-module(string_functions).
-export([main/0]).

main() ->
    [string:length("abc"), string:length(<<"åäö"/utf8>>), string:length([$e, 16#301, $x]), string:reverse("abc"),
     string:reverse([$e, 16#301, $x]),
     string:uppercase("straße"), string:lowercase(<<"ÅÄÖ"/utf8>>), string:split("a,b,c", ","),
     string:split("a,b,c", ",", all), string:split(<<"a,b">>, ",", trailing),
     string:trim("  a b "), string:pad("ab", 5), string:pad(<<"ab">>, 4, leading, $*), string:slice("hello", 1, 3),
     string:find("hello", "l"), string:find("x", "y"),
     string:equal("a", <<"a">>), string:lexemes("a b  c", " "), string:to_integer("12x"), string:to_float("1.5e3z"),
     string:replace("aXbX", "X", "-", all),
     string:titlecase("abc"), string:is_empty([]), string:prefix("hello", "he"), string:take("aab", "a")].
