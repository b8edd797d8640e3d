%% otp: 29
%% Calls of graph, which came with OTP 29.
-module(stdlib_since_29).
-export([main/0]).
-define(T(Call), told(fun() -> Call end)).

main() ->
    [whole(), vertices(), paths(), changed()].

%% Graphs of these edges.
graphs() ->
    Edges = [[], [{a, b}], [{a, b}, {b, c}, {c, a}], [{a, b}, {a, c}, {b, d}, {c, d}], [{1, 2}, {3, 4}, {4, 4}]],
    Vertices = fun(Es) -> lists:usort([V || {A, B} <- Es, V <- [A, B]]) end,
    Filled = fun(Es) -> lists:foldl(fun(V, G) -> graph:add_vertex(G, V) end, graph:new(), Vertices(Es)) end,
    [lists:foldl(fun({A, B}, G) -> graph:add_edge(G, A, B) end, Filled(Es), Es) || Es <- Edges].

sorted(List) when is_list(List) -> lists:sort([sorted(L) || L <- List]);
sorted(Term) -> Term.

whole() ->
    Numbers = [no_vertices, no_edges, is_acyclic, is_tree, is_arborescence, arborescence_root],
    Lists = [vertices, edges, source_vertices, sink_vertices, components, strong_components, cyclic_strong_components,
             loop_vertices],
    [?T(graph:F(G)) || F <- Numbers, G <- graphs()] ++ [?T(sorted(graph:F(G))) || F <- Lists, G <- graphs()]
        ++ [?T(length(graph:F(G))) || F <- [preorder, postorder, reverse_postorder], G <- graphs()].

vertices() ->
    [?T(sorted(graph:F(G, V))) || F <- [in_degree, out_degree, in_neighbours, out_neighbours, in_edges, out_edges, vertex,
        has_vertex], G <- graphs(), V <- [a, 4]]
        ++ [?T(sorted(graph:F(G, [V]))) || F <- [reachable, reaching, reachable_via_neighbours, reaching_via_neighbours],
            G <- graphs(), V <- [a, 4]].

paths() ->
    [?T(graph:F(G, a, V)) || F <- [get_path, get_short_path, has_path, has_edge], G <- graphs(), V <- [b, c, d]]
        ++ [?T(graph:F(G, V)) || F <- [get_cycle, get_short_cycle], G <- graphs(), V <- [a, 4]].

changed() ->
    Shown = fun(G) -> {sorted(graph:vertices(G)), sorted(graph:edges(G))} end,
    [?T(Shown(graph:F(G, a))) || F <- [del_vertex, add_vertex], G <- graphs()]
        ++ [?T(Shown(graph:subgraph(G, [a, b, 4]))) || G <- graphs()] ++ [?T(Shown(graph:del_path(G, a, b))) || G <- graphs()]
        ++ [?T(graph:fold_vertices(G, fun(_, _, N) -> N + 1 end, 0)) || G <- graphs()].

told(F) -> try F() catch Class:Reason -> {Class, Reason} end.
