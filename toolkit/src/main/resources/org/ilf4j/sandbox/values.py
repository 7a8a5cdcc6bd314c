"""Plain data as bytes: one letter for the exact type, then lengths and content, big-endian.

Only plain data can be written, so what is read back runs no code and has no == of its own. Size
and depth are bounded while writing.
"""
import struct
import sys


class TooLarge(Exception):
    """The value needs more bytes than it may have."""


class TooDeep(Exception):
    """The value is nested too deeply, or contains itself."""


class Drawn:
    """What an iterator gave: tests such as `list(f(..)) == [..]` go on with that.

    `fault` tells why there is no more: the error's type ("" for our bounds), message and line.
    """
    __slots__ = ("items", "fault")


MORE = ("", "the iterator gives more items than are read", 0)


def make_namer():
    """A function class -> its name, whatever its metaclass says; no subclass of str."""
    name_of, exact = type.__dict__["__name__"].__get__, str.__add__
    return lambda cls: exact(name_of(cls), "")[:200]


def make_teller():
    """A function error -> its type's name, message and line in the program. Runs no more than str().

    What it needs is bound here, as the program may patch builtins and hide attributes.
    """
    kind, text, Everything, name_of = type, str, BaseException, make_namer()
    trace_of = BaseException.__dict__["__traceback__"].__get__
    exact, same = str.__add__, str.__eq__

    def told(error):
        line, trace = 0, trace_of(error)
        while trace is not None:
            if same(trace.tb_frame.f_code.co_filename, "<program>"):
                line = trace.tb_lineno
            trace = trace.tb_next
        try:
            message = exact(text(error), "")[:2000]
        except Everything:
            message = ""
        return name_of(kind(error)), message, line

    return told


def make_drawer(most=100000):
    """A function that draws the items of an iterator, or of those in a list or tuple.

    It runs the program's code and leaves other values as they are. An error after some items is
    kept with them: a test may never get there.
    """
    kind, length, push, told = type, len, list.append, make_teller()
    Failure, System, Memory = Exception, OSError, MemoryError  # the last two: own verdicts
    at_least = max
    mro_of = type.__dict__["__mro__"].__get__
    members_of = type.__dict__["__dict__"].__get__
    plain = frozenset((int, float, str, bool, type(None), bytes, list, tuple, dict, set))

    def is_iterator(value):
        for cls in mro_of(kind(value)):
            if "__next__" in members_of(cls):
                return True
        return False

    def drawn_from(value, left):
        drawn, items = Drawn(), []
        drawn.items, drawn.fault = items, None
        try:
            for item in value:
                if length(items) >= left:
                    drawn.fault = MORE
                    break
                push(items, item)
        except (System, Memory):
            raise
        except Failure as error:
            drawn.fault = told(error)
        return drawn

    def draw(value):
        cls = kind(value)
        if cls is list or cls is tuple:
            for item in value:
                if kind(item) not in plain and is_iterator(item):
                    return cls(drawn_inside(value))
            return value
        return drawn_from(value, most) if cls not in plain and is_iterator(value) else value

    def drawn_inside(values):
        result, left, fewest = [], most, most // 100
        for value in values:
            if kind(value) not in plain and is_iterator(value):
                value = drawn_from(value, left)
                left = at_least(left - length(value.items), fewest)
            push(result, value)
        return result

    return draw


