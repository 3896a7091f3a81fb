package org.visionheatmaps.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.visionheatmaps.io.DType;
import org.visionheatmaps.io.HadoopSettings;
import org.visionheatmaps.io.ImageDecoder;
import org.visionheatmaps.io.ImageRoots;
import org.visionheatmaps.io.TensorPixels;

/**
 * How tasks read photographs.
 *
 * @param base the folder of relative paths, or null
 * @param roots where files may lie
 * @param dtype of bytes that are numbers
 * @param shape of numbers that carry none, or null
 * @param pixels how numbers become pixels
 * @param decoder of encoded images
 * @param mostBytes larger files are refused
 * @param settings of the file systems
 */
record ImageReading(
        String base,
        ImageRoots roots,
        DType dtype,
        List<Integer> shape,
        TensorPixels pixels,
        ImageDecoder decoder,
        long mostBytes,
        HadoopSettings settings)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    static ImageReading of(ImageOptions options, ImageRoots roots, Configuration configuration) {
        HadoopSettings settings;
        try {
            settings = new HadoopSettings(configuration);
        } catch (IOException e) {
            throw new UncheckedIOException("The settings of the file systems cannot be written", e);
        }
        return new ImageReading(
                options.base().orElse(null),
                roots,
                options.numbers().dtype(),
                options.numbers().shape().orElse(null),
                options.numbers().pixels(),
                options.decoder(),
                options.mostBytes(),
                settings);
    }

    /** Opens what photographs are read from, for one task. */
    RowImages open() {
        try {
            return new RowImages(this);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the settings of the images' file systems", e);
        }
    }
}
