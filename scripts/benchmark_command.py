#!/usr/bin/env python3
"""Does what scripts/benchmark-command says; see there."""
import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

SAMPLE = "src/sample/attributions.parquet"
PIPELINE = "NormReduction() |> ExtremaColormap(:viridis) |> FlipImage()"
VALUES = 3 * 224 * 224
FILE_ROWS = 1000
GROUP_ROWS = 200
# More rows are the same files again under other names, and have no ids.
DISTINCT_ROWS = 10_000


def arguments():
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--rows", default="5,1000,4000")
    parser.add_argument("--formats", default="png,parquet")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--encoders", default="opencv,fpng")
    parser.add_argument("--launcher", default="scripts/vision-heatmaps")
    parser.add_argument("--out", default="target/benchmark-command")
    return parser.parse_args()


def make(folder, rows):
    """Writes the sample's tensors again and again, shifted and scaled, so that no two are alike; the same for the same number of rows."""
    if os.path.exists(folder):
        return
    sample = pq.read_table(SAMPLE, columns=["attribution"]).column("attribution")
    tensors = [np.array(v.as_py(), "<f4").reshape(3, 224, 224) for v in sample if len(v) == VALUES]
    random = np.random.default_rng(1)
    os.makedirs(folder + ".part")
    for start in range(0, min(rows, DISTINCT_ROWS), FILE_ROWS):
        names = range(start, min(rows, start + FILE_ROWS))
        values = []
        for name in names:
            shift = (int(random.integers(224)), int(random.integers(224)))
            tensor = np.roll(tensors[name % len(tensors)], shift, (1, 2)) * np.float32(random.uniform(0.5, 2))
            values.append(tensor.astype("<f4").tobytes())
        table = pa.table({"id": [f"{name:06d}" for name in names], "attribution": pa.array(values, pa.binary())})
        if rows > DISTINCT_ROWS:
            table = table.drop_columns("id")
        pq.write_table(
            table, f"{folder}.part/part-{start:06d}.parquet", compression="NONE", use_dictionary=["id"],
            row_group_size=GROUP_ROWS)
    for start in range(DISTINCT_ROWS, rows, FILE_ROWS):
        os.link(f"{folder}.part/part-{start % DISTINCT_ROWS:06d}.parquet", f"{folder}.part/part-{start:06d}.parquet")
    os.rename(folder + ".part", folder)


def timed(command, output):
    """Wall clock and processor seconds of a command."""
    shutil.rmtree(output, ignore_errors=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    ended = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    wall = time.monotonic() - start
    if ended.returncode:
        sys.exit(f"{command} ended with {ended.returncode}:\n{ended.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def commands(options, data, output):
    script = [sys.executable, "scripts/benchmark_script.py", data, output]
    render = [options.launcher, "render", "--input", data, "--shape", "3,224,224", "--output", output,
              "--pipeline", PIPELINE, "--quiet"]
    all_of_them = {f"script, {name}": script + [name] for name in options.encoders.split(",")}
    for name in options.formats.split(","):
        all_of_them[f"render --format {name}"] = render + ["--format", name]
    return all_of_them


def main():
    options = arguments()
    first = options.encoders.split(",")[0]
    print(f"| rows | | wall s | of the script's with {first} | CPU s | of the script's | wall s of all runs |\n"
          "|---:|---|---:|---:|---:|---:|---|")
    for rows in (int(number) for number in options.rows.split(",")):
        data = f"{options.out}/rows-{rows}"
        output = f"{options.out}/pictures"
        make(data, rows)
        all_of_them = commands(options, data, output)
        times = {name: [] for name in all_of_them}
        for _ in range(options.repeat):
            for name, command in all_of_them.items():
                times[name].append(timed(command, output))
        shutil.rmtree(output, ignore_errors=True)
        walls = {name: statistics.median(wall for wall, _ in runs) for name, runs in times.items()}
        cpus = {name: statistics.median(cpu for _, cpu in runs) for name, runs in times.items()}
        peer = f"script, {first}"
        for name, runs in times.items():
            seen = ", ".join(f"{wall:.1f}" for wall, _ in runs)
            print(f"| {rows} | {name} | {walls[name]:.1f} | {walls[name] / walls[peer]:.2f} | {cpus[name]:.1f} |"
                  f" {cpus[name] / cpus[peer]:.2f} | {seen} |", flush=True)


main()
