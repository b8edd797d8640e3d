%% What the compilers of OTP 22 and 23 still emitted and OTP 25 still loads: a cleared stack frame with heap, checks of
%% float instructions, a place remembered in the mailbox.
%% but: 27 29 (their loaders refuse these instructions)
{module, instructions_of_otp_22}.
{exports, [{main,0}]}.
{attributes, []}.
{labels, 18}.

{function, main, 0, 2}.
  {label,1}.
    {func_info,{atom,instructions_of_otp_22},{atom,main},0}.
  {label,2}.
    {allocate_zero,3,0}.
    {move,{atom,early},{x,1}}.
    {bif,self,{f,0},[],{x,0}}.
    send.
    {move,{integer,4},{x,1}}.
    {move,{float,2.5},{x,0}}.
    {call,2,{f,4}}.
    {move,{x,0},{y,1}}.
    {'catch',{y,2},{f,3}}.
    {move,{float,1.0e308},{x,1}}.
    {move,{float,1.0e308},{x,0}}.
    {call,2,{f,4}}.
  {label,3}.
    {catch_end,{y,2}}.
    {call,1,{f,13}}.
    {move,{x,0},{y,2}}.
    {move,{integer,7},{x,0}}.
    {call,1,{f,6}}.
    {move,{x,0},{y,0}}.
    {bif,self,{f,0},[],{x,0}}.
    {call,1,{f,8}}.
    {test_heap,5,1}.
    {put_tuple2,{x,0},{list,[{y,1},{y,2},{y,0},{x,0}]}}.
    {deallocate,3}.
    return.

%% sum(A, B) -> A * 10.0 + B * 10.0
{function, sum, 2, 4}.
  {label,5}.
    {func_info,{atom,instructions_of_otp_22},{atom,sum},2}.
  {label,4}.
    {fmove,{float,10.0},{fr,1}}.
    {fconv,{x,0},{fr,0}}.
    {fconv,{x,1},{fr,2}}.
    fclearerror.
    {bif,fmul,{f,0},[{fr,0},{fr,1}],{fr,0}}.
    {bif,fmul,{f,0},[{fr,2},{fr,1}],{fr,1}}.
    {bif,fadd,{f,0},[{fr,0},{fr,1}],{fr,0}}.
    {fcheckerror,{f,0}}.
    {test_heap,{alloc,[{words,0},{floats,1},{funs,0}]},0}.
    {fmove,{fr,0},{x,0}}.
    return.

%% heap(A) -> X = [A], {X, id(A)}, with a frame and a cell reserved at once
{function, heap, 1, 6}.
  {label,7}.
    {func_info,{atom,instructions_of_otp_22},{atom,heap},1}.
  {label,6}.
    {allocate_heap_zero,1,2,1}.
    {put_list,{x,0},nil,{y,0}}.
    {call,1,{f,11}}.
    {test_heap,3,1}.
    {put_tuple2,{x,0},{list,[{y,0},{x,0}]}}.
    {deallocate,1}.
    return.

%% call(Pid) -> Ref = make_ref(), Pid ! {Ref, answer}, receive {Ref, Answer} -> Answer end
{function, call, 1, 8}.
  {label,9}.
    {func_info,{atom,instructions_of_otp_22},{atom,call},1}.
  {label,8}.
    {allocate_zero,2,1}.
    {move,{x,0},{y,1}}.
    {recv_mark,{f,14}}.
    {call_ext,0,{extfunc,erlang,make_ref,0}}.
    {test_heap,3,1}.
    {put_tuple2,{x,1},{list,[{x,0},{atom,answer}]}}.
    {move,{x,0},{y,0}}.
    {move,{y,1},{x,0}}.
    send.
    {recv_set,{f,14}}.
  {label,14}.
    {loop_rec,{f,15},{x,0}}.
    {test,is_tuple,{f,10},[{x,0}]}.
    {test,test_arity,{f,10},[{x,0},2]}.
    {get_tuple_element,{x,0},0,{x,1}}.
    {test,is_eq_exact,{f,10},[{x,1},{y,0}]}.
    {get_tuple_element,{x,0},1,{x,0}}.
    remove_message.
    {deallocate,2}.
    return.
  {label,10}.
    {loop_rec_end,{f,14}}.
  {label,15}.
    {wait,{f,14}}.

{function, id, 1, 11}.
  {label,12}.
    {func_info,{atom,instructions_of_otp_22},{atom,id},1}.
  {label,11}.
    return.

%% reason(Caught): the class and reason without the trace
{function, reason, 1, 13}.
  {label,16}.
    {func_info,{atom,instructions_of_otp_22},{atom,reason},1}.
  {label,13}.
    {test,is_tuple,{f,17},[{x,0}]}.
    {get_tuple_element,{x,0},1,{x,0}}.
    {test,is_tuple,{f,17},[{x,0}]}.
    {get_tuple_element,{x,0},0,{x,0}}.
  {label,17}.
    return.
