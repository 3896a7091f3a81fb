package org.visionheatmaps.sql.procedure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visionheatmaps.cli.SessionCommands;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.run.FitDocument;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.SparkTestSession;
import org.visionheatmaps.spark.fit.FitJob;
import org.visionheatmaps.spark.fit.FitOptions;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.Progress;

/** {@code CALL heatmaps.system.…} does what the commands do, in the caller's session. */
@Tag("spark")
class HeatmapProceduresTest {
    private static final String GROUPED =
            "SumReduction() |> dataset(CenteredColormap(:berlin), by=:fold) |> FlipImage()";
    private static final CountDownLatch NAPPING = new CountDownLatch(1);

    /** Of its own: a session keeps the catalog that it loaded first. */
    private final SparkSession spark = SparkTestSession.get().newSession();

    @TempDir
    private Path folder;

    private String input;

    @BeforeEach
    void writeInput() {
        spark.conf().set("spark.sql.catalog.heatmaps", HeatmapProcedures.class.getName());
        input = folder.resolve("maps.parquet").toString();
        spark.range(4)
                .selectExpr(
                        "concat('r', id) AS id",
                        "concat('k', id) AS key",
                        "id % 2 AS fold",
                        "array(2, 3, 4) AS shape",
                        "transform(sequence(0, 23), i -> float(sin(i + id))) AS attribution")
                .coalesce(1)
                .write()
                .parquet(input);
    }

    private List<Row> call(String procedure, String... arguments) {
        return spark.sql("CALL heatmaps.system." + procedure + "(" + String.join(", ", arguments) + ")")
                .collectAsList();
    }

    private static String text(String name, Object value) {
        return name + " => '" + value + "'";
    }

    private Path out(String name) {
        return folder.resolve(name);
    }

