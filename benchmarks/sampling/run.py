"""Samples with ilf4j and its peers in turn and prints the table: python3 run.py [--quick]

Needs Java 17+, Maven and Python 3.10+; peers go into a private environment, checkpoints of random
weights into target/. Every row is a process of its own; the engines take turns. --quick measures
the small model only, for some seconds each.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGET = HERE / "target"
PYTHON = HERE / ".venv" / "bin" / "python"
PEERS = ["transformers", "ctranslate2", "ctranslate2-int8"]


def call(*command, **more):
    return subprocess.run([str(c) for c in command], check=True, cwd=ROOT, **more)


def prepare():
    TARGET.mkdir(exist_ok=True)
    if not PYTHON.exists():
        call(sys.executable, "-m", "venv", HERE / ".venv")
        call(PYTHON, "-m", "pip", "install", "-q", "-r", HERE / "requirements.txt")
    call("mvn", "-q", "-B", "-pl", "toolkit", "compile", "dependency:build-classpath",
         f"-Dmdep.outputFile={TARGET / 'classpath.txt'}")


def java(program, *arguments):
    path = f"{ROOT / 'toolkit/target/classes'}{os.pathsep}{(TARGET / 'classpath.txt').read_text()}"
    out = call("java", "--add-modules", "jdk.incubator.vector", "-Xmx8g", "-cp", path,
               HERE / program, *arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
               text=True).stdout
    return out.strip().splitlines()[-1:] or [""]


def measure(engine, folder, threads, samples, prompt, new, seconds):
    job = [folder, threads, samples, prompt, new, seconds]
    try:
        if engine == "ilf4j":
            return json.loads(java("Ours.java", *job)[0])
        out = call(PYTHON, HERE / "peers.py", engine, *job, stdout=subprocess.PIPE,
                   stderr=subprocess.DEVNULL, text=True, env={**os.environ, "OMP_NUM_THREADS": str(threads)})
        return json.loads(out.stdout.strip().splitlines()[-1])
    except subprocess.CalledProcessError as error:
        return dict(engine=engine, threads=threads, failed=error.returncode)


def best(results):
    good = [r for r in results if "tokens_per_s" in r]
    return max(good, key=lambda r: r["tokens_per_s"]) if good else results[0]


def table(title, rows):
    print(f"\n{title}\n\n| engine | threads | tokens/s | tokens per CPU second | load s | peak MB |")
    print("|---|---|---|---|---|---|")
    for r in rows:
        if "failed" in r:
            print(f"| {r['engine']} | {r['threads']} | failed ({r['failed']}) | | | |")
        else:
            print(f"| {r['engine']} | {r['threads']} | {r['tokens_per_s']:,.0f} |"
                  f" {r['tokens_per_cpu_s']:,.0f} | {r['load_s']} | {r['peak_mb']:,} |")
    sys.stdout.flush()


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true")
    quick = options.parse_args().quick
    prepare()
    print(f"machine: {machine()}, load {os.getloadavg()[0]:.1f} when begun")
    print("limits:", java("Limits.java")[0])
    seconds, rounds = (4, 1) if quick else (20, 3)
    for size in ["nano"] if quick else ["nano", "350M"]:
        folder = TARGET / size
        if not (folder / "model.safetensors").exists():
            java("RandomCheckpoint.java", size, folder)
        for threads in (1, 2):
            found = {engine: [] for engine in ["ilf4j", *PEERS]}
            for _ in range(rounds):
                for engine in found:
                    found[engine].append(measure(engine, folder, threads, 30, 120, 128, seconds))
            table(f"{size}, prompt 120, n = 30, 128 new tokens", [best(r) for r in found.values()])
        if not quick:
            for samples in (1, 10, 100):
                rows = [measure("ilf4j", folder, 2, samples, 120, 128, seconds)]
                table(f"{size}, prompt 120, n = {samples}", rows)
            for prompt in (64, 256, 384):
                rows = [measure("ilf4j", folder, 2, 30, prompt, 128, seconds)]
                table(f"{size}, prompt {prompt}, n = 30", rows)
    print(f"\nload {os.getloadavg()[0]:.1f} when ended")


def machine():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        name = next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        name = "unknown processor"
    return f"{name}, {os.cpu_count()} processors"


main()
