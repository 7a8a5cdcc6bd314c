"""Runs programs that nobody trusts, each in a fork of this warm interpreter.

Reads requests from its standard input and answers on its standard output. A child runs one
program and then one call after the other; it knows the calls, never what they should return. It
sends each value through a pipe that this parent owns. When the child ends, or a deadline passes,
every process it left is killed and its files are removed.
"""
import ctypes
import gc
import json
import os
import resource
import select
import signal
import struct
import sys
import time
import types

import bisect, cmath, collections, copy, datetime, functools, heapq, itertools, math, operator
import random, re, string, typing

OPTIONS = json.loads(sys.argv[1])
CONTAINED = OPTIONS["contained"]
FILES = "/tmp" if CONTAINED else os.getcwd()
ENDED, WALL, CPU, OUTPUT, RESULT = range(5)
HEAD = struct.Struct(">BiddQ?QI")
libc = ctypes.CDLL(None, use_errno=True)


# ---- the guard: reports what the kernel and the mounts forbid anyway ---------------------------

def make_guard(report):
    """An audit function that reports the first thing a program may not do, and never returns."""
    parent = os.getppid()
    abspath, fsdecode, af_unix = os.path.abspath, os.fsdecode, 1
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
    readable = tuple(OPTIONS["readable"]) + (FILES + "/", "<")
    devices = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random", FILES, FILES + "/")
    kind, number = type, int

    def path_of(path):
        return abspath(fsdecode(path))

    def outside(path, roots):
        if kind(path) is number or path is None:
            return None
        name = path_of(path)
        return None if name in devices or name.startswith(roots) else name

    def opened(event, args):
        roots = (FILES + "/",) if kind(args[2]) is number and args[2] & writing else readable
        name = outside(args[0], roots)
        if name:
            report("open " + name)

    def listed(event, args):
        name = outside(args[0] if args and args[0] is not None else ".", readable)
        if name and not any(root.startswith(name) for root in readable[:-1] if root != FILES + "/"):
            report(event + " " + name)

    def changed(event, args):
        for path in args[:2]:
            if kind(path) in (str, bytes):
                name = outside(path, (FILES + "/",))
                if name:
                    report(event + " " + name)

    def signalled(event, args):
        if args[0] in (-1, 1, parent, -parent) or event == "os.killpg" and args[0] in (1, parent):
            report("%s(%d)" % (event, args[0]))

    def forbidden(event, args):
        report(event)

    def socket_made(event, args):
        if args[1] != af_unix:
            report(event)

    checks = {"open": opened, "os.kill": signalled, "os.killpg": signalled,
              "socket.__new__": socket_made}
    checks.update(dict.fromkeys(("os.listdir", "os.scandir"), listed))
    checks.update(dict.fromkeys(
        ("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.symlink", "os.link", "os.chmod",
         "os.chown", "os.truncate", "os.utime"), changed))
    checks.update(dict.fromkeys(
        ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname",
         "socket.sendto", "resource.setrlimit", "resource.prlimit"), forbidden))

    def guard(event, args):
        check = checks.get(event)
        if check:
            check(event, args)

    return guard


armed = []


def audit(event, args, armed=armed):
    for guard in armed:
        guard(event, args)


# ---- the child ---------------------------------------------------------------------------------

def run_program(program, setup, calls, token):
    """Runs in the child; ends it. Everything used after the program began is bound before."""
    write, leave, getpid, me, clock = os.write, os._exit, os.getpid, os.getpid(), time.perf_counter
    pack_frame, pack_time, length = struct.Struct(">BI").pack, struct.Struct(">d").pack, len
    encoded, kind, exact_text, large, members = ENCODE, type, str, TooLarge, type.__dict__
    arguments, memory, system, ends = BaseException.args, MemoryError, OSError, SystemExit

    def send(letter, data=b""):
        frame = token + pack_frame(letter, length(data)) + data
        while frame:
            frame = frame[write(3, frame):]

    def report(what):
        send(86, encoded(what[:300]))  # V
        leave(98)

    def value(began, result):
        if getpid() != me:
            leave(0)  # a fork of the program came back here
        try:
            send(82, pack_time(clock() - began) + encoded(result))  # R
        except large:
            send(66, pack_time(clock() - began))  # B

    def raised(began, error):
        if getpid() != me:
            leave(0)
        cls = kind(error)
        if issubclass(cls, ends):
            code = error.code
            status = code if kind(code) is int else 0 if code is None else 1
            send(81, pack_time(clock() - began) + encoded(status & 255))  # Q
            leave(status & 255)
        line, trace = 0, error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == "<program>":
                line = trace.tb_lineno
            trace = trace.tb_next
        if issubclass(cls, SyntaxError) and not line:
            line = error.lineno or 0
        try:
            message = exact_text(error)[:2000]
        except BaseException:
            message = ""
        number = error.errno if issubclass(cls, system) and kind(error.errno) is int else 0
        details = (cls.__name__, message, line, number, issubclass(cls, memory))
        send(69, pack_time(clock() - began) + encoded(details))  # E

    def compiled():
        began = clock()
        try:
            return compile(program, "<program>", "exec", dont_inherit=True)
        except BaseException as error:
            line = getattr(error, "lineno", None) or 0
            details = (type(error).__name__, str(getattr(error, "msg", error))[:2000], line)
            send(83, pack_time(clock() - began) + encoded(details))  # S
            leave(0)

    def attempt(action):
        began = clock()
        try:
            result = action()
        except BaseException as error:
            raised(began, error)
            return False
        value(began, result)
        return True

    code = compiled()
    module = types.ModuleType("program")
    sys.modules["program"] = module
    space = module.__dict__
    armed.append(make_guard(report))

    def load():
        exec(code, space)
        if setup:
            exec(setup, space)

    evaluate = eval
    try:
        if attempt(load):
            for call in calls:
                attempt(lambda: evaluate(call, space))
        send(90)  # Z
    finally:
        leave(0)