def make_encoder(limit, depth_limit=100):
    """A function value -> bytes. What it needs is bound here, as the program may patch builtins."""
    pack_length = struct.Struct(">I").pack
    pack_float = struct.Struct(">d").pack
    pack_complex = struct.Struct(">dd").pack
    length, kind, exact_text, has, modules = len, type, str, getattr, sys.modules
    most, few, least = limit - limit // 8, limit // 16, min  # bytes of an iterator's items
    mro_of = type.__dict__["__mro__"].__get__
    members_of = type.__dict__["__dict__"].__get__
    class_name = make_namer()

    def sized(tag, data, out):
        if length(data) > limit:
            raise TooLarge
        out.append(tag + pack_length(length(data)) + data)
        return length(data) + 5

    def text(tag, value, out):
        if length(value) > limit:
            raise TooLarge
        return sized(tag, str.encode(value, "utf-8", "surrogatepass"), out)

    def fixed(data):
        def write(value, out, depth):
            out.append(data)
            return 1
        return write

    def integer(value, out, depth):
        size = (int.bit_length(value) + 8) // 8
        if size > limit:
            raise TooLarge
        return sized(b"I", int.to_bytes(value, size, "big", signed=True), out)

    def real(value, out, depth):
        out.append(b"D" + pack_float(value))
        return 9

    def imaginary(value, out, depth):
        out.append(b"C" + pack_complex(value.real, value.imag))
        return 17

    def string(value, out, depth):
        return text(b"U", value, out)

    def octets(tag):
        return lambda value, out, depth: sized(tag, bytes(value), out)

    def items(values, out, depth):
        if depth > depth_limit:
            raise TooDeep
        used = 5
        for item in values:
            used += encode(item, out, depth + 1)
            if used > limit:
                raise TooLarge
        return used

    def sequence(tag, iterate):
        def write(value, out, depth):
            out.append(tag + pack_length(length(value)))
            return items(iterate(value), out, depth)
        return write

    def mapping(value, out, depth):
        out.append(b"d" + pack_length(dict.__len__(value)))
        return items((part for pair in dict.items(value) for part in pair), out, depth)

    def as_dict(value):
        return {key: item for key, item in dict.items(value)}

    def as_decimal(value):
        sign, digits, exponent = value.as_tuple()
        return (sign, "".join([exact_text(digit) for digit in digits]), exponent)

    def as_range(value):
        size = -((value.start - value.stop) // value.step)  # len() ends at 2 ** 63
        return (size if size > 0 else 0, value.start if size > 0 else None,
                value.step if size > 1 else None)

    def as_moment(value):
        return exact_text(value.isoformat())

    library = {
        "builtins": {"range": as_range},
        "collections": {
            "Counter": as_dict,
            "defaultdict": as_dict,
            "OrderedDict": lambda value: list(value.items()),
            "deque": list,
        },
        "fractions": {"Fraction": lambda value: (value.numerator, value.denominator)},
        "decimal": {"Decimal": as_decimal},
        "datetime": {
            "datetime": as_moment,
            "date": as_moment,
            "time": as_moment,
            "timedelta": lambda value: (value.days, value.seconds, value.microseconds),
        },
    }

    def drawn(value, out, depth):
        """All items and why there are no more; few if all are too many: a test may need few."""
        if depth > depth_limit:
            raise TooDeep
        values, fault = value.items, value.fault
        parts, count, used = first(values, few if fault is MORE else most, depth)
        if count < length(values):
            fault = MORE
            parts, count, used = first(values, few, depth)
        used += text(b"L", "iterator", out)
        if fault:
            out.append(b"t" + pack_length(2))
        out.append(b"l" + pack_length(count))
        out += parts
        return used + 10 + (encode(fault, out, depth + 1) if fault else 0)

    def first(values, budget, depth):
        """The first values that fit into so many bytes: their parts, number and size."""
        parts, count, used = [], 0, 0
        for item in values:
            part = []
            try:
                used += encode(item, part, depth + 1)
            except TooLarge:
                break
            if used > budget:
                break
            parts += part
            count += 1
        return parts, count, least(used, budget)

    def named(name, content):
        def write(value, out, depth):
            return text(b"L", name, out) + encode(content(value), out, depth + 1)
        return write

    plain = {
        Drawn: drawn,
        type({}.keys()): named("dict_keys", list),
        type({}.values()): named("dict_values", list),
        type({}.items()): named("dict_items", list),
        type(None): fixed(b"N"),
        bool: lambda value, out, depth: fixed(b"T" if value else b"F")(value, out, depth),
        int: integer,
        float: real,
        complex: imaginary,
        str: string,
        bytes: octets(b"B"),
        bytearray: octets(b"b"),
        list: sequence(b"l", list.__iter__),
        tuple: sequence(b"t", tuple.__iter__),
        set: sequence(b"s", set.__iter__),
        frozenset: sequence(b"f", frozenset.__iter__),
        dict: mapping,
    }
    as_base = {
        int: int.__pos__,
        float: float.__pos__,
        complex: complex.__pos__,
        str: lambda value: str.__add__(value, ""),
        bytes: lambda value: bytes.__add__(value, b""),
        list: lambda value: [item for item in list.__iter__(value)],
        tuple: lambda value: tuple(tuple.__iter__(value)),
        set: lambda value: {item for item in set.__iter__(value)},
        frozenset: lambda value: frozenset(frozenset.__iter__(value)),
        dict: as_dict,
    }

    def content_of_library(cls):
        for module, classes in library.items():
            for name, content in classes.items():
                if module in modules and has(modules[module], name, None) is cls:
                    return name, content
        return None, None

    def unusual(value, out, depth):
        """Library values by content, subclasses that keep == as their base, the rest by name."""
        if depth > depth_limit:
            raise TooDeep
        cls = kind(value)
        name, content = content_of_library(cls)
        if content:
            return named(name, content)(value, out, depth)
        for base in mro_of(cls):
            if base in as_base:
                used = text(b"S", class_name(cls), out)
                return used + encode(as_base[base](value), out, depth + 1)
            if "__eq__" in members_of(base):
                break
        return text(b"O", class_name(cls), out)

    def encode(value, out, depth):
        return (plain.get(kind(value)) or unusual)(value, out, depth)

    def encoded(value):
        out = []
        try:
            encode(value, out, 0)
        except TooDeep:
            out = []
            text(b"O", "value nested more than 100 deep", out)
        return b"".join(out)

    return encoded
