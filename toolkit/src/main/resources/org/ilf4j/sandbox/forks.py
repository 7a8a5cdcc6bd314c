"""The warm interpreter: forks one child per program, and does nothing else.

After a fork the kernel copies each page of memory that this process or the child writes to, and
Python writes to whatever it looks at. So this process looks at little.
"""
import ctypes
import gc
import marshal
import os
import resource
import struct

NUMBER = struct.Struct("=i")
ENDING = struct.Struct("=iI16q")  # what wait4 tells: status, a gap, struct rusage
USAGE_AT = 8
REAP = 0  # instead of a size: only reap what was killed


def fork_children(sizes, started, ended, requests, supervisor, contained, run):
    """Forks a child whenever a request's size arrives, and reports how it ended."""
    library = ctypes.PyDLL(None)
    fork, wait = library.fork, library.wait4  # os.fork: its clean-up after threads copies 70 pages
    ending = ctypes.create_string_buffer(ENDING.size)
    status, usage = ctypes.byref(ending), ctypes.byref(ending, USAGE_AT)
    read, write, leave, unpack, pack = os.read, os.write, os._exit, NUMBER.unpack, NUMBER.pack
    while True:
        message = read(sizes, NUMBER.size)
        if not message:
            leave(0)  # the supervisor is gone
        size, = unpack(message)
        if size != REAP:
            child = fork()
            if child == 0:
                try:
                    become_child(requests, size, run)
                finally:
                    leave(97)
            write(started, pack(child))
            found = 0
            while found != child:
                found = wait(-1, status, 0, usage)
                if found in (supervisor, -1):
                    end_children(supervisor)
                    leave(1)
        if not contained:
            end_children(supervisor)
        while wait(-1, None, os.WNOHANG, None) > 0:
            pass
        write(ended, ending)


def become_child(requests, size, run):
    token, cpu_seconds, program, setup, calls = marshal.loads(os.pread(requests, size, 0))
    os.closerange(4, 64)
    os.setpgid(0, 0)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    gc.set_threshold(50000, 10, 10)  # a collection touches, and so copies, many pages
    gc.enable()
    run(program, setup, calls, token)


def end_children(spared):
    """Kills and reaps all descendants but one, where the supervisor cannot: outside a sandbox."""
    try:
        while True:
            with open("/proc/self/task/%d/children" % os.getpid()) as children:
                pids = [pid for pid in map(int, children.read().split()) if pid != spared]
            if not pids:
                return
            for pid in pids:
                os.kill(pid, 9)
                os.waitpid(pid, 0)
    except OSError:
        pass
