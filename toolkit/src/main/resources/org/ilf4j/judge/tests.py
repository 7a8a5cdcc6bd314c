"""Reads tests, and decides those that are more than `f(..) == value`. Never meets a program.

A request is JSON. `plan` splits each test into the calls that the program must answer and what
their values should be. `check` decides a test given the values of its calls.
"""
import ast
import builtins
import collections
import functools
import importlib
import json
import math
import os
import resource
import select
import signal
import struct
import sys
import time

MODULES = ("bisect cmath collections copy datetime decimal fractions functools heapq itertools math"
           " operator random re statistics string sys typing").split()
KNOWN = set(dir(builtins)) | set(MODULES)
ENCODE = make_encoder(1 << 20)
# What a test may take with a value; the program's own limits are 3 s and 1 GiB, too.
CPU_SECONDS, WALL_SECONDS, MEMORY_BYTES = 3, 20, 1 << 30
MESSAGE_SHOWN = 2000
LONGEST_CALL = 200000  # characters of a call's source, which values that came are part of
TOO_LONG = "the test took too long with this value"
TOO_MUCH_MEMORY = "the test took too much memory with this value"
DIED = "the test could not be carried out with this value"
LIBRARY = {
    "Counter": lambda content: collections.Counter(as_dict(content)),
    "defaultdict": lambda content: dict(as_dict(content)),
    "OrderedDict": collections.OrderedDict,
    "deque": collections.deque,
    "Fraction": lambda parts: module("fractions").Fraction(*parts),
    "Decimal": lambda parts: module("decimal").Decimal(
        (parts[0], tuple(map(int, parts[1])), parts[2])),
    "datetime": lambda text: module("datetime").datetime.fromisoformat(text),
    "date": lambda text: module("datetime").date.fromisoformat(text),
    "time": lambda text: module("datetime").time.fromisoformat(text),
    "timedelta": lambda parts: module("datetime").timedelta(*parts),
    "range": lambda parts: range(
        parts[1] or 0, (parts[1] or 0) + parts[0] * (parts[2] or 1), parts[2] or 1),
    "iterator": lambda content: replay(*content) if type(content) is tuple else iter(content),
    "dict_keys": lambda keys: dict.fromkeys(keys).keys(),
    "dict_values": lambda values: dict(enumerate(values)).values(),
    "dict_items": lambda pairs: dict(pairs).items(),
}


def module(name):
    """Imported when a test needs it: most need none."""
    return importlib.import_module(name)


def as_dict(mapping):
    """A dict as it is; an error if it is none."""
    dict.items(mapping)
    return mapping


def replay(items, fault):
    """An iterator that fails where the program's did."""
    yield from items
    raise ProgramError(*fault)


class ProgramError(Exception):
    """What the program raised, or why no more was read: then without a type."""

    def __init__(self, kind, message, line):
        super().__init__(message)
        self.kind, self.message, self.line = kind, message, line


class Unusual:
    """Stands for a value that is no plain data: equal to nothing."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return "<%s>" % self.name


class CallNeeded(BaseException):
    """The test goes on only with this call's value."""


# ---- reading the values of values.py -----------------------------------------------------------

def decode(data, unusual):
    """The value; puts the names of what is no plain data in it into the list `unusual`."""
    position = 0

    def take(size):
        nonlocal position
        position += size
        return data[position - size:position]

    def sized():
        return take(int.from_bytes(take(4), "big"))

    def many(factor=1):
        return [value() for _ in range(int.from_bytes(take(4), "big") * factor)]

    def pairs():
        flat = many(2)
        return dict(zip(flat[::2], flat[1::2]))

    def named():
        name, content = sized().decode("utf-8", "surrogatepass"), value()
        try:
            return LIBRARY[name](content)
        except Exception:  # the program changed what it holds, or the library
            return strange(name)

    def strange(name):
        unusual.append(name)
        return Unusual(name)

    def subclass():
        sized()
        return value()

    readers = {
        b"N": lambda: None, b"T": lambda: True, b"F": lambda: False,
        b"I": lambda: int.from_bytes(sized(), "big", signed=True),
        b"D": lambda: struct.unpack(">d", take(8))[0],
        b"C": lambda: complex(*struct.unpack(">dd", take(16))),
        b"U": lambda: sized().decode("utf-8", "surrogatepass"),
        b"B": sized, b"b": lambda: bytearray(sized()),
        b"l": many, b"t": lambda: tuple(many()), b"s": lambda: set(many()),
        b"f": lambda: frozenset(many()), b"d": pairs,
        b"L": named, b"S": subclass, b"O": lambda: strange(sized().decode("utf-8", "surrogatepass")),
    }

    def value():
        return readers[take(1)]()

    return value()


