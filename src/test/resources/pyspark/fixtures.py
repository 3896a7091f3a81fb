"""The data that the pages speak of, by the names that they use, in the working folder; PagesRunner runs it before the first page."""

import os
import shutil

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

sample = pq.read_table("src/sample/attributions.parquet")
shutil.copy("src/sample/attributions.parquet", "attributions.parquet")
# What a page calls the data of its reader: a few rows of the sample.
few = sample.filter(pc.is_in(sample["photograph"], pa.array(["cat", "dog"])))
os.makedirs("lake/attributions")
for name in ("data", "old", "new", "more", "lake/attributions/day-1"):
    pq.write_table(few, name + ".parquet")

# Masks of those rows, in a table of their own.
masks = pq.read_table("src/sample/masks.parquet").to_pylist()
of = {row["photograph"]: row["mask"] for row in masks}
objects = [of[photograph] for photograph in few["photograph"].to_pylist()]
pq.write_table(pa.table({"element": few["id"], "mask": objects}), "masks.parquet")

random = np.random.default_rng(1)
maps = random.standard_normal((4, 3, 224, 224), dtype=np.float32)
ids = [f"photo-{k}" for k in range(4)]
files = [name + ".png" for name in ids]
tensors = pa.table({"id": ids, "attribution": pa.FixedShapeTensorArray.from_numpy_ndarray(maps)})
os.makedirs("lake/tensors")
for path in ("attributions.arrow", "lake/tensors/attributions.arrow"):
    with pa.OSFile(path, "wb") as file, pa.ipc.new_file(file, tensors.schema) as writer:
        writer.write_table(tensors)

# Photographs: in files, in a table, and as what a model was fed.
pngs = [image["bytes"] for image in sample["image"].to_pylist()[:4]]
for folder in ("photographs", "lake/photos"):
    os.makedirs(folder)
    for name, png in zip(files, pngs):
        with open(f"{folder}/{name}", "wb") as file:
            file.write(png)
places = ["photographs/" + files[0], "s3a://lake/photos/" + files[1], "photographs/" + files[2], None]
pq.write_table(tensors, "maps.parquet")
pq.write_table(pa.table({"name": ids, "content": pngs}), "photographs.parquet")
pq.write_table(tensors.append_column("image", pa.array(places)), "named.parquet")
pixels = pa.array((maps / 8).reshape(4, -1).tolist(), pa.list_(pa.float32()))
pq.write_table(tensors.append_column("pixel_values", pixels), "batches.parquet")

# Arrays in files, for import.
os.makedirs("attributions/lrp")
np.save("attributions/lrp/cat.npy", maps[0])
shutil.copy("photographs/photo-0.png", "attributions/lrp/cat.png")
np.savez("gradcam.npz", cams=maps, filenames=np.array(files), labels=np.arange(4))
os.makedirs("runs")
shutil.copy("src/test/resources/hdf5/nested.h5", "runs/nested.h5")
