package org.visionheatmaps.spark.run;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.visionheatmaps.io.publish.StagedFiles;
import org.visionheatmaps.run.Quarantined;

/** A task's file of faults, made with the first one; it is there once the task has seen all its rows, or not at all. */
public final class QuarantineFile {
    private final QuarantineFolder quarantine;
    private final TaskContext context;
    private StagedFiles.Staged file;
    private BufferedWriter writer;
    private boolean isCommitted;

    public QuarantineFile(QuarantineFolder quarantine, TaskContext context) {
        this.quarantine = quarantine;
        this.context = context;
        context.addTaskCompletionListener((TaskCompletionListener) done -> abandon());
    }

    public void add(Quarantined fault) {
        try {
            if (writer == null) {
                String name = String.format(Locale.ROOT, "part-%05d-%s.jsonl", context.partitionId(), quarantine.run());
                file = quarantine.files().create(name);
                writer = new BufferedWriter(new OutputStreamWriter(file.stream(), StandardCharsets.UTF_8));
            }
            writer.write(fault.toJsonLine());
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the quarantine", e);
        }
    }

    /** What was added takes effect, once, whatever other attempts of the task do. */
    public void commit() {
        isCommitted = true;
        try {
            if (writer != null) {
                writer.flush();
                file.commit();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the quarantine", e);
        }
    }

    private void abandon() {
        try {
            if (file != null && !isCommitted) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close the quarantine", e);
        }
    }
}
