%% What prim_file and prim_buffer do in a folder, in a form that is the same wherever they do the same.
-module(files).
-export([main/2, run/1, helped/1]).

-record(file_info, {size, type, access, atime, mtime, ctime, mode, links, major_device, minor_device, inode, uid, gid}).

main(Output, {Folder, Beam}) ->
    ok = file:write_file(Output, unicode:characters_to_binary(io_lib:format("~0tp", [run({Folder, Beam})]))).

run({Folder, Beam}) ->
    ok = prim_file:set_cwd(Folder),
    Parts = [names(), folders(Folder), whole(), positions(), modes(), lines(), vectors(), pointers(), infos(Beam),
             times(), links(), changes(), raw_names(), owners(), descriptors(), buffers(), parts(), library()],
    lists:append(Parts).

%% What comes of each of some calls.
each(Name, Calls) -> [{Name, tried(Call)} || Call <- Calls].

tried(Call) ->
    try Call()
    catch Class:Reason -> {Class, Reason}
    end.

%% That a file is open is all that can be compared.
opened({ok, _}) -> ok;
opened(Other) -> Other.

open(Name, Modes) ->
    {ok, File} = prim_file:open(Name, Modes),
    File.

names() ->
    Names = ["abc", "a\0b", "abc\0", <<"abc">>, <<"ab\0">>, <<"a\0b">>, <<0>>, <<>>, [], abc, [229, 246], [8364],
             [16#D800], [16#10FFFF], [16#110000], ["ab", ["c"]], ["ab", $c], ["ab" | c], [ab, $c], [<<"ab">>, $c],
             ["ab" | <<"c">>], <<255, 254>>, <<195, 165>>, <<97, 204, 138>>, [97, 778], 1, {}, 1.0, <<195>>,
             [-1], [$a | b], [[[]]], [1 bsl 70], [$a, [0]], <<"a", 16#ED, 16#A0, 16#80>>,
             <<16#F4, 16#90, 16#80, 16#80>>, <<16#C0, 16#80>>, <<"ab", 255, "c">>, [16#FFFE], [16#FFFF],
             <<16#EF, 16#BF, 16#BF>>, <<"e", 204, 129, "o", 204, 136, "x">>, <<"a", 204, 138, 204, 129>>],
    each(name2native, [fun() -> prim_file:internal_name2native(Name) end || Name <- Names]) ++
    each(native2name, [fun() -> prim_file:internal_native2name(Name) end || Name <- Names]) ++
    each(normalize, [fun() -> prim_file:internal_normalize_utf8(Name) end || Name <- Names]) ++
    each(translatable, [fun() -> prim_file:is_translatable(Name) end || Name <- Names]).

folders(Folder) ->
    each(folders, [
        fun() -> prim_file:get_cwd() =:= {ok, Folder} end,
        fun() -> prim_file:make_dir("one") end,
        fun() -> prim_file:make_dir("one") end,
        fun() -> prim_file:make_dir("none/one") end,
        fun() -> prim_file:make_dir("") end,
        fun() -> prim_file:make_dir("a\0b") end,
        fun() -> prim_file:make_dir(one) end,
        fun() -> prim_file:make_dir(<<"one/two">>) end,
        fun() -> prim_file:set_cwd("one/two/") end,
        fun() -> prim_file:get_cwd() =:= {ok, Folder ++ "/one/two"} end,
        fun() -> prim_file:set_cwd("..") end,
        fun() -> sorted(prim_file:list_dir(".")) end,
        fun() -> prim_file:set_cwd("none") end,
        fun() -> prim_file:set_cwd(<<255>>) end,
        fun() -> prim_file:set_cwd(1) end,
        fun() -> prim_file:set_cwd(Folder) end,
        fun() -> prim_file:del_dir("one") end,
        fun() -> prim_file:del_dir("none") end,
        fun() -> prim_file:del_dir(".") end,
        fun() -> prim_file:del_dir("one/two") end,
        fun() -> prim_file:list_dir("one") end,
        fun() -> prim_file:list_dir("none") end,
        fun() -> prim_file:list_dir("") end,
        fun() -> prim_file:delete("one") end,
        fun() -> prim_file:get_cwd("C:") end,
        fun() -> prim_file:get_cwd("x") end,
        fun() -> prim_file:get_cwd(x) end,
        fun() -> prim_file:altname("one") end,
        fun() -> prim_file:altname(one) end
    ]).

whole() ->
    Large = binary:copy(<<"0123456789">>, 30000),
    each(whole, [
        fun() -> prim_file:write_file("a", "some text") end,
        fun() -> prim_file:read_file("a") end,
        fun() -> prim_file:write_file("a", [<<"bin">>, ["lists", $x], <<>>]) end,
        fun() -> prim_file:read_file(<<"a">>) end,
        fun() -> prim_file:write_file("a", "more", [append]) end,
        fun() -> prim_file:read_file("a") end,
        fun() -> prim_file:write_file("a", <<>>) end,
        fun() -> prim_file:read_file("a") end,
        fun() -> prim_file:write_file("a", Large) end,
        fun() -> {ok, Read} = prim_file:read_file("a"), Read =:= Large end,
        fun() -> prim_file:read_file("none") end,
        fun() -> prim_file:read_file("one") end,
        fun() -> prim_file:read_file("a/b") end,
        fun() -> prim_file:read_file("") end,
        fun() -> prim_file:read_file(a) end,
        fun() -> prim_file:write_file("one", "x") end,
        fun() -> prim_file:write_file("none/x", "x") end,
        fun() -> prim_file:write_file("a", [a]) end,
        fun() -> prim_file:write_file("a", [256]) end
    ]).

positions() ->
    ok = prim_file:write_file("b", "0123456789"),
    File = open("b", [read, write]),
    Results = each(positions, [
        fun() -> prim_file:read(File, 3) end,
        fun() -> prim_file:position(File, cur) end,
        fun() -> prim_file:position(File, {cur, 2}) end,
        fun() -> prim_file:read(File, 100) end,
        fun() -> prim_file:read(File, 1) end,
        fun() -> prim_file:read(File, 0) end,
        fun() -> prim_file:position(File, eof) end,
        fun() -> prim_file:position(File, {eof, -4}) end,
        fun() -> prim_file:write(File, "ab") end,
        fun() -> prim_file:position(File, {bof, -1}) end,
        fun() -> prim_file:position(File, -1) end,
        fun() -> prim_file:position(File, {eof, -100}) end,
        fun() -> prim_file:position(File, {cur, 1 bsl 62}) end,
        fun() -> prim_file:position(File, {bof, 1 bsl 64}) end,
        fun() -> prim_file:position(File, {bof, 1 bsl 40}) end,
        fun() -> prim_file:read(File, 1) end,
        fun() -> prim_file:position(File, x) end,
        fun() -> prim_file:position(File, {x, 0}) end,
        fun() -> prim_file:position(File, {bof, 1.0}) end,
        fun() -> prim_file:position(File, 20) end,
        fun() -> prim_file:write(File, <<"z">>) end,
        fun() -> prim_file:pread(File, 0, 30) end,
        fun() -> prim_file:pread(File, 5, 2) end,
        fun() -> prim_file:pread(File, 50, 2) end,
        fun() -> prim_file:pread(File, -1, 2) end,
        fun() -> prim_file:pread(File, 1, -2) end,
        fun() -> prim_file:pread(File, 1.0, 2) end,
        fun() -> prim_file:pread(File, 1 bsl 64, 2) end,
        fun() -> prim_file:pread(File, a, 2) end,
        fun() -> prim_file:pread(File, [{0, 2}, {50, 1}, {3, 4}]) end,
        fun() -> prim_file:pread(File, [{0, 2}, {-1, 1}]) end,
        fun() -> prim_file:pwrite(File, 1, "PW") end,
        fun() -> prim_file:pwrite(File, -1, "PW") end,
        fun() -> prim_file:pwrite(File, 1.0, "PW") end,
        fun() -> prim_file:pwrite(File, a, "PW") end,
        fun() -> prim_file:pwrite(File, 1, a) end,
        fun() -> prim_file:pwrite(File, 1, []) end,
        fun() -> prim_file:pwrite(File, [{3, "x"}, {4, <<"y">>}]) end,
        fun() -> prim_file:pwrite(File, [{3, "x"}, {-4, <<"y">>}]) end,
        fun() -> prim_file:position(File, cur) end,
        fun() -> prim_file:sync(File) end,
        fun() -> prim_file:datasync(File) end,
        fun() -> prim_file:position(File, 7) end,
        fun() -> prim_file:truncate(File) end,
        fun() -> prim_file:read_file("b") end,
        fun() -> prim_file:allocate(File, 0, 30) end,
        fun() -> {ok, Bytes} = prim_file:read_file("b"), byte_size(Bytes) end,
        fun() -> prim_file:allocate(File, -1, 30) end,
        fun() -> prim_file:allocate(File, a, 30) end,
        fun() -> prim_file:allocate(File, 0, 0) end,
        fun() -> prim_file:read(File, -1) end,
        fun() -> prim_file:read(File, 1 bsl 64) end,
        fun() -> prim_file:read(File, a) end,
        fun() -> byte_size(prim_file:get_handle(File)) end,
        fun() -> is_reference(prim_file:internal_get_nif_resource(File)) end
    ] ++ [fun() -> prim_file:advise(File, 0, 4, How) end
          || How <- [normal, random, sequential, will_need, dont_need, no_reuse, other, 1]] ++
    [
        fun() -> prim_file:advise(File, a, 4, normal) end,
        fun() -> prim_file:advise(File, 0, -4, normal) end,
        fun() -> prim_file:close(File) end,
        fun() -> prim_file:close(File) end,
        fun() -> prim_file:read(File, 1) end,
        fun() -> prim_file:write(File, "x") end,
        fun() -> prim_file:position(File, 0) end,
        fun() -> prim_file:get_handle(File) end,
        fun() -> prim_file:read_handle_info(File, [{time, posix}]) end
    ]),
    Results.

modes() ->
    Sets = [[], [read], [write], [append], [exclusive], [read, write], [read, append], [write, exclusive], [sync, write],
            [directory], [directory, read], [directory, skip_type_check], [skip_type_check], [raw, binary, read],
            [unknown, {a, b}], [read | write], [write, append, read]],
    lists:append([modes_of(Name, Modes) || Name <- ["c", "d", "one"], Modes <- Sets]) ++
    each(modes, [fun() -> opened(prim_file:open("c", read)) end, fun() -> opened(prim_file:open(c, [read])) end]).

%% "c" is there, "d" is not.
modes_of(Name, Modes) ->
    ok = prim_file:write_file("c", "first"),
    _ = prim_file:delete("d"),
    case tried(fun() -> prim_file:open(Name, Modes) end) of
        {ok, File} ->
            Results = [tried(Call) || Call <- [
                fun() -> prim_file:read(File, 2) end,
                fun() -> prim_file:write(File, "XY") end,
                fun() -> prim_file:position(File, cur) end,
                fun() -> prim_file:truncate(File) end,
                fun() -> prim_file:allocate(File, 0, 10) end,
                fun() -> prim_file:pread(File, 0, 10) end,
                fun() -> prim_file:pwrite(File, 0, "P") end,
                fun() -> prim_file:close(File) end
            ]],
            [{Name, Modes, Results, prim_file:read_file(Name)}];
        Other -> [{Name, Modes, Other}]
    end.

lines() ->
    ok = prim_file:write_file("e", ["one\ntwo\r\n\nfour ", binary:copy(<<"x">>, 3000), "\nlast"]),
    lists:append([lines("e", Modes) || Modes <- [[read], [read, read_ahead], [read, {read_ahead, 7}]]]).

lines(Name, Modes) ->
    File = open(Name, Modes),
    Lines = each(lines, [fun() -> prim_file:read_line(File) end || _ <- [1, 2, 3]] ++ [
        fun() -> prim_file:position(File, cur) end,
        fun() -> prim_file:read(File, 5) end,
        fun() -> prim_file:read_line(File) end,
        fun() -> prim_file:read_line(File) end,
        fun() -> prim_file:read_line(File) end,
        fun() -> prim_file:position(File, 2) end,
        fun() -> prim_file:read(File, 3) end,
        fun() -> prim_file:read(File, 100) end
    ]),
    ok = prim_file:close(File),
    Lines.

%% More binaries than are written at once.
vectors() ->
    Pieces = [binary:copy(<<(N rem 251)>>, 600 + N) || N <- lists:seq(1, 200)],
    each(vectors, [
        fun() -> prim_file:write_file("f", Pieces) end,
        fun() -> {ok, Bytes} = prim_file:read_file("f"), Bytes =:= iolist_to_binary(Pieces) end,
        fun() ->
            File = open("f", [read, write]),
            Result = prim_file:pwrite(File, 1000, Pieces),
            ok = prim_file:close(File),
            {ok, <<_:1000/binary, Rest/binary>>} = prim_file:read_file("f"),
            {Result, Rest =:= iolist_to_binary(Pieces)}
        end
    ]).

pointers() ->
    ok = prim_file:write_file("g", <<3:32, 9:32, "xabcd", 0:32, 0:32, 5:32, 100:32, 9:32, 13:32>>),
    File = open("g", [read]),
    Calls = [fun() -> prim_file:ipread_s32bu_p32bu(File, At, Most) end
             || {At, Most} <- [{0, 3}, {0, 2}, {0, infinity}, {13, 5}, {21, 9}, {29, 9}, {29, 8}, {35, 1}, {90, 1}, {-1, 1},
                               {0, -1}, {0, 1 bsl 31}, {1 bsl 64, 1}, {0, 1.0}, {a, 1}]],
    Results = each(pointers, Calls),
    ok = prim_file:close(File),
    Results.

%% What is the same for files of the same kind.
info({ok, #file_info{} = Info}) ->
    #file_info{type = Type, size = Size, inode = Inode, links = Links, access = Access, mode = Mode, uid = Uid} = Info,
    [is_integer(Time) || Time <- [Info#file_info.atime, Info#file_info.mtime, Info#file_info.ctime]] ++
    [Type, case Type of directory -> any; _ -> Size end, case Type of directory -> any; _ -> Links end, Access, Mode,
     Info#file_info.major_device, Info#file_info.minor_device, is_integer(Inode), Uid, Info#file_info.gid];
info(Other) -> Other.

infos(Beam) ->
    ok = prim_file:write_file("h", "12345"),
    _ = prim_file:make_symlink("h", "i"),
    _ = prim_file:make_symlink("nowhere", "j"),
    File = open("h", [read]),
    Folder = open("one", [directory]),
    Posix = [{time, posix}],
    Results = each(infos, [
        fun() -> {ok, Info} = prim_file:read_file_info(Beam, Posix), Info#file_info{atime = 0} end,
        fun() -> info(prim_file:read_file_info("h", Posix)) end,
        fun() -> info(prim_file:read_link_info("h", Posix)) end,
        fun() -> info(prim_file:read_file_info("i", Posix)) end,
        fun() -> info(prim_file:read_link_info("i", Posix)) end,
        fun() -> info(prim_file:read_file_info("j", Posix)) end,
        fun() -> info(prim_file:read_link_info("j", Posix)) end,
        fun() -> info(prim_file:read_file_info("one", Posix)) end,
        fun() -> info(prim_file:read_file_info("one/none", Posix)) end,
        fun() -> info(prim_file:read_file_info("h/none", Posix)) end,
        fun() -> info(prim_file:read_file_info("", Posix)) end,
        fun() -> info(prim_file:read_file_info(h, Posix)) end,
        fun() -> info(prim_file:read_file_info("/dev/null", Posix)) end,
        fun() -> info(prim_file:read_handle_info(File, Posix)) end,
        fun() -> info(prim_file:read_handle_info(Folder, Posix)) end
    ]),
    ok = prim_file:close(File),
    ok = prim_file:close(Folder),
    Results.

times() ->
    ok = prim_file:write_file("k", "x"),
    {ok, #file_info{uid = Uid, gid = Gid}} = prim_file:read_file_info("k", [{time, posix}]),
    Write = fun(Info) -> prim_file:write_file_info("k", Info, [{time, posix}]) end,
    Read = fun() ->
        {ok, Info} = prim_file:read_file_info("k", [{time, posix}]),
        {Info#file_info.atime, Info#file_info.mtime, Info#file_info.mode}
    end,
    Some = fun(Time) -> #file_info{atime = Time, mtime = Time + 1, ctime = 0} end,
    each(times, [
        fun() -> {Write((Some(1000000000))#file_info{mode = 8#640, uid = Uid, gid = Gid}), Read()} end,
        fun() -> {Write((Some(0))#file_info{mode = 8#177600}), Read()} end,
        fun() -> {Write(Some(-1)), Read()} end,
        fun() -> {Write(Some(1 bsl 33)), Read()} end,
        fun() -> {Write(Some(-(1 bsl 31))), Read()} end,
        fun() -> {Write(Some(-(1 bsl 35))), Read()} end,
        fun() -> {Write(Some(1 bsl 35)), Read()} end,
        fun() -> Write(Some(1 bsl 70)) end,
        fun() -> Write((Some(0))#file_info{mode = -1}) end,
        fun() -> Write((Some(0))#file_info{uid = a}) end,
        fun() -> prim_file:write_file_info("none", Some(0), [{time, posix}]) end
    ]).

links() ->
    ok = prim_file:write_file("l", "linked"),
    each(links, [
        fun() -> prim_file:make_link("l", "m") end,
        fun() -> prim_file:make_link("l", "m") end,
        fun() -> prim_file:make_link("none", "n") end,
        fun() -> prim_file:make_link(l, "n") end,
        fun() -> prim_file:read_file("m") end,
        fun() -> {ok, Info} = prim_file:read_file_info("m", [{time, posix}]), Info#file_info.links end,
        fun() -> prim_file:make_symlink("l", "o") end,
        fun() -> prim_file:make_symlink("l", "o") end,
        fun() -> prim_file:make_symlink("l", "none/o") end,
        fun() -> prim_file:make_symlink("l", o) end,
        fun() -> prim_file:read_file("o") end,
        fun() -> prim_file:read_link("o") end,
        fun() -> prim_file:read_link_all("o") end,
        fun() -> prim_file:read_link("l") end,
        fun() -> prim_file:read_link("none") end,
        fun() -> prim_file:read_link(l) end,
        fun() -> prim_file:make_symlink("q", "p") end,
        fun() -> prim_file:make_symlink("p", "q") end,
        fun() -> prim_file:read_file("p") end,
        fun() -> prim_file:write_file("p", "x") end,
        fun() -> prim_file:delete("o") end,
        fun() -> prim_file:read_file("l") end
    ]).

changes() ->
    ok = prim_file:write_file("r", "r"),
    [ok = prim_file:make_dir(Folder) || Folder <- ["s", "t", "u", "t/v"]],
    each(changes, [
        fun() -> prim_file:rename("r", "w") end,
        fun() -> prim_file:rename("r", "w") end,
        fun() -> prim_file:read_file("w") end,
        fun() -> prim_file:rename("w", "s") end,
        fun() -> prim_file:rename("s", "w") end,
        fun() -> prim_file:rename("s", "t") end,
        fun() -> prim_file:rename("t", "t/v/x") end,
        fun() -> prim_file:rename("s", "u") end,
        fun() -> prim_file:rename(s, "u") end,
        fun() -> prim_file:rename("none/x", "u") end,
        fun() -> prim_file:rename("/", "u") end,
        fun() -> sorted(prim_file:list_dir("t")) end,
        fun() -> prim_file:delete("w") end,
        fun() -> prim_file:delete("w") end,
        fun() -> prim_file:delete("") end,
        fun() -> prim_file:delete("u/") end,
        fun() -> prim_file:del_dir("l") end,
        fun() -> sorted(prim_file:list_dir(".")) end
    ]).

sorted({ok, Names}) -> {ok, lists:sort(Names)};
sorted(Other) -> Other.

%% Names that are no text.
raw_names() ->
    ok = prim_file:make_dir("raw"),
    each(raw_names, [
        fun() -> prim_file:write_file(["raw/", 229, 8364], "x") end,
        fun() -> prim_file:write_file(<<"raw/", 255, 254>>, "y") end,
        fun() -> prim_file:read_file(<<"raw/", 255, 254>>) end,
        fun() -> sorted(prim_file:list_dir("raw")) end,
        fun() -> sorted(prim_file:list_dir_all("raw")) end,
        fun() -> prim_file:make_symlink(<<255>>, "raw/link") end,
        fun() -> prim_file:read_link("raw/link") end,
        fun() -> prim_file:read_link_all("raw/link") end
    ]).

%% A file is its owner's, and closed with its end.
owners() ->
    ok = prim_file:write_file("x", "owned"),
    Self = self(),
    {Pid, Monitor} = spawn_monitor(fun() ->
        File = open("x", [read]),
        Self ! {file, File},
        receive stop -> ok end
    end),
    File = receive {file, Opened} -> Opened end,
    Own = setelement(3, File, (element(3, File))#{owner := Self}),
    Before = each(owners, [fun() -> prim_file:read(File, 1) end, fun() -> prim_file:close(File) end,
                           fun() -> prim_file:read(Own, 2) end]),
    Pid ! stop,
    receive {'DOWN', Monitor, process, Pid, _} -> ok end,
    receive after 200 -> ok end,
    Before ++ each(owners, [fun() -> prim_file:read(Own, 2) end, fun() -> prim_file:close(Own) end]).

descriptors() ->
    each(descriptors, [fun() -> opened(prim_file:file_desc_to_ref(Descriptor, [read])) end
                       || Descriptor <- [0, 99999, -1, a, 1.0, 1 bsl 40]]).

buffers() ->
    Buffer = prim_buffer:new(),
    Many = lists:duplicate(70, <<"ab">>),
    each(buffers, [
        fun() -> is_reference(Buffer) end,
        fun() -> prim_buffer:size(a) end,
        fun() -> prim_buffer:size(make_ref()) end,
        fun() -> prim_buffer:write(Buffer, [<<"ab">> | c]) end,
        fun() -> prim_buffer:write(Buffer, [<<"ab">>, c]) end,
        fun() -> prim_buffer:write(Buffer, <<"x">>) end,
        fun() -> prim_buffer:write(Buffer, []) end,
        fun() -> prim_buffer:size(Buffer) end,
        fun() -> prim_buffer:skip(Buffer, 100) end,
        fun() -> prim_buffer:skip(Buffer, -1) end,
        fun() -> prim_buffer:find_byte_index(Buffer, 256) end,
        fun() -> prim_buffer:find_byte_index(Buffer, a) end,
        fun() -> prim_buffer:find_byte_index(Buffer, 1) end,
        fun() -> prim_buffer:try_lock(Buffer) end,
        fun() -> prim_buffer:try_lock(Buffer) end,
        fun() -> prim_buffer:unlock(Buffer) end,
        fun() -> prim_buffer:unlock(Buffer) end,
        fun() -> prim_buffer:read(Buffer, 1) end,
        fun() -> prim_buffer:read(Buffer, 0) end,
        fun() -> prim_buffer:read(Buffer, 100) end,
        fun() -> prim_buffer:read_iovec(Buffer, 100) end,
        fun() -> prim_buffer:write(Buffer, Many ++ [c]) end,
        fun() -> prim_buffer:size(Buffer) end,
        fun() -> prim_buffer:write(Buffer, Many) end,
        fun() -> prim_buffer:find_byte_index(Buffer, $b) end,
        fun() -> prim_buffer:skip(Buffer, 2) end,
        fun() -> prim_buffer:read(Buffer, 3) end,
        fun() -> prim_buffer:find_byte_index(Buffer, $a) end,
        fun() -> prim_buffer:size(Buffer) end,
        fun() -> prim_buffer:wipe(Buffer) end,
        fun() -> prim_buffer:size(Buffer) end
    ]).

%% How bytes that are written in pieces of several sizes come out again.
parts() ->
    Buffer = prim_buffer:new(),
    Sizes = [10, 100, 2000, 50, 1024, 1023, 1, 2048, 5000, 7, 3000, 600, 600, 600, 600, 600, 100000, 1],
    [ok = prim_buffer:write(Buffer, [binary:copy(<<Size:8>>, Size)]) || Size <- Sizes],
    ok = prim_buffer:write(Buffer, [binary:copy(<<Size>>, Size) || Size <- lists:seq(0, 100)]),
    Reads = [1, 65, 300, 2000, 100, 1500, 4000, 64, 70, 600, 2000, 30000, 513, 512, 40000, 20000, 3000, 2000],
    each(parts, [fun() -> [{byte_size(Part), erlang:md5(Part)} || Part <- prim_buffer:read_iovec(Buffer, Size)] end
                 || Size <- Reads] ++
                [fun() -> prim_buffer:size(Buffer) end, fun() -> prim_buffer:find_byte_index(Buffer, 99) end]).

library() ->
    Names = ["/nowhere/foo", "foo.so", <<"/nowhere/foo">>, ["/no", "where"], foo, 1, "", [229], [8364], [-1], "a\0b"],
    each(library, [fun() -> erlang:load_nif(Name, 0) end || Name <- Names]).

%% What the helper of OTP's machine does, which nobody has to ask here; `erlang:load_nif/2` of a module whose functions
%% are native.
helped(Folder) ->
    ok = prim_file:set_cwd(Folder),
    ok = prim_buffer:on_load(),
    File = open("x", [read]),
    Helper = spawn(prim_file, start, []),
    Helper ! {close, prim_file:internal_get_nif_resource(File)},
    receive after 10 -> ok end,
    {prim_file:read(File, 1), prim_file:close(File)}.
