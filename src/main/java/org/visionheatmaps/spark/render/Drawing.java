package org.visionheatmaps.spark.render;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.visionheatmaps.io.file.HadoopSettings;
import org.visionheatmaps.io.publish.StagedOutput;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.render.RenderSettings;
import org.visionheatmaps.run.Software;
import org.visionheatmaps.spark.fit.DatasetScope;
import org.visionheatmaps.spark.fit.Fitter;
import org.visionheatmaps.spark.input.ElementSource;
import org.visionheatmaps.spark.input.GroupColumns;
import org.visionheatmaps.spark.input.ReaderConfig;
import org.visionheatmaps.spark.input.RowCheck;
import org.visionheatmaps.spark.input.RowPartitioner;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.spark.measure.MaskColumn;
import org.visionheatmaps.spark.output.HeatmapRows;
import org.visionheatmaps.spark.output.HeatmapSink;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputNameCheck;
import org.visionheatmaps.spark.output.OutputNaming;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.output.RejectedNames;
import org.visionheatmaps.spark.output.TakenNames;
import org.visionheatmaps.spark.run.JavaSerialized;
import org.visionheatmaps.spark.run.JobRun;
import org.visionheatmaps.spark.run.Monitor;
import org.visionheatmaps.spark.run.NameDigests;
import org.visionheatmaps.spark.run.QuarantineFolder;

/**
 * Draws all elements of an input, and stages the heatmaps.
 *
 * @param job what to draw, and where to
 * @param run the job's
 * @param source the elements
 * @param staged where heatmaps wait for the end of the run
 */
record Drawing(RenderJob job, JobRun run, ElementSource source, StagedOutput staged) {
    private static final Logger LOG = LogManager.getLogger(Drawing.class);

    /**
     * What heatmaps were drawn with.
     *
     * @param fit the pipelines by group
     * @param carried columns of the input
     * @param naming of the heatmaps
     */
    record Drawn(Fit fit, List<StructField> carried, OutputNaming naming) {}

    /**
     * Draws on the assumption that no two rows would be written to one file, which the names that tasks report settle at the end: if it
     * was wrong, the names are found, and all is drawn again without those rows. Of more rows than a driver can hold names, they are
     * found before.
     */
    Drawn draw(Monitor monitor) throws Exception {
        OutputOptions output = job.output();
        List<StructField> carried = carried();
        staged.begin();
        if (!output.format().hasFilePerPath()) {
            return draw(carried, columns -> RowCheck.NONE, monitor);
        }
        if (source.rowsAtMost() > NameDigests.MAX) {
            return draw(carried, rejecting(repeated(carried, monitor)), monitor);
        }
        try {
            Drawn drawn = draw(carried, rejecting(null), monitor);
            if (!run.tallies().hasRepeatedNames()) {
                return drawn;
            }
        } catch (Exception e) {
            if (!run.tallies().hasRepeatedNames()) {
                throw e;
            }
        }
        LOG.warn("Some rows have the ids of others: they are quarantined, and the others drawn again");
        Set<String> repeated = repeated(carried, monitor);
        run.tallies().reset();
        staged.restart();
        return draw(carried, rejecting(repeated), monitor);
    }

