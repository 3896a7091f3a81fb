#!/usr/bin/env python3
"""Does what scripts/spark-versions says; see there."""
import glob
import hashlib
import io
import json
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
PAIR = "method=grad_cam,integrated_gradients"
SUBMITTED = "PNG files, overlay"


def commands(folder):
    """By feature: command lines, whose outputs lie in the folder under the feature's name."""

    def render(feature, *options):
        return ["render", "--input", SAMPLE, "--output", f"{folder}/{feature}", *options]

    again = render("incremental, twice", "--format", "png", "--incremental", "--checkpoint", f"{folder}/seen")
    return {
        SUBMITTED: [render(SUBMITTED, "--format", "png", "--preset", "cam")],
        "Parquet": [render("Parquet", "--format", "parquet", "--pipeline", SIGNED)],
        "values": [render("values", "--format", "values", "--pipeline", "SumReduction() |> FlipImage() |> ResizeToImage(Linear())")],
        "panels, captions": [
            render("panels, captions", "--format", "png", "--preset", "cam", "--panel", "photo,heatmap,overlay",
                   "--caption", "{label} {probability:.2f}")
        ],
        "webdataset": [render("webdataset", "--format", "webdataset", "--pipeline", SIGNED)],
        "fit by group, over the dataset": [
            render("fit by group, over the dataset", "--format", "png", "--pipeline", GROUPED),
            ["fit", "--input", SAMPLE, "--output", f"{folder}/fit by group, over the dataset/fit.json", "--pipeline", GROUPED],
        ],
        "one element a task": [render("one element a task", "--format", "png", "--pipeline", SIGNED, "--partitions", "element")],
        "audit": [["audit", "--input", SAMPLE, "--output", f"{folder}/audit", "--by", "method", "--run", "run"]],
        "compare": [["compare", "--input", SAMPLE, "--output", f"{folder}/compare", "--pair", PAIR, "--on", "photograph", "--run", "run"]],
        "incremental, twice": [again, again],
        "Arrow": [["render", "--input", ARROW, "--output", f"{folder}/Arrow", "--format", "png", "--attribution-column", "variable"]],
        "inspect": [["inspect", SAMPLE]],
    }


def run(command, log, environment):
    with open(log, "a") as out:
        out.write(f"--- {' '.join(command)}\n")
        out.flush()
        return subprocess.run(command, env={**os.environ, **environment}, stdout=out, stderr=out).returncode


def pixels(png):
    image = Image.open(io.BytesIO(png)).convert("RGB")
    return f"{image.size} {hashlib.sha256(image.tobytes()).hexdigest()}"


def read(path):
    with open(path, "rb") as file:
        return file.read()


def digest(path):
    return hashlib.sha256(read(path)).hexdigest()


def contents(folder):
    """What was made, without what differs between runs: pixels of pictures, digests of numbers, by name."""
    found = {}
    for path in sorted(glob.glob(glob.escape(folder) + "/**/*", recursive=True)):
        name = os.path.relpath(path, folder)
        if path.endswith(".png"):
            found[name] = pixels(read(path))
        elif path.endswith(".tar"):
            with tarfile.open(path) as tar:
                for entry in tar:
                    if entry.name.endswith(".png"):
                        found[entry.name] = pixels(tar.extractfile(entry).read())
        elif name.endswith(("histograms.json", "fit.json")):
            found[name] = digest(path)
        elif name.endswith(".parquet") and "/" not in name:
            for row in pq.read_table(path).to_pylist():
                bytes_ = (row.get("heatmap") or {}).get("bytes")
                found[row["id"]] = pixels(bytes_) if bytes_ else hashlib.sha256(str(row).encode()).hexdigest()
    return found


def loaded(path):
    return json.loads(read(path)) if os.path.exists(path) else {}


def elements(folder):
    """The numbers of an audit, by id."""
    rows = {}
    for path in glob.glob(folder + "/**/*.parquet", recursive=True):
        if "elements" in path:
            rows.update((row["id"], row) for row in pq.read_table(path).to_pylist())
    return rows


def same(numbers, row):
    """Whether the numbers of heatmaps.metrics are those of an audit, as far as both have them."""
    common = [name for name in numbers if name in row and row[name] is not None]
    return len(common) > 10 and all(numbers[name] == row[name] for name in common)


def expectations(folder):
    """By feature: what the embedded Spark made, or what follows of it for SQL."""
    wanted = {feature: contents(f"{folder}/{feature}") for feature in commands(folder)}
    signed = {name: value for name, value in wanted["one element a task"].items() if not name.endswith("grad_cam.png")}
    fit = loaded(f"{folder}/fit by group, over the dataset/fit.json")
    fitted = {group["group"]["method"]: group["pipeline"] for group in fit["groups"]}
    return {
        **wanted,
        "SQL functions and the sink": signed,
        "SQL fit": fitted,
        "SQL metrics": {name: True for name in elements(f"{folder}/audit")},
        "streaming sink": signed,
        "heatmap-png read": signed,
        "procedures": {**signed, **fitted, "histograms": wanted["audit"]["run/histograms.json"]},
    }