    private static Set<String> pictures(Path output) throws IOException {
        try (var files = Files.walk(output)) {
            return files.map(file -> output.relativize(file).toString())
                    .filter(name -> name.endsWith(".png"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void renderDrawsAndGivesOneRowOfCounts() throws IOException {
        Path output = out("heatmaps");
        Row row = call(
                        "render",
                        text("input", input),
                        text("output", output),
                        text("preset", "attribution"),
                        "format => 'png'")
                .get(0);
        assertEquals(4L, row.<Long>getAs("rows_read"));
        assertEquals(4L, row.<Long>getAs("rendered"));
        assertEquals(0L, row.<Long>getAs("quarantined"));
        assertEquals(Map.of(), row.getJavaMap(row.fieldIndex("quarantined_by_reason")));
        assertEquals("NormReduction() |> CenteredColormap(:berlin) |> FlipImage()", row.getAs("pipeline"));
        assertEquals(output.toString(), row.getAs("output"));
        assertEquals(output.toString(), row.getAs("report"));
        assertEquals(
                4,
                RunReport.fromJson(Files.readString(output.resolve(RunReport.FILE_NAME)))
                        .rendered());
        for (Row drawn : spark.read()
                .parquet(input)
                .selectExpr("id", "heatmaps.png(attribution, shape, 'attribution')")
                .collectAsList()) {
            assertArrayEquals(
                    Pixels.decode((byte[]) drawn.get(1)).rgb(),
                    Pixels.decode(Files.readAllBytes(output.resolve(drawn.get(0) + ".png")))
                            .rgb());
        }
    }

    @Test
    void firstArgumentsNeedNoNames() throws IOException {
        call(
                "render",
                "'" + input + "'",
                "'" + out("rows") + "'",
                "'SumReduction() |> CenteredColormap() |> FlipImage()'");
        assertEquals(
                "SumReduction() |> CenteredColormap(:berlin) |> FlipImage()",
                RunReport.fromJson(Files.readString(out("rows").resolve(RunReport.FILE_NAME)))
                        .pipeline());
    }

    @Test
    void viewsOfTheCallerAreReadAndOptionsHaveValuesOfAnyType() throws IOException {
        spark.read().parquet(input).createOrReplaceTempView("procedure_maps");
        Path output = out("viewed");
        Row row = call(
                        "render",
                        "INPUT_TABLE => 'procedure_maps'",
                        text("output", output),
                        "format => 'png'",
                        "id_column => concat('k', 'ey')",
                        "partition_by => array('fold')",
                        "carry => array('fold', 'id')",
                        "where => 'fold = 1'",
                        "partitions => 3",
                        "gallery => true",
                        "gallery_size => 2",
                        "on_error => NULL")
                .get(0);
        assertEquals(2L, row.<Long>getAs("rendered"));
        assertEquals(Set.of("fold=1/k1.png", "fold=1/k3.png"), pictures(output));
        assertTrue(Files.exists(output.resolve("_gallery.html")));
        call(
                "render",
                "input_query => 'SELECT key AS id, attribution, shape FROM procedure_maps'",
                text("output", out("queried")),
                "writer_option => map('compression', 'gzip')");
        try (var files = Files.walk(out("queried"))) {
            assertTrue(files.anyMatch(file -> file.toString().endsWith(".gz.parquet")));
        }
    }

    @Test
    void incrementalRunsGiveTheirSum() {
        String[] arguments = {
            text("input", input), text("output", out("series")), "incremental => true", text("checkpoint", out("seen"))
        };
        assertEquals(4L, call("render", arguments).get(0).<Long>getAs("rendered"));
        Row again = call("render", arguments).get(0);
        assertEquals(0L, again.<Long>getAs("rows_read"));
        assertEquals(out("series").toString(), again.getAs("output"));
        String[] audited = {
            text("input", input), text("output", out("audits")), "incremental => true", text("checkpoint", out("heard"))
        };
        assertFalse(call("audit", audited).isEmpty());
        assertEquals(List.of(), call("audit", audited));
    }

    @Test
    void fitGivesARowForEachGroupAndWritesTheFile() throws IOException {
        List<Row> rows = call("fit", text("input", input), text("output", out("fit.json")), text("pipeline", GROUPED));
        FitDocument wanted =
                FitDocument.of(new FitJob(InputOptions.of(input), Pipeline.parse(GROUPED), FitOptions.DEFAULT)
                        .run(spark, Progress.NONE));
        assertEquals(2, rows.size());
        for (int group = 0; group < 2; group++) {
            Row row = rows.get(group);
            assertEquals(wanted.groups().get(group).group(), row.getJavaMap(row.fieldIndex("group")));
            assertEquals(wanted.groups().get(group).pipeline(), row.getAs("pipeline"));
            assertEquals(4L, row.<Long>getAs("elements"));
        }
        assertEquals(wanted.toJson(), Files.readString(out("fit.json")));
    }

    @Test
    void violatedRulesAreRowsAndErrorsOnlyWhenAsked() throws IOException {
        Path rules = Files.writeString(
                folder.resolve("rules.yaml"),
                "rules:\n  - check: count >= 3\n    by: fold\n  - check: finite_share >= 1\n  - check: count >= 9\n    level: warning\n");
        List<Row> rows = call(
                "audit", text("input", input), text("output", out("audits")), text("rules", rules), "run => 'monday'");
        assertEquals(4, rows.size(), rows.toString());
        for (Row row : rows) {
            assertEquals("violated", row.getAs("verdict"));
            assertEquals(3, row.<Integer>getAs("exit_code"));
            assertEquals(4L, row.<Long>getAs("elements"));
            assertTrue(row.<String>getAs("output").endsWith("audits/monday"), row.toString());
        }
        Row first = rows.get(0);
        assertEquals("error", first.getAs("level"));
        assertEquals("count >= 3", first.getAs("check"));
        assertEquals(Map.of("fold", "0"), first.getJavaMap(first.fieldIndex("group")));
        assertEquals("violated", first.getAs("status"));
        assertEquals(2.0, first.<Double>getAs("observed"));
        assertEquals(3.0, first.<Double>getAs("threshold"));
        assertEquals("passed", rows.get(2).getAs("status"));
        assertEquals("warning", rows.get(3).getAs("level"));
        Exception e = assertThrows(
                JobFailedException.class,
                () -> call(
                        "audit",
                        text("input", input),
                        text("output", out("audits")),
                        text("rules", rules),
                        "run => 'tuesday'",
                        "fail_on_violation => true"));
        assertTrue(e.getMessage().startsWith("VIOLATED (1 passed, 2 violated, 1 warning)"), e.getMessage());
        assertTrue(Files.exists(out("audits").resolve("tuesday").resolve("verdict.json")));
    }

    @Test
    void pairsAreComparedWithRulesAndWithout() throws IOException {
        Row row = call("compare", text("input", input), text("with", input), text("output", out("compared")))
                .get(0);
        assertEquals("clean", row.getAs("verdict"));
        assertEquals(4L, row.<Long>getAs("elements"));
        assertNull(row.getAs("check"));
        Path rules = Files.writeString(folder.resolve("rules.yaml"), "rules:\n  - check: mean(cosine) >= 0.99\n");
        row = call(
                        "compare",
                        text("input", input),
                        text("with", input),
                        text("output", out("compared")),
                        text("rules", rules),
                        "run => 'with-rules'")
                .get(0);
        assertEquals("passed", row.getAs("status"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "input => 'x' | Missing required option: '--output=PATH' (or --table=NAME)",
                "output => 'x' | An input is needed: --input PATH",
                "input => 'x', output => 'y', pipeline => 'NormReductoin()' | did you mean 'NormReduction'?",
                "input => 'x', output => 'y', layout => 'NXYZ' | Invalid value for option '--layout'",
                "input => 'x', output => 'y', gallery => 'maybe' | 'gallery' is true or false, but got [maybe]",
                "input => 'x', output => array('y', 'z') | 'output' takes one value, but got [y, z]",
                "input => 'x', output => 'y', pipeline => 'SumReduction()', preset => 'cam' | give one of them",
                "input => 'x', output => 'y', carry => array('a', NULL) | has no NULL",
            })
    void wrongOptionsAreRefusedInTheWordsOfTheCommand(String arguments, String words) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> call("render", arguments));
        assertTrue(e.getMessage().contains(words), e.getMessage());
    }

    @Test
    void unknownParametersAndProceduresNameTheNearest() {
        Exception parameter = assertThrows(
                AnalysisException.class, () -> call("render", "input => 'x', output => 'y', id_colum => 'z'"));
        assertTrue(parameter.getMessage().contains("`id_column`"), parameter.getMessage());
        Exception master =
                assertThrows(AnalysisException.class, () -> call("render", "input => 'x', master => 'local'"));
        assertTrue(master.getMessage().contains("master"), master.getMessage());
        Exception procedure = assertThrows(AnalysisException.class, () -> call("rendr", "input => 'x'"));
        assertTrue(
                (procedure.getMessage() + procedure.getCause()).contains("did you mean 'render'?"),
                procedure.getMessage());
    }

    @Test
    void aFailedJobIsAnErrorAndTheSessionLives() {
        spark.sparkContext().setJobGroup("statement", "the caller's", false);
        try {
            Exception e = assertThrows(
                    JobFailedException.class,
                    () -> call(
                            "render",
                            "input_query => 'SELECT ''a'' AS id, array(double(''NaN'')) AS attribution, array(1,1,1) AS shape'",
                            text("output", out("failed")),
                            "on_error => 'fail'"));
            assertTrue(e.getMessage().contains("NaN"), e.getMessage());
            assertFalse(Files.exists(out("failed")));
            assertEquals("statement", spark.sparkContext().getLocalProperty("spark.jobGroup.id"));
            assertEquals(3, spark.range(3).count());
        } finally {
            spark.sparkContext().clearJobGroup();
        }
    }

    @Test
    void anInterruptedCallCancelsItsJobs() throws InterruptedException {
        spark.udf().register("nap", (UDF1<Long, Long>) HeatmapProceduresTest::nap, DataTypes.LongType);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                call(
                        "render",
                        "input_query => 'SELECT string(nap(id)) AS id, array(1.0, 2.0) AS attribution, array(1,1,2) AS shape FROM"
                                + " range(1)'",
                        text("output", out("cancelled")));
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        caller.start();
        assertTrue(NAPPING.await(1, TimeUnit.MINUTES), () -> "no task began: " + thrown.get());
        caller.interrupt();
        caller.join();
        assertInstanceOf(JobFailedException.class, thrown.get());
        assertTrue(thrown.get().getMessage().contains("cancelled"), thrown.get().toString());
        assertFalse(Files.exists(out("cancelled")));
    }

    private static Long nap(Long id) throws InterruptedException {
        NAPPING.countDown();
        // Until the task is interrupted or the call fails the test by its time.
        new CountDownLatch(1).await(1, TimeUnit.MINUTES);
        return id;
    }

    @Test
    void proceduresAreListedAndDescribed() {
        List<String> names = new ArrayList<>();
        for (Row row : spark.sql("SHOW PROCEDURES IN heatmaps.system").collectAsList()) {
            names.add(row.getAs("procedure_name"));
        }
        assertEquals(List.of("render", "fit", "audit", "compare"), names);
        String described = spark.sql("DESCRIBE PROCEDURE heatmaps.system.audit")
                .collectAsList()
                .toString();
        assertTrue(described.contains("checks rules"), described);
        String function =
                spark.sql("DESCRIBE FUNCTION heatmaps.png").collectAsList().toString();
        assertTrue(function.contains("Usage: png(attribution"), function);
    }

    @ParameterizedTest
    @CsvSource({"render", "fit", "audit", "compare"})
    void everyOptionIsAParameterWithAText(String command) {
        for (SessionCommands.Parameter parameter : SessionCommands.parameters(command)) {
            assertTrue(parameter.name().matches("[a-z][a-z0-9-]*"), parameter.name());
            assertFalse(
                    parameter.description().isBlank() || parameter.description().contains("${"), parameter.toString());
        }
    }
}
