"""One version of Spark: the commands of scripts/spark-versions in one process, then SQL. Started by that Spark's spark-submit.

    spark_version.py PLAN.json

The plan has command lines by feature, the sample's path, pipelines, and a folder for what is made; "ended" in that folder says by feature
what happened: nothing, or why it failed.
"""

import json
import sys
import traceback

from pyspark import SparkContext
from pyspark.sql import SparkSession

with open(sys.argv[1]) as file:
    plan = json.load(file)
folder = plan["folder"]
ended = {}


def attempt(feature, work):
    try:
        ended[feature] = work() or ""
    except Exception:
        ended[feature] = traceback.format_exc()
    with open(f"{folder}/ended.json", "w") as out:
        json.dump(ended, out)


def save(name, value):
    with open(f"{folder}/{name}.json", "w") as out:
        json.dump(value, out)


def command(line):
    arguments = SparkContext._gateway.new_array(jvm.java.lang.String, len(line))
    for at, argument in enumerate(line):
        arguments[at] = argument
    code = jvm.org.visionheatmaps.cli.Main.execute(jvm.org.visionheatmaps.cli.Main.commandLine(arguments), arguments)
    if code:
        raise RuntimeError(f"exit code {code}: {' '.join(line)}")


SparkContext._ensure_initialized()
jvm = SparkContext._jvm
for feature, lines in plan["commands"].items():
    attempt(feature, lambda: [command(line) for line in lines] and None)

spark = SparkSession.builder.getOrCreate()
spark.sql("SET spark.sql.catalog.heatmaps=org.visionheatmaps.sql.HeatmapCatalog")
sample = spark.read.parquet(plan["sample"])
sample.createOrReplaceTempView("sample")
sample.where("method <> 'grad_cam'").createOrReplaceTempView("attributions")


def heatmaps(rows):
    return rows.selectExpr(
        f"struct(heatmaps.png(attribution, shape, '{plan['signed']}') AS bytes, concat(id, '.png') AS path) AS heatmap"
    )


def sink():
    heatmaps(spark.table("attributions")).write.format("heatmap-png").mode("append").save(f"{folder}/SQL functions and the sink")


def fit():
    rows = spark.sql(
        f"SELECT method, heatmaps.fit(attribution, shape, '{plan['over_dataset']}') AS text FROM sample GROUP BY method"
    )
    save("fit", {row.method: row.text for row in rows.collect()})


def metrics():
    rows = spark.sql("SELECT id, to_json(heatmaps.metrics(attribution, shape)) AS numbers FROM sample")
    save("metrics", {row.id: json.loads(row.numbers) for row in rows.collect()})


def stream():
    for _ in range(2):  # The second has nothing new.
        rows = spark.readStream.schema(sample.schema).option("pathGlobFilter", "attributions.parquet")
        rows = rows.parquet("src/sample").where("method <> 'grad_cam'")
        heatmaps(rows).writeStream.format("heatmap-png").option("checkpointLocation", f"{folder}/checkpoint").trigger(
            availableNow=True
        ).start(f"{folder}/streaming sink").awaitTermination()


def pictures():
    rows = spark.read.format("heatmap-png").load(f"{folder}/SQL functions and the sink").collect()
    save("pictures", {row.path: [bytes(row.bytes).hex(), row.pipeline] for row in rows})


def call(procedure, **arguments):
    texts = ", ".join(f"{name} => '{value}'" for name, value in arguments.items())
    return spark.sql(f"CALL calls.system.{procedure}({texts})").collect()


def procedures():
    spark.sql("SET spark.sql.catalog.calls=org.visionheatmaps.sql.procedure.HeatmapProcedures")
    drawn = call(
        "render", input_table="attributions", output=f"{folder}/procedures", format="png", pipeline=plan["signed"]
    )
    assert [row.rendered for row in drawn] == [24], drawn
    fitted = call("fit", input=plan["sample"], output=f"{folder}/fit-called.json", pipeline=plan["grouped"])
    save("called", {row["group"]["method"]: row.pipeline for row in fitted})
    audited = call("audit", input=plan["sample"], output=f"{folder}/audits-called", by="method", run="run")
    assert {(row.verdict, row.exit_code) for row in audited} == {("clean", 0)}, audited
    compared = call("compare", input=plan["sample"], output=f"{folder}/compared", pair=plan["pair"], on="photograph")
    assert [row.elements for row in compared] == [8], compared


attempt("SQL functions and the sink", sink)
attempt("SQL fit", fit)
attempt("SQL metrics", metrics)
attempt("streaming sink", stream)
attempt("heatmap-png read", pictures)
if not spark.version.startswith("3."):
    attempt("procedures", procedures)
spark.stop()
