package org.visionheatmaps.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.util.Iterator;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.visionheatmaps.io.StagedFiles;
import org.visionheatmaps.pipeline.Pipeline;

/**
 * What a task does: normalised rows in, heatmap rows out, faults to the quarantine.
 *
 * @param pipeline Java-serialised, so that it crosses whatever serializer the cluster uses
 * @param duplicates paths that more than one row would be written to, or null if nobody minds
 * @param decoder reads the rows
 * @param naming names the outputs
 * @param quarantine where faults are written
 * @param software what the PNGs say drew them
 * @param failFast whether the first fault fails the job
 * @param tallies where the task's counts go
 */
record RenderTask(
        Broadcast<byte[]> pipeline,
        Broadcast<Set<String>> duplicates,
        RowDecoder decoder,
        OutputNaming naming,
        Quarantine quarantine,
        String software,
        boolean failFast,
        TallyAccumulator tallies)
        implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    /**
     * The folders that tasks write faults to.
     *
     * @param folder where files of faults are put
     * @param temporary where they are written first
     * @param run makes the files' names unique among runs
     * @param settings of the file system
     */
    record Quarantine(String folder, String temporary, String run, HadoopSettings settings) implements Serializable {
        StagedFiles files() throws IOException {
            return new StagedFiles(new Path(folder), new Path(temporary), settings.configuration());
        }
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) throws Exception {
        return new RenderedRows(rows, this);
    }

    static byte[] serialize(Pipeline pipeline) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(pipeline);
        }
        return bytes.toByteArray();
    }

    /** The pipeline, with classes of the task's class loader: transforms of one's own come with {@code --jars}. */
    Pipeline deserialize() throws IOException, ClassNotFoundException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(pipeline.value())) {
            @Override
            protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
                try {
                    return Class.forName(description.getName(), false, loader);
                } catch (ClassNotFoundException e) {
                    return super.resolveClass(description);
                }
            }
        }) {
            return (Pipeline) in.readObject();
        }
    }
}