    private Drawn draw(List<StructField> carried, Function<List<StructField>, RowCheck> check, Monitor monitor) {
        OutputOptions output = job.output();
        RenderOptions options = job.options();
        Pipeline pipeline = job.pipeline();
        OutputNaming naming = OutputNaming.of(output, carried);
        HadoopSettings settings = new HadoopSettings(run.configuration());
        Fit fit = fit(check, monitor);
        boolean usesImage = pipeline.usesImage() || output.composition().usesImage();
        Optional<MaskColumn> masks = masks(NormalizedRow.CARRIED + carried.size());
        Dataset<Row> normalised = source.normalised(
                true,
                usesImage && source.hasImage(),
                carried,
                masks.stream().map(column -> column.column(source)).toList());
        monitor.stage("render", source.rows());
        RowPartitioner elements =
                run.time("spread", () -> source.spread(normalised, options.partitioning(), usesImage));
        RenderTask task = new RenderTask(
                JavaSerialized.of(run.context(), fit),
                options.scope().unseenGroup(),
                new ReaderConfig(
                        elements.decoder(),
                        check.apply(carried),
                        GroupColumns.of(pipeline.groupColumns(), carried),
                        options.nonFinite(),
                        options.errors().failFast()),
                naming,
                masks.orElse(null),
                CaptionColumns.of(output.composition().caption(), carried),
                QuarantineFolder.of(staged, settings),
                new RenderSettings(
                        Software.current().toString(),
                        output.png(),
                        options.nonFinite(),
                        output.composition(),
                        output.format().equals(OutputFormat.VALUES),
                        output.boxShare()),
                run.tallies());
        Dataset<Row> heatmaps = elements.rows().mapPartitions(task, Encoders.row(HeatmapRows.schema(carried, output)));
        run.time("render", () -> {
            new HeatmapSink(output).write(heatmaps, staged);
            return null;
        });
        return new Drawn(fit, carried, naming);
    }

    /** The columns of the input that heatmaps have: not masks that are read for drawing, unless they are asked for. */
    private List<StructField> carried() {
        OutputOptions output = job.output();
        List<StructField> carried = source.carried(
                output.carry(), output.partitionBy(), job.pipeline().groupColumns());
        String masks = job.options().masks().column();
        return output.carry().isPresent() || !job.pipeline().usesObject()
                ? carried
                : carried.stream()
                        .filter(field -> !field.name().equalsIgnoreCase(masks))
                        .toList();
    }

    /** The column of masks or boxes, if a step draws where the object is. */
    private Optional<MaskColumn> masks(int place) {
        if (!job.pipeline().usesObject()) {
            return Optional.empty();
        }
        Optional<MaskColumn> masks = MaskColumn.of(source, job.options().masks(), place);
        if (masks.isEmpty()) {
            throw new IllegalArgumentException(
                    "MaskOutline and Boxes draw where the object is, but the input has no column '"
                            + job.options().masks().column() + "' of masks or boxes (it has: "
                            + String.join(", ", source.names()) + "): --mask-column names another");
        }
        return masks;
    }

    /** The names that several rows have. */
    private Set<String> repeated(List<StructField> carried, Monitor monitor) {
        monitor.stage("check ids", source.rows());
        OutputNameCheck names = new OutputNameCheck(OutputNaming.of(job.output(), carried));
        return run.time("check_ids", () -> names.find(source.normalised(false, false, carried), source.decoder()));
    }

    /**
     * Refuses rows by their names.
     *
     * @param repeated names that several rows have; null as long as they are not known
     * @return the check of rows that have certain columns
     */
    private Function<List<StructField>, RowCheck> rejecting(Set<String> repeated) {
        Broadcast<Set<String>> names = repeated == null ? null : run.context().broadcast(repeated);
        TakenNames taken = job.options().batch().isEmpty()
                ? null
                : new TakenNames(staged.target().toString(), new HadoopSettings(run.configuration()));
        return columns -> new RejectedNames(names, OutputNaming.of(job.output(), columns), taken);
    }

    /** The fit that was given, or one of this input if the pipeline needs it. */
    private Fit fit(Function<List<StructField>, RowCheck> check, Monitor monitor) {
        Pipeline pipeline = job.pipeline();
        DatasetScope scope = job.options().scope();
        if (scope.fit().isPresent()) {
            return scope.fit().get();
        }
        if (!pipeline.needsFit()) {
            return Fit.of(pipeline.fitted());
        }
        List<StructField> keys = source.keys(job.output().partitionBy(), pipeline.groupColumns());
        Fitter fitter = new Fitter(pipeline, job.options().fitting());
        return run.time("fit", () -> fitter.fit(run.context(), source, keys, check.apply(keys), monitor));
    }
}
