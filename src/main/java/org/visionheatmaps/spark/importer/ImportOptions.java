package org.visionheatmaps.spark.importer;

import java.util.Optional;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.spark.input.image.ImageOptions;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.tensor.Layout;

/**
 * How files are imported.
 *
 * @param mode what happens if the output exists
 * @param layout the declared order of dimensions: elements of a batch become rows where N comes first
 * @param as what numbers become that are no floats; without it they are refused
 * @param maxImageBytes larger photographs are refused
 * @param keys which array of a file is what
 * @param errors what happens to what cannot be read
 */
public record ImportOptions(
        OutputOptions.Mode mode,
        Layout layout,
        Optional<DType> as,
        long maxImageBytes,
        ImportKeys keys,
        ErrorPolicy errors) {
    /** A new output, NCHW, floats alone; what cannot be read is set aside. */
    public static final ImportOptions DEFAULT = new ImportOptions(
            OutputOptions.Mode.ERROR,
            Layout.NCHW,
            Optional.empty(),
            ImageOptions.DEFAULT.maxBytes(),
            ImportKeys.NONE,
            ErrorPolicy.QUARANTINE);

    /**
     * @throws IllegalArgumentException if whole numbers would become float16
     */
    public ImportOptions {
        if (as.isPresent() && as.get().equals(DType.FLOAT16)) {
            throw new IllegalArgumentException("--as needs float32 or float64, but got float16");
        }
    }

    /** The same with another mode. */
    public ImportOptions withMode(OutputOptions.Mode other) {
        return new ImportOptions(other, layout, as, maxImageBytes, keys, errors);
    }

    /** The same with another layout. */
    public ImportOptions withLayout(Layout other) {
        return new ImportOptions(mode, other, as, maxImageBytes, keys, errors);
    }

    /** The same that converts numbers that are no floats. */
    public ImportOptions withAs(DType type) {
        return new ImportOptions(mode, layout, Optional.of(type), maxImageBytes, keys, errors);
    }

    /** The same where arrays have names. */
    public ImportOptions withKeys(ImportKeys others) {
        return new ImportOptions(mode, layout, as, maxImageBytes, others, errors);
    }
}
