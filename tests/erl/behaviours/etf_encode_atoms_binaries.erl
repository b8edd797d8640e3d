%% term_to_binary of atoms (Latin 1 and others) and of bit strings.
%% otp: 27
-module(etf_encode_atoms_binaries).
-export([main/0]).

main() -> [term_to_binary(id(X)) || X <- ['', a, true, 'åä', 'λ', '日本', list_to_atom(lists:duplicate(255, 16#3BB)),
                                          <<>>, <<"abc">>, <<1:1>>, <<"ab", 5:3>>, <<255, 127:7>>]].

id(X) -> X.
