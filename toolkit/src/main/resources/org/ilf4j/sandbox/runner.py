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
import stat
import struct
import sys
import time

# Modules that programs use often.
import bisect, cmath, collections, copy, datetime, functools, heapq, itertools, math, operator
import random, re, string, typing

OPTIONS = json.loads(sys.argv[1])
CONTAINED = OPTIONS["contained"]
FILES = "/tmp" if CONTAINED else os.getcwd()
ENDED, WALL, CPU, OUTPUT, RESULT = range(5)
HEAD = struct.Struct(">BiddQ?QI")
QUICK_MILLISECONDS = 20
BEAT_SECONDS = 1
libc = ctypes.CDLL(None, use_errno=True)
fork = ctypes.PyDLL(None, use_errno=True).fork


def become_child(result, output, cpu_seconds):
    os.dup2(NULL, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.dup2(result, 3)
    os.closerange(4, 64)
    os.setpgid(0, 0)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    if CHILD_FILTER:
        install(CHILD_FILTER)
    gc.set_threshold(50000, 10, 10)  # a collection touches, and so copies, many pages
    gc.enable()


class Child:
    """One program while it runs, and what it has sent so far."""

    def __init__(self, request, token):
        self.step_cpu, self.step_wall, self.total_cpu, self.total_wall = request["deadlines"]
        calls = [code_of(call, "eval") for call in request["calls"]]
        setup = code_of(request["setup"], "exec") if request["setup"] else None
        self.result, result = os.pipe()
        self.output, output = os.pipe()
        self.began = self.step_began = time.monotonic()
        self.pid = fork()  # not os.fork: its clean-up after threads copies 70 pages of memory
        if self.pid == 0:
            try:
                become_child(result, output, int(self.total_cpu) + 2)
                RUN(request["program"], setup, calls, token)
            finally:
                os._exit(97)
        if self.pid < 0:
            raise OSError(ctypes.get_errno(), "no child can be forked")
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
        """Waits for the end; says why it ended. Most programs end before anything is read."""
        end = os.pidfd_open(self.pid)
        poll = select.poll()
        poll.register(REQUESTS, 0)
        poll.register(end, select.POLLIN)
        beat = self.began
        try:
            ready = dict(poll.poll(QUICK_MILLISECONDS))
            for fd in (self.result, self.output):
                poll.register(fd, select.POLLIN)
            while end not in ready:
                if ready.get(REQUESTS, 0) & (select.POLLHUP | select.POLLERR):
                    end_all(self.pid)
                    os._exit(0)  # whoever asked is gone
                for fd in (self.result, self.output):
                    if fd in ready and not self.read(fd):
                        poll.unregister(fd)
                reason = self.reason()
                if reason:
                    return reason
                if time.monotonic() - beat >= BEAT_SECONDS:
                    beat = time.monotonic()
                    answer(b"")  # this parent lives
                ready = dict(poll.poll(self.pause()))
            return ENDED
        finally:
            os.close(end)

    def pause(self):
        """Milliseconds until a deadline can have passed; past the first, CPU time is polled."""
        soonest = min(self.step_began + self.step_cpu, self.began + self.total_cpu)
        return min(BEAT_SECONDS * 1000, max(20, (soonest - time.monotonic()) * 1000))

    def reason(self):
        now = time.monotonic()
        if self.printed_size > OPTIONS["output_bytes"]:
            return OUTPUT
        if self.received_size > OPTIONS["result_bytes"]:
            return RESULT
        step, total = now - self.step_began, now - self.began
        if step < self.step_cpu and total < self.total_cpu:
            return ENDED
        used = self.cpu()
        step_used = used - self.step_cpu_began
        if step_used >= self.step_cpu or used >= self.total_cpu:
            return CPU
        late = max(step / self.step_wall, total / self.total_wall)
        if late > 5 or late > 1 and step_used < step / 10:
            return WALL  # it waits; a busy program on a busy machine may use its CPU time up
        return ENDED

    def read(self, fd):
        """Reads what is there; false at the end."""
        data = os.read(fd, 65536)
        if fd == self.result:
            self.received.append(data)
            self.received_size += len(data)
            self.step_began, self.step_cpu_began = time.monotonic(), self.cpu()
        else:
            if self.printed_size < OPTIONS["output_kept"]:
                self.printed.append(data)
            self.printed_size += len(data)
        return bool(data)

    def finish(self, reason):
        """Kills what is left, reads the rest of what was sent, and answers."""
        end_all(self.pid)
        wall = time.monotonic() - self.began
        _, status, usage = os.wait4(self.pid, 0)
        reap_all()
        for fd in (self.result, self.output):  # nobody is left to write: both end
            while not (reason or self.too_much()) and self.read(fd):
                pass
            os.close(fd)
        received = b"".join(self.received)[:OPTIONS["result_bytes"]]
        printed = b"".join(self.printed)[:OPTIONS["output_kept"]]
        full = bool(os.listdir(FILES)) and files_full()
        head = HEAD.pack(
            reason or self.too_much(), status, wall, usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss * 1024, full, self.printed_size, len(printed))
        return head + printed + received

    def too_much(self):
        return OUTPUT if self.printed_size > OPTIONS["output_bytes"] \
            else RESULT if self.received_size > OPTIONS["result_bytes"] else ENDED


def code_of(source, mode):
    """Calls and set-up code are translated once; they come from tasks."""
    code = CODE.get(source)
    if code is None:
        if len(CODE) > 20000:
            CODE.clear()
        code = CODE[source] = compile(source, "<call>", mode, dont_inherit=True)
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
    space = os.statvfs(FILES)
    return CONTAINED and (space.f_bavail == 0 or space.f_favail == 0)


def remove_files():
    """Removes what a program left. Folders in folders come to the top first: any depth will do."""
    fresh, moved = os.urandom(8).hex(), 0
    names = os.listdir(FILES)
    while names:
        for name in names:
            path = FILES + "/" + name
            if not is_folder(path):
                os.unlink(path)
                continue
            os.chmod(path, 0o700)
            for inner in os.listdir(path):
                old, moved = path + "/" + inner, moved + 1
                if is_folder(old):
                    os.chmod(old, 0o700)  # else it cannot be moved
                os.rename(old, "%s/%s%d" % (FILES, fresh, moved))
            os.rmdir(path)
        names = os.listdir(FILES)


def is_folder(path):
    return stat.S_ISDIR(os.lstat(path).st_mode)


def install(program):
    """Installs a seccomp filter on this process and all it will start."""
    if libc.prctl(38, 1, 0, 0, 0) or libc.prctl(22, 2, program, 0, 0):
        raise OSError(ctypes.get_errno(), "the seccomp filter was refused")


def seccomp_filter(hexadecimal):
    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_char_p)]
    code = bytes.fromhex(hexadecimal)
    return ctypes.byref(Program(len(code) // 8, code)) if code else None


def audit(event, args):
    for guard in GUARDS:
        guard(event, args)


def drop_rights():
    """Gives up the user id, raising limits, and being looked into by children."""
    if OPTIONS["uid"]:
        os.setgroups([])
        os.setresgid(*[OPTIONS["uid"]] * 3)
        os.setresuid(*[OPTIONS["uid"]] * 3)
    for name, value in OPTIONS["rlimits"].items():
        limit = getattr(resource, name)
        most = resource.getrlimit(limit)[1]
        value = value if most == resource.RLIM_INFINITY else min(value, most)
        resource.setrlimit(limit, (value, value))
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
        if os.listdir(FILES):
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
CHILD_FILTER = seccomp_filter(OPTIONS["child_filter"])
os.environ.clear()
for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGALRM):
    signal.signal(number, signal.SIG_DFL)  # whatever this process was started from
signal.pthread_sigmask(signal.SIG_SETMASK, [])
drop_rights()
if OPTIONS["parent_filter"]:
    install(seccomp_filter(OPTIONS["parent_filter"]))
GUARDS = []
RUN, use_guard = make_child(make_encoder(OPTIONS["result_bytes"]), TooLarge, GUARDS)
use_guard(lambda report: make_guard(OPTIONS["readable"], FILES, os.getpid(), report))
sys.addaudithook(audit)
sys.dont_write_bytecode = True
random.seed(OPTIONS["seed"])
if OPTIONS["seed"]:
    shift_clock(1234567 * OPTIONS["seed"])
gc.collect()
gc.freeze()
gc.disable()
answer(json.dumps({"python": sys.version.split()[0], "pid": os.getpid()}).encode())
serve()
