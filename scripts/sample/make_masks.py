#!/usr/bin/env python3
"""Makes masks of the objects on the sample's photographs: polygons drawn by hand, as PNG files in one Parquet file.

    venv/bin/python scripts/sample/make_masks.py            # write src/sample/masks.parquet
    venv/bin/python scripts/sample/make_masks.py --check    # compare it with the polygons, pixel for pixel

The environment is that of make_sample.py. No photograph is read: the polygons below are all that the masks are made of.
"""

import argparse
import os
import struct
import sys
import zlib
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

OUTPUT = Path(__file__).resolve().parents[2] / "src/sample/masks.parquet"
SIDE = 224  # pixels of a photograph
SCHEMA = pa.schema([("photograph", pa.string()), ("mask", pa.binary())])

# The outlines of what the label names, by photograph: x and y in half pixels from the upper left corner. All three cows are
# objects; the cup is without its saucer and spoon. Drawn by hand over the photographs, to about two pixels.
POLYGONS = {
    "cat": [
        "0 0, 366 0, 390 40, 410 96, 420 124, 428 180, 426 224, 416 260, 392 296, 372 320, 362 356, "
        "360 392, 344 412, 300 424, 256 428, 224 448, 0 448",
    ],
    "coffee": [
        "82 120, 88 84, 110 52, 144 30, 190 20, 236 22, 280 34, 316 56, 338 86, 346 120, 342 160, 330 196, "
        "310 232, 292 256, 276 268, 254 280, 244 304, 216 316, 184 314, 168 300, 152 326, 134 344, "
        "114 340, 106 320, 112 294, 126 270, 116 242, 98 200, 86 160",
    ],
    "cow": [
        "20 268, 32 230, 36 205, 44 200, 60 182, 76 196, 92 200, 110 188, 150 178, 200 172, 300 176, "
        "400 174, 415 188, 420 240, 418 290, 420 395, 408 398, 405 330, 394 300, 375 330, 350 370, "
        "336 400, 322 400, 340 360, 350 330, 345 314, 300 315, 250 308, 195 300, 195 340, 193 400, "
        "176 402, 178 340, 168 342, 158 400, 142 400, 152 350, 154 310, 130 305, 110 280, 95 250, 75 252, "
        "55 258, 40 275, 24 275",
        "40 152, 45 130, 60 112, 100 106, 130 110, 132 140, 126 156, 118 148, 85 144, 80 160, 72 160, "
        "70 142, 58 142, 55 162, 46 162",
        "356 140, 370 120, 395 110, 412 114, 414 152, 402 152, 400 136, 378 138, 376 154, 368 152, "
        "366 140",
    ],
    "dog": [
        "374 16, 386 40, 392 60, 410 56, 430 20, 438 16, 442 40, 444 70, 440 100, 430 130, 430 180, "
        "410 204, 390 220, 384 240, 370 254, 364 280, 360 340, 364 390, 394 412, 390 422, 364 422, "
        "350 404, 334 340, 324 284, 314 300, 312 350, 324 384, 340 400, 324 404, 304 396, 296 360, "
        "298 284, 280 274, 220 264, 164 260, 150 280, 124 310, 104 340, 94 370, 120 404, 144 418, 130 424, "
        "100 418, 74 384, 64 364, 70 330, 60 310, 40 330, 10 354, 0 354, 0 320, 24 280, 40 240, 50 210, "
        "70 184, 110 160, 180 138, 260 130, 320 122, 340 114, 360 90, 366 60, 366 30",
    ],
    "duck": [
        "45 218, 60 218, 100 213, 130 200, 180 192, 230 194, 276 203, 280 190, 275 160, 278 130, 290 105, "
        "315 97, 338 105, 348 130, 365 170, 368 182, 355 184, 335 165, 324 165, 327 190, 345 215, 360 250, "
        "360 290, 345 330, 320 350, 290 355, 250 350, 245 375, 275 402, 215 404, 208 380, 212 358, "
        "170 355, 137 348, 128 365, 145 388, 120 388, 112 350, 112 325, 85 290, 72 265, 50 255",
    ],
    "kingfisher": [
        "120 100, 130 70, 160 50, 195 43, 230 52, 248 82, 300 95, 327 121, 270 113, 245 115, 255 150, "
        "256 190, 240 220, 215 260, 190 298, 208 325, 200 333, 180 318, 160 318, 158 335, 125 322, "
        "126 350, 115 385, 98 396, 82 375, 80 325, 70 290, 62 318, 52 310, 52 270, 65 215, 85 165, "
        "115 130",
    ],
    "panda": [
        "27 103, 45 108, 55 116, 80 95, 120 60, 170 38, 210 36, 250 50, 290 80, 330 110, 380 145, 420 190, "
        "442 240, 447 290, 445 330, 420 362, 380 372, 300 385, 250 392, 245 368, 190 372, 140 378, "
        "100 376, 90 355, 80 280, 60 255, 47 215, 42 165, 28 140",
    ],
    "sheep": [
        "95 105, 120 88, 160 85, 225 85, 195 72, 195 63, 225 63, 245 60, 275 54, 302 58, 325 51, 333 55, "
        "325 72, 308 82, 310 110, 340 130, 358 150, 370 190, 368 240, 355 275, 335 292, 310 295, 305 330, "
        "308 370, 295 385, 280 378, 285 330, 282 300, 262 295, 258 340, 255 392, 240 400, 235 388, "
        "240 330, 235 285, 200 275, 185 285, 180 330, 172 380, 162 394, 145 385, 155 335, 150 285, "
        "130 300, 115 330, 112 385, 110 405, 85 398, 86 380, 95 330, 92 305, 80 275, 85 230, 78 180, "
        "80 135",
    ],
}


