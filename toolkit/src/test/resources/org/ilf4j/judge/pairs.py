"""Random pairs of values, whether Python finds them equal, and how it writes the first."""
import collections, datetime, decimal, fractions, json, random, sys

random.seed(7)
encode = make_encoder(1 << 20)

LEAVES = [
    lambda: None, lambda: True, lambda: False, lambda: random.randrange(-2, 3),
    lambda: float(random.randrange(-2, 3)), lambda: random.choice([0.5, -0.0, 1e300, float("inf")]),
    lambda: random.choice(["", "a", "1", "é'", '"', "\n\\\t", "\x7f\x00", "𝄞"]),
    lambda: random.choice([b"", b"a", b"\xff'", bytearray(b"a")]),
    lambda: complex(random.randrange(3), random.randrange(2)),
    lambda: fractions.Fraction(random.randrange(4), 2), lambda: decimal.Decimal(random.randrange(4)) / 2,
    lambda: 10 ** random.choice([18, 40]), lambda: 2.0 ** 60, lambda: 2 ** 60,
    lambda: datetime.date(2020, 1, random.randrange(1, 3)), lambda: range(random.randrange(3)),
    lambda: random.choice([1e16, 1e15, 123456789.125, 1e-4, 1e-5, 1.5e-7, 5e-324]),
]
Pair = collections.namedtuple("Pair", "a b")


def hashable(depth):
    kind = random.randrange(8) if depth else 9
    if kind == 0:
        return tuple(hashable(depth - 1) for _ in range(random.randrange(3)))
    if kind == 1:
        return frozenset(hashable(depth - 1) for _ in range(random.randrange(3)))
    while True:
        value = random.choice(LEAVES)()
        if type(value) is not bytearray:
            return value


def value(depth):
    kind = random.randrange(14) if depth else 99
    many = range(random.randrange(3))
    if kind == 0:
        return [value(depth - 1) for _ in many]
    if kind == 1:
        return tuple(value(depth - 1) for _ in many)
    if kind == 2:
        return {hashable(depth - 1) for _ in many}
    if kind == 3:
        return {hashable(depth - 1): value(depth - 1) for _ in many}
    if kind == 4:
        return frozenset(hashable(depth - 1) for _ in many)
    if kind == 5:
        return random.choice([collections.Counter, collections.OrderedDict])(
            {random.choice("ab"): random.randrange(3) for _ in many})
    if kind == 6:
        return Pair(value(depth - 1), 1)
    if kind == 7:
        return collections.deque(value(depth - 1) for _ in many)
    return random.choice(LEAVES)()


def close_to(one):
    """Something likely to be equal, of another type where one exists."""
    if type(one) in (list, tuple, Pair):
        return type(one)([close_to(item) for item in one]) if type(one) is not Pair else tuple(one)
    if type(one) in (set, frozenset):
        return random.choice([set, frozenset])(one)
    if type(one) in (collections.Counter, collections.OrderedDict, dict):
        return random.choice([dict, collections.OrderedDict])(reversed(list(one.items())))
    if type(one) in (int, bool) and abs(one) < 2 ** 50:
        return random.choice([int, float, bool, complex, fractions.Fraction])(one)
    return one


def plain(one):
    if type(one) in (set, frozenset):
        return len(one) < 2 and all(map(plain, one))
    if type(one) in (list, tuple):
        return all(map(plain, one))
    if type(one) is dict:
        return all(map(plain, one)) and all(map(plain, one.values()))
    return type(one) in (type(None), bool, int, float, str, bytes, bytearray, complex)


while True:
    size = sys.stdin.buffer.read(4)
    if not size:
        break
    pairs = []
    for _ in range(int(sys.stdin.buffer.read(int.from_bytes(size, "big")))):
        one = value(3)
        other = close_to(one) if random.random() < 0.6 else value(3)
        pairs.append([encode(one).hex(), encode(other).hex(), one == other,
                      repr(one) if plain(one) else ""])
    reply = json.dumps(pairs).encode()
    sys.stdout.buffer.write(len(reply).to_bytes(4, "big") + reply)
    sys.stdout.buffer.flush()
