"""Through Spark Connect, with nothing but the jar on the server: pictures by SQL, saved and read again, and commands as procedures.

    python connect.py JAR FOLDER
"""

import os
import sys

# The server takes a port that is free.
os.environ["SPARK_TESTING"] = "1"

from pyspark.errors import IllegalArgumentException
from pyspark.sql import SparkSession

jar, folder = sys.argv[1:]
spark = (
    SparkSession.builder.remote("local[2]")
    .config("spark.jars", jar)
    .config("spark.ui.enabled", False)
    .config("spark.driver.host", "127.0.0.1")
    .config("spark.sql.catalog.heatmaps", "org.visionheatmaps.sql.HeatmapCatalog")
    .config("spark.sql.catalog.calls", "org.visionheatmaps.sql.procedure.HeatmapProcedures")
    .getOrCreate()
)
assert "connect" in type(spark).__module__, type(spark)
attributions = spark.range(4).selectExpr(
    "concat('r', id) AS id", "id % 2 AS fold", "transform(sequence(0, 23), i -> sin(i + id)) AS attribution"
)
attributions.createOrReplaceTempView("attributions")


def refused(work, words):
    try:
        work()
    except IllegalArgumentException as e:
        assert words in str(e), e
    else:
        raise AssertionError(f"not refused: {words}")


def png(pipeline, more=""):
    return f"heatmaps.png(attribution, array(2, 3, 4), '{pipeline}'{more})"


described = [row[0] for row in spark.sql("DESCRIBE FUNCTION heatmaps.png").collect()]
assert described[1].startswith("Usage: png(attribution[, shape], pipeline"), described
refused(lambda: attributions.selectExpr(png("NormReductoin()")).schema, "did you mean 'NormReduction'?")
refused(lambda: attributions.selectExpr(png("sensitivity", ", map('layuot', 'NHWC')")).schema, "did you mean 'layout'?")

drawn = attributions.selectExpr("id", "fold", png("attribution", ", map('png', 'small')") + " AS bytes", "concat(id, '.png') AS path")
drawn.write.format("heatmap-png").partitionBy("fold").save(folder)
refused(lambda: drawn.write.format("heatmap-png").save(folder), "choose mode append")
pictures = spark.read.format("heatmap-png").load(folder).orderBy("path").collect()
assert [row.path for row in pictures] == [f"fold={k % 2}/r{k}.png" for k in (0, 2, 1, 3)], pictures
wanted = {row.path: row.bytes for row in drawn.collect()}
for row in pictures:
    assert row.problem is None and (row.width, row.height) == (4, 3), row
    assert row.bytes == wanted[row.path.split("/")[1]], row.path
fitted = spark.sql(
    "SELECT fold, heatmaps.fit(attribution, array(2, 3, 4), 'SumReduction() |> dataset(CenteredColormap()) |> FlipImage()')"
    " AS text FROM attributions GROUP BY fold ORDER BY fold"
).collect()
assert len(fitted) == 2 and all("RangeColormap" in row.text for row in fitted), fitted


def call(procedure, arguments):
    return spark.sql(f"CALL calls.system.{procedure}({arguments})").collect()


# Run once, though asked for its rows: the output is there the second time.
shaped = "input_query => 'SELECT id, fold, attribution, array(2, 3, 4) AS shape FROM attributions'"
rendered = call("render", f"{shaped}, output => '{folder}-called', format => 'png', preset => 'attribution'")
assert [row.rendered for row in rendered] == [4], rendered
called = spark.read.format("heatmap-png").load(f"{folder}-called").collect()
assert {row.path: row.bytes for row in called}.keys() == wanted.keys(), called
refused(lambda: call("render", f"{shaped}, output => '{folder}-called', pipeline => 'NormReductoin()'"), "did you mean 'NormReduction'?")
grouped = "SumReduction() |> dataset(CenteredColormap(), by=:fold) |> FlipImage()"
constants = call("fit", f"{shaped}, output => '{folder}-fit.json', pipeline => '{grouped}'")
assert [row.pipeline for row in constants] == [row.text for row in fitted], constants
audited = call("audit", f"{shaped}, output => '{folder}-audits', carry => array('fold')")
assert audited and {(row.verdict, row.exit_code, row.elements) for row in audited} == {("clean", 0, 4)}, audited
spark.stop()
print("connected")
