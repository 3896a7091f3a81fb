"""From PySpark with nothing but --jars: an Arrow file in, pictures by SQL, a Delta table and PNG files out.

    python tour.py JAR,JAR... FOLDER
"""

import io
import pathlib
import sys

import numpy as np
import pyarrow as pa
from deltalake import DeltaTable
from PIL import Image
from pyspark.sql import SparkSession

jars, folder = sys.argv[1], pathlib.Path(sys.argv[2])
values = np.sin(np.arange(5 * 3 * 8 * 6, dtype=np.float32)).reshape(5, 3, 8, 6)
values.tofile(folder / "values.f32")
table = pa.table({"id": [f"r{k}" for k in range(5)], "attribution": pa.FixedShapeTensorArray.from_numpy_ndarray(values)})
with pa.OSFile(str(folder / "attributions.arrow"), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
    writer.write_table(table, max_chunksize=2)

spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.jars", jars)
    .config("spark.ui.enabled", False)
    .config("spark.driver.host", "127.0.0.1")
    .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
    .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
    .config("spark.sql.catalog.heatmaps", "org.visionheatmaps.sql.HeatmapCatalog")
    .getOrCreate()
)
spark.read.format("arrow-tensors").load(str(folder / "attributions.arrow")).createOrReplaceTempView("attributions")
pipeline = "SumReduction() |> CenteredColormap(:berlin) |> FlipImage()"
drawn = spark.sql(
    f"""
    SELECT id, heatmaps.png(attribution, '{pipeline}') AS png,
           heatmaps.stats(attribution, 'SumReduction()').count AS pixels,
           heatmaps.reduce(attribution, 'SumReduction()').data AS sums
    FROM attributions
    """
)
drawn.write.format("delta").save(str(folder / "delta"))
drawn.selectExpr("named_struct('bytes', png, 'path', concat(id, '.png')) AS heatmap").write.format("heatmap-png").mode(
    "append"
).save(str(folder / "png"))
spark.stop()

rows = {row["id"]: row for row in DeltaTable(str(folder / "delta")).to_pyarrow_table().to_pylist()}
assert sorted(rows) == [f"r{k}" for k in range(5)], sorted(rows)
for k in range(5):
    row = rows[f"r{k}"]
    sums = np.array(row["sums"], dtype=np.float32).reshape(8, 6)
    assert np.array_equal(sums, values[k][0] + values[k][1] + values[k][2]), k
    assert row["pixels"] == 48
    picture = Image.open(io.BytesIO(row["png"]))
    assert (picture.size, picture.mode) == ((6, 8), "P"), picture
    pixels = picture.convert("RGB").tobytes()
    file = Image.open(folder / "png" / f"r{k}.png")
    assert file.convert("RGB").tobytes() == pixels
    print(f"r{k}", pixels.hex())
