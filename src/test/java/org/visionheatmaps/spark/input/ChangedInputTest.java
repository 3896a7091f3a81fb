package org.visionheatmaps.spark.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visionheatmaps.arrow.ArrowFixture;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.audit.AuditJob;
import org.visionheatmaps.spark.audit.AuditOptions;
import org.visionheatmaps.spark.audit.RunFolder;
import org.visionheatmaps.spark.fit.DatasetScope;
import org.visionheatmaps.spark.fit.FitJob;
import org.visionheatmaps.spark.fit.FitOptions;
import org.visionheatmaps.spark.incremental.IncrementOptions;
import org.visionheatmaps.spark.incremental.RenderBatches;
import org.visionheatmaps.spark.incremental.Series;
import org.visionheatmaps.spark.input.image.ImageOptions;
import org.visionheatmaps.spark.input.source.InputFiles;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.render.AttributionFile;
import org.visionheatmaps.spark.render.RenderJob;
import org.visionheatmaps.spark.render.RenderJobTestBase;
import org.visionheatmaps.spark.render.RenderOptions;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.JobSession;
import org.visionheatmaps.spark.run.Progress;

/** A file that changes while a job reads it fails the job: its values would stand beside the ids of other rows. */
@Tag("spark")
class ChangedInputTest extends RenderJobTestBase {
    private static final int ROWS = 20;
    private static final StructType STRUCT = new StructType()
            .add("id", DataTypes.StringType)
            .add(
                    "attribution",
                    new StructType()
                            .add("shape", DataTypes.createArrayType(DataTypes.IntegerType))
                            .add("data", DataTypes.createArrayType(DataTypes.FloatType)));

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = arrive(AttributionFile.FLAT, false, in().resolve("a.parquet"));
        arrive(AttributionFile.FLAT, false, in().resolve("b.parquet"));
    }

    /** Puts a file in place of another, with its rows in order or backwards. */
    private Path arrive(StructType schema, boolean isBackwards, Path place) {
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < ROWS; r++) {
            int row = isBackwards ? ROWS - 1 - r : r;
            String id = place.getFileName() + "-" + row;
            List<Float> values = AttributionFile.boxed((float) row, -1, 2, 3, 5, 8);
            List<Integer> shape = AttributionFile.boxed(1, 2, 3);
            rows.add(
                    schema == STRUCT
                            ? RowFactory.create(id, RowFactory.create(shape, values))
                            : RowFactory.create(id, values, shape, null, "lrp"));
        }
        Path written = folder.resolve("written");
        AttributionFile.write(spark, schema, rows, written);
        try (Stream<Path> parts = Files.list(written)) {
            Path part = parts.filter(path -> path.getFileName().toString().startsWith("part-"))
                    .findFirst()
                    .orElseThrow();
            Files.createDirectories(place.getParent());
            return Files.move(part, place, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void replace() {
        arrive(AttributionFile.FLAT, true, file);
    }

    /** Does something once a stage begins, on the driver. */
    private static Progress at(String stage, Runnable change) {
        boolean[] done = {false};
        return status -> {
            if (status.stage().startsWith(stage) && !done[0]) {
                done[0] = true;
                change.run();
            }
        };
    }

    private void assertChanged(Path changed, Executable run) throws IOException {
        JobFailedException failure = assertThrows(JobFailedException.class, run);
        String said = failure.getMessage();
        assertTrue(said.contains(changed.getFileName() + " has changed since this run listed it: it had "), said);
        assertTrue(said.contains("run again once no other job writes to the input"), said);
        assertFalse(Files.exists(out().resolve(RunReport.FILE_NAME)), "nothing is published");
        assertFalse(Files.exists(out().resolve("run")), "nothing is published");
        assertEquals(List.of(), leftovers());
    }

    @ParameterizedTest
    @CsvSource({"render, png, auto", "render, parquet, auto", "render, png, 1", "render, png, element"})
    void aFileReplacedDuringARenderFailsIt(String stage, String format, String partitions) throws IOException {
        RenderJob job = new RenderJob(
                input(),
                Pipeline.parse(PIPELINE),
                OutputOptions.of(out().toString(), new OutputFormat(format)),
                RenderOptions.DEFAULT.withPartitioning(Partitioning.parse(partitions)));
        assertChanged(file, () -> job.run(spark, at(stage, this::replace)));
    }

    @Test
    void aFileRewrittenInPlaceFailsTheRenderThoughItsRowsAreUnreadable() throws IOException {
        assertChanged(file, () -> job(input(), png(), ErrorPolicy.QUARANTINE).run(spark, at("render", () -> {
            try {
                Files.write(file, new byte[(int) Files.size(file)], StandardOpenOption.WRITE);
                Files.setLastModifiedTime(
                        file,
                        FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + 1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        })));
    }

    @Test
    void aRemovedFileFailsTheRender() throws IOException {
        JobFailedException failure =
                assertThrows(JobFailedException.class, () -> job(input(), png(), ErrorPolicy.QUARANTINE)
                        .run(spark, at("render", () -> {
                            try {
                                Files.delete(file);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        })));
        assertTrue(failure.getMessage().contains("a.parquet has changed"), failure.getMessage());
        assertTrue(failure.getMessage().contains("but is no longer there"), failure.getMessage());
    }

    @Test
    void aPredicateDoesNotHideTheChange() throws IOException {
        InputOptions some = input().withWhere("id LIKE 'b.parquet-%'");
        assertChanged(file, () -> job(some, png(), ErrorPolicy.QUARANTINE).run(spark, at("render", this::replace)));
    }

    @Test
    void valuesThatSparkReadsAreCheckedToo() throws IOException {
        Path structs = arrive(STRUCT, false, folder.resolve("structs/c.parquet"));
        assertChanged(structs, () -> job(InputOptions.of(structs.toString()), png(), ErrorPolicy.QUARANTINE)
                .run(spark, at("render", () -> arrive(STRUCT, true, structs))));
    }

    @Test
    void aFileReplacedDuringAFitFailsIt() throws IOException {
        FitJob fit = new FitJob(
                input(), Pipeline.parse("SumReduction() |> dataset(CenteredColormap(:berlin))"), FitOptions.DEFAULT);
        assertChanged(file, () -> fit.run(spark, at("fit", this::replace)));
    }

    @ParameterizedTest
    @CsvSource({"fit", "audit"})
    void aFileReplacedDuringAnAuditFailsIt(String stage) throws IOException {
        AuditOptions options = AuditOptions.of(new RunFolder(out().toString(), "run", "2026-11-23T02:00:00Z"));
        AuditJob audit = new AuditJob(
                input(),
                Pipeline.parse("SumReduction() |> dataset(CenteredColormap(:berlin))"),
                Partitioning.AUTO,
                DatasetScope.DEFAULT,
                options);
        assertChanged(file, () -> audit.run(spark, at(stage, this::replace)));
    }

    @Test
    void anArrowFileReplacedDuringARenderFailsIt() throws IOException {
        Path arrow = Files.copy(ArrowFixture.file("lists.arrow"), folder.resolve("c.arrow"));
        InputOptions input = InputOptions.of(arrow.toString())
                .withShape(List.of(ArrowFixture.CHANNELS, ArrowFixture.HEIGHT, ArrowFixture.WIDTH))
                .withColumns(new InputOptions.Columns("list32", "id", "shape", "dtype", "no image"));
        assertChanged(arrow, () -> job(input, png(), ErrorPolicy.QUARANTINE).run(spark, at("render", () -> {
            try {
                Files.copy(ArrowFixture.file("lists-lz4.arrow"), arrow, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        })));
    }

    @Test
    void aFileThatAnIncrementListedMustBeTheOneThatItReads() throws IOException {
        RenderBatches batches = RenderBatches.of(spark, job(input(), png(), ErrorPolicy.QUARANTINE), job -> {
            replace();
            return job.run(spark, Progress.NONE);
        });
        IncrementOptions options =
                new IncrementOptions(folder.resolve("seen").toString(), 9, IncrementOptions.Rewritten.SKIP);
        assertChanged(file, () -> new Series<>(input(), options, batches)
                .run(spark.sparkContext().hadoopConfiguration(), said -> {}));
    }

    @Test
    void aTableOfImagesThatIsReplacedOnceItIsOpenIsAChangeToo() {
        StructType schema = new StructType().add("id", DataTypes.StringType).add("image", DataTypes.BinaryType);
        Path images = folder.resolve("images");
        AttributionFile.write(spark, schema, List.of(RowFactory.create("a.parquet-1", new byte[1])), images);
        InputOptions input =
                input().withImages(ImageOptions.DEFAULT.withTable(ImageOptions.Table.of(images.toString())));
        JobSession session = JobSession.of(spark);
        ElementSource source = new ElementSource(session, InputFiles.open(session, input), input);
        source.spread(source.normalised(true, true, List.of()), Partitioning.AUTO, true);
        source.check().requireUnchanged();
        AttributionFile.write(spark, schema, List.of(RowFactory.create("a.parquet-2", new byte[9])), images);
        JobFailedException changed =
                assertThrows(JobFailedException.class, () -> source.check().requireUnchanged());
        assertTrue(changed.getMessage().contains("images/part-"), changed.getMessage());
    }
}
