package org.visionheatmaps.spark.input.source;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.visionheatmaps.io.arrow.InputFormat;
import org.visionheatmaps.io.parquet.ParquetStatistics;
import org.visionheatmaps.spark.run.JobSession;

/**
 * The files of an input before they are opened.
 *
 * @param data what was listed
 * @param footers what the footers of Parquet files say, in the order of the files; empty of Arrow files
 */
public record InputScan(DataFiles data, List<ParquetStatistics> footers) {
    /**
     * Lists the files, of which there may be none, and reads their footers.
     *
     * @return nothing of a table or query
     */
    public static Optional<InputScan> of(JobSession session, InputOptions input) throws IOException {
        Configuration configuration = session.spark().sparkContext().hadoopConfiguration();
        Optional<InputFormat> format = input.source().files();
        if (format.isEmpty() || DataFiles.table(input.paths(), configuration).isPresent()) {
            return Optional.empty();
        }
        DataFiles data = DataFiles.find(input.paths(), format.get(), configuration);
        List<ParquetStatistics> footers = data.format() == InputFormat.PARQUET
                ? FooterScan.read(session, data.files(), input.columns().attribution())
                : List.of();
        return Optional.of(new InputScan(data, footers));
    }
}
