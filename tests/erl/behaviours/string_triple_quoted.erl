%% Triple-quoted strings and sigils.
%% otp: 27
-module(string_triple_quoted).
-export([main/0]).

main() ->
    ["""
     first
       indented "quoted"
     last
     """, ~"binary å", ~s"string \t x", ~S"raw \t x", ~b[bytes], ~B|raw \x|, """"
     with """ inside
     """"].