def points_of(polygon: str) -> list[tuple[int, int]]:
    """The corners of a polygon."""
    return [tuple(map(int, point.split())) for point in polygon.split(",")]


def inside(polygon: list[tuple[int, int]]) -> np.ndarray:
    """Whether each pixel's middle is in the polygon, by the even-odd rule in whole numbers: a boolean for each row and column."""
    middles = 2 * np.arange(SIDE, dtype=np.int64) + 1
    result = np.zeros((SIDE, SIDE), dtype=bool)
    for (x1, y1), (x2, y2) in zip(polygon, polygon[1:] + polygon[:1]):
        if y1 > y2:
            x1, y1, x2, y2 = x2, y2, x1, y1
        rows = (middles >= y1) & (middles < y2)  # those that this side crosses, once each
        # Left of the side: (x - x1) * (y2 - y1) < (x2 - x1) * (y - y1)
        left = (middles[None, :] - x1) * (y2 - y1) < (x2 - x1) * (middles[:, None] - y1)
        result ^= rows[:, None] & left
    return result


def mask_of(photograph: str) -> np.ndarray:
    """The union of a photograph's polygons."""
    return np.any([inside(points_of(polygon)) for polygon in POLYGONS[photograph]], axis=0)


def chunk(name: bytes, data: bytes) -> bytes:
    """A chunk of a PNG file."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_of(mask: np.ndarray) -> bytes:
    """A PNG of one bit a pixel: white where the object is."""
    height, width = mask.shape
    rows = b"".join(b"\0" + np.packbits(row).tobytes() for row in mask)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def pixels_of(png: bytes) -> np.ndarray:
    """The mask that png_of has written."""
    width, height = struct.unpack(">II", png[16:24])
    length = struct.unpack(">I", png[33:37])[0]
    rows = np.frombuffer(zlib.decompress(png[41 : 41 + length]), dtype=np.uint8).reshape(height, -1)
    return np.unpackbits(rows[:, 1:], axis=1)[:, :width].astype(bool)


def write(output: Path) -> None:
    """One row for each photograph."""
    rows = [{"photograph": name, "mask": png_of(mask_of(name))} for name in sorted(POLYGONS)]
    partial = output.with_name(output.name + ".partial")
    pq.write_table(
        pa.Table.from_pylist(rows, schema=SCHEMA), partial, compression="zstd", use_dictionary=False, store_schema=False
    )
    os.replace(partial, output)


def check(output: Path) -> None:
    """Fails unless the file holds exactly these masks."""
    table = pq.read_table(output)
    if table.schema != SCHEMA or table.column("photograph").to_pylist() != sorted(POLYGONS):
        raise ValueError(f"{output} needs a row for each of {sorted(POLYGONS)}")
    for row in table.to_pylist():
        if not np.array_equal(pixels_of(row["mask"]), mask_of(row["photograph"])):
            raise ValueError(f"{output}: the mask of {row['photograph']} is not that of its polygons")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=OUTPUT, help="the Parquet file")
    parser.add_argument("--check", action="store_true", help="write nothing; compare the file with the polygons")
    arguments = parser.parse_args()
    try:
        if not arguments.check:
            write(arguments.output)
        check(arguments.output)
    except (OSError, ValueError) as error:
        print(f"make_masks.py: {error}", file=sys.stderr)
        return 1
    for name in sorted(POLYGONS):
        print(f"{name}: {np.mean(mask_of(name)):.1%} of the photograph")
    print(f"{arguments.output}: {arguments.output.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
