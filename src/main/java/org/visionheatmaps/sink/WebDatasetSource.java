package org.visionheatmaps.sink;

import java.util.List;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Writes tar files of many rows each, {@code part-00000.tar} and on, as the Python package webdataset reads them:
 * {@code rows.write().format("heatmap-webdataset").mode("append").save(folder)}. Rows are as for {@link PngSource}; a column
 * {@code json} of text becomes a sample's {@code .json}. Options {@code shard-bytes} (268435456) and {@code shard-samples} (10000)
 * bound a shard; each task starts a new one.
 */
public final class WebDatasetSource extends ImageSource {
    @Override
    public String shortName() {
        return "heatmap-webdataset";
    }

    @Override
    List<String> options() {
        return List.of(TarShards.BYTES_OPTION, TarShards.SAMPLES_OPTION);
    }

    @Override
    FileLayout format(CaseInsensitiveStringMap options) {
        return TarShards.of(options);
    }
}
