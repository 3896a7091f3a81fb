package org.visionheatmaps.spark.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.visionheatmaps.audit.MapSteps;
import org.visionheatmaps.audit.RuleBook;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.ColorSchemes;
import org.visionheatmaps.io.file.HadoopSettings;
import org.visionheatmaps.io.publish.StagedOutput;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.render.NonFinite;
import org.visionheatmaps.report.AuditReport;
import org.visionheatmaps.spark.fit.DatasetScope;
import org.visionheatmaps.spark.gallery.PairPictures;
import org.visionheatmaps.spark.input.ElementSource;
import org.visionheatmaps.spark.input.GroupColumns;
import org.visionheatmaps.spark.input.InputCheck;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.input.ReaderConfig;
import org.visionheatmaps.spark.input.RowCheck;
import org.visionheatmaps.spark.input.source.InputFiles;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.input.source.InputScan;
import org.visionheatmaps.spark.measure.AuditedElements;
import org.visionheatmaps.spark.measure.ElementTable;
import org.visionheatmaps.spark.measure.MeasureTask;
import org.visionheatmaps.spark.measure.PairTask;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.JobRun;
import org.visionheatmaps.spark.run.JobTitle;
import org.visionheatmaps.spark.run.Monitor;
import org.visionheatmaps.spark.run.Progress;
import org.visionheatmaps.spark.run.ReadCheck;
import org.visionheatmaps.spark.run.Tally;
import org.visionheatmaps.spark.run.TallyAccumulator;
import org.visionheatmaps.text.NearestName;
import org.visionheatmaps.transform.CenteredColormap;

/**
 * Compares the maps of two inputs, pair by pair, and says whether they are as alike as rules want them. The run that it leaves is one of an
 * audit, with a table of pairs in place of that of elements.
 *
 * @param first what to compare
 * @param second what with
 * @param on columns that both inputs have and whose values make a pair; their ids, if there are none
 * @param resizes whether maps of two sizes are compared at the smaller one
 * @param pipeline whose first scalars are compared
 * @param options of the run
 */
