%% process_info/2 with `{dictionary, Key}`, and items of late releases.
%% otp: 29
-module(process_info_keys).
-export([main/0]).

main() ->
    put(k, v),
    put({1, 1.0}, x),
    Parent = self(),
    P = spawn(fun() -> put(key, {1, "value"}), Parent ! ready, receive stop -> ok end end),
    receive ready -> ok end,
    register(some_name, self()),
    monitor(process, some_name),
    [[process_info(self(), I) || I <- [{dictionary, k}, {dictionary, {1, 1.0}}, {dictionary, {1.0, 1}}, async_dist, label, priority_messages,
                                       max_heap_size, registered_name, monitors]],
     process_info(P, {dictionary, key}), process_info(P, [{dictionary, key}, {dictionary, k}, message_queue_len]),
     hd(process_info(self()))].
