"""Runs programs that nobody trusts, each in a fork of a warm interpreter.

The interpreter becomes two processes. The warm one only forks: what it touches between two forks
must be copied. This one, the supervisor, reads requests from its standard input and answers on its
standard output. A child runs one program and then one call after the other; it knows the calls,
never what they should return. It sends each value through a pipe that the supervisor reads. When
the child ends, or a deadline passes, every process it left is killed and its files are removed.
"""
import ctypes
import fcntl
import gc
import json
import marshal
import os
import resource
import select
import signal
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
HEAD = struct.Struct(">BiddQ?QdI")
QUICK_MILLISECONDS = 20
BEAT_SECONDS = 1
HUNG_SECONDS = 10
libc = ctypes.CDLL(None, use_errno=True)


class Pipe:
    """A pipe that children write to, one after the other; none finds it changed by another."""

    def __init__(self):
        self.out, self.into = os.pipe()
        os.set_blocking(self.out, False)
        self.state = self.look()

    def look(self):
        return fcntl.fcntl(self.into, fcntl.F_GETFL), fcntl.fcntl(self.into, fcntl.F_GETPIPE_SZ)

    def read(self):
        """What is there; nothing if nothing is there."""
        try:
            return os.read(self.out, 65536)
        except BlockingIOError:
            return b""

    def restore(self):
        if self.look() != self.state:
            fcntl.fcntl(self.into, fcntl.F_SETFL, self.state[0])
            fcntl.fcntl(self.into, fcntl.F_SETPIPE_SZ, self.state[1])


class Child:
    """One program while it runs, and what it has sent so far."""

    def __init__(self, request, token):
        self.step_cpu, self.step_wall, self.total_cpu, self.total_wall = request["deadlines"]
        calls = [code_of(call, "eval") for call in request["calls"]]
        setup = code_of(request["setup"], "exec") if request["setup"] else None
        message = marshal.dumps((token, int(self.total_cpu) + 2, request["program"], setup, calls))
        os.pwrite(PROGRAM, message, 0)
        self.step_cpu_began = 0.0
        self.received, self.received_size = [], 0
        self.printed, self.printed_size = [], 0
        self.known_pid = 0
        self.limit = 0.0  # seconds that it may use and did, once it is late
        self.began = self.step_began = time.monotonic()
        os.write(GO, NUMBER.pack(len(message)))

    def pid(self):
        if not self.known_pid:
            self.known_pid, = NUMBER.unpack(os.read(STARTED, 4))
            if self.known_pid < 0:
                os._exit(1)  # no child can be forked
        return self.known_pid

    def cpu(self):
        try:
            return time.clock_gettime((~self.pid() << 3) | 2)  # CPUCLOCK_SCHED of that process
        except OSError:
            return 0.0

    def watch(self):
        """Waits for the end; says why it ended. Most programs end before anything is read."""
        beat = self.began
        ready = dict(QUICK.poll(QUICK_MILLISECONDS))
        while END not in ready:
            if REQUESTS in ready:
                end_all(self.pid())
                os._exit(0)  # whoever asked is gone
            if RESULTS.out in ready:
                self.receive()
            if PRINTED.out in ready:
                self.hear()
            reason = self.reason()
            if reason:
                return reason
            if time.monotonic() - beat >= BEAT_SECONDS:
                beat = time.monotonic()
                answer(b"")  # this supervisor lives
            ready = dict(SLOW.poll(self.pause()))
        return ENDED

    def pause(self):
        """Milliseconds until a deadline can have passed; past the first, CPU time is polled."""
        soonest = min(self.step_began + self.step_cpu, self.began + self.total_cpu)
        return min(BEAT_SECONDS * 1000, max(20, (soonest - time.monotonic()) * 1000))

    def reason(self):
        now = time.monotonic()
        if self.too_much():
            return self.too_much()
        step, total = now - self.step_began, now - self.began
        if step < self.step_cpu and total < self.total_cpu:
            return ENDED
        used = self.cpu()
        step_used = used - self.step_cpu_began
        if step_used >= self.step_cpu or used >= self.total_cpu:
            self.limit = self.step_cpu if step_used >= self.step_cpu else self.total_cpu
            return CPU
        late, wall = max((step / self.step_wall, self.step_wall), (total / self.total_wall, self.total_wall))
        if late > 5 or late > 1 and step_used < step / 10:
            self.limit = 5 * wall if late > 5 else wall
            return WALL  # it waits; a busy program on a busy machine may use its CPU time up
        return ENDED

    def receive(self):
        data = RESULTS.read()
        self.received.append(data)
        self.received_size += len(data)
        self.step_began, self.step_cpu_began = time.monotonic(), self.cpu()
        return data

    def hear(self):
        data = PRINTED.read()
        if self.printed_size < OPTIONS["output_kept"]:
            self.printed.append(data)
        self.printed_size += len(data)
        return data

    def too_much(self):
        return OUTPUT if self.printed_size > OPTIONS["output_bytes"] \
            else RESULT if self.received_size > OPTIONS["result_bytes"] else ENDED

    def finish(self, reason):
        """Kills what is left, reads the rest of what was sent, and answers."""
        if reason:
            end_all(self.pid())
        status, user, system, peak = ending()
        wall = time.monotonic() - self.began
        self.pid()
        while CONTAINED and end_all(0):
            os.write(GO, NUMBER.pack(REAP))
            ending()
        self.drain(reason)
        received = b"".join(self.received)[:OPTIONS["result_bytes"]]
        printed = b"".join(self.printed)[:OPTIONS["output_kept"]]
        full = CONTAINED and bool(os.listdir(FILES)) and is_full(FILES)
        head = HEAD.pack(
            reason or self.too_much(), status, wall, user + system, peak, full, self.printed_size,
            self.limit, len(printed))
        return head + printed + received

    def drain(self, reason):
        """Nobody is left to write: the pipes are read until they are empty."""
        for pipe, read in ((RESULTS, self.receive), (PRINTED, self.hear)):
            while not (reason or self.too_much()) and read():
                pass
            while pipe.read():
                pass
            pipe.restore()


