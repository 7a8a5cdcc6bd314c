"""What happens in the fork of the warm interpreter that runs one program."""
import os
import struct
import sys
import time
import types


def make_child(encoded, drawn, too_large, audit, write=os.write, leave=os._exit):
    """A function that runs a program, sends what comes of it to descriptor 3, and never returns.

    Everything used once the program has begun is bound here, as it may patch modules and builtins.
    Each frame begins with the program's token: bytes without it were written by the program.
    """
    getpid, clock = os.getpid, time.perf_counter
    pack_frame, pack_time = struct.Struct(">BI").pack, struct.Struct(">d").pack
    kind, text, length, number, is_a = type, str, len, int, issubclass
    Memory, System, Exit, Syntax, Everything = (
        MemoryError, OSError, SystemExit, SyntaxError, BaseException)
    evaluate, execute, translate, flush = eval, exec, compile, sys.stdout.flush
    modules, new_module, told = sys.modules, types.ModuleType, make_teller()
    code_of = SystemExit.__dict__["code"].__get__  # a class of the program may hide it
    number_of = OSError.__dict__["errno"].__get__
    frame_here, same_text = sys._getframe, str.__eq__
    token, me = b"", 0

    def send(letter, data=b""):
        frame = token + pack_frame(letter, length(data)) + data
        while frame:
            frame = frame[write(3, frame):]

    def report(what):
        send(86, encoded(what[:300]))  # V: a violation
        try:
            send(76, encoded(program_line()))  # L: its line; hooks of the program may hear of this
        except Everything:
            pass
        leave(98)

    def program_line():
        """The line that the program is at, 0 if it is at none: a thread may run only library code."""
        frame = frame_here()
        while frame is not None and not same_text(frame.f_code.co_filename, "<program>"):
            frame = frame.f_back
        return 0 if frame is None else frame.f_lineno or 0

    def send_value(began, value):
        if getpid() != me:
            leave(0)  # a fork that the program made came back here
        try:
            data = encoded(value)  # may run code of the program
        except too_large:
            send(66, pack_time(clock() - began))  # B: too big
        except Everything as error:
            send_error(began, error)
        else:
            send(82, pack_time(clock() - began) + data)  # R: a value

    def send_exit(began, code):
        status = (code if kind(code) is number else 0 if code is None else 1) & 255
        send(81, pack_time(clock() - began) + encoded(status))  # Q: quits
        leave(status)

    def send_error(began, error):
        if getpid() != me:
            leave(0)
        cls = kind(error)
        if is_a(cls, Exit):
            send_exit(began, code_of(error))
        name, message, line = told(error)
        errno = number_of(error) if is_a(cls, System) else 0
        details = (name, message, line, errno if kind(errno) is number else 0, is_a(cls, Memory))
        send(69, pack_time(clock() - began) + encoded(details))  # E: an exception

    def translated(program):
        began = clock()
        try:
            return translate(program, "<program>", "exec", dont_inherit=True)
        except Everything as error:
            known = is_a(kind(error), Syntax)
            details = (kind(error).__name__, text(error.msg if known else error)[:2000],
                       error.lineno or 0 if known else 0)
            send(83, pack_time(clock() - began) + encoded(details))  # S: no Python
            leave(0)

    def attempt(action, argument, space):
        began = clock()
        try:
            value = drawn(action(argument, space))
        except Everything as error:
            send_error(began, error)
            return False
        send_value(began, value)
        return True

    def load(codes, space):
        for code in codes:
            execute(code, space)

    def run(program, setup, calls, program_token):
        nonlocal token, me
        token, me = program_token, getpid()
        code = translated(program)
        module = modules["program"] = new_module("program")
        space = module.__dict__
        audit.append(guard)
        if attempt(load, (code, setup) if setup else (code,), space):
            for call in calls:
                attempt(evaluate, call, space)
        send(90)  # Z: the end
        try:
            flush()
        except Everything:
            pass
        leave(0)

    guard = None

    def use_guard(make):
        nonlocal guard
        guard = make(report)

    return run, use_guard