def become_child(result, output, cpu_seconds):
    os.dup2(NULL, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.dup2(result, 3)
    os.closerange(4, 64)
    os.setsid()
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    if CHILD_FILTER:
        install(CHILD_FILTER)
    gc.enable()


# ---- the parent --------------------------------------------------------------------------------

class Child:
    """One program while it runs, and what it has sent so far."""

    def __init__(self, request, token):
        self.step_cpu, self.step_wall, self.total_cpu, self.total_wall = request["deadlines"]
        calls = [code_of(call) for call in request["calls"]]
        self.result, result = os.pipe()
        self.output, output = os.pipe()
        self.began = self.step_began = time.monotonic()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                become_child(result, output, int(self.total_cpu) + 2)
                run_program(request["program"], request["setup"], calls, token)
            finally:
                os._exit(97)
        os.close(result)
        os.close(output)
        self.clock = (~self.pid << 3) | 2  # CPUCLOCK_SCHED of that process
        self.step_cpu_began = 0.0
        self.received, self.received_size = [], 0
        self.printed, self.printed_size = [], 0

    def cpu(self):
        try:
            return time.clock_gettime(self.clock)
        except OSError:
            return 0.0

    def watch(self):
        """Waits for the end; says why it ended."""
        end = os.pidfd_open(self.pid)
        poll = select.poll()
        poll.register(REQUESTS, 0)
        for fd in (end, self.result, self.output):
            poll.register(fd, select.POLLIN)
        try:
            while True:
                ready = poll.poll(self.pause())
                for fd, event in ready:
                    if fd == REQUESTS and event & (select.POLLHUP | select.POLLERR):
                        end_all(self.pid)
                        os._exit(0)  # whoever asked is gone
                    if fd in (self.result, self.output):
                        self.read(fd, poll)
                reason = self.reason()
                if reason or any(fd == end for fd, _ in ready):
                    return reason
        finally:
            os.close(end)

    def pause(self):
        """Milliseconds until a deadline can have passed; past the first, CPU time is polled."""
        soonest = min(self.step_began + self.step_cpu, self.began + self.total_cpu)
        return max(20, (soonest - time.monotonic()) * 1000)

    def reason(self):
        now = time.monotonic()
        if self.printed_size > OPTIONS["output_bytes"]:
            return OUTPUT
        if self.received_size > OPTIONS["result_bytes"]:
            return RESULT
        if now - self.step_began > self.step_wall or now - self.began > self.total_wall:
            return WALL
        if now - self.step_began >= self.step_cpu or now - self.began >= self.total_cpu:
            used = self.cpu()
            if used - self.step_cpu_began >= self.step_cpu or used >= self.total_cpu:
                return CPU
        return ENDED

    def read(self, fd, poll):
        data = os.read(fd, 65536)
        if not data:
            if poll:
                poll.unregister(fd)
            return False
        if fd == self.result:
            self.received.append(data)
            self.received_size += len(data)
            self.step_began, self.step_cpu_began = time.monotonic(), self.cpu()
        else:
            if self.printed_size < OPTIONS["output_kept"]:
                self.printed.append(data)
            self.printed_size += len(data)
        return True

    def finish(self, reason):
        """Kills what is left, reads what was sent, and answers."""
        end_all(self.pid)
        wall = time.monotonic() - self.began
        _, status, usage = os.wait4(self.pid, 0)
        reap_all()
        for fd in (self.result, self.output):
            poll = select.poll()
            poll.register(fd, select.POLLIN)
            while self.received_size <= OPTIONS["result_bytes"] \
                    and self.printed_size <= OPTIONS["output_bytes"] \
                    and poll.poll(0) and self.read(fd, None):
                pass
            os.close(fd)
        received = b"".join(self.received)[:OPTIONS["result_bytes"]]
        printed = b"".join(self.printed)[:OPTIONS["output_kept"]]
        head = HEAD.pack(
            reason or self.reason_of_sizes(), status, wall, usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss * 1024, files_full(), self.printed_size, len(printed))
        return head + printed + received

    def reason_of_sizes(self):
        return OUTPUT if self.printed_size > OPTIONS["output_bytes"] \
            else RESULT if self.received_size > OPTIONS["result_bytes"] else ENDED


def code_of(call):
    code = CODE.get(call)
    if code is None:
        if len(CODE) > 20000:
            CODE.clear()
        code = CODE[call] = compile(call, "<call>", "eval", dont_inherit=True)
    return code


def end_all(pid):
    """Kills every process in the sandbox but this one; outside a sandbox, all descendants."""
    try:
        if CONTAINED:
            os.kill(-1, signal.SIGKILL)
        else:
            os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


def reap_all():
    try:
        while True:
            if not CONTAINED:
                kill_children()
            os.waitpid(-1, 0)
    except ChildProcessError:
        pass


def kill_children():
    try:
        with open("/proc/self/task/%d/children" % os.getpid()) as children:
            for pid in children.read().split():
                os.kill(int(pid), signal.SIGKILL)
    except OSError:
        pass


def files_full():
    if not os.listdir(FILES):
        return False
    space = os.statvfs(FILES)
    return CONTAINED and (space.f_bavail == 0 or space.f_favail == 0)


def remove_files(folder=FILES):
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                os.chmod(entry.path, 0o700)
                remove_files(entry.path)
                os.rmdir(entry.path)
            else:
                os.unlink(entry.path)


def install(program):
    """Installs a seccomp filter on this process and all it will start."""
    if libc.prctl(38, 1, 0, 0, 0) or libc.prctl(22, 2, program, 0, 0):
        raise OSError(ctypes.get_errno(), "the seccomp filter was refused")


def seccomp_filter(hexadecimal):
    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_char_p)]
    code = bytes.fromhex(hexadecimal)
    return ctypes.byref(Program(len(code) // 8, code)) if code else None


def drop_rights():
    """Gives up the user id, raising limits, and being looked into by children."""
    if OPTIONS["uid"]:
        os.setgroups([])
        os.setresgid(*[OPTIONS["uid"]] * 3)
        os.setresuid(*[OPTIONS["uid"]] * 3)
    for name, value in OPTIONS["rlimits"].items():
        resource.setrlimit(getattr(resource, name), (value, value))
    libc.prctl(4, 0, 0, 0, 0)   # PR_SET_DUMPABLE
    libc.prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER


def read_exactly(size):
    data = b""
    while len(data) < size:
        more = os.read(REQUESTS, size - len(data))
        if not more:
            os._exit(0)
        data += more
    return data


def answer(data):
    data = memoryview(struct.pack(">I", len(data)) + data)
    while data:
        data = data[os.write(RESPONSES, data):]


def serve():
    while True:
        request = json.loads(read_exactly(struct.unpack(">I", read_exactly(4))[0]))
        token = os.urandom(8)
        child = Child(request, token)
        answer(token + child.finish(child.watch()))
        remove_files()


if CONTAINED and os.getppid() != 1:
    sys.exit("not the first process of a namespace")
sys.argv[:] = sys.orig_argv[:] = [""]
sys.path[:] = [path for path in sys.path if path and "-packages" not in path]
REQUESTS, RESPONSES, NULL = 20, 21, 22
os.dup2(0, REQUESTS, inheritable=False)
os.dup2(1, RESPONSES, inheritable=False)
os.dup2(os.open(os.devnull, os.O_RDWR), NULL, inheritable=False)
os.dup2(NULL, 0)
os.dup2(NULL, 1)
os.closerange(3, 20)
CODE = {}
ENCODE = make_encoder(OPTIONS["result_bytes"])
CHILD_FILTER = seccomp_filter(OPTIONS["child_filter"])
os.environ.clear()
for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGALRM):
    signal.signal(number, signal.SIG_DFL)  # whatever this process was started from
signal.pthread_sigmask(signal.SIG_SETMASK, [])
drop_rights()
if OPTIONS["parent_filter"]:
    install(seccomp_filter(OPTIONS["parent_filter"]))
sys.addaudithook(audit)
sys.dont_write_bytecode = True
random.seed(OPTIONS["seed"])
gc.collect()
gc.freeze()
gc.disable()
answer(json.dumps({"python": sys.version.split()[0], "pid": os.getpid()}).encode())
serve()
