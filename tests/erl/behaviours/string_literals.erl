%% String and character literals with all escapes.
-module(string_literals).
-export([main/0]).

main() -> ["\b\d\e\f\n\r\s\t\v\'\"\\\0", "\101\x41\x{41}\x{1F642}", [$\n, $\s, $a, $\\, $', $", $\x7f, $\^A, $\^Z],
           "con" "cat" "enated", "line\
continued", "åäö λ 日本", "", [$a | "bc"], <<"\x{ff}">>, <<"é"/utf8>>, 'atom\nwith\x{3bb}'].
