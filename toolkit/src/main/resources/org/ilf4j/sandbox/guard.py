"""Reports what a program may not do. The kernel, the mounts and the limits forbid it anyway."""
import os

AF_UNIX = 1
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/urandom", "/dev/random")


def make_guard(readable, files, ours, report):
    """An audit function that reports the first violation; `report` ends the process.

    readable: folders that may be read; files: the one folder that may be written;
    ours: processes that may not be signalled
    """
    abspath, fsdecode, kind, number, texts = os.path.abspath, os.fsdecode, type, int, (str, bytes)
    writable = (files + "/",)
    readable = tuple(readable) + writable
    positive = abs
    free = DEVICES + (files,)

    def outside(path, roots):
        """The absolute path if it is in none of the roots."""
        if kind(path) not in texts:
            return None  # a descriptor that is open already
        name = abspath(fsdecode(path))
        return None if name in free or name.startswith(roots) else name

    def opened(event, args):
        path, _, flags = args
        name = outside(path, writable if kind(flags) is number and flags & WRITING else readable)
        if name:
            report("open " + name)

    def listed(event, args):
        name = outside(args[0], readable)
        if name and not any(root.startswith(name) for root in readable if root is not writable[0]):
            report("list " + name)

    def changed(event, args):
        for path in args[:2]:
            name = outside(path, writable)
            if name:
                report(event + " " + name)

    def signalled(event, args):
        if args[0] == -1 or positive(args[0]) in ours:
            report("signal process %d" % args[0])

    def connected(event, args):
        if event != "socket.__new__" or args[1] != AF_UNIX:
            report("use the network (%s)" % event)

    def limited(event, args):
        report("change its limits")

    checks = {"open": opened}
    for check, events in (
            (listed, "os.listdir os.scandir"),
            (changed, "os.remove os.rename os.rmdir os.mkdir os.symlink os.link os.chmod os.chown"
                      " os.truncate os.utime"),
            (signalled, "os.kill os.killpg"),
            (connected, "socket.__new__ socket.connect socket.bind socket.getaddrinfo"
                        " socket.gethostbyname socket.sendto"),
            (limited, "resource.setrlimit resource.prlimit")):
        checks.update(dict.fromkeys(events.split(), check))
    look_up = checks.get

    def guard(event, args):
        check = look_up(event)
        if check:
            check(event, args)

    return guard
