%% Keys and names in BER, by the modules that OTP's compiler of ASN.1 has made.
-module(asn1_keys).
-export([main/0]).

main() ->
    Modulus = (1 bsl 2047) + 12345678901234567891,
    Key = {'RSAPublicKey', Modulus, 65537},
    Private = {'RSAPrivateKey', 'two-prime', Modulus, 65537, 3, 5, 7, 11, 13, 17, asn1_NOVALUE},
    Parameters = {'DHParameter', 23, 5, asn1_NOVALUE},
    [whole(Type, Term) || {Type, Term} <- [{'RSAPublicKey', Key}, {'RSAPrivateKey', Private}, {'DHParameter', Parameters}]]
        ++ [told(fun() -> public_key:der_decode('RSAPublicKey', Bytes) end)
            || Bytes <- [<<>>, <<48, 3, 2, 1>>, <<48, 3, 2, 1, 5>>, <<48, 6, 2, 1, 5, 2, 1, 3>>, <<49, 0>>,
                         <<48, 128, 2, 1, 5, 2, 1, 3, 0, 0>>]].

whole(Type, Term) ->
    Bytes = public_key:der_encode(Type, Term),
    {Bytes, public_key:der_decode(Type, Bytes) =:= Term}.

told(F) -> try F() catch Class:_ -> Class end.
