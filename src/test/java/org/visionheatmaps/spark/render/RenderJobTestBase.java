package org.visionheatmaps.spark.render;

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
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.SparkTestSession;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.spark.run.Progress;
import org.visionheatmaps.spark.run.QuarantineFolder;
import org.visionheatmaps.tensor.RgbImage;

/** What tests of the job share: a session, a folder, and a job with defaults to be changed. */
public abstract class RenderJobTestBase {
    public static final String PIPELINE = "NormReduction() |> ExtremaColormap(:batlow) |> FlipImage()";

    public final SparkSession spark = SparkTestSession.get();

    @TempDir
    public Path folder;

    protected Path in() {
        return folder.resolve("in");
    }

    protected Path out() {
        return folder.resolve("out");
    }

    protected InputOptions input() {
        return InputOptions.of(in().toString());
    }

    protected OutputOptions png() {
        return OutputOptions.of(out().toString(), OutputFormat.PNG);
    }

    protected RunReport render(InputOptions input, OutputOptions output) {
        return job(input, output, ErrorPolicy.QUARANTINE).run(spark, Progress.NONE);
    }

    public static RenderJob job(InputOptions input, OutputOptions output, ErrorPolicy errors) {
        return new RenderJob(input, Pipeline.parse(PIPELINE), output, RenderOptions.of(errors));
    }

    /** All files of the output by relative path. */
    protected List<String> files() {
        try (Stream<Path> walk = Files.walk(out())) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> out().relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    protected List<String> pngs() {
        return files().stream().filter(file -> file.endsWith(".png")).toList();
    }

    protected RgbImage pixels(String file) throws IOException {
        return Pixels.decode(Files.readAllBytes(out().resolve(file)));
    }

    /** Reasons by id, of the quarantine. */
    protected Map<String, String> quarantine() {
        SortedMap<String, String> reasons = new TreeMap<>();
        for (Row row : spark.read()
                .json(out().resolve(QuarantineFolder.NAME).toString())
                .select("id", "reason")
                .collectAsList()) {
            reasons.put(row.getString(0), row.getString(1));
        }
        return reasons;
    }

    protected RunReport report() throws IOException {
        return RunReport.fromJson(Files.readString(out().resolve(RunReport.FILE_NAME)));
    }

    /** Names of staging that a run left, wherever it is. */
    protected List<String> leftovers() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.contains("vision-heatmaps"))
                    .collect(Collectors.toList());
        }
    }
}
