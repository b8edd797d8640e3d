%% A choice among many atoms.
-module(case_atoms).
-export([main/0]).

main() -> [f(X) || X <- [red, green, blue, 'Red', '', [], true, false, undefined, "red", <<"red">>, purple, 'ä',
                         nil, orange, 1]].

f(red) -> 1;
f(green) -> 2;
f(blue) -> 3;
f('') -> 4;
f(true) -> 5;
f(false) -> 6;
f(undefined) -> 7;
f('Red') -> 8;
f('ä') -> 9;
f(orange) -> 10;
f([]) -> 11;
f(_) -> none.