public record CompareJob(
        InputOptions first,
        InputOptions second,
        List<String> on,
        boolean resizes,
        Pipeline pipeline,
        AuditOptions options) {
    private static final JobTitle TITLE =
            new JobTitle("compare attributions", "pairs", "Too many maps cannot be compared");
    private static final String KEY = "heatmap_key";
    private static final String PARTS = "measured";

    /**
     * @throws IllegalArgumentException if the pipeline makes no scalars
     */
    public CompareJob {
        on = List.copyOf(on);
        MapSteps.of(pipeline);
    }

    /**
     * Runs the job. The folder of the run appears whole, at the end, or not at all.
     *
     * @throws IllegalArgumentException if the inputs or the options do not fit each other; the message says what to change
     * @throws JobFailedException if the data or the cluster failed the job
     */
    public AuditJob.Result run(SparkSession caller, Progress progress) {
        JobRun run = new JobRun(caller, TITLE, ErrorPolicy.QUARANTINE, progress);
        try (StagedOutput staged = StagedOutput.open(options.place().path(), run.configuration())) {
            if (staged.targetExists()) {
                throw new JobFailedException("There is a run " + staged.target() + " already: choose another --run");
            }
            Optional<InputScan> scan = InputScan.of(run.session(), first);
            ElementSource one = source(run, first, scan, staged);
            ElementSource other = source(run, second, InputScan.of(run.session(), second), staged);
            staged.begin();
            TallyAccumulator others = new TallyAccumulator();
            run.spark().sparkContext().register(others, "the other input");
            Both check = new Both(one.check(), other.check(), others);
            Measuring.Measured measured =
                    run.tasks(staged.run(), check, monitor -> compare(run, one, other, others, staged, monitor));
            AuditFiles files = AuditFiles.of(scan).without(one.found().badFiles());
            AuditReport.Compared compared = new AuditReport.Compared(name(first), name(second));
            return new AuditPublication(asAudit(), run, staged, measured, files, false, Optional.of(compared))
                    .publish(check);
        } catch (IOException e) {
            throw JobFailedException.of(e);
        }
    }

    /** Both inputs are settled, each by the rows that were read of it. */
    private record Both(InputCheck one, InputCheck other, TallyAccumulator others) implements ReadCheck {
        @Override
        public void requireRead(Tally tally) {
            one.requireRead(tally);
            other.requireRead(others.sum());
        }

        @Override
        public void requireUnchanged() {
            one.requireUnchanged();
            other.requireUnchanged();
        }
    }

    private static ElementSource source(JobRun run, InputOptions input, Optional<InputScan> scan, StagedOutput staged)
            throws IOException {
        InputFiles files = InputFiles.open(run.session(), input, scan);
        files.requireOutside(staged.target());
        return new ElementSource(run.session(), files, input);
    }

    /** What the run's documents say of the job. */
    private AuditJob asAudit() {
        List<String> paths =
                Stream.concat(first.paths().stream(), second.paths().stream()).toList();
        return new AuditJob(first.withPaths(paths), pipeline, Partitioning.AUTO, DatasetScope.DEFAULT, options);
    }

    /** An input in the report's words. */
    private static String name(InputOptions input) {
        String name = input.source().table().or(input.source()::query).orElse(String.join(", ", input.paths()));
        return name + input.where().map(where -> " where " + where).orElse("");
    }

    private List<String> columns() {
        return RuleBook.columns(options.expected().rules(), options.by());
    }

    private Measuring.Measured compare(
            JobRun run,
            ElementSource one,
            ElementSource other,
            TallyAccumulator others,
            StagedOutput staged,
            Monitor monitor)
            throws IOException {
        List<StructField> carried = carried(one);
        ElementTable table = new ElementTable(carried, true);
        Dataset<Row> left = keyed(one, first, carried, "first");
        Dataset<Row> right = keyed(other, second, List.of(), "second");
        Column isPair = left.col("first_key")
                .equalTo(right.col("second_key"))
                .and(left.col("first_copies").equalTo(functions.lit(1)))
                .and(right.col("second_copies").equalTo(functions.lit(1)));
        Dataset<Row> pairs =
                left.join(right, isPair, "full_outer").select("first", "second", "first_copies", "second_copies");
        PairTask.Plan plan = new PairTask.Plan(MapSteps.of(pipeline), columns(), resizes);
        PairTask task = new PairTask(
                plan,
                reader(one),
                reader(other),
                GroupColumns.of(columns(), carried),
                table,
                new MeasureTask.Parts(
                        staged.aside(PARTS).toString(),
                        staged.aside("temporary").toString(),
                        new HadoopSettings(run.configuration())),
                run.tallies(),
                others);
        monitor.stage("compare", one.rows());
        pairs.mapPartitions(task, Encoders.row(table.schema())).write().parquet(AuditedElements.folder(staged, table));
        return new Measuring.Measured(
                Measuring.merge(staged.aside(PARTS), columns(), run.configuration()),
                run.tallies().sum(),
                asAudit().givenFit(),
                table,
                null,
                null,
                new PairPictures(
                        run.spark(),
                        one,
                        other,
                        new PairPictures.Readers(task.first(), task.second()),
                        plan,
                        scheme()));
    }

    /** That of the pipeline's colormap that has zero in the middle; without one, the default of pictures. */
    private ColorScheme scheme() {
        return pipeline.steps().stream()
                .filter(CenteredColormap.class::isInstance)
                .map(step -> ((CenteredColormap) step).scheme())
                .findFirst()
                .orElseGet(() -> ColorSchemes.catalogue().get("berlin"));
    }

    private static ReaderConfig reader(ElementSource source) {
        return new ReaderConfig(
                source.decoder(), RowCheck.NONE, new GroupColumns(List.of()), NonFinite.QUARANTINE, false);
    }

    /** A normalised row in one column, its key, and how many rows of the input have that key. */
    private Dataset<Row> keyed(ElementSource source, InputOptions input, List<StructField> carried, String name) {
        Dataset<Row> rows = source.normalised(
                true, false, carried, List.of(key(source, input).as(KEY)));
        Column key = rows.col(KEY);
        Column[] row = Arrays.stream(rows.columns())
                .filter(column -> !column.equals(KEY))
                .map(rows::col)
                .toArray(Column[]::new);
        Column copies = functions
                .when(key.isNull(), functions.lit(1L))
                .otherwise(functions.count(functions.lit(1)).over(Window.partitionBy(key)));
        return rows.select(functions.struct(row).as(name), key.as(name + "_key"), copies.as(name + "_copies"));
    }

    private Column key(ElementSource source, InputOptions input) {
        List<String> names = on.isEmpty() ? List.of(input.columns().id()) : on;
        List<Column> parts = new ArrayList<>();
        for (String name : names) {
            if (source.field(name).isEmpty()) {
                throw new IllegalArgumentException("Pairs are found by the column '" + name + "', but "
                        + String.join(", ", input.paths()) + " has no such column"
                        + NearestName.hint(name, source.names())
                        + ": --id-column names ids, and --on other columns that both inputs have");
            }
            parts.add(source.column(name).cast("string"));
        }
        // The length of each part keeps ('a', 'b/c') and ('a/b', 'c') apart; null if one is null.
        return parts.stream()
                .map(part -> functions.concat(functions.length(part).cast("string"), functions.lit(":"), part))
                .reduce((before, next) -> functions.concat(before, functions.lit("/"), next))
                .orElseThrow();
    }

    private List<StructField> carried(ElementSource source) {
        for (String column : columns()) {
            if (source.field(column).isEmpty()) {
                throw new IllegalArgumentException("The first input has no column '" + column
                        + "' to group by, which --by or a rule names" + NearestName.hint(column, source.names()));
            }
        }
        return source.carried(options.carry(), List.of(), columns()).stream()
                .filter(field -> options.carry().isPresent()
                        || ElementTable.isSimple(field)
                        || columns().contains(field.name()))
                .toList();
    }
}