def made(feature, folder, audited):
    if feature == "SQL fit":
        return loaded(f"{folder}/fit.json")
    if feature == "SQL metrics":
        return {name: same(numbers, audited.get(name, {})) for name, numbers in loaded(f"{folder}/metrics.json").items()}
    if feature == "heatmap-png read":
        return {
            name: pixels(bytes.fromhex(png)) if (pipeline or "").startswith("NormReduction() |> ") else pipeline
            for name, (png, pipeline) in loaded(f"{folder}/pictures.json").items()
        }
    if feature == "procedures" and os.path.isdir(f"{folder}/procedures"):
        histograms = glob.glob(f"{folder}/audits-called/run/histograms.json")
        return {
            **contents(f"{folder}/procedures"),
            **loaded(f"{folder}/called.json"),
            "histograms": digest(histograms[0]) if histograms else None,
        }
    return contents(f"{folder}/{feature}")


def cell(feature, failure, got, wanted):
    if failure:
        print(f"--- {feature}: {failure[-3000:]}", file=sys.stderr)
        return "fails"
    if got != wanted:
        names = sorted(name for name in set(got) | set(wanted) if got.get(name) != wanted.get(name))
        print(f"--- {feature}: {len(names)} differ, such as {names[:3]}", file=sys.stderr)
        return "differs"
    return f"{len(got)} equal" if got else "runs"


def embedded(folder):
    """What the embedded Spark makes; it is kept for the jar that made it."""
    jar = digest(JAR)
    if loaded(f"{folder}/jar.json") == jar:
        return expectations(folder), elements(f"{folder}/audit")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for feature, lines in commands(folder).items():
        for line in lines:
            if run(["scripts/vision-heatmaps", *line], f"{folder}/log", {"SPARK_HOME": ""}):
                sys.exit(f"the embedded Spark failed at {feature}: {folder}/log")
    with open(f"{folder}/jar.json", "w") as out:
        json.dump(jar, out)
    return expectations(folder), elements(f"{folder}/audit")


def column(folder, version, wanted, audited):
    """The cells of a version, by feature."""
    with open(f"{folder}/{version}/home") as file:
        home = file.read().strip()
    packages = glob.glob(f"{folder}/{version.split('-')[0]}/lib/python*/site-packages")[0]
    output = f"{folder}/{version}/output"
    shutil.rmtree(output, ignore_errors=True)
    os.makedirs(output)
    environment = {"SPARK_HOME": os.path.abspath(home), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable,
                   "PYTHONPATH": os.path.abspath(packages)}
    log = f"{output}/log"
    submit = [home + "/bin/spark-submit", "--master", "local[2]", "--driver-memory", "2g", "--conf", "spark.ui.enabled=false",
              "--driver-java-options", "-XX:TieredStopAtLevel=1"]
    lines = commands(output)
    ended = {SUBMITTED: ""}
    for line in lines.pop(SUBMITTED):
        if run([*submit, "--class", "org.visionheatmaps.cli.Main", JAR, *line], log, environment):
            ended[SUBMITTED] = f"see {log}"
    plan = {"folder": output, "commands": lines, "sample": SAMPLE, "signed": SIGNED,
            "grouped": GROUPED, "over_dataset": GROUPED.replace(", by=:method", ""), "pair": PAIR}
    with open(f"{output}/plan.json", "w") as out:
        json.dump(plan, out)
    code = run([*submit, "--jars", JAR, "--driver-class-path", JAR, "scripts/spark_version.py", f"{output}/plan.json"], log, environment)
    ended.update(loaded(f"{output}/ended.json"))
    cells = {}
    for feature, expected in wanted.items():
        if feature == "procedures" and version.startswith("3."):
            cells[feature] = "—"
        else:
            failure = ended.get(feature, f"not reached, exit code {code}: {log}")
            cells[feature] = cell(feature, failure, made(feature, output, audited), expected)
    if version.startswith("3."):
        cells["Spark Connect"] = "not tried"
    else:
        code = run([sys.executable, "src/test/resources/pyspark/connect.py", JAR, f"{output}/connect"], log, environment)
        cells["Spark Connect"] = cell("Spark Connect", f"see {log}" if code else "", {}, {})
    return cells


def main():
    folder, *versions = sys.argv[1:]
    wanted, audited = embedded(f"{folder}/embedded")
    columns = {}
    for version in versions:
        columns[version] = column(folder, version, wanted, audited)
        print(f"{version}: {columns[version]}", file=sys.stderr)
    print("| | " + " | ".join(f"Spark {version}" for version in versions) + " |")
    print("|---|" + "---|" * len(versions))
    for feature in [*wanted, "Spark Connect"]:
        print(f"| {feature} | " + " | ".join(columns[version][feature] for version in versions) + " |")
    sys.exit(any(cell in ("fails", "differs") for cells in columns.values() for cell in cells.values()))


main()
