%% Functions that a native library may replace, and none does.
-module(native_functions).
-export([main/0, f/1, g/0]).
-nifs([f/1]).

main() -> [f(1), try g() catch C:R -> {C, R} end, try h(2) catch C:R:S -> {C, R, hd(S)} end].

f(X) -> {erlang, X}.

g() -> erlang:nif_error(not_loaded).

h(X) -> erlang:nif_error({not_loaded, X}, [X]).
