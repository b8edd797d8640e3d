//! THE table of generic BEAM instructions: every opcode that OTP has ever
//! numbered, 1 to 191 (numbers, names and arities as in OTP's `genop.tab`).
//!
//! Loader, interpreter, disassembler, debugger and lessons all read this one
//! table. A row gives number, constant, name, operands by role, the release
//! that brought the instruction, the last release that could load it (only for
//! removed ones), and one sentence on what it does.
//!
//! Invariants: row `n` stands at index `n - 1`; the arity of an instruction is
//! the number of its operand roles.

/// What the table knows of one instruction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpcodeInfo {
    /// The number in the code chunk.
    pub number: u8,
    /// The name in OTP.
    pub name: &'static str,
    /// How many operands follow the number.
    pub arity: u8,
    /// The release that introduced it (`R5` stands for R5 or earlier).
    pub since: &'static str,
    /// The last release whose loader accepts it; `None` while OTP 29 does. `R12`
    /// stands for R11 to R13A: all that is known is that R13B04 refused it.
    pub until: Option<&'static str>,
    /// The operands' names, in order.
    pub operands: &'static [&'static str],
    /// The operands' roles, in order.
    pub roles: &'static [Role],
    /// The roles of the elements of its list, which come in groups of these; empty where it has no list or
    /// one that is no row of groups (`bs_match`).
    pub list: &'static [Role],
    /// One sentence on what it does, or did.
    pub help: &'static str,
}

impl OpcodeInfo {
    /// Whether the loader of that OTP release (17 or later) accepts it.
    pub fn is_live_in(&self, otp: u32) -> bool {
        // Names like `R13B03` are of releases before 17.
        let since = self.since.parse().unwrap_or(0);
        let until = self.until.map_or(u32::MAX, |last| last.parse().unwrap_or(0));
        (since..=until).contains(&otp)
    }
}

/// What an operand means to its instruction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// An operand of which nothing more is known (of forgotten instructions).
    Any,
    /// Number of arguments, or of elements.
    Arity,
    /// An atom used as it is (a name or a mode).
    Atom,
    /// Import table index of a guard function or operator.
    Bif,
    /// Number of bits.
    Bits,
    /// What is known of a fun: its index in the table of funs, or an atom, `safe`
    /// (it is a fun of that arity) or `unsafe`.
    Callee,
    /// A binary match context.
    Ctx,
    /// Stack slots to give back before leaving the function.
    Dealloc,
    /// The register that receives the result.
    Dst,
    /// A second result register.
    Dst2,
    /// Where to go when the instruction fails; 0 raises an exception instead.
    Fail,
    /// The float register that receives the result.
    FDst,
    /// A float register as a source.
    FSrc,
    /// A second float register.
    FSrc2,
    /// A field's or segment's flags (endianness, sign), or an option set.
    Flags,
    /// A function of this module by its label.
    Function,
    /// Words of heap needed.
    Heap,
    /// Hint for the implementation.
    Hint,
    /// Import table index of a function of another module.
    Import,
    /// A position counted from zero, or a serial number.
    Index,
    /// A code label to jump to.
    Label,
    /// Index into the table of funs.
    Lambda,
    /// The label that this instruction defines.
    Lbl,
    /// Length in bytes of a stretch of the string table.
    Length,
    /// Index into the line table.
    Line,
    /// A variable-length list of operands.
    List,
    /// How many X registers hold live terms.
    Live,
    /// A marker of a place in the message queue.
    Mark,
    /// Byte offset into the string table.
    Offset,
    /// A saved position of a match context: a number, or the atom `start`.
    Place,
    /// Size of a segment, in units.
    Size,
    /// Stack slots.
    Slots,
    /// A source operand.
    Src,
    /// A second source operand.
    Src2,
    /// A third source operand.
    Src3,
    /// Like `Fail`, or an atom that says that nothing can fail.
    SureFail,
    /// A Y register that holds a catch tag.
    Tag,
    /// Bits in a unit of size.
    Unit,
    /// A constant.
    Value,
    /// A Y register.
    Y,
}

