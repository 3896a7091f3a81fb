package org.visionheatmaps.spark.input.image;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.SparkContext;
import org.visionheatmaps.io.file.HadoopSettings;
import org.visionheatmaps.io.image.ImageDecoder;
import org.visionheatmaps.io.image.ImageMemory;
import org.visionheatmaps.io.image.ImageRoots;
import org.visionheatmaps.io.image.TensorPixels;
import org.visionheatmaps.io.value.DType;

/**
 * How tasks read photographs.
 *
 * @param base the folder of relative paths, or null
 * @param roots where files may lie
 * @param dtype of bytes that are numbers
 * @param shape of numbers that carry none, or null
 * @param pixels how numbers become pixels
 * @param decoder of encoded images
 * @param maxBytes larger files are refused
 * @param settings of the file systems
 */
public record ImageReading(
        String base,
        ImageRoots roots,
        DType dtype,
        List<Integer> shape,
        TensorPixels pixels,
        ImageDecoder decoder,
        long maxBytes,
        HadoopSettings settings)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    public static ImageReading of(ImageOptions options, ImageRoots roots, SparkContext spark) {
        return new ImageReading(
                options.base().orElse(null),
                roots,
                options.numbers().dtype(),
                options.numbers().shape().orElse(null),
                options.numbers().pixels(),
                options.decoder().withMemory(new ImageMemory(tasksAtOnce(spark), 0)),
                options.maxBytes(),
                new HadoopSettings(spark.hadoopConfiguration()));
    }

    /** How many tasks an executor runs at once; 0 if only it knows. */
    private static int tasksAtOnce(SparkContext spark) {
        int cores = spark.isLocal() ? spark.defaultParallelism() : spark.conf().getInt("spark.executor.cores", 0);
        return cores == 0 ? 0 : Math.max(1, cores / Math.max(1, spark.conf().getInt("spark.task.cpus", 1)));
    }

    /** Opens what photographs are read from, for one task. */
    public RowImages open() {
        try {
            return new RowImages(this);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the settings of the images' file systems", e);
        }
    }
}
