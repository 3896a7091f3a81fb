package org.visionheatmaps.spark.audit;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.visionheatmaps.audit.AuditManifest;
import org.visionheatmaps.audit.AuditPart;
import org.visionheatmaps.audit.AuditSummary;
import org.visionheatmaps.audit.AuditVerdict;
import org.visionheatmaps.audit.MapSteps;
import org.visionheatmaps.audit.ProfileDocument;
import org.visionheatmaps.audit.RepeatedIds;
import org.visionheatmaps.audit.Rule;
import org.visionheatmaps.audit.RuleBook;
import org.visionheatmaps.io.file.HadoopSettings;
import org.visionheatmaps.io.publish.StagedOutput;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.pipeline.Group;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.render.NonFinite;
import org.visionheatmaps.report.AuditReport;
import org.visionheatmaps.report.Trend;
import org.visionheatmaps.run.FileBatch;
import org.visionheatmaps.run.FitDocument;
import org.visionheatmaps.spark.fit.DatasetScope;
import org.visionheatmaps.spark.fit.Fitter;
import org.visionheatmaps.spark.gallery.ElementPictures;
import org.visionheatmaps.spark.input.ElementSource;
import org.visionheatmaps.spark.input.GroupColumns;
import org.visionheatmaps.spark.input.InputFiles;
import org.visionheatmaps.spark.input.InputOptions;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.input.ReaderConfig;
import org.visionheatmaps.spark.input.RowCheck;
import org.visionheatmaps.spark.input.RowPartitioner;
import org.visionheatmaps.spark.measure.AuditedElements;
import org.visionheatmaps.spark.measure.DuplicateIdCount;
import org.visionheatmaps.spark.measure.ElementTable;
import org.visionheatmaps.spark.measure.MeasureTask;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.spark.run.JavaSerialized;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.JobSession;
import org.visionheatmaps.spark.run.Monitor;
import org.visionheatmaps.spark.run.Progress;
import org.visionheatmaps.spark.run.SparkFailures;
import org.visionheatmaps.spark.run.Tally;
import org.visionheatmaps.spark.run.TallyAccumulator;
import org.visionheatmaps.spark.run.Versions;
import org.visionheatmaps.text.NearestName;

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
    private static final String PARTS = "measured";

    /**
     * @throws IllegalArgumentException if the pipeline makes no scalars, or the baseline measured others, or the fit is of another
     */
    public AuditJob {
        MapSteps steps = MapSteps.of(pipeline);
        options.baseline().ifPresent(baseline -> baseline.requireMap(steps.toString()));
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

    /** What was measured, and of what. */
    private record Measured(AuditPart part, Tally tally, Fit fit, ElementTable table, ElementSource source) {}

    /**
     * Runs the job. The folder of the run appears whole, at the end, or not at all.
     *
     * @throws IllegalArgumentException if the input or the options do not fit each other; the message says what to change
     * @throws JobFailedException if the data or the cluster failed the job
     */
    public Result run(SparkSession caller, Progress progress) {
        JobSession session = JobSession.of(caller);
        SparkSession spark = session.spark();
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        InputOptions read = options.batch().map(input::of).orElse(input);
        try (StagedOutput staged = open(options, configuration)) {
            if (staged.targetExists()) {
                throw new JobFailedException("There is a run " + staged.target() + " already: choose another --run");
            }
            AuditFiles files = AuditFiles.of(read.paths(), read.columns().attribution(), configuration);
            staged.begin();
            boolean mayLoseRows = input.where().isEmpty() && files.knowsRows();
            // Rows that damage takes are counted below, and reported with their file.
            session.set(IGNORE_CORRUPT, String.valueOf(mayLoseRows));
            Measured measured = measure(session, read, files, mayLoseRows, staged, progress);
            AuditFiles seen = mayLoseRows ? files.after(measured.tally().files()) : files;
            elements(spark, staged, measured).add(seen.unreadable());
            return publish(spark, staged, seen, mayLoseRows, measured);
        } catch (IOException e) {
            throw JobFailedException.of(e);
        }
    }

    private static StagedOutput open(AuditOptions options, Configuration configuration) throws IOException {
        return options.batch().isPresent()
                ? StagedOutput.open(options.path(), options.batch().get().name().checkpoint(), configuration)
                : StagedOutput.open(options.path(), configuration);
    }

    private List<String> columns() {
        return RuleBook.columns(options.rules(), options.by());
    }

    private Measured measure(
            JobSession session,
            InputOptions read,
            AuditFiles files,
            boolean mayLoseRows,
            StagedOutput staged,
            Progress progress)
            throws IOException {
        SparkSession spark = session.spark();
        if (files.readable().isEmpty() && !files.files().isEmpty()) {
            return new Measured(new AuditPart(columns()), new Tally(), noFit(), new ElementTable(List.of()), null);
        }
        InputFiles opened =
                InputFiles.open(session, files.unreadable().isEmpty() ? read : read.withPaths(files.readablePaths()));
        opened.requireOutside(staged.target());
        ElementSource source = new ElementSource(session, mayLoseRows ? opened.uncounted() : opened, input);
        source.check().requireAsListed(files.listed());
        options.batch().ifPresent(batch -> source.check().requireAsListed(batch.files()));
        TallyAccumulator tallies = new TallyAccumulator();
        spark.sparkContext().register(tallies, "elements");
        String group = "vision-heatmaps-" + staged.run();
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        context.setJobGroup(group, "audit attributions", false);
        try (Monitor monitor = new Monitor(spark, group, tallies, ErrorPolicy.QUARANTINE, progress)) {
            Fit fit = fit(spark, source, monitor);
            monitor.stage("audit", source.rows());
            ElementTable table = write(context, source, fit, staged, tallies);
            source.check().requireRead(tallies.sum());
            return new Measured(merge(spark, staged.aside(PARTS)), tallies.sum(), fit, table, source);
        } catch (Exception e) {
            // Spark's own exceptions are checked in Java's eyes but not declared.
            throw source.check().explain(e);
        } finally {
            context.clearJobGroup();
        }
    }

    private Fit noFit() {
        return scope.fit().orElseGet(() -> Fit.of(pipeline.perImage()));
    }

    /** The fit that was given, or one of this input if the pipeline needs it. */
    private Fit fit(SparkSession spark, ElementSource source, Monitor monitor) {
        if (scope.fit().isPresent() || !pipeline.needsFit()) {
            return noFit();
        }
        List<StructField> keys = source.keys(List.of(), pipeline.groupColumns());
        return new Fitter(pipeline, scope.quantiles(), partitioning, NonFinite.QUARANTINE, ErrorPolicy.QUARANTINE)
                .fit(spark, source, keys, RowCheck.NONE, monitor);
    }

    private ElementTable write(
            JavaSparkContext context, ElementSource source, Fit fit, StagedOutput staged, TallyAccumulator tallies)
            throws IOException {
        List<StructField> carried = carried(source);
        ElementTable table = new ElementTable(carried);
        Dataset<Row> normalised = source.normalised(true, source.hasImage(), carried);
        RowPartitioner elements = source.spread(normalised, partitioning, true);
        MeasureTask task = new MeasureTask(
                JavaSerialized.of(
                        context, new MeasureTask.Plan(fit, MapSteps.of(pipeline), columns(), source.hasImage())),
                new ReaderConfig(
                        elements.decoder(),
                        RowCheck.NONE,
                        GroupColumns.of(pipeline.groupColumns(), carried),
                        NonFinite.QUARANTINE,
                        false),
                GroupColumns.of(columns(), carried),
                table,
                new MeasureTask.Parts(
                        staged.aside(PARTS).toString(),
                        staged.aside("temporary").toString(),
                        new HadoopSettings(context.hadoopConfiguration())),
                tallies);
        try {
            elements.rows()
                    .mapPartitions(task, Encoders.row(table.schema()))
                    .write()
                    .parquet(AuditedElements.folder(staged));
        } catch (Exception e) {
            // Spark's own exceptions are checked in Java's eyes but not declared.
            throw SparkFailures.explain(e);
        }
        return table;
    }

    /** The columns that the table shall have: those of numbers, texts and times unless they are named, and what makes groups. */
    private List<StructField> carried(ElementSource source) {
        for (String column : columns()) {
            if (source.field(column).isEmpty()) {
                throw new IllegalArgumentException("The input has no column '" + column
                        + "' to group by, which --by or a rule names" + NearestName.hint(column, source.names()));
            }
        }
        List<String> groups = new ArrayList<>(pipeline.groupColumns());
        groups.addAll(columns());
        return source.carried(options.carry(), List.of(), groups).stream()
                .filter(field ->
                        options.carry().isPresent() || ElementTable.isSimple(field) || groups.contains(field.name()))
                .toList();
    }

    /** What all tasks have measured; in memory there is the sum and one part at a time. */
    private AuditPart merge(SparkSession spark, Path folder) throws IOException {
        AuditPart sum = new AuditPart(columns());
        FileSystem fileSystem = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
        if (fileSystem.exists(folder)) {
            FileStatus[] parts =
                    fileSystem.listStatus(folder, path -> path.getName().startsWith("part-"));
            Arrays.sort(parts);
            for (FileStatus part : parts) {
                try (InputStream in = fileSystem.open(part.getPath())) {
                    sum.add(in.readAllBytes());
                }
            }
        }
        return sum;
    }

    private Result publish(
            SparkSession spark, StagedOutput staged, AuditFiles files, boolean knowsRows, Measured measured)
            throws IOException {
        List<Rule> rules = RuleBook.resolved(options.rules(), options.by());
        List<String> unreadable =
                files.unreadable().stream().map(AuditManifest.InputFile::path).toList();
        AuditedElements elements = elements(spark, staged, measured);
        Map<List<String>, SortedMap<Group, RepeatedIds>> repeated = repeatedIds(elements, measured, rules);
        RuleBook book = new RuleBook(
                rules, measured.part().profiles(), options.baseline().orElse(null), unreadable, repeated);
        AuditVerdict verdict = book.verdict(elements.scan(book.scan(), columns()), options.isStrict());
        String map = MapSteps.of(pipeline).toString();
        AuditManifest manifest = manifest(
                spark,
                files,
                knowsRows,
                measured,
                map,
                repeated.get(List.<String>of()).getOrDefault(Group.ALL, RepeatedIds.NONE));
        staged.write(AuditManifest.FILE_NAME, manifest.toJson());
        staged.write(
                ProfileDocument.FILE_NAME,
                ProfileDocument.of(map, measured.part().profiles()).toJson());
        AuditSummary summary = AuditSummary.of(map, measured.part().profiles());
        staged.write(AuditSummary.FILE_NAME, summary.toJson());
        staged.write(AuditVerdict.FILE_NAME, verdict.toJson());
        AuditRuns runs = new AuditRuns(options.folder(), spark.sparkContext().hadoopConfiguration());
        AuditRuns.Kept kept = runs.all();
        staged.write(
                AuditReport.FILE_NAME,
                new AuditReporting(options, elements.all(), measured.table())
                        .html(
                                manifest,
                                summary,
                                verdict,
                                measured.part().profiles(),
                                runs.latest(kept, Trend.MAX_RUNS - 1),
                                painter(spark, measured)));
        if (measured.source() != null) {
            measured.source().check().requireUnchanged();
        }
        staged.publishNew(AuditManifest.FILE_NAME, AuditVerdict.FILE_NAME);
        return new Result(staged.target().toString(), manifest, verdict, kept.leftOut());
    }

    private static AuditedElements elements(SparkSession spark, StagedOutput staged, Measured measured) {
        return new AuditedElements(spark, AuditedElements.folder(staged), measured.table());
    }

    /** What is repeated in the dataset, and within the groups of each rule that asks. */
    private static Map<List<String>, SortedMap<Group, RepeatedIds>> repeatedIds(
            AuditedElements elements, Measured measured, List<Rule> rules) {
        Map<List<String>, SortedMap<Group, RepeatedIds>> repeated = new HashMap<>();
        repeated.put(List.of(), new TreeMap<>());
        if (measured.source() != null) {
            DuplicateIdCount ids = new DuplicateIdCount(elements.measured(), measured.table());
            repeated.put(List.of(), ids.by(List.of()));
            RuleBook.idColumns(rules).forEach(by -> repeated.computeIfAbsent(by, ids::by));
        }
        return repeated;
    }

    /** Draws elements for the report; null if there is nothing to be drawn. */
    private ElementPictures painter(SparkSession spark, Measured measured) {
        ElementSource source = measured.source();
        return source == null
                ? null
                : new ElementPictures(
                        spark,
                        source,
                        new MeasureTask.Plan(measured.fit(), MapSteps.of(pipeline), columns(), source.hasImage()),
                        source.keys(List.of(), pipeline.groupColumns()),
                        null,
                        NonFinite.QUARANTINE);
    }

    private AuditManifest manifest(
            SparkSession spark,
            AuditFiles files,
            boolean knowsRows,
            Measured measured,
            String map,
            RepeatedIds repeated) {
        Tally tally = measured.tally();
        SortedMap<String, Long> byReason = new TreeMap<>(tally.byReason());
        long expected = files.files().stream()
                .filter(file -> file.rows() != null)
                .mapToLong(AuditManifest.InputFile::rows)
                .sum();
        AuditManifest.Counts counts = new AuditManifest.Counts(
                files.files().size(),
                files.readable().size(),
                files.unreadable().size(),
                knowsRows ? Long.valueOf(expected) : null,
                tally.rows(),
                knowsRows ? Long.valueOf(expected - tally.rows()) : null,
                tally.renderedCount() + tally.quarantinedCount(),
                tally.renderedCount(),
                tally.quarantinedCount(),
                byReason);
        return new AuditManifest(
                AuditManifest.FORMAT,
                options.run(),
                options.started(),
                input.paths(),
                input.where().orElse(null),
                pipeline.toString(),
                map,
                pipeline.needsFit() ? FitDocument.of(measured.fit()).groups() : List.of(),
                columns(),
                measured.table().carriedNames(),
                options.baseline().map(baseline -> baseline.name()).orElse(null),
                options.rules().stream().map(AuditManifest.RuleText::of).toList(),
                counts,
                repeated,
                files.files(),
                Versions.of(spark),
                options.batch().map(FileBatch::name).orElse(null));
    }
}
