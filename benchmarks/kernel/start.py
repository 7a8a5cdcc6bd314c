"""How much later than stock JJava the kernel with the toolkit is ready: ../../.venv/bin/python start.py [ROUNDS]

Both kernels in turn, from the start of the process to the answer of a first cell. Run ./ilf tutorial
once before, which makes the environment and builds the kernel.
"""
import os
import pathlib
import platform
import statistics
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
os.environ["JUPYTER_PATH"] = str(ROOT / "kernel-ext/target/jupyter")

from jupyter_client.manager import start_new_kernel  # noqa: E402  after the path is set

KERNELS = {"java": '1 + " ready"', "ilf4j": 'Split.TEST.first() + " ready"'}


def seconds_until_ready(kernel, cell):
    with tempfile.TemporaryFile() as log:
        begin = time.perf_counter()
        manager, client = start_new_kernel(kernel_name=kernel, stdout=log, stderr=log)
        try:
            shown = []
            client.execute_interactive(cell, output_hook=shown.append, timeout=120)
            took = time.perf_counter() - begin
            assert any("ready" in str(message["content"]) for message in shown), shown
            return took
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    took = {kernel: [] for kernel in KERNELS}
    for _ in range(rounds):
        for kernel, cell in KERNELS.items():
            took[kernel].append(seconds_until_ready(kernel, cell))
    later = [ours - stock for stock, ours in zip(took["java"], took["ilf4j"])]
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    for kernel, times in took.items():
        print(f"| {kernel} | {statistics.median(times):.2f} s | " + " ".join(f"{t:.2f}" for t in times) + " |")
    print(f"later: median {statistics.median(later):.2f} s (limit 1.5 s)")


if __name__ == "__main__":
    main()
