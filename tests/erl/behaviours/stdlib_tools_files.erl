%% Calls of beam_lib, filelib, win32reg, erl_tar and zip, without files.
-module(stdlib_tools_files).
-export([main/0, list_dir/1, read_file_info/1, read_link_info/1]).
-include_lib("kernel/include/file.hrl").
-define(T(Call), told(fun() -> Call end)).

main() ->
    [beams(), wildcards(), files(), registry(), archives(), zips()].

chunk(Id, Data) -> [Id, <<(byte_size(Data)):32>>, Data, binary:copy(<<0>>, (4 - byte_size(Data) rem 4) rem 4)].

beam(Chunks) ->
    Body = iolist_to_binary(["BEAM" | Chunks]),
    <<"FOR1", (byte_size(Body)):32, Body/binary>>.

good() ->
    beam([chunk("AtU8", <<2:32, 1, "m", 1, "f">>), chunk("Code", <<16:32, 0:32, 178:32, 3:32, 0:32>>),
          chunk("ImpT", <<1:32, 1:32, 2:32, 0:32>>), chunk("ExpT", <<1:32, 2:32, 0:32, 2:32>>), chunk("LocT", <<0:32>>),
          chunk("StrT", <<>>), chunk("Attr", <<131, 106>>),
          chunk("CInf", <<131, 108, 1:32, 97, 7, 106>>), chunk("Own1", <<"own">>)]).

%% What is in beam files that needs no tables (ets).
beams() ->
    Atoms = chunk("AtU8", <<1:32, 1, "m">>),
    Beams = [good(), beam([Atoms]), beam([chunk("Atom", <<1:32, 1, "m">>), chunk("Odd1", <<1, 2, 3>>)]), <<>>, <<"FOR1">>,
             beam([]), binary:part(good(), 0, 60), beam([Atoms, <<"xyz">>])],
    Parts = [[], [{"AtU8", <<1:32, 1, "m">>}], [{"AtU8", <<1:32, 1, "m">>}, {"Code", <<1, 2, 3>>}], [{"Long", <<"text">>}]],
    Errors = [{not_a_beam_file, "x"}, {missing_chunk, "x", "y"}, {invalid_chunk, "x", "y"}, {chunk_too_big, "x", "y", 1, 2},
              {key_missing_or_invalid, "x", abstract_code}, {file_error, "x", enoent}, {modules_different, a, b}, badfun],
    [?T(beam_lib:info(B)) || B <- Beams] ++ [beam_lib:significant_chunks()]
        ++ [?T(beam_lib:build_module(P)) || P <- Parts] ++ [?T(beam_lib:info(element(2, beam_lib:build_module(P)))) || P <- Parts]
        ++ [?T(lists:flatten(beam_lib:format_error(E))) || E <- Errors].

%% A file system of a few names, for filelib.
plain(Name) -> [Part || Part <- filename:split(Name), Part =/= "."].

list_dir(Name) ->
    case plain(Name) of
        [] -> {ok, ["a.erl", "b.erl", "c.txt", "sub"]};
        ["sub"] -> {ok, ["d.erl", "deep"]};
        ["sub", "deep"] -> {ok, ["e.erl"]};
        _ -> {error, enoent}
    end.

