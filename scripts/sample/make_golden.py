#!/usr/bin/env python3
"""Draws two heatmaps of the sample with one colour range per method: what the tests of statistics compare with.

    venv/bin/python scripts/sample/make_golden.py     # writes src/test/resources/sample/*.png

Shares no code with the project: values are sorted, and the arithmetic is that of the reference (a quantile of type 7, colours
blended in double). The pipeline is

    SumReduction() |> dataset(PercentileClip(0.001, 0.999), by=:method)
        |> dataset(CenteredColormap(:berlin), by=:method) |> FlipImage()
"""

import math
import struct
import zlib
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "src/sample/attributions.parquet"
CATALOGUE = ROOT / "src/main/resources/org/visionheatmaps/color/colorschemes.bin"
OUTPUT = ROOT / "src/test/resources/sample"
DRAWN = ("cat.smoothgrad", "dog.integrated_gradients")


def summed(row: dict) -> np.ndarray:
    """Height × width: the channels added from the left, in float."""
    channels = np.asarray(row["attribution"], dtype=np.float32).reshape(row["shape"])
    total = np.zeros(channels.shape[1:], dtype=np.float32)
    for channel in channels:
        total = total + channel
    return total


def quantile(ascending: np.ndarray, p: float) -> float:
    """Type 7, as in Julia's Statistics."""
    n = len(ascending)
    aleph = n * p + (1 - p)
    j = min(max(int(aleph), 1), n - 1)
    g = min(max(aleph - j, 0.0), 1.0)
    a, b = ascending[j - 1], ascending[j]
    near = a == b or abs(a - b) <= math.sqrt(np.finfo(np.float32).eps) * max(abs(a), abs(b))
    return float(a) + g * float(b - a) if near else (1 - g) * float(a) + g * float(b)


def scheme(wanted: str) -> np.ndarray:
    """The colours of a scheme in the catalogue, version 1: names by length, then integers over a denominator."""
    data, at = CATALOGUE.read_bytes(), 5

    def take(pattern: str) -> int:
        nonlocal at
        (value,) = struct.unpack_from(">" + pattern, data, at)
        at += struct.calcsize(">" + pattern)
        return value

    def text() -> str:
        nonlocal at
        length = take("H")
        at += length
        return data[at - length : at].decode()

    for _ in range(3 * take("H")):
        text()
    for _ in range(take("H")):
        name = text()
        at += 4  # class, flags, source
        count, denominator, width = 3 * take("H"), take("i"), take("b")
        if denominator == 0:
            values = [take("d") for _ in range(count)]
        else:
            values = [int.from_bytes(data[at + width * i : at + width * (i + 1)], "big") / denominator for i in range(count)]
            at += width * count
        if name == wanted:
            return np.array(values).reshape(-1, 3)
    raise ValueError(f"{CATALOGUE} has no {wanted}")


def drawn(values: np.ndarray, lower: float, upper: float, colors: np.ndarray) -> np.ndarray:
    """Height × width × 3 bytes."""
    clipped = np.clip(values.astype(np.float64), lower, upper)
    most = max(abs(lower), abs(upper))
    position = (np.clip(clipped, -most, most) + most) * ((len(colors) - 1) / (2 * most)) + 1
    before = np.floor(position).astype(int)
    weight = (1 - (position - before))[..., None]
    after = np.minimum(before + 1, len(colors))
    blended = weight * colors[before - 1] + (1 - weight) * colors[after - 1]
    return np.rint(255 * np.clip(blended, 0, 1)).astype(np.uint8)


def png(pixels: np.ndarray) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    height, width, _ = pixels.shape
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def main() -> None:
    rows = {row["id"]: row for row in pq.read_table(SAMPLE).to_pylist()}
    colors = scheme("berlin")
    for name in DRAWN:
        method = rows[name]["method"]
        every = np.sort(np.concatenate([summed(r).ravel() for r in rows.values() if r["method"] == method]))
        # The range follows the clip: of values between the bounds, and both bounds are reached.
        lower, upper = quantile(every, 0.001), quantile(every, 0.999)
        path = OUTPUT / f"{name}.dataset.png"
        path.write_bytes(png(drawn(summed(rows[name]), lower, upper, colors)))
        print(f"{path}: Clip({lower!r}, {upper!r})")


if __name__ == "__main__":
    main()