macro_rules! opcodes {
    ($($number:literal $constant:ident $name:literal [$($role:ident)*] $(of [$($each:ident)*])?
       $since:literal $(until $until:literal)? $help:literal;)*) => {
        /// The opcodes by name.
        pub mod op {
            $(#[doc = $help] pub const $constant: u8 = $number;)*
        }

        /// All instructions; number `n` is at index `n - 1`.
        pub static OPCODES: &[OpcodeInfo] = &[$(OpcodeInfo {
            number: $number,
            name: $name,
            arity: { const ROLES: &[Role] = &[$(Role::$role),*]; ROLES.len() as u8 },
            since: $since,
            until: { const UNTIL: &[Option<&str>] = &[$(Some($until),)? None]; UNTIL[0] },
            operands: &[$(stringify!($role)),*],
            roles: &[$(Role::$role),*],
            list: &[$($(Role::$each),*)?],
            help: $help,
        }),*];
    };
}

opcodes! {
    1 LABEL "label" [Lbl] "R5"
        "Marks a place in the code that jumps and calls can name; it does nothing itself.";
    2 FUNC_INFO "func_info" [Atom Atom Arity] "R5"
        "Heads a function with its module, name and arity, and raises function_clause when reached.";
    3 INT_CODE_END "int_code_end" [] "R5"
        "Ends the code of the module; it is never executed.";
    4 CALL "call" [Arity Function] "R5"
        "Calls a function of the same module, to return to the next instruction.";
    5 CALL_LAST "call_last" [Arity Function Dealloc] "R5"
        "Gives back the stack frame and tail-calls a function of the same module.";
    6 CALL_ONLY "call_only" [Arity Function] "R5"
        "Tail-calls a function of the same module from a function without a stack frame.";
    7 CALL_EXT "call_ext" [Arity Import] "R5"
        "Calls an imported function, to return to the next instruction.";
    8 CALL_EXT_LAST "call_ext_last" [Arity Import Dealloc] "R5"
        "Gives back the stack frame and tail-calls an imported function.";
    9 BIF0 "bif0" [Bif Dst] "R5"
        "Calls a built-in function without arguments and stores its result.";
    10 BIF1 "bif1" [Fail Bif Src Dst] "R5"
        "Calls a built-in function of one argument that needs no heap.";
    11 BIF2 "bif2" [Fail Bif Src Src2 Dst] "R5"
        "Calls a built-in function of two arguments that needs no heap.";
    12 ALLOCATE "allocate" [Slots Live] "R5"
        "Makes a stack frame with the given number of Y registers and saves the return address.";
    13 ALLOCATE_HEAP "allocate_heap" [Slots Heap Live] "R5"
        "Makes a stack frame and at once ensures free heap for the terms to be built.";
    14 ALLOCATE_ZERO "allocate_zero" [Slots Live] "R5" until "26"
        "Made a stack frame whose Y registers were all cleared.";
    15 ALLOCATE_HEAP_ZERO "allocate_heap_zero" [Slots Heap Live] "R5" until "26"
        "Made a cleared stack frame and ensured free heap.";
    16 TEST_HEAP "test_heap" [Heap Live] "R5"
        "Ensures that many free words of heap, collecting garbage if they are not there.";
    17 INIT "init" [Dst] "R5" until "26"
        "Cleared one Y register.";
    18 DEALLOCATE "deallocate" [Dealloc] "R5"
        "Gives back the stack frame and restores the saved return address.";
    19 RETURN "return" [] "R5"
        "Returns to the caller with the result in x0.";
    20 SEND "send" [] "R5"
        "Sends x1 as a message to x0; the message is also the result.";
    21 REMOVE_MESSAGE "remove_message" [] "R5"
        "Takes the message that just matched out of the mailbox and ends the receive.";
    22 TIMEOUT "timeout" [] "R5"
        "Ends a receive whose time is up, so that the next one starts at the first message.";
    23 LOOP_REC "loop_rec" [Fail Dst] "R5"
        "Looks at the next message of the mailbox, or jumps to the waiting code if none is left.";
    24 LOOP_REC_END "loop_rec_end" [Label] "R5"
        "Leaves a message that matched nothing in the mailbox and goes on to the next.";
    25 WAIT "wait" [Label] "R5"
        "Suspends the process until a message arrives, then resumes at the receive loop.";
    26 WAIT_TIMEOUT "wait_timeout" [Label Src] "R5"
        "Suspends the process until a message arrives or the given milliseconds have passed.";
    27 M_PLUS "m_plus" [Fail Src Src2 Dst] "R5" until "R12"
        "Added two numbers, before arithmetic became gc_bif2.";
    28 M_MINUS "m_minus" [Fail Src Src2 Dst] "R5" until "R12"
        "Subtracted two numbers, before arithmetic became gc_bif2.";
    29 M_TIMES "m_times" [Fail Src Src2 Dst] "R5" until "R12"
        "Multiplied two numbers, before arithmetic became gc_bif2.";
    30 M_DIV "m_div" [Fail Src Src2 Dst] "R5" until "R12"
        "Divided two numbers to a float, before arithmetic became gc_bif2.";
    31 INT_DIV "int_div" [Fail Src Src2 Dst] "R5" until "R12"
        "Divided two integers, before arithmetic became gc_bif2.";
    32 INT_REM "int_rem" [Fail Src Src2 Dst] "R5" until "R12"
        "Took the remainder of two integers, before arithmetic became gc_bif2.";
    33 INT_BAND "int_band" [Fail Src Src2 Dst] "R5" until "R12"
        "Bitwise and of two integers, before arithmetic became gc_bif2.";
    34 INT_BOR "int_bor" [Fail Src Src2 Dst] "R5" until "R12"
        "Bitwise or of two integers, before arithmetic became gc_bif2.";
    35 INT_BXOR "int_bxor" [Fail Src Src2 Dst] "R5" until "R12"
        "Bitwise exclusive or of two integers, before arithmetic became gc_bif2.";
    36 INT_BSL "int_bsl" [Fail Src Src2 Dst] "R5" until "R12"
        "Shifted an integer left, before arithmetic became gc_bif2.";
    37 INT_BSR "int_bsr" [Fail Src Src2 Dst] "R5" until "R12"
        "Shifted an integer right, before arithmetic became gc_bif2.";
    38 INT_BNOT "int_bnot" [Fail Src Dst] "R5" until "R12"
        "Bitwise complement of an integer, before arithmetic became gc_bif1.";
    39 IS_LT "is_lt" [Fail Src Src2] "R5"
        "Goes on if the first term is less than the second, else jumps.";
    40 IS_GE "is_ge" [Fail Src Src2] "R5"
        "Goes on if the first term is greater than or equal to the second, else jumps.";
    41 IS_EQ "is_eq" [Fail Src Src2] "R5"
        "Goes on if the terms compare equal (1 == 1.0), else jumps.";
    42 IS_NE "is_ne" [Fail Src Src2] "R5"
        "Goes on if the terms compare unequal (as /= does), else jumps.";
    43 IS_EQ_EXACT "is_eq_exact" [Fail Src Src2] "R5"
        "Goes on if the terms are exactly equal (as =:= says), else jumps.";
    44 IS_NE_EXACT "is_ne_exact" [Fail Src Src2] "R5"
        "Goes on if the terms are not exactly equal (as =/= says), else jumps.";
    45 IS_INTEGER "is_integer" [Fail Src] "R5"
        "Goes on if the term is an integer, else jumps.";
    46 IS_FLOAT "is_float" [Fail Src] "R5"
        "Goes on if the term is a float, else jumps.";
    47 IS_NUMBER "is_number" [Fail Src] "R5"
        "Goes on if the term is an integer or a float, else jumps.";
    48 IS_ATOM "is_atom" [Fail Src] "R5"
        "Goes on if the term is an atom, else jumps.";
    49 IS_PID "is_pid" [Fail Src] "R5"
        "Goes on if the term is a process identifier, else jumps.";
    50 IS_REFERENCE "is_reference" [Fail Src] "R5"
        "Goes on if the term is a reference, else jumps.";
    51 IS_PORT "is_port" [Fail Src] "R5"
        "Goes on if the term is a port, else jumps.";
    52 IS_NIL "is_nil" [Fail Src] "R5"
        "Goes on if the term is the empty list, else jumps.";
    53 IS_BINARY "is_binary" [Fail Src] "R5"
        "Goes on if the term is a binary of whole bytes, else jumps.";
    54 IS_CONSTANT "is_constant" [Fail Src] "R5" until "R12"
        "Tested for a term that is neither a list nor a tuple.";
    55 IS_LIST "is_list" [Fail Src] "R5"
        "Goes on if the term is a list cell or the empty list, else jumps.";
    56 IS_NONEMPTY_LIST "is_nonempty_list" [Fail Src] "R5"
        "Goes on if the term is a list cell, else jumps.";
    57 IS_TUPLE "is_tuple" [Fail Src] "R5"
        "Goes on if the term is a tuple, else jumps.";
    58 TEST_ARITY "test_arity" [Fail Src Arity] "R5"
        "Goes on if the tuple has that many elements, else jumps.";
    59 SELECT_VAL "select_val" [Src Fail List] of [Value Label] "R5"
        "Jumps to the label paired with the value that the term equals, or to the fail label.";
    60 SELECT_TUPLE_ARITY "select_tuple_arity" [Src Fail List] of [Arity Label] "R5"
        "Jumps to the label paired with the size of the tuple, or to the fail label.";
    61 JUMP "jump" [Label] "R5"
        "Jumps to a label.";
    62 CATCH "catch" [Tag Label] "R5"
        "Begins a catch: until catch_end, exceptions of this function and its callees come to the label.";
    63 CATCH_END "catch_end" [Tag] "R5"
        "Ends a catch and, after an exception, turns it into the value of the catch expression.";
    64 MOVE "move" [Src Dst] "R5"
        "Copies a register or a constant into a register.";
    65 GET_LIST "get_list" [Src Dst Dst2] "R5"
        "Splits a list cell into its head and its tail.";
    66 GET_TUPLE_ELEMENT "get_tuple_element" [Src Index Dst] "R5"
        "Copies one element (counted from zero) of a tuple into a register.";
    67 SET_TUPLE_ELEMENT "set_tuple_element" [Src Src2 Index] "R5"
        "Overwrites an element of a tuple that was just copied and that nobody else can see.";
    68 PUT_STRING "put_string" [Length Offset Dst] "R5" until "R12"
        "Built a list from bytes of the string table; literals took its place.";
    69 PUT_LIST "put_list" [Src Src2 Dst] "R5"
        "Builds a list cell from a head and a tail.";
    70 PUT_TUPLE "put_tuple" [Arity Dst] "R5" until "24"
        "Began a tuple, to be filled by the put instructions after it.";
    71 PUT "put" [Src] "R5" until "24"
        "Filled the next element of the tuple begun by put_tuple.";
    72 BADMATCH "badmatch" [Src] "R5"
        "Raises a badmatch error with the value that did not match.";
    73 IF_END "if_end" [] "R5"
        "Raises an if_clause error: no branch of an if was true.";
    74 CASE_END "case_end" [Src] "R5"
        "Raises a case_clause error with the value that no clause matched.";
    75 CALL_FUN "call_fun" [Arity] "R5"
        "Calls the fun in the X register after its arguments, to return to the next instruction.";
    76 MAKE_FUN "make_fun" [Any Any Any] "R5" until "R12"
        "Made a fun in the earliest releases that had them.";
    77 IS_FUNCTION "is_function" [Fail Src] "R5"
        "Goes on if the term is a fun, else jumps.";
    78 CALL_EXT_ONLY "call_ext_only" [Arity Import] "R5"
        "Tail-calls an imported function from a function without a stack frame.";
    79 BS_START_MATCH "bs_start_match" [Fail Src] "R7" until "R12"
        "Began matching a binary in the first version of the bit syntax.";
    80 BS_GET_INTEGER "bs_get_integer" [Fail Size Unit Flags Dst] "R7" until "R12"
        "Read an integer in the first version of binary matching.";
    81 BS_GET_FLOAT "bs_get_float" [Fail Size Unit Flags Dst] "R7" until "R12"
        "Read a float in the first version of binary matching.";
    82 BS_GET_BINARY "bs_get_binary" [Fail Size Unit Flags Dst] "R7" until "R12"
        "Read a binary in the first version of binary matching.";
    83 BS_SKIP_BITS "bs_skip_bits" [Fail Size Unit Flags] "R7" until "R12"
        "Skipped a segment in the first version of binary matching.";
    84 BS_TEST_TAIL "bs_test_tail" [Fail Bits] "R7" until "R12"
        "Checked what was left in the first version of binary matching.";
    85 BS_SAVE "bs_save" [Any] "R7" until "R12"
        "Saved the position in the first version of binary matching.";
    86 BS_RESTORE "bs_restore" [Any] "R7" until "R12"
        "Restored a saved position in the first version of binary matching.";
    87 BS_INIT "bs_init" [Size Any] "R7A" until "R12"
        "Began building a binary in the first version of the bit syntax.";
    88 BS_FINAL "bs_final" [Any Any] "R7A" until "R12"
        "Finished building a binary in the first version of the bit syntax.";
    89 BS_PUT_INTEGER "bs_put_integer" [Fail Size Unit Flags Src] "R7A" until "27"
        "Writes an integer segment into the binary being built.";
    90 BS_PUT_BINARY "bs_put_binary" [Fail Size Unit Flags Src] "R7A" until "27"
        "Writes a binary segment into the binary being built.";
    91 BS_PUT_FLOAT "bs_put_float" [Fail Size Unit Flags Src] "R7A" until "27"
        "Writes a float segment into the binary being built.";
    92 BS_PUT_STRING "bs_put_string" [Length Offset] "R7A" until "27"
        "Writes bytes of the module's string table into the binary being built.";
    93 BS_NEED_BUF "bs_need_buf" [Size] "R7B" until "R12"
        "Reserved buffer space in the first version of binary building.";
    94 FCLEARERROR "fclearerror" [] "R8" until "26"
        "Cleared the floating-point error state before a run of float instructions.";
    95 FCHECKERROR "fcheckerror" [Fail] "R8" until "26"
        "Raised badarith if a float instruction since fclearerror had failed.";
    96 FMOVE "fmove" [Src Dst] "R8"
        "Moves a float between a float register and a term.";
    97 FCONV "fconv" [Src FDst] "R8"
        "Converts a number to a float in a float register, or raises badarith.";
    98 FADD "fadd" [Fail FSrc FSrc2 FDst] "R8"
        "Adds two float registers.";
    99 FSUB "fsub" [Fail FSrc FSrc2 FDst] "R8"
        "Subtracts one float register from another.";
    100 FMUL "fmul" [Fail FSrc FSrc2 FDst] "R8"
        "Multiplies two float registers.";
    101 FDIV "fdiv" [Fail FSrc FSrc2 FDst] "R8"
        "Divides one float register by another.";
    102 FNEGATE "fnegate" [Fail FSrc FDst] "R8"
        "Negates a float register.";
    103 MAKE_FUN2 "make_fun2" [Lambda] "R8" until "26"
        "Made a fun whose free variables lay in the first X registers.";
    104 TRY "try" [Tag Label] "R10B"
        "Begins a try: until try_end, exceptions of this function and its callees come to the label.";
    105 TRY_END "try_end" [Tag] "R10B"
        "Ends the protected part of a try that went well.";
    106 TRY_CASE "try_case" [Tag] "R10B"
        "Receives the exception of a try: class, reason and raw stack trace in x0 to x2.";
    107 TRY_CASE_END "try_case_end" [Src] "R10B"
        "Raises a try_clause error with the value that no clause after `of` matched.";
    108 RAISE "raise" [Src Src2] "R10B"
        "Raises a caught exception again with its old stack trace.";
    109 BS_INIT2 "bs_init2" [Fail Size Heap Live Flags Dst] "R10B" until "27"
        "Begins building a binary of a given size in bytes.";
    110 BS_BITS_TO_BYTES "bs_bits_to_bytes" [Fail Src Dst] "R10B" until "R12"
        "Turned a number of bits into a number of bytes.";
    111 BS_ADD "bs_add" [Fail Src Src2 Unit Dst] "R10B" until "27"
        "Adds up the size of a binary to be built: first term plus second times unit.";
    112 APPLY "apply" [Arity] "R10B"
        "Calls the function whose module and name stand in the X registers after the arguments.";
    113 APPLY_LAST "apply_last" [Arity Dealloc] "R10B"
        "Gives back the stack frame and tail-calls the function named after the arguments.";
    114 IS_BOOLEAN "is_boolean" [Fail Src] "R10B"
        "Goes on if the term is true or false, else jumps.";
    115 IS_FUNCTION2 "is_function2" [Fail Src Src2] "R10B-6"
        "Goes on if the term is a fun of the given arity, else jumps.";
    116 BS_START_MATCH2 "bs_start_match2" [Fail Src Live Slots Dst] "R11B" until "24"
        "Began matching a binary, with slots for saved positions in the match context.";
    117 BS_GET_INTEGER2 "bs_get_integer2" [Fail Ctx Live Size Unit Flags Dst] "R11B"
        "Reads an integer segment from a match context, or jumps.";
    118 BS_GET_FLOAT2 "bs_get_float2" [Fail Ctx Live Size Unit Flags Dst] "R11B"
        "Reads a float segment from a match context, or jumps.";
    119 BS_GET_BINARY2 "bs_get_binary2" [Fail Ctx Live Size Unit Flags Dst] "R11B"
        "Takes a binary segment out of a match context, or jumps.";
    120 BS_SKIP_BITS2 "bs_skip_bits2" [Fail Ctx Size Unit Flags] "R11B"
        "Skips a segment of a match context, or jumps if it is too short.";
    121 BS_TEST_TAIL2 "bs_test_tail2" [Fail Ctx Bits] "R11B"
        "Goes on if exactly that many bits are left in the match context, else jumps.";
    122 BS_SAVE2 "bs_save2" [Ctx Place] "R11B" until "24"
        "Saved the position of a match context in one of its slots.";
    123 BS_RESTORE2 "bs_restore2" [Ctx Place] "R11B" until "24"
        "Moved a match context back to a saved position.";
    124 GC_BIF1 "gc_bif1" [Fail Live Bif Src Dst] "R11B"
        "Calls a guard function of one argument whose result may need heap.";
    125 GC_BIF2 "gc_bif2" [Fail Live Bif Src Src2 Dst] "R11B"
        "Calls an operator or guard function of two arguments whose result may need heap.";
    126 BS_FINAL2 "bs_final2" [Any Any] "R11B" until "R12"
        "Finished building a binary in an experiment that was dropped.";
    127 BS_BITS_TO_BYTES2 "bs_bits_to_bytes2" [Any Any] "R11B" until "R12"
        "Turned bits into bytes in an experiment that was dropped.";
    128 PUT_LITERAL "put_literal" [Any Dst] "R11B-4" until "R12"
        "Loaded a term from the literal table, before literals became operands.";
    129 IS_BITSTR "is_bitstr" [Fail Src] "R11B-5"
        "Goes on if the term is a bit string of any length, else jumps.";
    130 BS_CONTEXT_TO_BINARY "bs_context_to_binary" [Ctx] "R12B" until "24"
        "Turned a match context back into the binary that it was made from.";
    131 BS_TEST_UNIT "bs_test_unit" [Fail Ctx Unit] "R12B"
        "Goes on if the number of bits left is a multiple of the unit, else jumps.";
    132 BS_MATCH_STRING "bs_match_string" [Fail Ctx Bits Offset] "R12B"
        "Goes on past bits equal to those in the module's string table, else jumps.";
    133 BS_INIT_WRITABLE "bs_init_writable" [] "R12B"
        "Makes an empty binary with room to append to, its size hint being in x0.";
    134 BS_APPEND "bs_append" [Fail Size Heap Live Unit Src Flags Dst] "R12B" until "27"
        "Begins a binary that starts with an existing one, growing it in place when it may.";
    135 BS_PRIVATE_APPEND "bs_private_append" [Fail Size Unit Src Flags Dst] "R12B" until "27"
        "Appends in place to a binary that nobody else can see.";
    136 TRIM "trim" [Slots Slots] "R12B"
        "Drops the first Y registers of the frame; the remaining ones are renumbered from zero.";
    137 BS_INIT_BITS "bs_init_bits" [Fail Size Heap Live Flags Dst] "R12B" until "27"
        "Begins building a bit string of a given size in bits.";
    138 BS_GET_UTF8 "bs_get_utf8" [Fail Ctx Live Flags Dst] "R12B-5"
        "Reads one UTF-8 character from a match context, or jumps.";
    139 BS_SKIP_UTF8 "bs_skip_utf8" [Fail Ctx Live Flags] "R12B-5"
        "Skips one UTF-8 character of a match context, or jumps.";
    140 BS_GET_UTF16 "bs_get_utf16" [Fail Ctx Live Flags Dst] "R12B-5"
        "Reads one UTF-16 character from a match context, or jumps.";
    141 BS_SKIP_UTF16 "bs_skip_utf16" [Fail Ctx Live Flags] "R12B-5"
        "Skips one UTF-16 character of a match context, or jumps.";
    142 BS_GET_UTF32 "bs_get_utf32" [Fail Ctx Live Flags Dst] "R12B-5"
        "Reads one UTF-32 character from a match context, or jumps.";
    143 BS_SKIP_UTF32 "bs_skip_utf32" [Fail Ctx Live Flags] "R12B-5"
        "Skips one UTF-32 character of a match context, or jumps.";
    144 BS_UTF8_SIZE "bs_utf8_size" [Fail Src Dst] "R12B-5" until "27"
        "Computes how many bytes a character takes in UTF-8.";
    145 BS_PUT_UTF8 "bs_put_utf8" [Fail Flags Src] "R12B-5" until "27"
        "Writes a character in UTF-8 into the binary being built.";
    146 BS_UTF16_SIZE "bs_utf16_size" [Fail Src Dst] "R12B-5" until "27"
        "Computes how many bytes a character takes in UTF-16.";
    147 BS_PUT_UTF16 "bs_put_utf16" [Fail Flags Src] "R12B-5" until "27"
        "Writes a character in UTF-16 into the binary being built.";
    148 BS_PUT_UTF32 "bs_put_utf32" [Fail Flags Src] "R12B-5" until "27"
        "Writes a character in UTF-32 into the binary being built.";
    149 ON_LOAD "on_load" [] "R13B03"
        "Stands in the function that is to run when the module has been loaded.";
    150 RECV_MARK "recv_mark" [Label] "R14A" until "26"
        "Remembered the end of the mailbox for the receive at the label.";
    151 RECV_SET "recv_set" [Label] "R14A" until "26"
        "Began a receive at the place that recv_mark had remembered.";
    152 GC_BIF3 "gc_bif3" [Fail Live Bif Src Src2 Src3 Dst] "R14A"
        "Calls a guard function of three arguments whose result may need heap.";
    153 LINE "line" [Line] "R15A"
        "Tells which source line the following instructions come from, for stack traces.";
    154 PUT_MAP_ASSOC "put_map_assoc" [Fail Src Dst Live List] of [Src Src2] "17"
        "Builds a map from another by adding or replacing pairs (as => does).";
    155 PUT_MAP_EXACT "put_map_exact" [Fail Src Dst Live List] of [Src Src2] "17"
        "Builds a map from another by replacing values of keys that must be there (as := does).";
    156 IS_MAP "is_map" [Fail Src] "17"
        "Goes on if the term is a map, else jumps.";
    157 HAS_MAP_FIELDS "has_map_fields" [Fail Src List] of [Src] "17"
        "Goes on if the map has all the listed keys, else jumps.";
    158 GET_MAP_ELEMENTS "get_map_elements" [Fail Src List] of [Src Dst] "17"
        "Looks up listed keys of a map into registers, or jumps if one is missing.";
    159 IS_TAGGED_TUPLE "is_tagged_tuple" [Fail Src Arity Atom] "20"
        "Goes on if the term is a tuple of that size whose first element is that atom, else jumps.";
    160 BUILD_STACKTRACE "build_stacktrace" [] "21"
        "Turns the raw stack trace in x0 into a list that programs can read.";
    161 RAW_RAISE "raw_raise" [] "21"
        "Raises the exception in x0 to x2, whose stack trace is still raw.";
    162 GET_HD "get_hd" [Src Dst] "21"
        "Copies the head of a list cell into a register.";
    163 GET_TL "get_tl" [Src Dst] "21"
        "Copies the tail of a list cell into a register.";
    164 PUT_TUPLE2 "put_tuple2" [Dst List] of [Src] "22"
        "Builds a tuple from the listed elements.";
    165 BS_GET_TAIL "bs_get_tail" [Ctx Dst Live] "22"
        "Makes a bit string of all that is left in a match context.";
    166 BS_START_MATCH3 "bs_start_match3" [Fail Src Live Dst] "22"
        "Makes a match context from a bit string, or jumps if the term is none.";
    167 BS_GET_POSITION "bs_get_position" [Ctx Dst Live] "22"
        "Stores how far a match context has come.";
    168 BS_SET_POSITION "bs_set_position" [Ctx Src] "22"
        "Moves a match context to a stored position.";
    169 SWAP "swap" [Dst Dst2] "23"
        "Exchanges the contents of two registers.";
    170 BS_START_MATCH4 "bs_start_match4" [SureFail Live Src Dst] "23"
        "Makes a match context, with `no_fail` or `resume` for a label when the term is known to fit.";
    171 MAKE_FUN3 "make_fun3" [Lambda Dst List] of [Src] "24"
        "Makes a fun with the listed terms as its free variables.";
    172 INIT_YREGS "init_yregs" [List] of [Y] "24"
        "Clears the listed Y registers.";
    173 RECV_MARKER_BIND "recv_marker_bind" [Mark Src] "24"
        "Ties a reserved mailbox marker to a new reference.";
    174 RECV_MARKER_CLEAR "recv_marker_clear" [Src] "24"
        "Drops the mailbox marker tied to a reference.";
    175 RECV_MARKER_RESERVE "recv_marker_reserve" [Dst] "24"
        "Reserves a marker of the present end of the mailbox.";
    176 RECV_MARKER_USE "recv_marker_use" [Src] "24"
        "Begins the receive at the marker tied to a reference, skipping older messages.";
    177 BS_CREATE_BIN "bs_create_bin" [Fail Heap Live Unit Dst List] of [Atom Index Unit Any Any Any] "25"
        "Builds a bit string from all the listed segments at once.";
    178 CALL_FUN2 "call_fun2" [Callee Arity Src] "25"
        "Calls a fun, with a hint on whether it is known to be a fun of that arity.";
    179 NIF_START "nif_start" [] "25"
        "Marks a function that a native implementation may replace.";
    180 BADRECORD "badrecord" [Src] "25"
        "Raises a badrecord error with the term that is not the record asked for.";
    181 UPDATE_RECORD "update_record" [Hint Arity Src Dst List] of [Index Src] "26"
        "Copies a tuple with some elements replaced, with a hint on whether it may be reused.";
    182 BS_MATCH "bs_match" [Fail Ctx List] "26"
        "Runs a list of matching commands on a match context, or jumps at the first that fails.";
    183 EXECUTABLE_LINE "executable_line" [Line Index] "27"
        "Counts for coverage that this source line was run.";
    184 DEBUG_LINE "debug_line" [Atom Line Index Live] "28"
        "Marks a source line at which a native debugger may stop.";
    185 BIF3 "bif3" [Fail Bif Src Src2 Src3 Dst] "29"
        "Calls a built-in function of three arguments that needs no heap.";
    186 IS_ANY_NATIVE_RECORD "is_any_native_record" [Fail Src] "29"
        "Goes on if the term is a native record of any kind, else jumps.";
    187 IS_NATIVE_RECORD "is_native_record" [Fail Src Src2 Src3] "29"
        "Goes on if the term is the native record of that module and name, else jumps.";
    188 GET_RECORD_ELEMENTS "get_record_elements" [Fail Src List] of [Atom Dst] "29"
        "Copies the listed fields of a native record into registers, or jumps.";
    189 PUT_RECORD "put_record" [Fail Src Src2 Dst Live List] of [Atom Src] "29"
        "Builds a native record, new or from another one, with the listed fields set.";
    190 IS_RECORD_ACCESSIBLE "is_record_accessible" [Fail Src Src2] "29"
        "Goes on if the fields of the native record may be used from the given scope, else jumps.";
    191 GET_RECORD_FIELD "get_record_field" [Fail Src Src2 Src3 Dst] "29"
        "Copies one field of a native record into a register, or fails.";
}

/// The instruction of that number, if there is one.
pub fn opcode(number: u8) -> Option<&'static OpcodeInfo> {
    OPCODES.get(usize::from(number).checked_sub(1)?)
}

/// The instruction of that name, if there is one.
pub fn opcode_by_name(name: &str) -> Option<&'static OpcodeInfo> {
    OPCODES.iter().find(|info| info.name == name)
}