read_file_info(Name) ->
    Regular = lists:member(plain(Name), [["a.erl"], ["b.erl"], ["c.txt"], ["sub", "d.erl"], ["sub", "deep", "e.erl"]]),
    case list_dir(Name) of
        {ok, _} -> {ok, #file_info{type = directory, size = 0, mtime = {{2020, 1, 1}, {0, 0, 0}}}};
        _ when Regular -> {ok, #file_info{type = regular, size = length(Name), mtime = {{2021, 2, 3}, {4, 5, 6}}}};
        Error -> Error
    end.

read_link_info(Name) -> read_file_info(Name).

wildcards() ->
    Patterns = ["*.erl", "*", "?.erl", "{a,c}.*", "[ab].erl", "sub/*", "**/*.erl", "*/*.erl", "none", "sub/d.erl",
                "[a-b]*", "*.{erl,txt}", "**", "s*/*/*", "[!a]*"],
    [?T(filelib:wildcard(P, ".", ?MODULE)) || P <- Patterns]
        ++ [?T(filelib:compile_wildcard(P)) || P <- ["*.erl", "a?{b,c}", "[", "/x/*"]].

files() ->
    [?T(filelib:F(N, ?MODULE)) || F <- [is_dir, is_file, is_regular, file_size, last_modified],
        N <- [".", "sub", "a.erl", "none"]]
        ++ [?T(lists:sort(filelib:fold_files(".", RE, R, fun(F, A) -> [F | A] end, [], ?MODULE)))
            || RE <- ["erl$", "^c", "z"], R <- [true, false]].

registry() ->
    [?T(win32reg:open(M)) || M <- [[read], [write], [read, write]]]
        ++ [?T(win32reg:format_error(E)) || E <- [enoent, eacces, erofs, einval, eexist, ebadf, enomem, none]]
        ++ [?T(win32reg:expand(S)) || S <- ["plain", "a%%b", "", "no per cent", "%%", "%%a%%", "tail%%"]].

%% What an archive is written as.
archive(Names) ->
    Self = self(),
    Access = fun
        (write, {none, Data}) -> Self ! {data, iolist_to_binary(Data)}, ok;
        (position, _) -> {ok, 0};
        (close, _) -> ok
    end,
    {ok, Tar} = erl_tar:init(none, write, Access),
    Options = [{mtime, 1000}, {atime, 1000}, {ctime, 1000}, {uid, 0}, {gid, 0}],
    Added = [?T(erl_tar:add(Tar, Bin, Name, Options)) || {Name, Bin} <- Names],
    ok = erl_tar:close(Tar),
    {Added, iolist_to_binary(collected())}.

collected() -> receive {data, Data} -> [Data | collected()] after 0 -> [] end.

archives() ->
    Contents = [[], [{"a", <<"text">>}], [{"a", <<>>}, {"dir/b", <<1, 2, 3>>}], [{lists:duplicate(150, $n), <<"long">>}],
                [{"x", binary:copy(<<"abc">>, 300)}]],
    Errors = [invalid_tar_checksum, bad_header, eof, enoent, {"x", eacces}, {"y", bad_header}, {'EXIT', x}],
    [?T(begin {Added, Data} = archive(C), {Added, byte_size(Data), erlang:md5(Data)} end) || C <- Contents]
        ++ [?T(lists:flatten(erl_tar:format_error(E))) || E <- Errors].

zips() ->
    Info = #file_info{type = regular, access = read_write, atime = {{2020, 2, 3}, {4, 5, 6}},
                      mtime = {{2020, 2, 3}, {4, 5, 6}}, ctime = {{2020, 2, 3}, {4, 5, 6}}, mode = 8#100644, links = 1,
                      major_device = 0, minor_device = 0, inode = 0, uid = 0, gid = 0},
    File = fun(Name, Data) -> {Name, Data, Info#file_info{size = byte_size(Data)}} end,
    Contents = [[], [File("a", <<"text">>)], [File("a", <<>>), File("dir/b", binary:copy(<<"abc">>, 200))],
                [File("x.gz", <<1, 2, 3>>)]],
    Zip = fun(Files) -> {ok, {"z.zip", Data}} = zip:zip("z.zip", Files, [memory]), Data end,
    Names = fun(Entries) -> [element(2, E) || E <- Entries, element(1, E) =:= zip_file] end,
    Listed = fun({ok, Entries}) -> Names(Entries); (Error) -> Error end,
    [?T(byte_size(Zip(C))) || C <- Contents] ++ [?T(zip:unzip(Zip(C), [memory])) || C <- Contents]
        ++ [?T(Listed(zip:F(Zip(C)))) || F <- [list_dir, table], C <- Contents]
        ++ [?T(zip:foldl(fun(N, _, Get, A) -> [{N, Get()} | A] end, [], {"z.zip", Zip(C)})) || C <- Contents].

told(F) -> try F() catch Class:Reason -> {Class, Reason} end.
