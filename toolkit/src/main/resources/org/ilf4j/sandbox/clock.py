"""Another time of day for a rerun, so that programs that depend on the clock are noticed."""
import datetime
import time


def shift_clock(seconds):
    now, local, universal = time.time, time.localtime, time.gmtime
    by = datetime.timedelta(seconds=seconds)
    true_moment, true_date = datetime.datetime, datetime.date

    class Moment(true_moment):
        @classmethod
        def now(cls, tz=None):
            return true_moment.now(tz) + by

        @classmethod
        def utcnow(cls):
            return true_moment.utcnow() + by

        today = now

    class Date(true_date):
        @classmethod
        def today(cls):
            return (true_moment.now() + by).date()

    Moment.__name__, Date.__name__ = "datetime", "date"
    datetime.datetime, datetime.date = Moment, Date
    time.time = lambda: now() + seconds
    time.time_ns = lambda: int(time.time() * 1e9)
    time.localtime = lambda at=None: local(time.time() if at is None else at)
    time.gmtime = lambda at=None: universal(time.time() if at is None else at)
