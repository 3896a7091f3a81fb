package org.visionheatmaps.spark.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.Python;
import org.visionheatmaps.spark.SparkTestSession;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.render.RenderJobTestBase;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.spark.run.Progress;

/** What pyarrow wrote comes back from a render's output as the same values, whoever reads it. */
@Tag("externals")
@Tag("spark")
class CarriedValuesReadersTest {
    private static final String WRITE =
            """
            import sys, datetime as dt, decimal, pathlib
            import pyarrow as pa, pyarrow.parquet as pq
            zone = dt.timezone.utc
            moments = [dt.datetime(9999, 12, 31, 23, 59, 59, 999999), dt.datetime(1, 1, 1), dt.datetime(1066, 10, 14, 9, 0, 0, 1),
                       dt.datetime(1890, 1, 1, 0, 0, 0, 500000), dt.datetime(2026, 3, 29, 2, 30, 0, 123456)]
            days = [m.date() for m in moments]
            prices = [decimal.Decimal(t).quantize(decimal.Decimal("1.0000000000")) for t in
                      ["1234567890123456", "-0.0000000001", "1", "0", "-99.5"]]
            zoned = [m.replace(tzinfo=zone) for m in moments]
            table = pa.table({
                "id": [f"r{i}" for i in range(5)],
                "attribution": pa.array([[float(i), -2.0, 3.0, 4.0] for i in range(5)], pa.list_(pa.float32())),
                "zoned": pa.array(zoned, pa.timestamp("us", tz="UTC")),
                "local": pa.array(moments, pa.timestamp("us")),
                "day": pa.array(days, pa.date32()),
                "price": pa.array(prices, pa.decimal128(38, 10)),
                "nested": pa.array([{"at": z, "note": None} for z in zoned],
                                   pa.struct([("at", pa.timestamp("us", tz="UTC")), ("note", pa.string())])),
                "days": pa.array([[d, None] for d in days], pa.list_(pa.date32())),
                "times": pa.array([[("k", m)] for m in moments], pa.map_(pa.string(), pa.timestamp("us"))),
            })
            path = pathlib.Path(sys.argv[1])
            path.mkdir(parents=True, exist_ok=True)
            COLUMNS = ["id", "zoned", "local", "day", "price", "nested", "days", "times"]
            expected = table.select(COLUMNS).to_pylist()
            def same(rows):
                rows = sorted(rows, key=lambda row: row["id"])
                assert len(rows) == 5, rows
                for row, want in zip(rows, expected):
                    for name in COLUMNS:
                        assert row[name] == want[name], (name, row[name], want[name])
                print("same")
            """;

    @TempDir
    static Path shared;

    @BeforeAll
    static void draw() throws IOException, InterruptedException {
        Python.require();
        Path in = shared.resolve("in");
        Python.run(WRITE + "pq.write_table(table, path / 'x.parquet')", in.toString());
        SparkSession caller = SparkTestSession.get().newSession();
        caller.conf().set("spark.sql.parquet.outputTimestampType", "INT96");
        caller.conf().set("spark.sql.session.timeZone", "Europe/Berlin");
        for (OutputFormat format : new OutputFormat[] {OutputFormat.PARQUET, OutputFormat.WEBDATASET}) {
            RenderJobTestBase.job(
                            InputOptions.of(in.toString()).withShape(List.of(1, 2, 2)),
                            OutputOptions.of(shared.resolve(format.name()).toString(), format),
                            ErrorPolicy.FAIL)
                    .run(caller, Progress.NONE);
        }
    }

    private static void same(String script, OutputFormat output) throws IOException, InterruptedException {
        assertEquals(
                "same",
                Python.run(
                                WRITE + "out = sys.argv[2]\n" + script,
                                shared.resolve("expected").toString(),
                                shared.resolve(output.name()).toString())
                        .strip());
    }

    @Test
    void pyarrowReadsThemBack() throws IOException, InterruptedException {
        same(
                """
                read = pq.read_table(out)
                assert read.schema.field("zoned").type == pa.timestamp("us", tz="UTC"), read.schema
                assert read.schema.field("local").type == pa.timestamp("us"), read.schema
                assert read.schema.field("price").type == pa.decimal128(38, 10), read.schema
                same(read.to_pylist())
                """,
                OutputFormat.PARQUET);
    }

    @Test
    void pandasReadsThemBack() throws IOException, InterruptedException {
        same(
                """
                import pandas
                read = pandas.read_parquet(out).sort_values("id")
                assert str(read["zoned"].dtype) == "datetime64[us, UTC]", read.dtypes
                assert str(read["local"].dtype) == "datetime64[us]", read.dtypes
                rows = [dict(zip(read.columns, row)) for row in read.itertuples(index=False)]
                for row in rows:
                    row["zoned"], row["local"] = row["zoned"].to_pydatetime(), row["local"].to_pydatetime()
                    row["days"] = list(row["days"])
                    row["times"] = [(k, v) for k, v in row["times"]]
                same(rows)
                """,
                OutputFormat.PARQUET);
    }

    @Test
    void polarsReadsThemBack() throws IOException, InterruptedException {
        same(
                """
                import polars
                rows = polars.read_parquet(out + "/*.parquet").to_dicts()
                for row in rows:
                    times = row["times"]
                    row["times"] = list(times.items()) if isinstance(times, dict) else [(e["key"], e["value"]) for e in times]
                same(rows)
                """,
                OutputFormat.PARQUET);
    }

    @Test
    void duckdbReadsThemBack() throws IOException, InterruptedException {
        same(
                """
                import duckdb
                connection = duckdb.connect()
                connection.execute("SET TimeZone = 'UTC'")
                read = connection.execute("SELECT * FROM read_parquet(?)", [out + "/*.parquet"]).to_arrow_table()
                same(read.to_pylist())
                """,
                OutputFormat.PARQUET);
    }

    @Test
    void pythonReadsSidecars() throws IOException, InterruptedException {
        same(
                """
                import json, tarfile
                rows = []
                for shard in pathlib.Path(out).glob("*.tar"):
                    with tarfile.open(shard) as tar:
                        for member in tar:
                            if member.name.endswith(".json"):
                                rows.append(json.loads(tar.extractfile(member).read(), parse_float=decimal.Decimal, parse_int=decimal.Decimal))
                moment, day = dt.datetime.fromisoformat, dt.date.fromisoformat
                for row in rows:
                    row["zoned"], row["local"], row["day"] = moment(row["zoned"]), moment(row["local"]), day(row["day"])
                    row["nested"] = {"at": moment(row["nested"]["at"]), "note": row["nested"].get("note")}
                    row["days"] = [d and day(d) for d in row["days"]]
                    row["times"] = [(k, moment(v)) for k, v in row["times"].items()]
                same(rows)
                """,
                OutputFormat.WEBDATASET);
    }
}
