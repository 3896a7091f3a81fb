package org.visionheatmaps.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.visionheatmaps.io.HadoopSettings;
import org.visionheatmaps.io.StagedFiles;
import org.visionheatmaps.io.StagedOutput;
import org.visionheatmaps.sink.ImageFeatures;

/** Writes heatmap rows into a staged output. Running it is what draws them. */
interface HeatmapSink {
    void write(Dataset<Row> heatmaps, StagedOutput staged);

    /** Compressing a PNG again, or looking for two that are equal, is work for nothing. */
    Map<String, String> OF_PNG =
            Map.of("compression", "uncompressed", "parquet.enable.dictionary#heatmap.bytes", "false");

    /** The sink of a format. */
    static HeatmapSink of(OutputOptions output, HadoopSettings settings) {
        return switch (output.format()) {
            case PARQUET ->
                (heatmaps, staged) -> heatmaps.write()
                        .mode("append")
                        .options(OF_PNG)
                        .options(ImageFeatures.options(heatmaps.schema()))
                        .partitionBy(output.partitionBy().stream()
                                .map(HeatmapRows::outputName)
                                .toArray(String[]::new))
                        .parquet(staged.data().toString());
            case PNG ->
                (heatmaps, staged) -> heatmaps.foreachPartition(new WriteFiles(
                        staged.data().toString(), staged.aside("temporary").toString(), settings));
        };
    }

    /** Writes each row's PNG to its path. */
    record WriteFiles(String folder, String temporary, HadoopSettings settings)
            implements ForeachPartitionFunction<Row>, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public void call(java.util.Iterator<Row> rows) throws IOException {
            StagedFiles files = new StagedFiles(new Path(folder), new Path(temporary), settings.configuration());
            while (rows.hasNext()) {
                Row heatmap = HeatmapRows.heatmap(rows.next());
                files.put(heatmap.getString(1), heatmap.getAs(0));
            }
        }
    }
}
