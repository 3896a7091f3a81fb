"""Does what scripts/check-localisation says; see there."""
import pathlib
import shutil
import subprocess
import sys

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from quantus.metrics.localisation import AUC, PointingGame, RelevanceMassAccuracy, RelevanceRankAccuracy, TopKIntersection

TOP = 100
WANTED = 1e-6

count = int(sys.argv[1])
folder = pathlib.Path("target/check-localisation")
shutil.rmtree(folder, ignore_errors=True)
folder.mkdir(parents=True)
random = np.random.default_rng(7)
maps = random.standard_normal((count, 1, 48, 64), dtype=np.float32)
masks = np.zeros((count, 48, 64), bool)
for mask in masks:
    top, left = random.integers(0, 40), random.integers(0, 56)
    mask[top:top + random.integers(2, 30), left:left + random.integers(2, 40)] = True
masks[0] = False
ids = [f"map-{k:04d}" for k in range(count)]
pq.write_table(pa.table({
    "id": ids,
    "attribution": [x.tobytes() for x in maps],
    "shape": [list(x.shape) for x in maps],
    "mask": [mask.tolist() for mask in masks]}), folder / "maps.parquet")
subprocess.run(
    ["scripts/vision-heatmaps", "audit", "--input", folder / "maps.parquet", "--output", folder / "audits", "--run", "run",
     "--topk", str(TOP), "--pointing-tolerance", "0", "--quiet"], check=False)
ours = pq.read_table(folder / "audits/run/elements").sort_by("id")
positive = np.maximum(maps, 0).reshape(count, -1).astype(float)
theirs = {
    "mass": RelevanceMassAccuracy(disable_warnings=True),
    "rank": RelevanceRankAccuracy(disable_warnings=True),
    "topk": TopKIntersection(k=TOP, disable_warnings=True),
    "pointing": PointingGame(disable_warnings=True),
    "auc": AUC(disable_warnings=True),
}
failed = ours.num_rows != count
for name, metric in theirs.items():
    expected = np.array(metric.evaluate_batch(a_batch=positive, s_batch=masks.reshape(count, -1)), float)
    found = np.array([np.nan if x is None else x for x in ours[name].to_pylist()], float)
    # The first mask is empty: null here, and in Quantus NaN, or 1 of its pointing game.
    apart = np.abs(found - expected)[1:].max()
    print(f"{name:9} {apart:.2e} apart at most; of an empty mask: {found[0]} here, {expected[0]} in Quantus")
    failed |= not apart <= WANTED or not np.isnan(found[0])
sys.exit(failed)
