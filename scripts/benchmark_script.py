#!/usr/bin/env python3
"""What a user of one machine would write instead of running the job: benchmark_script.py FOLDER OUTPUT opencv|fpng

Reads Parquet with the column attribution (3×224×224 little-endian float32 as bytes) and perhaps id in two processes, and writes a PNG file
for each row; without ids, its name is that of the file and the row's number. Its pictures have 256 colours; the command's have all of the scheme.
"""
import glob
import multiprocessing
import os
import sys

import cv2
import numpy as np
import pyarrow.parquet as pq

folder, output, encoder = sys.argv[1:]
cv2.setNumThreads(1)
if encoder == "fpng":
    import fpng


def encode(colours):
    return fpng.from_cv2(colours) if encoder == "fpng" else cv2.imencode(".png", colours)[1].tobytes()


def draw(part):
    path, group = part
    file = pq.ParquetFile(path, memory_map=True)
    columns = [name for name in ("id", "attribution") if name in file.schema_arrow.names]
    row = sum(file.metadata.row_group(g).num_rows for g in range(group))
    for batch in file.iter_batches(batch_size=16, row_groups=[group], columns=columns, use_threads=False):
        rows = range(row, row + len(batch))
        row += len(batch)
        names = batch.column("id").to_pylist() if "id" in columns else [f"{os.path.basename(path)}-{r}" for r in rows]
        for name, value in zip(names, batch.column("attribution")):
            x = np.frombuffer(value.as_buffer(), "<f4").reshape(3, 224, 224)
            norm = np.sqrt((x * x).sum(0))
            index = cv2.normalize(norm, None, 0, 255, cv2.NORM_MINMAX, cv2.CV_8U)
            with open(f"{output}/{name}.png", "wb") as out:
                out.write(encode(cv2.applyColorMap(index, cv2.COLORMAP_VIRIDIS)))


if __name__ == "__main__":
    os.makedirs(output)
    paths = sorted(glob.glob(folder + "/*.parquet"))
    parts = [(path, group) for path in paths for group in range(pq.ParquetFile(path).num_row_groups)]
    with multiprocessing.Pool(2) as pool:
        for _ in pool.imap_unordered(draw, parts, 1):
            pass
