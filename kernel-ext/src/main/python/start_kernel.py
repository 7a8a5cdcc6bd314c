"""Starts the kernel once, runs a cell, and says in one line how that went or why it did not start."""

import sys
import tempfile
import time

from jupyter_client.manager import start_new_kernel

CELL = 'System.getProperty("java.vm.version") + ", " + Split.TEST.first()'


def why(log):
    log.seek(0)
    lines = [line for line in log.read().decode(errors="replace").splitlines() if line.strip()]
    telling = [line for line in lines if "not loaded" in line or "rror" in line or "Exception" in line]
    return " | ".join((telling or lines)[-3:]) or "no output"


def main():
    with tempfile.TemporaryFile() as log:
        started = time.monotonic()
        try:
            manager, client = start_new_kernel(kernel_name="ilf4j", startup_timeout=60, stdout=log, stderr=log)
        except Exception as error:
            print(f"the kernel does not start: {error or type(error).__name__}: {why(log)}")
            return 1
        try:
            shown = []
            reply = client.execute_interactive(CELL, output_hook=shown.append, allow_stdin=False, timeout=60)
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
        if reply["content"]["status"] != "ok":
            print(f"the kernel starts, but the toolkit is not loaded: {why(log)}")
            return 1
        print(f"kernel answered after {time.monotonic() - started:.1f} s")
        return 0


if __name__ == "__main__":
    sys.exit(main())
