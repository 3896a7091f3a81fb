package org.visionheatmaps.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.audit.RunReport;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.tensor.RgbImage;

/** What tests of the job share: a session, a folder, and a job with defaults to be changed. */
abstract class RenderJobTestBase {
    static final String PIPELINE = "NormReduction() |> ExtremaColormap(:batlow) |> FlipImage()";

    final SparkSession spark = SparkTestSession.get();

    @TempDir
    Path folder;

    Path in() {
        return folder.resolve("in");
    }

    Path out() {
        return folder.resolve("out");
    }

    InputOptions input() {
        return InputOptions.of(in().toString());
    }

    OutputOptions png() {
        return OutputOptions.of(out().toString(), OutputFormat.PNG);
    }

    RunReport render(InputOptions input, OutputOptions output) {
        return job(input, output, ErrorPolicy.QUARANTINE).run(spark, Progress.NONE);
    }

    static RenderJob job(InputOptions input, OutputOptions output, ErrorPolicy errors) {
        return new RenderJob(input, Pipeline.parse(PIPELINE), Partitioning.AUTO, output, errors);
    }

    /** All files of the output by relative path. */
    List<String> files() {
        try (Stream<Path> walk = Files.walk(out())) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> out().relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> pngs() {
        return files().stream().filter(file -> file.endsWith(".png")).toList();
    }

    RgbImage pixels(String file) throws IOException {
        return Pixels.decode(Files.readAllBytes(out().resolve(file)));
    }

    /** Reasons by id, of the quarantine. */
    Map<String, String> quarantine() {
        SortedMap<String, String> reasons = new TreeMap<>();
        for (Row row : spark.read()
                .json(out().resolve(RenderJob.QUARANTINE).toString())
                .select("id", "reason")
                .collectAsList()) {
            reasons.put(row.getString(0), row.getString(1));
        }
        return reasons;
    }

    RunReport report() throws IOException {
        return RunReport.fromJson(Files.readString(out().resolve(RunReport.FILE_NAME)));
    }

    /** Names of staging that a run left, wherever it is. */
    List<String> leftovers() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.contains("vision-heatmaps"))
                    .collect(Collectors.toList());
        }
    }
}
