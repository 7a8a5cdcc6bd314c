"""Runs a program in the warm interpreter once: children find prepared what Python prepares late."""
import sys

ROUNDS = 20  # from 8 on Python has adapted its code to the types it meets
REHEARSED = '''
import math, re
class Point:
    def __init__(self, x):
        self.x = x
def f(numbers, times=2):
    """Text."""
    found = []
    for i, x in enumerate(numbers):
        if x % 2 == 0 and not x > 5 or x != 7:
            found.append(x * times + 1)
        elif x is None:
            continue
    while len(found) > 100:
        found.pop()
    return sorted(set(found), key=lambda v: -v), [str(x) for x in numbers if x], {1: 2.5}
def g(text):
    try:
        return tuple(re.sub('a', 'b', text).split()), math.sqrt(2.0), text[1:-1] + '%s' % 5, Point(1).x
    except (ValueError, KeyError) as error:
        return f'{error}'
'''
REHEARSED_CALLS = "f([1, 2, 3])", "f(list(range(10)), 3)", "g('abc abc')"


class Left(BaseException):
    """Instead of the end of a process."""


def rehearse(make_run):
    """`make_run` gives a child's `run` with these functions in the place of os.write and os._exit."""
    def leave(status):
        raise Left

    run = make_run(lambda descriptor, data: len(data), leave)
    calls = [compile(call, "<call>", "eval", dont_inherit=True) for call in REHEARSED_CALLS]
    for _ in range(ROUNDS):
        try:
            run(REHEARSED, None, calls, b"no token")
        except Left:
            pass
    del sys.modules["program"]
