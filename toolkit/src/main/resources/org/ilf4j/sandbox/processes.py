"""Ends with 0 if a limit on processes binds this user here: not every way to start a sandbox does."""
import os
import resource
import time

LIMIT, ATTEMPTS = 4, 8
resource.setrlimit(resource.RLIMIT_NPROC, (LIMIT, LIMIT))
try:
    for _ in range(ATTEMPTS):
        if os.fork() == 0:
            time.sleep(60)
            os._exit(0)
except BlockingIOError:
    os._exit(0)  # the children end with this namespace
os._exit(1)
