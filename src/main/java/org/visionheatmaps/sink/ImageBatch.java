package org.visionheatmaps.sink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.visionheatmaps.io.file.HadoopSettings;
import org.visionheatmaps.io.publish.OutputName;
import org.visionheatmaps.io.publish.StagedOutput;
import org.visionheatmaps.io.publish.StagedParts;

/**
 * One write, on the driver. Tasks write in folders of their own; Spark's commit coordinator lets one attempt of each commit, which
 * reports what it wrote; of those alone the driver makes the output, and publishes it.
 *
 * <p>With the option {@link ImageSource#STAGED_IN}, the hidden folder of an output that somebody else publishes, the files become its data.
 */
final class ImageBatch implements BatchWrite {
    private final ImageColumns columns;
    private final FileLayout format;
    private final Publishing publishing;
    private final String target;
    private final String stagedIn;
    private final StreamMark mark;
    private final Configuration configuration;
    private StagedOutput staged;

    ImageBatch(LogicalWriteInfo info, FileLayout format, boolean isReplacing) {
        this.columns = ImageColumns.of(info.schema());
        this.format = format;
        String checked = info.options().get(SourceOptions.PUBLISH);
        this.publishing =
                isReplacing ? Publishing.REPLACING : checked == null ? Publishing.ADDING : Publishing.valueOf(checked);
        this.target = info.options().get(SourceOptions.PATH);
        this.stagedIn = info.options().get(ImageSource.STAGED_IN);
        this.mark = StreamMark.of(info.options()).orElse(null);
        if (target == null) {
            throw new IllegalArgumentException("A folder is needed: save(folder), or the option path");
        }
        this.configuration = SourceOptions.configuration(info.options().asCaseSensitiveMap());
    }

    @Override
    public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
        return begin(mark == null ? "" : mark.stream());
    }

    /**
     * Stages the output.
     *
     * @param series whose earlier runs are abandoned; empty if it is of none
     */
    ImageWriterFactory begin(String series) {
        try {
            String staging = stagedIn;
            if (stagedIn == null) {
                staged = StagedOutput.open(target, series, configuration);
                staged.begin();
                staging = staged.staging().toString();
            }
            return new ImageWriterFactory(columns, format, staging, new HadoopSettings(configuration));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot stage the output " + target + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void commit(WriterCommitMessage[] messages) {
        commit(messages, mark);
    }

    /**
     * Makes the output.
     *
     * @param batch what it is, of which the output may be there already; or null
     */
    void commit(WriterCommitMessage[] messages, StreamMark batch) {
        List<StagedParts.Part> parts = new ArrayList<>();
        for (WriterCommitMessage message : messages) {
            parts.add(((ImageWriterFactory.Committed) message).part());
        }
        try {
            if (staged == null) {
                collect(new StagedParts(new Path(stagedIn), configuration), parts);
                return;
            }
            if (batch == null || !batch.isIn(staged)) {
                collect(staged.parts(), parts);
                publish(batch);
            }
            staged.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot publish the output " + target + ": " + e.getMessage(), e);
        }
    }

    private void collect(StagedParts all, List<StagedParts.Part> parts) throws IOException {
        List<String> present =
                publishing == Publishing.REPLACING ? List.of() : StagedOutput.names(target, configuration);
        all.collect(parts, format.naming(present));
    }

    private void publish(StreamMark batch) throws IOException {
        staged.write(OutputName.SUCCESS, "");
        if (batch != null) {
            batch.stage(staged);
        }
        switch (publishing) {
            case NEW -> staged.publishNew();
            case ADDING -> staged.publishAdding();
            case REPLACING -> staged.publishReplacing();
        }
    }

    @Override
    public void abort(WriterCommitMessage[] messages) {
        try {
            if (staged != null) {
                staged.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + staged.staging(), e);
        }
    }
}
