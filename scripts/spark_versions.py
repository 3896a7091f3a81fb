#!/usr/bin/env python3
"""Does what scripts/spark-versions says; see there."""
import glob
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile

import pyarrow.parquet as pq
from PIL import Image

SAMPLE = "src/sample/attributions.parquet"
ARROW = "src/test/resources/arrow/tensors.arrow"
JAR = "target/vision-heatmaps/vision-heatmaps-job.jar"
SIGNED = "NormReduction() |> PercentileClip() |> ExtremaColormap(:batlow) |> FlipImage()"
GROUPED = "SumReduction() |> dataset(CenteredColormap(:berlin), by=:method) |> FlipImage()"
SQL = """
import sys
from pyspark.sql import SparkSession
sample, output = sys.argv[1:]
spark = SparkSession.builder.getOrCreate()
spark.sql("SET spark.sql.catalog.heatmaps=org.visionheatmaps.sql.HeatmapCatalog")
spark.read.parquet(sample).where("method <> 'grad_cam'").createOrReplaceTempView("attributions")
drawn = spark.sql("SELECT id, heatmaps.png(attribution, shape, 'PIPELINE') AS png FROM attributions")
drawn.selectExpr("struct(png AS bytes, concat(id, '.png') AS path) AS heatmap") \\
    .write.format("heatmap-png").mode("append").save(output)
""".replace("PIPELINE", SIGNED)


def commands(output):
    """By feature: command lines of which each gets its output in a folder of its own."""
    render = ["render", "--input", SAMPLE, "--output", output]
    again = ["render", "--input", SAMPLE, "--output", output, "--format", "png", "--incremental",
             "--checkpoint", output + "-checkpoint"]
    return {
        "PNG files, overlay": [render + ["--format", "png", "--preset", "cam"]],
        "Parquet": [render + ["--format", "parquet", "--pipeline", SIGNED]],
        "webdataset": [render + ["--format", "webdataset", "--pipeline", SIGNED]],
        "fit by group, over the dataset": [render + ["--format", "png", "--pipeline", GROUPED]],
        "one element a task": [render + ["--format", "png", "--pipeline", SIGNED, "--partitions", "element"]],
        "audit": [["audit", "--input", SAMPLE, "--output", output, "--by", "method", "--run", "run"]],
        "incremental, twice": [again, again],
        "Arrow": [["render", "--input", ARROW, "--output", output, "--format", "png", "--attribution-column", "variable"]],
        "inspect": [["inspect", SAMPLE]],
    }


def run(command, environment=None):
    ended = subprocess.run(command, env={**os.environ, **(environment or {})}, capture_output=True, text=True)
    return ended.returncode, ended.stdout + ended.stderr


def pixels(png):
    image = Image.open(io.BytesIO(png)).convert("RGB")
    return f"{image.size} {hashlib.sha256(image.tobytes()).hexdigest()}"


def read(path):
    with open(path, "rb") as file:
        return file.read()


def contents(folder):
    """What was made, without what differs between runs: pixels of pictures, digests of histograms, by name."""
    found = {}
    for path in sorted(glob.glob(folder + "/**/*", recursive=True)):
        name = os.path.relpath(path, folder)
        if os.path.isdir(path):
            continue
        if path.endswith(".png"):
            found[name] = pixels(read(path))
        elif path.endswith(".tar"):
            with tarfile.open(path) as tar:
                for entry in tar:
                    if entry.name.endswith(".png"):
                        found[entry.name] = pixels(tar.extractfile(entry).read())
        elif name.endswith("histograms.json"):
            found[name] = hashlib.sha256(read(path)).hexdigest()
    return found


def parquet_pictures(folder):
    rows = pq.read_table(folder, columns=["id", "heatmap"]).to_pylist()
    return {row["id"]: pixels(row["heatmap"]["bytes"]) for row in rows}


def made(feature, output):
    return parquet_pictures(output) if feature == "Parquet" else contents(output)


def cell(feature, lines, launcher, environment, output, expected):
    for folder in glob.glob(output + "*"):
        shutil.rmtree(folder)
    for line in lines:
        code, text = run(launcher + line, environment)
        if code != 0:
            print(f"--- {feature}: {' '.join(launcher + line)}\n{text[-3000:]}", file=sys.stderr)
            return f"exit code {code}", {}
    got = made(feature, output) if os.path.isdir(output) else {}
    if expected is not None and got != expected:
        names = sorted(name for name in set(got) | set(expected) if got.get(name) != expected.get(name))
        print(f"--- {feature}: {len(names)} differ, such as {names[:3]}", file=sys.stderr)
        return "differs", got
    return f"{len(got)} equal" if got else "runs", got


def main():
    folder, *versions = sys.argv[1:]
    embedded = {}
    for feature, lines in commands(f"{folder}/embedded").items():
        text, embedded[feature] = cell(
            feature, lines, ["scripts/vision-heatmaps"], {"SPARK_HOME": ""}, f"{folder}/embedded", None)
        if text.startswith("exit"):
            sys.exit(f"the embedded Spark failed at {feature}")
    table = {feature: [] for feature in [*embedded, "SQL functions and the sink"]}
    failed = False
    for version in versions:
        home = glob.glob(f"{folder}/pyspark-{version}/lib/python*/site-packages/pyspark")[0]
        environment = {"SPARK_HOME": os.path.abspath(home), "SPARK_LOCAL_IP": "127.0.0.1",
                       "PYSPARK_PYTHON": os.path.abspath(f"{folder}/pyspark-{version}/bin/python")}
        submit = [home + "/bin/spark-submit", "--master", "local[2]", "--driver-memory", "2g",
                  "--conf", "spark.ui.enabled=false"]
        job = submit + ["--class", "org.visionheatmaps.cli.Main", JAR]
        output = f"{folder}/output-{version}"
        for feature, lines in commands(output).items():
            text, _ = cell(feature, lines, job, environment, output, embedded[feature])
            table[feature].append(text)
            failed |= text.startswith(("exit", "differs"))
        shutil.rmtree(output, ignore_errors=True)
        script = f"{folder}/sql.py"
        with open(script, "w") as out:
            out.write(SQL)
        expected = {name: digest for name, digest in embedded["one element a task"].items()
                    if not name.endswith("grad_cam.png")}
        text, _ = cell("SQL", [[script, SAMPLE, output]], submit + ["--jars", JAR], environment, output, expected)
        table["SQL functions and the sink"].append(text)
        failed |= text.startswith(("exit", "differs"))
    print("| | " + " | ".join(f"Spark {version}" for version in versions) + " |")
    print("|---|" + "---|" * len(versions))
    for feature, cells in table.items():
        print(f"| {feature} | " + " | ".join(cells) + " |")
    sys.exit(failed)


main()