def source_of(value):
    """Python source of plain data, or an error."""
    if type(value) in (type(None), bool, int, str, bytes, complex):
        return repr(value)
    if type(value) is float:
        return repr(value) if math.isfinite(value) else "float(%r)" % repr(value)
    if type(value) in (list, tuple, set, frozenset) and value:
        inner = ", ".join(map(source_of, value))
        return {list: "[%s]", tuple: "(%s,)", set: "{%s}", frozenset: "frozenset({%s})"}[
            type(value)] % inner
    if type(value) in (list, tuple, set, frozenset):
        return type(value).__name__ + "()"
    if type(value) is dict:
        return "{%s}" % ", ".join(
            source_of(key) + ": " + source_of(item) for key, item in value.items())
    raise TypeError("a test passes %s to the program, which is no plain data" % type(value).__name__)


# ---- names -------------------------------------------------------------------------------------

@functools.lru_cache(maxsize=16)  # a task's tests are planned one after the other
def top_level_names(code):
    try:
        body = ast.parse(code).body
    except (SyntaxError, ValueError):
        return set()
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return {node.name for node in body if isinstance(node, kinds)}


def program_names(tree, gold):
    """Names in a test that only a program can give a meaning to."""
    used, bound = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            (used if isinstance(node.ctx, ast.Load) else bound).add(node.id)
        elif isinstance(node, ast.arg):
            bound.add(node.arg)
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            bound.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            bound.update((alias.asname or alias.name).split(".")[0] for alias in node.names)
    known = KNOWN - top_level_names(gold)
    return used - bound - known


def names_in(tree):
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def our_names(setup, used):
    """Of the names used those we know: modules, and what set-up code defines without a program."""
    modules = {name: module(name) for name in MODULES if name in used}
    space = dict(modules)
    try:
        exec(setup, space)
    except Exception:
        space = modules
    return space


# ---- planning ----------------------------------------------------------------------------------

class Hoist(ast.NodeTransformer):
    """Replaces the program's calls in an expression by names for their values."""

    def __init__(self, test, names):
        self.test, self.names, self.calls = test, names, []

    def visit_Call(self, node):
        if isinstance(node.func, ast.Name) and node.func.id in self.names:
            self.calls.append(ast.get_source_segment(self.test, node))
            return ast.copy_location(ast.Name("__value_%d" % len(self.calls), ast.Load()), node)
        return self.generic_visit(node)

    def whole(self, node):
        return node

    visit_Lambda = visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = whole


def hoisted(test, tree, names):
    """An assert's expression without the program's calls, and the calls; None if it is no assert.

    Changes the test's tree.
    """
    if len(tree.body) != 1 or not isinstance(tree.body[0], ast.Assert):
        return None, []
    hoist = Hoist(test, names)
    expression = hoist.visit(tree.body[0].test)
    return (expression, hoist.calls) if hoist.calls and not names_in(expression) & names else (None, [])


def expected_value(expression, calls, setup):
    """The value that one call must equal, encoded; None if the test asks for something else."""
    if not (len(calls) == 1 and isinstance(expression, ast.Compare) and len(expression.ops) == 1
            and isinstance(expression.ops[0], ast.Eq)):
        return None
    sides = [expression.left, expression.comparators[0]]
    values = [isinstance(side, ast.Name) and side.id == "__value_1" for side in sides]
    if True not in values:
        return None
    try:
        result = ENCODE(value_of(sides[values.index(False)], setup))
    except Exception:
        return None
    return None if result[:1] == b"O" else result


def value_of(expression, setup):
    try:
        return ast.literal_eval(expression)  # most are literals, and this is quick
    except (TypeError, ValueError):
        space = our_names(setup, names_in(expression))
        return eval(compile(ast.Expression(expression), "<test>", "eval"), space)


def plan(test, setup, gold):
    try:
        tree = ast.parse(test)
        if setup:
            ast.parse(setup)
    except (SyntaxError, ValueError) as error:
        return {"broken": str(error)}
    expression, calls = hoisted(test, tree, program_names(tree, gold))
    if expression is None:
        try:
            done = check(test, setup, gold, [])
        except TypeError as error:
            return {"broken": str(error)}
        return {"calls": [done["call"]] if "call" in done else []}
    value = expected_value(expression, calls, setup)
    return {"calls": calls, "expected": value.hex()} if value else {"calls": calls}


# ---- deciding ----------------------------------------------------------------------------------

def stub(name, values):
    def call(*arguments, **named):
        if values:
            return values.pop(0)
        parts = [source_of(item) for item in arguments]
        parts += [key + "=" + source_of(item) for key, item in named.items()]
        raise CallNeeded(readable("%s(%s)" % (name, ", ".join(parts))))
    return call


