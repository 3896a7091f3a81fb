#!/usr/bin/env python3
"""Packs the sample's photographs and attributions into one Parquet file for the demo.

    python3 -m venv venv && venv/bin/pip install -r scripts/sample/requirements.txt
    venv/bin/python scripts/sample/make_sample.py --source FOLDER           # write src/sample/attributions.parquet
    venv/bin/python scripts/sample/make_sample.py --source FOLDER --check   # compare it with the folder, bit for bit
    venv/bin/python scripts/sample/make_sample.py --source FOLDER --test    # the same of src/test/resources/sample

FOLDER holds manifest.json (labels and probabilities are read from it), images/*.png and attributions/*.npy, which must be
the files in SHA256SUMS; src/sample/README.md says where they come from.
The same folder and the pinned versions give the same bytes.
"""

import argparse
import hashlib
import io
import json
import os
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

METHODS = ("grad_cam", "integrated_gradients", "occlusion", "smoothgrad")
ROOT = Path(__file__).resolve().parents[2]
OUTPUT = ROOT / "src/sample/attributions.parquet"
TEST_METHODS = ("gradient",)  # what tests of statistics need besides
TEST_OUTPUT = ROOT / "src/test/resources/sample/gradients.parquet"
CHECKSUMS = Path(__file__).with_name("SHA256SUMS")
SIZE_LIMIT = 8_000_000

SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("attribution", pa.list_(pa.float32())),
        ("shape", pa.list_(pa.int32())),
        ("image", pa.struct([("bytes", pa.binary()), ("path", pa.string())])),
        ("photograph", pa.string()),
        ("label", pa.string()),
        ("probability", pa.float64()),
        ("method", pa.string()),
    ]
)


def read_checksums() -> dict[str, str]:
    """The SHA-256 of each file of the folder that goes into the sample."""
    lines = CHECKSUMS.read_text(encoding="ascii").splitlines()
    return {name: digest for digest, name in (line.split(maxsplit=1) for line in lines)}


def verified(source: Path, name: str, checksums: dict[str, str]) -> bytes:
    """The bytes of a file of the folder, once they are those the sample was made from."""
    data = (source / name).read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != checksums[name]:
        raise ValueError(f"{source / name} needs SHA-256 {checksums[name]} ({CHECKSUMS.name}), but has {found}")
    return data


def tensor_of(name: str, data: bytes) -> np.ndarray:
    """A tensor from its .npy bytes: float32, CHW."""
    tensor = np.load(io.BytesIO(data), allow_pickle=False)
    if tensor.dtype != np.dtype("<f4") or tensor.ndim != 3:
        raise ValueError(f"{name} needs <f4 in 3 dimensions, but is {tensor.dtype} of shape {tensor.shape}")
    return tensor


def read_rows(source: Path, methods: tuple[str, ...], with_images: bool) -> list[dict]:
    """One row per method and photograph, in that order."""
    checksums = read_checksums()
    manifest = json.loads((source / "manifest.json").read_text(encoding="utf-8"))
    predictions = {image["id"]: image["prediction"] for image in manifest["images"]}
    rows = []
    for method in methods:
        for photograph, prediction in sorted(predictions.items()):
            name = f"attributions/{photograph}.{method}.npy"
            tensor = tensor_of(name, verified(source, name, checksums))
            image = verified(source, f"images/{photograph}.png", checksums) if with_images else None
            rows.append(
                {
                    "id": f"{photograph}.{method}",
                    "attribution": tensor.reshape(-1),  # C order, whatever the order in the file
                    "shape": list(tensor.shape),
                    "image": {"bytes": image, "path": f"{photograph}.png"} if with_images else None,
                    "photograph": photograph,
                    "label": prediction["label"],
                    "probability": prediction["probability"],
                    "method": method,
                }
            )
    return rows


def write(rows: list[dict], output: Path, methods: tuple[str, ...]) -> None:
    """A row group per method, so that Spark can read them with several tasks."""
    output.parent.mkdir(parents=True, exist_ok=True)
    partial = output.with_name(output.name + ".partial")
    with pq.ParquetWriter(
        partial,
        SCHEMA,
        compression="zstd",
        compression_level=19,
        use_dictionary=False,  # within a row group every photograph and nearly every value occurs once
        use_byte_stream_split=False,  # Spark's vectorized reader refuses it
        store_schema=False,  # nothing of Arrow in the footer: a plain Parquet file
    ) as writer:
        for method in methods:
            group = [row for row in rows if row["method"] == method]
            writer.write_table(pa.Table.from_pylist(group, schema=SCHEMA), row_group_size=len(group))
    os.replace(partial, output)


def check(rows: list[dict], output: Path) -> None:
    """Fails unless the file holds exactly these rows, in an encoding that Spark reads."""
    table = pq.read_table(output)
    if table.schema != SCHEMA:
        raise ValueError(f"{output} has another schema:\n{table.schema}")
    if table.num_rows != len(rows):
        raise ValueError(f"{output} has {table.num_rows} rows, not {len(rows)}")
    for index, row in enumerate(rows):
        for column, wanted in row.items():
            scalar = table.column(column)[index]
            if column == "attribution":
                found = scalar.values.to_numpy()
                same = found.dtype == wanted.dtype and found.tobytes() == wanted.tobytes()
            else:
                same = scalar.as_py() == wanted
            if not same:
                raise ValueError(f"{output}, row {index} ({row['id']}): {column} differs from the source")
    metadata = pq.read_metadata(output)
    for group in range(metadata.num_row_groups):
        for column in range(metadata.num_columns):
            chunk = metadata.row_group(group).column(column)
            if "BYTE_STREAM_SPLIT" in chunk.encodings:
                raise ValueError(f"{output}: {chunk.path_in_schema} is in BYTE_STREAM_SPLIT, which Spark refuses")
    if output.stat().st_size >= SIZE_LIMIT:
        raise ValueError(f"{output} has {output.stat().st_size} bytes; the limit is {SIZE_LIMIT}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path, required=True, help="folder with manifest.json, images, attributions")
    parser.add_argument("--output", type=Path, help="the Parquet file (default: in src/sample, or the tests' resources)")
    parser.add_argument("--test", action="store_true", help="the gradients for the tests, without photographs")
    parser.add_argument("--check", action="store_true", help="write nothing; compare the output with the source")
    arguments = parser.parse_args()
    methods = TEST_METHODS if arguments.test else METHODS
    output = arguments.output or (TEST_OUTPUT if arguments.test else OUTPUT)
    try:
        rows = read_rows(arguments.source, methods, with_images=not arguments.test)
        if not arguments.check:
            write(rows, output, methods)
        check(rows, output)
    except (OSError, KeyError, ValueError) as error:
        print(f"make_sample.py: {error}", file=sys.stderr)
        return 1
    size = output.stat().st_size
    digest = hashlib.sha256(output.read_bytes()).hexdigest()
    print(f"{output}: {len(rows)} rows, {size} bytes, equal to the source; SHA-256 {digest}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
