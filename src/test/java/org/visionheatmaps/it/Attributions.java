package org.visionheatmaps.it;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Writes files of noise, without Spark. */
final class Attributions {
    private Attributions() {}

    /** Binary attributions of three square channels, with ids from a first one on; the same ids have the same values. */
    static void write(Path place, int firstId, int rows, int side) throws IOException {
        MessageType schema =
                MessageTypeParser.parseMessageType("message rows { required int32 id; required binary attribution; }");
        SimpleGroupFactory groups = new SimpleGroupFactory(schema);
        Random random = new Random(firstId);
        ByteBuffer values = ByteBuffer.allocate(3 * side * side * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(place.toUri());
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(
                        HadoopOutputFile.fromPath(file, new Configuration()))
                .withType(schema)
                .build()) {
            for (int id = firstId; id < firstId + rows; id++) {
                values.clear();
                while (values.hasRemaining()) {
                    values.putFloat(random.nextFloat() - 0.5f);
                }
                writer.write(groups.newGroup()
                        .append("id", id)
                        .append(
                                "attribution",
                                Binary.fromReusedByteArray(values.array().clone())));
            }
        }
    }
}
