package org.visionheatmaps.spark.audit;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.visionheatmaps.audit.AuditManifest;
import org.visionheatmaps.audit.AuditVerdict;
import org.visionheatmaps.audit.MapSteps;
import org.visionheatmaps.audit.RuleBook;
import org.visionheatmaps.io.publish.StagedOutput;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.run.FileBatch;
import org.visionheatmaps.spark.fit.DatasetScope;
import org.visionheatmaps.spark.input.ElementSource;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.input.source.InputFiles;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.input.source.InputScan;
import org.visionheatmaps.spark.input.source.InputSource.BadFiles;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.JobRun;
import org.visionheatmaps.spark.run.JobTitle;
import org.visionheatmaps.spark.run.Progress;

/**
 * Measures every element, draws none, and says whether the data is as rules want it.
 *
 * @param input what to read
 * @param pipeline whose first scalars are measured
 * @param partitioning how elements are spread, which changes nothing but the time
 * @param scope where steps over the dataset get their constants from
 * @param options what to do with what is measured
 */
public record AuditJob(
        InputOptions input, Pipeline pipeline, Partitioning partitioning, DatasetScope scope, AuditOptions options) {
    private static final String IGNORE_CORRUPT = "spark.sql.files.ignoreCorruptFiles";
    private static final JobTitle TITLE =
            new JobTitle("audit attributions", "elements", "Too many elements cannot be measured");

    /**
     * @throws IllegalArgumentException if the pipeline makes no scalars, or the baseline measured others, or the fit is of another
     */
    public AuditJob {
        MapSteps steps = MapSteps.of(pipeline);
        options.expected().baseline().ifPresent(baseline -> baseline.requireMap(steps.toString()));
        scope.requireFitOf(pipeline);
    }

    /**
     * What an audit has found.
     *
     * @param path the folder of the run
     * @param manifest what was looked at
     * @param verdict what the rules say
     * @param leftOut runs of the same folder that cannot be read, so that neither the trend nor a choice of the latest one sees them
     */
    public record Result(String path, AuditManifest manifest, AuditVerdict verdict, List<AuditRuns.LeftOut> leftOut) {}

    /** The same over some files alone. */
    public AuditJob over(FileBatch files) {
        return new AuditJob(input, pipeline, partitioning, scope, options.over(files));
    }

    /**
     * Runs the job. The folder of the run appears whole, at the end, or not at all.
     *
     * @throws IllegalArgumentException if the input or the options do not fit each other; the message says what to change
     * @throws JobFailedException if the data or the cluster failed the job
     */
    public Result run(SparkSession caller, Progress progress) {
        JobRun run = new JobRun(caller, TITLE, ErrorPolicy.QUARANTINE, progress);
        InputOptions read = options.batch().map(input::of).orElse(input);
        try (StagedOutput staged = open(options, run.configuration())) {
            if (staged.targetExists()) {
                throw new JobFailedException("There is a run " + staged.target() + " already: choose another --run");
            }
            Optional<InputScan> scan = InputScan.of(run.session(), read);
            AuditFiles files = AuditFiles.of(scan);
            staged.begin();
            boolean knowsRows = input.where().isEmpty() && files.knowsRows();
            // Rows that damage takes are counted, and reported with their file.
            run.session().set(IGNORE_CORRUPT, String.valueOf(knowsRows));
            Measuring.Measured measured = measure(run, read, scan, knowsRows, staged);
            AuditFiles seen = files.without(measured.badFiles());
            seen = knowsRows ? seen.after(measured.tally().files()) : seen;
            return new AuditPublication(this, run, staged, measured, seen, knowsRows, Optional.empty()).publish();
        } catch (IOException e) {
            throw JobFailedException.of(e);
        }
    }

    private static StagedOutput open(AuditOptions options, Configuration configuration) throws IOException {
        return options.batch().isPresent()
                ? StagedOutput.open(
                        options.place().path(), options.batch().get().name().checkpoint(), configuration)
                : StagedOutput.open(options.place().path(), configuration);
    }

    private Measuring.Measured measure(
            JobRun run, InputOptions read, Optional<InputScan> scan, boolean knowsRows, StagedOutput staged)
            throws IOException {
        AuditFiles files = AuditFiles.of(scan);
        if (files.readable().isEmpty() && !files.files().isEmpty()) {
            return Measuring.Measured.nothing(this);
        }
        // Footers that cannot be read are findings.
        InputFiles opened = InputFiles.open(
                run.session(),
                files.unreadable().isEmpty()
                        ? read
                        : read.withSource(read.source().withBadFiles(BadFiles.QUARANTINE)),
                scan);
        opened.requireOutside(staged.target());
        ElementSource source = new ElementSource(run.session(), knowsRows ? opened.uncounted() : opened, input);
        options.batch().ifPresent(batch -> source.check().requireAsListed(batch.files()));
        return run.tasks(staged.run(), source.check(), new Measuring(this, run, source, staged)::measure);
    }

    /** The columns that make groups. */
    List<String> columns() {
        return RuleBook.columns(options.expected().rules(), options.by());
    }

    /** The fit that was given, or that of a pipeline that needs none. */
    Fit givenFit() {
        return scope.fit().orElseGet(() -> Fit.of(pipeline.perImage()));
    }
}