def readable(call):
    """A call's source as it is; an error if the sandbox could not read it."""
    try:
        if len(call) <= LONGEST_CALL:
            compile(call, "<test>", "eval")
            return call
    except (MemoryError, RecursionError, SyntaxError, ValueError):
        pass
    raise ProgramError("", "the test passes a value on to the program that is too large for that", 0)


def run(test, setup, gold, values):
    tree = ast.parse(test)
    names = program_names(tree, gold)
    space = our_names(setup, names_in(tree))
    expression, _ = hoisted(test, tree, names)
    if expression is None:
        remaining = list(values)
        space.update((name, stub(name, remaining)) for name in names)
        exec(compile(test, "<test>", "exec"), space)
    else:
        space.update(("__value_%d" % (i + 1), value) for i, value in enumerate(values))
        assert eval(compile(ast.fix_missing_locations(ast.Expression(expression)), "<test>", "eval"), space)


def check(test, setup, gold, values):
    try:
        run(test, setup, gold, values)
        return {"passed": True}
    except CallNeeded as needed:
        return {"call": str(needed)}
    except AssertionError as error:
        return failed(str(error))
    except ProgramError as error:
        return {"passed": False, "type": error.kind, "message": error.message, "line": error.line}
    except Exception as error:
        return {"passed": False, "type": type(error).__name__, "message": str(error)[:MESSAGE_SHOWN]}


def failed(message):
    return {"passed": False, "message": message[:MESSAGE_SHOWN]}


def check_values(test, setup, gold, encoded):
    """Decides a test given its calls' values; says so if it fails with what is no plain data."""
    unusual = []
    try:
        values = [decode(bytes.fromhex(value), unusual) for value in encoded]
        result = check(test, setup, gold, values)
    except MemoryError:
        return failed(TOO_MUCH_MEMORY)
    except Exception:  # a key that is none, as from a class that says how it hashes
        return failed(DIED)
    if result.get("type") == "MemoryError":
        return failed(TOO_MUCH_MEMORY)
    if unusual and result.get("passed") is False and not result.get("line"):
        article = "an " if unusual[0][:1] in tuple("AEIOUaeiou") else "a "
        return failed("returned " + article + unusual[0] + ", which is no plain value: the test"
                      " cannot go on with it, as only plain values leave the sandbox")
    return result


# ---- a fork for each test that meets a program's values: they may be made to break it ----------

def in_fork(action):
    """What `action` returns, which is JSON; a failed test if it takes too much."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            bound(resource.RLIMIT_AS, MEMORY_BYTES)
            bound(resource.RLIMIT_CPU, CPU_SECONDS)
            reply = json.dumps(action()).encode()
            while reply:
                reply = reply[os.write(into, reply):]
        finally:
            os._exit(0)
    os.close(into)
    reply = read_all(out, time.monotonic() + WALL_SECONDS)
    os.close(out)
    if reply is None:
        os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    late = reply is None or os.WIFSIGNALED(status) and os.WTERMSIG(status) in (
        signal.SIGXCPU, signal.SIGKILL)
    try:
        return failed(TOO_LONG) if late else json.loads(reply)
    except ValueError:
        return failed(DIED)


def bound(limit, value):
    most = resource.getrlimit(limit)[1]
    value = value if most == resource.RLIM_INFINITY else min(value, most)
    resource.setrlimit(limit, (value, most))


def read_all(descriptor, deadline):
    """What a pipe holds until it is closed; None if that comes too late."""
    data, poll = b"", select.poll()
    poll.register(descriptor, select.POLLIN)
    while True:
        if not poll.poll(max(0, (deadline - time.monotonic()) * 1000)):
            return None
        more = os.read(descriptor, 65536)
        if not more:
            return data
        data += more


def answer(request):
    if "tasks" in request:
        return [[plan(test, task["setup"], task["gold"]) for test in task["tests"]]
                for task in request["tasks"]]
    given = [request[name] for name in ("test", "setup", "gold", "values")]
    return in_fork(lambda: check_values(*given)) if request["values"] else check(*given)


def serve():
    replies = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # set-up code may print
    requests = os.fdopen(os.dup(0), "rb")
    while True:
        size = requests.read(4)
        if not size:
            os._exit(0)  # quicker than to leave in order
        reply = json.dumps(answer(json.loads(requests.read(int.from_bytes(size, "big"))))).encode()
        data = memoryview(len(reply).to_bytes(4, "big") + reply)
        while data:
            data = data[os.write(replies, data):]


serve()
