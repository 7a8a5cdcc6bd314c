"""Samples with ilf4j and its peers in turn and prints the tables.

python3 run.py                       everything, two hours and more on two cores
python3 run.py nano one              only these parts; the parts are: {parts}
python3 run.py nano --rounds 1       a first look
python3 run.py --accuracy            what bfloat16 and int8 weights cost; needs no peer, two minutes
python3 run.py --table               the tables of what was measured so far; delete
                                     target/results.jsonl to begin anew

Needs Java 17+, Maven and Python 3.10+. The peers go into a private environment, checkpoints of
random weights and all results into target/. Every measurement is a process of its own; in each
round the engines take turns. A table tells the median of the rounds, and the median of each
round's own ratio to the peer.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys

from tables import print_tables

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGET = HERE / "target"
RESULTS = TARGET / "results.jsonl"
PYTHON = HERE / ".venv" / "bin" / "python"
OURS = ["ilf4j", "ilf4j-bf16", "ilf4j-int8"]
PEERS = ["transformers", "ctranslate2", "ctranslate2-int8"]


def part(size, engines, samples=30, prompt=120, new=128, threads=(1, 2), seconds=5):
    """One table: what is sampled, by whom, on how many threads, for how long at least."""
    job = dict(size=size, samples=samples, prompt=prompt, new=new, seconds=seconds)
    return [dict(engine=e, threads=t, **job) for t in threads for e in engines]


def growth(size, samples, prompts, seconds):
    jobs = [part(size, ["ilf4j"], samples=n, threads=(2,), seconds=seconds) for n in samples]
    jobs += [part(size, ["ilf4j"], prompt=p, threads=(2,), seconds=seconds) for p in prompts]
    return sum(jobs, [])


PARTS = {
    "nano": part("nano", ["ilf4j", "ilf4j-djl", *PEERS], seconds=8),
    "350M": part("350M", [*OURS, *PEERS], seconds=1),
    "350M-djl": part("350M", ["ilf4j", "ilf4j-djl"], seconds=1),
    "one": part("350M", [*OURS, *PEERS], samples=1, threads=(2,), seconds=3),
    "nano-growth": growth("nano", (1, 10, 30, 100), (64, 256, 384), 3),
    "350M-growth": growth("350M", (1, 10, 30, 100), (64, 256, 1024), 1),
    "job": [dict(engine=e, size="job", threads=2, samples=30) for e in ("ilf4j", "transformers", "ctranslate2")],
    "job-growth": [dict(engine="ilf4j", size="job", threads=2, samples=30, tasks=t, heap="512m")
                   for t in (10, 30, 100)],
    "limits": [dict(engine="limits", size="limits", threads=1)],
}
__doc__ = __doc__.format(parts=", ".join(PARTS))


def call(*command, **more):
    return subprocess.run([str(c) for c in command], check=True, cwd=ROOT, **more)


def prepare_peers():
    if not PYTHON.exists():
        call(sys.executable, "-m", "venv", HERE / ".venv")
        call(PYTHON, "-m", "pip", "install", "-q", "-r", HERE / "requirements.txt")


def prepare():
    TARGET.mkdir(exist_ok=True)
    call("mvn", "-q", "-B", "-pl", "toolkit", "compile", "dependency:build-classpath",
         f"-Dmdep.outputFile={TARGET / 'classpath.txt'}")
    call("javac", "--add-modules", "jdk.incubator.vector", "-nowarn", "-d", TARGET / "classes",
         "-cp", classpath(), *HERE.glob("*.java"))


def classpath():
    own = [TARGET / "classes", ROOT / "toolkit/target/classes"]
    return os.pathsep.join([*map(str, own), (TARGET / "classpath.txt").read_text()])


def java(program, *arguments, heap="10g"):
    return call("java", "--add-modules", "jdk.incubator.vector", f"-Xmx{heap}", "-cp", classpath(),
                program, *arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True).stdout


def python(threads, program, *arguments):
    environment = {**os.environ, "OMP_NUM_THREADS": str(threads), "HF_HUB_OFFLINE": "1", "CT2_USE_MKL": "1"}
    return call(PYTHON, HERE / program, *arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                text=True, env=environment).stdout


def command(job):
    """The process that measures one job, and what it printed."""
    if job["engine"] == "limits":
        return java("Limits")
    if job["size"] == "job":
        return practice_test(job)
    folder = TARGET / job["size"]
    if not (folder / "model.safetensors").exists():
        java("RandomCheckpoint", job["size"], folder)
    words = [job["engine"], folder, *(job[k] for k in ("threads", "samples", "prompt", "new", "seconds"))]
    if job["engine"].startswith("ilf4j"):
        return java("Ours", *words)
    return python(job["threads"], "peers.py", *words)


def practice_test(job):
    words = [TARGET / "job", job["threads"], job["samples"]]
    if job["engine"] == "ilf4j":
        return java("Job", *words, *filter(None, [job.get("tasks")]), heap=job.get("heap", "10g"))
    return python(job["threads"], "peer_job.py", job["engine"], *words)


def measure(job, name, turn):
    try:
        found = json.loads(command(job).strip().splitlines()[-1])
    except subprocess.CalledProcessError as error:
        found = dict(failed=(error.stderr or "").strip()[-300:] or f"exit {error.returncode}")
    line = dict(part=name, round=turn, **job, **found, load=os.getloadavg()[0], machine=machine())
    with RESULTS.open("a") as out:
        out.write(json.dumps(line) + "\n")
    told = f"{found['rate']:,.1f}/s" if "rate" in found else found
    print(f"# {name} round {turn}: {job['engine']}, {job['threads']} threads: {told}", file=sys.stderr)


def results():
    return [json.loads(line) for line in RESULTS.read_text().splitlines()] if RESULTS.exists() else []


def next_round(name, threads):
    """Rounds of several calls add up."""
    done = [r["round"] for r in results() if r["part"] == name and threads in (None, r["threads"])]
    return max(done, default=-1) + 1


def machine():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        name = next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        name = "unknown processor"
    return f"{name}, {os.cpu_count()} processors"


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--threads", type=int, help="only this number of threads")
    options.add_argument("--accuracy", action="store_true")
    options.add_argument("--table", action="store_true")
    wanted = options.parse_args()
    if wanted.accuracy:
        prepare()
        print(java("Accuracy"))
        return
    unknown = set(wanted.parts) - set(PARTS)
    if unknown:
        options.error(f"unknown part {', '.join(sorted(unknown))}; the parts are {', '.join(PARTS)}")
    if not wanted.table:
        prepare_peers()
        prepare()
        for name in wanted.parts or PARTS:
            first = next_round(name, wanted.threads)
            for turn in range(first, first + wanted.rounds):
                for job in PARTS[name]:
                    if wanted.threads in (None, job["threads"]):
                        measure(job, name, turn)
    print_tables(results())


if __name__ == "__main__":
    main()
