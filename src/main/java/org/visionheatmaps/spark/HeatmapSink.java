package org.visionheatmaps.spark;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.visionheatmaps.io.StagedOutput;
import org.visionheatmaps.sink.ImageFeatures;
import org.visionheatmaps.sink.ImageSource;
import org.visionheatmaps.sink.PngSource;

/** Writes heatmap rows into a staged output. Running it is what draws them. */
interface HeatmapSink {
    void write(Dataset<Row> heatmaps, StagedOutput staged);

    /** Compressing a PNG again, or looking for two that are equal, is work for nothing. */
    Map<String, String> OF_PNG =
            Map.of("compression", "uncompressed", "parquet.enable.dictionary#heatmap.bytes", "false");

    /** The sink of a format. */
    static HeatmapSink of(OutputOptions output) {
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
                (heatmaps, staged) -> heatmaps.select("heatmap")
                        .write()
                        .format(PngSource.class.getName())
                        .mode("append")
                        .option(ImageSource.STAGED_IN, staged.staging().toString())
                        .save(staged.target().toString());
        };
    }
}
