"""Turns the measurements into tables: medians over the rounds, ratios within each round."""
from itertools import groupby
from statistics import median

SHAPE = ("part", "size", "threads", "samples", "prompt", "new")
LAYERS_WIDTH_VOCABULARY = {"nano": (4, 192, 1024), "350M": (20, 1024, 51200)}  # RandomCheckpoint.java


def print_tables(lines):
    for line in (line for line in lines if "failed" in line):
        print(f"failed: {line['part']} {line['engine']} {line['threads']} threads: {line['failed']}")
    good = [line for line in lines if "failed" not in line]
    for machine in sorted({line["machine"] for line in good}):
        here = [line for line in good if line["machine"] == machine]
        loads = [line["load"] for line in here]
        print(f"\n{machine}; load average when a measurement ended: median {median(loads):.1f}")
        limits(here)
        shares(here)
        comparisons([line for line in here if "growth" not in line["part"]])
        growths([line for line in here if "growth" in line["part"]])


def limits(lines):
    found = [line for line in lines if line["engine"] == "limits"]
    for threads in (0, 1) if found else ():
        flops = median(line["gflops"][threads] for line in found)
        read = median(line["read_gb_per_s"][threads] for line in found)
        print(f"\nlimits of {threads + 1} threads, medians of {len(found)}: {flops:.0f} GFLOP/s in "
              f"registers ({found[0]['vector_bits']} bits), {read:.1f} GB/s read from memory")


def multiply_adds(line):
    """Of one new token, attention over what stands before it included."""
    layers, width, vocabulary = LAYERS_WIDTH_VOCABULARY[line["size"]]
    seen = line["prompt"] + line["new"] / 2
    return layers * (12 * width**2 + 2 * seen * width) + vocabulary * width


def shares(lines):
    """How near to the machine's multiply-adds the engines come; the prompt's work is left out."""
    found = [line for line in lines if line["engine"] == "limits"]
    rows = [line for line in lines if line["size"] in LAYERS_WIDTH_VOCABULARY and line["threads"] <= 2
            and "growth" not in line["part"]]
    if not found or not rows:
        return
    print("\n| engine | size | n | threads | share of the multiply-adds in registers |\n|---|---|---|---|---|")
    by = lambda line: (line["size"], line["samples"], line["threads"], line["engine"])
    for (size, samples, threads, engine), group in groupby(sorted(rows, key=by), key=by):
        limit = median(line["gflops"][threads - 1] for line in found)
        share = median(2e-9 * multiply_adds(line) * line["rate"] / limit for line in group)
        print(f"| {engine} | {size} | {samples} | {threads} | {100 * share:.0f} % |")


def shape(line):
    return tuple(str(line.get(key, "")) for key in SHAPE)


def comparisons(lines):
    lines = sorted((line for line in lines if line["engine"] != "limits"), key=shape)
    for _, rows in groupby(lines, key=shape):
        rows = list(rows)
        first = rows[0]
        what = ("practice Test, stop rules on" if first["size"] == "job"
                else f"prompt {first['prompt']}, {first['new']} new tokens")
        print(f"\n{first['size']}, n = {first['samples']}, {what}, {first['threads']} threads\n")
        unit = "programs/s" if first["size"] == "job" else "tokens/s"
        print(f"| engine | {unit} | ours is faster by | load s | peak MB | rounds |\n|---|---|---|---|---|---|")
        ours = {row["round"]: row["rate"] for row in rows if row["engine"] == "ilf4j"}
        for engine in sorted({row["engine"] for row in rows}, key=lambda e: [r["engine"] for r in rows].index(e)):
            comparison(engine, [row for row in rows if row["engine"] == engine], ours)


def comparison(engine, rows, ours):
    middle = {key: median(row[key] for row in rows) for key in ("rate", "load_s", "peak_mb")}
    ratios = [ours[row["round"]] / row["rate"] for row in rows if row["round"] in ours]
    told = f"{median(ratios):.1f}x" if ratios and engine != "ilf4j" else ""
    print(f"| {engine} | {middle['rate']:,.0f} | {told} | {middle['load_s']:.2f} |"
          f" {middle['peak_mb']:,.0f} | {len(rows)} |")


def growths(lines):
    for size, rows in groupby(sorted(lines, key=lambda line: line["size"]), key=lambda line: line["size"]):
        rows = list(rows)
        if size == "job":
            growth_with_tasks(rows)
            continue
        print(f"\n{size}: how the cost grows, 2 threads\n")
        print("| n | prompt | tokens/s | seconds a sample | peak MB | rounds |\n|---|---|---|---|---|---|")
        by = lambda line: (line["samples"], line["prompt"])
        for (samples, prompt), group in groupby(sorted(rows, key=by), key=by):
            group = list(group)
            rate, peak = (median(line[key] for line in group) for key in ("rate", "peak_mb"))
            print(f"| {samples} | {prompt} | {rate:,.0f} | {group[0]['new'] / rate:.4f} | {peak:,.0f} |"
                  f" {len(group)} |")


def growth_with_tasks(rows):
    print("\npractice Test, stop rules on: how the cost grows with the tasks, 2 threads\n")
    print("| tasks | programs/s | seconds | peak MB | rounds |\n|---|---|---|---|---|")
    by = lambda line: line["tasks"]
    for tasks, group in groupby(sorted(rows, key=by), key=by):
        group = list(group)
        rate, drawn, peak = (median(line[key] for line in group) for key in ("rate", "drawn", "peak_mb"))
        print(f"| {tasks} | {rate:,.0f} | {drawn / rate:.2f} | {peak:,.0f} | {len(group)} |")
