package org.visionheatmaps.spark.render;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.StructField;
import org.visionheatmaps.audit.MapSteps;
import org.visionheatmaps.io.file.InputListing;
import org.visionheatmaps.io.publish.OutputName;
import org.visionheatmaps.io.publish.StagedOutput;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.render.figure.SheetSize;
import org.visionheatmaps.report.GalleryElement;
import org.visionheatmaps.report.RenderGallery;
import org.visionheatmaps.run.FileBatch;
import org.visionheatmaps.run.FitDocument;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.gallery.ElementPictures;
import org.visionheatmaps.spark.gallery.OutputGallery;
import org.visionheatmaps.spark.input.ElementSource;
import org.visionheatmaps.spark.measure.MeasureTask;
import org.visionheatmaps.spark.output.HeatmapSink;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.output.RenderedHeatmaps;
import org.visionheatmaps.spark.run.JobRun;
import org.visionheatmaps.spark.run.QuarantineFolder;
import org.visionheatmaps.spark.run.SparkFailures;
import org.visionheatmaps.spark.run.Tally;
import org.visionheatmaps.spark.run.Versions;

/**
 * Publishes what was drawn: heatmaps, quarantine, report and pages, whole or not at all.
 *
 * @param job what was drawn, and where to
 * @param run the job's
 * @param source the elements
 * @param staged where heatmaps wait
 */
record RenderPublication(RenderJob job, JobRun run, ElementSource source, StagedOutput staged) {
    RunReport publish(Drawing.Drawn drawn) throws IOException {
        OutputOptions output = job.output();
        Tally tally = run.settled();
        QuarantineFolder.moveIn(staged);
        if (output.format().hasFilePerPath()) {
            staged.write(OutputName.SUCCESS, "");
        }
        RunReport report = report(tally, drawn.fit());
        staged.write(RunReport.FILE_NAME, report.toJson());
        if (job.options().batch().isPresent()) {
            staged.write(RenderJob.mark(job.options().batch().get().name()), report.toJson());
        }
        addPages(tally, drawn, report);
        source.check().requireUnchanged();
        deliver(drawn.carried());
        switch (output.mode()) {
            case ERROR -> staged.publishNew();
            case OVERWRITE -> staged.publishReplacing();
            case APPEND -> staged.publishAdding();
        }
        return report;
    }

    /** Gives rows to the table, if there is one. */
    private void deliver(List<StructField> carried) {
        OutputOptions output = job.output();
        try {
            new HeatmapSink(output)
                    .deliver(
                            run.session(),
                            staged,
                            carried,
                            job.options().batch().map(FileBatch::name).orElse(null));
            output.table().filter(table -> !table.isFolder()).ifPresent(table -> run.session()
                    .refresh(table.name()));
        } catch (Exception e) {
            // Spark throws checked exceptions that it does not declare.
            throw SparkFailures.explain(e);
        }
    }

    private RunReport report(Tally tally, Fit fit) {
        Pipeline pipeline = job.pipeline();
        OutputOptions output = job.output();
        return new RunReport(
                tally.rows(),
                tally.renderedCount() + tally.quarantinedCount(),
                tally.renderedCount(),
                tally.quarantinedCount(),
                tally.byReason(),
                tally.firstFaults(),
                tally.withoutImageCount(),
                tally.degenerate(),
                pipeline.toString(),
                advice(tally),
                job.options().scope().fit().isPresent() ? 0 : fit.passes(),
                pipeline.needsFit() ? FitDocument.of(fit) : null,
                job.input().paths(),
                output.table().isPresent()
                        ? output.destination()
                        : staged.target().toString(),
                output.format().name(),
                run.seconds(),
                Versions.of(run.spark()),
                job.options().batch().orElse(null),
                source.found());
    }

    private List<String> advice(Tally tally) {
        List<String> advice = new ArrayList<>(job.advice());
        tally.channels().advice(job.input().layout()).ifPresent(advice::add);
        return advice;
    }

    /** The pages of pictures that are asked for. */
    private void addPages(Tally tally, Drawing.Drawn drawn, RunReport report) throws IOException {
        if (job.options().gallery().size() > 0) {
            staged.write(RenderGallery.FILE_NAME, new RenderGallery(report, shown(drawn, tally)).html());
        }
        if (job.output().sheet().isPresent() && report.rendered() > 0) {
            SheetSize size = job.output().sheet().get();
            staged.write(
                    OutputName.SHEET,
                    RenderedHeatmaps.sheet(run.spark(), staged.data().toString(), size));
        }
    }

    private List<GalleryElement> shown(Drawing.Drawn drawn, Tally tally) {
        ElementPictures painter = new ElementPictures(
                run.spark(),
                source,
                new MeasureTask.Plan(drawn.fit(), MapSteps.of(job.pipeline()), List.of(), source.hasImage()),
                drawn.carried(),
                null,
                drawn.naming(),
                job.options().nonFinite());
        String quarantine = tally.quarantinedCount() == 0
                ? null
                : InputListing.escaped(new Path(staged.data(), QuarantineFolder.NAME).toString()) + "/part-*";
        return new OutputGallery(run.spark(), source, job.options().gallery())
                .draw(painter, quarantine, job.output().format().equals(OutputFormat.PNG));
    }
}
