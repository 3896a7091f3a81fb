package org.visionheatmaps.sink;

import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.connector.write.streaming.StreamingDataWriterFactory;
import org.apache.spark.sql.connector.write.streaming.StreamingWrite;

/**
 * A micro-batch of a streaming query. Its files and its number ({@link StreamMark}) are published together, so a batch that the query
 * repeats after a failure is written once.
 *
 * @param batch what is written
 * @param query the query's id, which its checkpoint keeps
 */
record ImageStream(ImageBatch batch, String query) implements StreamingWrite {
    @Override
    public StreamingDataWriterFactory createStreamingWriterFactory(PhysicalWriteInfo info) {
        return batch.begin(StreamMark.ofQuery(query));
    }

    @Override
    public void commit(long epoch, WriterCommitMessage[] messages) {
        batch.commit(messages, new StreamMark(StreamMark.ofQuery(query), epoch));
    }

    @Override
    public void abort(long epoch, WriterCommitMessage[] messages) {
        batch.abort(messages);
    }

    @Override
    public boolean useCommitCoordinator() {
        return true;
    }
}
