%% Atoms compare by their characters, whatever their lengths and planes.
-module(order_atoms).
-export([main/0]).

main() ->
    Atoms = [b, a, '', ab, aa, 'A', 'ä', 'z', 'é', 'zz', abcdefghijklmnop, abcdefghijklmnoq, abcdefgh, 'λ', '日本',
             '🙂', '~'],
    {lists:sort(Atoms), [a < b, a < 'A', ab < b, '' < a, 'ä' > z, '🙂' > '日本', aaaa < aaab, aaaaaaaa < aaaaaaaab]}.
