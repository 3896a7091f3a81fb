package org.visionheatmaps.sink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.connector.write.streaming.StreamingDataWriterFactory;
import org.visionheatmaps.io.file.HadoopSettings;
import org.visionheatmaps.io.publish.StagedPart;
import org.visionheatmaps.io.publish.StagedParts;

/**
 * Makes a writer for each attempt of each task.
 *
 * @param columns where rows have what is written
 * @param format how rows become files
 * @param staging the hidden folder of the output
 * @param settings of its file system
 */
record ImageWriterFactory(ImageColumns columns, FileLayout format, String staging, HadoopSettings settings)
        implements DataWriterFactory, StreamingDataWriterFactory {
    private static final long serialVersionUID = 1L;

    /** What the driver gets of a committed attempt. A class, since not every serializer of Spark restores records. */
    static final class Committed implements WriterCommitMessage {
        private static final long serialVersionUID = 1L;

        private final StagedParts.Part part;

        Committed(StagedParts.Part part) {
            this.part = part;
        }

        StagedParts.Part part() {
            return part;
        }
    }

    @Override
    public DataWriter<InternalRow> createWriter(int partition, long attempt) {
        try {
            String name = String.format(Locale.ROOT, "%06d-%d", partition, attempt);
            StagedPart part = new StagedPart(new Path(staging), name, settings.configuration());
            return new AttemptWriter(columns, part, format.open(part));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public DataWriter<InternalRow> createWriter(int partition, long attempt, long epoch) {
        return createWriter(partition, attempt);
    }

    private record AttemptWriter(ImageColumns columns, StagedPart part, FileLayout.Writer files)
            implements DataWriter<InternalRow> {
        @Override
        public void write(InternalRow row) throws IOException {
            files.write(columns.path(row), columns.bytes(row), columns.json(row));
        }

        @Override
        public WriterCommitMessage commit() throws IOException {
            files.end();
            return new Committed(part.commit());
        }

        @Override
        public void abort() throws IOException {
            files.abandon();
            part.abort();
        }

        @Override
        public void close() {
            // Committed or aborted already.
        }
    }
}
