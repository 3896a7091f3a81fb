package org.visionheatmaps.spark.input.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.io.file.HadoopSettings;
import org.visionheatmaps.io.image.ImageDecoder;
import org.visionheatmaps.io.image.ImageMemory;
import org.visionheatmaps.io.image.ImageRoots;
import org.visionheatmaps.io.image.TensorPixels;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;

/** Photographs against the memory that a task may take for one. */
@Tag("spark")
class RowImagesTest {
    private static final int WIDTH = 2000;
    private static final int HEIGHT = 1000;
    /** Three bytes a pixel. */
    private static final long NEEDED = 3L * WIDTH * HEIGHT;

    private static final String FIGURE =
            "the image needs 6 MB of memory, more than the 6 MB that a task may take for it"
                    + " (a heap of 23 MB, 1 tasks at once): give executors more memory or fewer cores";

    @Test
    void numbersWhosePixelsNeedMoreMemoryThanATaskHasAreRefusedWithTheFigure() throws IOException {
        Row numbers = RowFactory.create(null, new byte[Short.BYTES * WIDTH * HEIGHT], null, null);
        Row row = row(RowFactory.create(null, null, null, numbers, null, null, null, null));
        assertRefused(row);
        assertEquals(WIDTH, images(NEEDED).of(row, 1).apply(0).width());
    }

    @Test
    void sparksOwnImagesThatNeedMoreMemoryThanATaskHasAreRefusedWithTheFigure() throws IOException {
        Row pixels = RowFactory.create(HEIGHT, WIDTH, 1, 0, new byte[WIDTH * HEIGHT]);
        Row row = row(RowFactory.create(null, null, null, null, null, null, pixels, null));
        assertRefused(row);
        assertEquals(WIDTH, images(NEEDED).of(row, 1).apply(0).width());
    }

    private static void assertRefused(Row row) throws IOException {
        RowImages images = images(NEEDED - 1);
        BadDataException fault =
                assertThrows(BadDataException.class, () -> images.of(row, 1).apply(0));
        assertEquals(Reason.BAD_IMAGE, fault.reason());
        assertEquals(FIGURE, fault.getMessage());
    }

    private static Row row(Row image) {
        Object[] values = new Object[NormalizedRow.CARRIED];
        values[NormalizedRow.IMAGE] = image;
        return RowFactory.create(values);
    }

    private static RowImages images(long bytes) throws IOException {
        Configuration configuration = new Configuration(false);
        return new ImageReading(
                        null,
                        ImageRoots.of(List.of(), configuration),
                        DType.FLOAT16,
                        List.of(1, HEIGHT, WIDTH),
                        TensorPixels.DEFAULT,
                        ImageDecoder.DEFAULT.withMemory(new ImageMemory(1, 4 * bytes)),
                        1 << 20,
                        new HadoopSettings(configuration))
                .open();
    }
}
