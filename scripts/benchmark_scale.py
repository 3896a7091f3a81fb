#!/usr/bin/env python3
"""Does what scripts/benchmark-scale says; see there."""
import argparse
import os
import shutil
import subprocess
import sys
import time

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

SIDE = 28
LARGE_FILE = 100_000
GROUP_ROWS = 10_000
FOLDER_FILES = 1000
PIPELINE = "NormReduction() |> ExtremaColormap(:viridis) |> FlipImage()"

# What grows: the numbers, and for each the rows, the rows of a file, and the command's options.
CASES = {
    "rows": ([10_000, 100_000, 1_000_000], lambda n: (n, LARGE_FILE, ["--format", "parquet"])),
    "files": ([1000, 10_000, 100_000], lambda n: (n, 1, ["--format", "parquet"])),
    "pictures": ([10_000, 100_000], lambda n: (n, LARGE_FILE, ["--format", "png"])),
    "partitions": (
        [100, 1000, 10_000],
        lambda n: (100_000, LARGE_FILE, ["--format", "parquet", "--partitions", str(n)]),
    ),
}


def arguments():
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("cases", nargs="?", default=",".join(CASES))
    parser.add_argument("--most", type=int, default=1_000_000)
    parser.add_argument("--heap", default="1g")
    parser.add_argument("--out", default="target/benchmark-scale")
    parser.add_argument("--launcher", default="scripts/vision-heatmaps")
    return parser.parse_args()


def make(out, rows, file_rows):
    """Writes noise, the same for the same numbers, and says where."""
    folder = f"{out}/{rows}-by-{file_rows}"
    if os.path.exists(folder):
        return folder
    random = np.random.default_rng(1)
    os.makedirs(folder + ".part")
    for number, start in enumerate(range(0, rows, file_rows)):
        count = min(file_rows, rows - start)
        values = random.standard_normal((count, SIDE * SIDE), "f4")
        table = pa.table({
            "id": [f"{row:07d}" for row in range(start, start + count)],
            "attribution": pa.array([value.tobytes() for value in values], pa.binary()),
        })
        inner = f"{folder}.part/{number // FOLDER_FILES:03d}"
        os.makedirs(inner, exist_ok=True)
        pq.write_table(table, f"{inner}/part-{number:06d}.parquet", compression="NONE", use_dictionary=False,
                       row_group_size=GROUP_ROWS)
    os.rename(folder + ".part", folder)
    return folder


def timed(command, heap):
    """Wall clock and processor seconds, and the most megabytes in memory, of a command and its children."""
    environment = {**os.environ, "VISION_HEATMAPS_JAVA_OPTS": f"-XX:+UseParallelGC -Xmx{heap}"}
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command} ended with {os.waitstatus_to_exitcode(status)}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    options = arguments()
    print("| what | number | rows | wall s | CPU s | CPU ms a row | memory MB |\n|---|---:|---:|---:|---:|---:|---:|")
    for case in options.cases.split(","):
        numbers, of = CASES[case]
        for number in (n for n in numbers if n <= options.most):
            rows, file_rows, extra = of(number)
            data = make(options.out, rows, file_rows)
            output = f"{options.out}/heatmaps"
            shutil.rmtree(output, ignore_errors=True)
            wall, cpu, memory = timed(
                [options.launcher, "render", "--input", data, "--shape", f"1,{SIDE},{SIDE}", "--output", output,
                 "--pipeline", PIPELINE, "--master", "local[2]", "--quiet", *extra], options.heap)
            print(f"| {case} | {number} | {rows} | {wall:.1f} | {cpu:.1f} | {1000 * cpu / rows:.3f} | {memory:.0f} |",
                  flush=True)
    shutil.rmtree(f"{options.out}/heatmaps", ignore_errors=True)


main()
