package org.visionheatmaps.sink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
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
    private final ImageFormat format;
    private final boolean isReplacing;
    private final String target;
    private final String stagedIn;
    private final Configuration configuration;
    private StagedOutput staged;

    ImageBatch(LogicalWriteInfo info, ImageFormat format, boolean isReplacing) {
        this.columns = ImageColumns.of(info.schema());
        this.format = format;
        this.isReplacing = isReplacing;
        this.target = info.options().get("path");
        this.stagedIn = info.options().get(ImageSource.STAGED_IN);
        if (target == null) {
            throw new IllegalArgumentException("A folder is needed: save(folder), or the option path");
        }
        this.configuration = new Configuration(SparkContext.getOrCreate().hadoopConfiguration());
        for (Map.Entry<String, String> option :
                info.options().asCaseSensitiveMap().entrySet()) {
            if (option.getKey().startsWith("fs.")) {
                configuration.set(option.getKey(), option.getValue());
            }
        }
    }

    @Override
    public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
        try {
            String staging = stagedIn;
            if (stagedIn == null) {
                staged = StagedOutput.open(target, configuration);
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
        List<StagedParts.Part> parts = new ArrayList<>();
        for (WriterCommitMessage message : messages) {
            parts.add(((ImageWriterFactory.Committed) message).part());
        }
        try {
            StagedParts all = staged == null ? new StagedParts(new Path(stagedIn), configuration) : staged.parts();
            all.collect(parts, format.naming(isReplacing ? List.of() : StagedOutput.names(target, configuration)));
            if (staged != null) {
                staged.write(OutputName.SUCCESS, "");
                if (isReplacing) {
                    staged.publishReplacing();
                } else {
                    staged.publishAdding();
                }
                staged.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot publish the output " + target + ": " + e.getMessage(), e);
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
