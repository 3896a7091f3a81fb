package org.visionheatmaps.spark.incremental;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.visionheatmaps.audit.AuditManifest;
import org.visionheatmaps.audit.AuditVerdict;
import org.visionheatmaps.io.publish.StagedOutput;
import org.visionheatmaps.run.FileBatch;
import org.visionheatmaps.spark.audit.AuditJob;
import org.visionheatmaps.spark.audit.RunFolder;

/**
 * Audits batches of files, each in a run of its own.
 *
 * @param folder where runs are kept
 * @param run the name of this run
 * @param runner audits a batch in this run
 * @param reporter reports what was found
 */
public record AuditBatches(
        String folder, String run, Function<FileBatch, AuditJob.Result> runner, Consumer<AuditJob.Result> reporter)
        implements BatchWork<AuditJob.Result> {
    @Override
    public String command() {
        return "audit";
    }

    @Override
    public String output() {
        return folder;
    }

    /** Runs stand beside each other, and each has its own folder. */
    @Override
    public void requireFresh(Configuration configuration) {}

    @Override
    public Optional<AuditJob.Result> recovered(FileBatch batch, Configuration configuration) throws IOException {
        String path = RunFolder.path(folder, batch.run());
        try (StagedOutput cleared = StagedOutput.open(path, batch.name().checkpoint(), configuration)) {
            Optional<AuditManifest> manifest =
                    cleared.published(AuditManifest.FILE_NAME).map(AuditManifest::fromJson);
            Optional<AuditVerdict> verdict =
                    cleared.published(AuditVerdict.FILE_NAME).map(AuditVerdict::fromJson);
            return manifest.filter(run -> batch.name().equals(run.batch()))
                    .flatMap(run -> verdict.map(
                            said -> new AuditJob.Result(cleared.target().toString(), run, said, List.of())));
        }
    }

    @Override
    public boolean hasOutput(Configuration configuration) throws IOException {
        return !StagedOutput.names(folder, configuration).isEmpty();
    }

    @Override
    public AuditJob.Result make(FileBatch batch) {
        return runner.apply(batch);
    }

    @Override
    public void report(AuditJob.Result result) {
        reporter.accept(result);
    }
}
