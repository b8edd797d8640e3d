%% Texts that are no pid or reference, and pids to text and back.
-module(conv_pids_refs_text).
-export([main/0]).

main() ->
    P = self(),
    R = make_ref(),
    [list_to_pid(pid_to_list(P)) =:= P, list_to_ref(ref_to_list(R)) =:= R] ++
        [e(fun() -> list_to_pid(id(X)) end) || X <- ["", "<0.1>", "0.1.0", "<a.b.c>", a, "<0.1.0>x"]] ++
        [e(fun() -> list_to_ref(id(X)) end) || X <- ["", "#Ref<>", a, "#Ref<0.a.b.c>"]] ++
    [e(fun() -> pid_to_list(id(X)) end) || X <- [a, R]] ++ [e(fun() -> ref_to_list(id(X)) end) || X <- [a, P]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
