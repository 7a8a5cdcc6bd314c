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
    """What an iterator gave: tests such as `list(f(..)) == [..]` go on with that."""
    __slots__ = ("items",)


def make_drawer(most=10000):
    """A function that draws an iterator's items and leaves other values as they are.

    It runs the program's code. Behind as many items as may be drawn comes one that equals nothing.
    """
    kind, length, push = type, len, list.append
    mro_of = type.__dict__["__mro__"].__get__
    members_of = type.__dict__["__dict__"].__get__
    more = object()

    def is_iterator(value):
        for cls in mro_of(kind(value)):
            if "__next__" in members_of(cls):
                return True
        return False

    def draw(value):
        if not is_iterator(value):
            return value
        drawn, items = Drawn(), []
        for item in value:
            push(items, item if length(items) < most else more)
            if length(items) > most:
                break
        drawn.items = items
        return drawn

    return draw


def make_encoder(limit, depth_limit=100):
    """A function value -> bytes. What it needs is bound here, as the program may patch builtins."""
    pack_length = struct.Struct(">I").pack
    pack_float = struct.Struct(">d").pack
    pack_complex = struct.Struct(">dd").pack
    length, kind, exact_text, has, modules = len, type, str, getattr, sys.modules
    mro_of = type.__dict__["__mro__"].__get__
    members_of = type.__dict__["__dict__"].__get__

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
        return (sign, "".join(map(exact_text, digits)), exponent)

    def as_range(value):
        size = length(value)
        return (size, value[0] if size else None, value[1] - value[0] if size > 1 else None)

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
    def named(name, content):
        def write(value, out, depth):
            return text(b"L", name, out) + encode(content(value), out, depth + 1)
        return write

    plain = {
        Drawn: named("iterator", Drawn.items.__get__),
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
                used = text(b"S", exact_text(cls.__name__)[:200], out)
                return used + encode(as_base[base](value), out, depth + 1)
            if "__eq__" in members_of(base):
                break
        return text(b"O", exact_text(cls.__name__)[:200], out)

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