def ending():
    """How the child ended: its status, seconds as user and in the system, largest memory."""
    hung = time.monotonic() + HUNG_SECONDS
    while END not in dict(LAST.poll(HUNG_SECONDS * 1000)):
        if time.monotonic() > hung:
            os._exit(1)
    data = os.read(END, ENDING.size)
    if not data:
        os._exit(1)  # the warm interpreter is dead
    status, _, user, micro, system, more, peak, *_ = ENDING.unpack(data)
    return status, user + micro / 1e6, system + more / 1e6, peak * 1024


def code_of(source, mode):
    """Calls and set-up code are translated once; they come from tasks."""
    code = CODE.get(source)
    if code is None:
        if len(CODE) > 20000:
            CODE.clear()
        code = CODE[source] = compile(source, "<call>", mode, dont_inherit=True)
    return code


def end_all(pid):
    """Kills every process in the sandbox but the first and this one; says whether there was any."""
    try:
        if CONTAINED:
            os.kill(-1, signal.SIGKILL)
        else:
            os.killpg(pid, signal.SIGKILL)
        return True
    except (ProcessLookupError, PermissionError):
        return False


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


def guard_of(ours):
    return lambda report: make_guard(OPTIONS["readable"], FILES, ours, report)


def rehearsed(write, leave):
    """A child's `run` for the rehearsal: as the true one, but nothing is left of it."""
    guards = []
    encoded = make_encoder(OPTIONS["result_bytes"])
    run, use_guard = make_child(encoded, make_drawer(), TooLarge, guards, write, leave)
    use_guard(guard_of((1,)))
    return run


def drop_rights():
    """Gives up the user id, raising limits, and being looked into by children."""
    if OPTIONS["uid"]:
        os.setgroups([])
        os.setresgid(*[OPTIONS["uid"]] * 3)
        os.setresuid(*[OPTIONS["uid"]] * 3)
        libc.prctl(1, signal.SIGKILL, 0, 0, 0)  # PR_SET_PDEATHSIG, which another id clears
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


def poller(events):
    poll = select.poll()
    for descriptor, wanted in events.items():
        poll.register(descriptor, wanted)
    return poll


def serve():
    answer(json.dumps({"python": sys.version.split()[0], "pid": os.getpid()}).encode())
    while True:
        request = json.loads(read_exactly(struct.unpack(">I", read_exactly(4))[0]))
        token = os.urandom(8)
        child = Child(request, token)
        answer(token + child.finish(child.watch()))
        if os.listdir(FILES):
            remove_files(FILES)


if CONTAINED and os.getpid() != 1:
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
os.dup2(NULL, 3)  # kept free: there children write what calls return
PROGRAM = os.memfd_create("program")
(TOLD, GO), (STARTED, STARTS), (END, ENDS) = os.pipe(), os.pipe(), os.pipe()
RESULTS, PRINTED = Pipe(), Pipe()
CODE = {}
CHILD_FILTER = seccomp_filter(OPTIONS["child_filter"])
os.environ.clear()
for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGALRM):
    signal.signal(number, signal.SIG_DFL)  # whatever this process was started from
signal.pthread_sigmask(signal.SIG_SETMASK, [])
if CONTAINED:
    move_to_huge_pages()
drop_rights()
if OPTIONS["parent_filter"]:
    install(seccomp_filter(OPTIONS["parent_filter"]))
GUARDS = []
rehearse(rehearsed)
RUN, use_guard = make_child(
    make_encoder(OPTIONS["result_bytes"]), make_drawer(), TooLarge, GUARDS)
sys.addaudithook(audit)
sys.dont_write_bytecode = True
random.seed(OPTIONS["seed"])
if OPTIONS["seed"]:
    shift_clock(1234567 * OPTIONS["seed"])
gc.collect()
gc.freeze()
gc.disable()
SUPERVISOR = os.fork()
if SUPERVISOR:
    use_guard(guard_of((1, os.getpid(), SUPERVISOR)))
    for new, old in enumerate((NULL, PRINTED.into, PRINTED.into, RESULTS.into)):
        os.dup2(old, new)
    for unused in (GO, STARTED, END, REQUESTS, RESPONSES):
        os.close(unused)
    if CHILD_FILTER:
        install(CHILD_FILTER)
    fork_children(TOLD, STARTS, ENDS, PROGRAM, SUPERVISOR, CONTAINED, RUN)
else:
    for unused in (TOLD, STARTS, ENDS):
        os.close(unused)
    QUICK = poller({END: select.POLLIN, REQUESTS: 0})
    SLOW = poller({END: select.POLLIN, REQUESTS: 0, RESULTS.out: select.POLLIN, PRINTED.out: select.POLLIN})
    LAST = poller({END: select.POLLIN})
    serve()
