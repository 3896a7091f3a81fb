package org.visionheatmaps.arrow;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.visionheatmaps.spark.SparkTestSession;

/** Files that {@code scripts/fixtures/arrow.py} has written with pyarrow and Polars, and the numbers in them. */
public final class ArrowFixture {
    public static final int ROWS = 5;
    public static final int CHANNELS = 2;
    public static final int HEIGHT = 3;
    public static final int WIDTH = 4;
    public static final int LENGTH = CHANNELS * HEIGHT * WIDTH;
    /** The row that is null where a column may be. */
    public static final int NULL_ROW = 3;

    private ArrowFixture() {}

    public static Path file(String name) {
        try {
            return Path.of(ArrowFixture.class.getResource("/arrow/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Dataset<Row> frame(String name) {
        return read(file(name));
    }

    static Dataset<Row> read(Path path) {
        return SparkTestSession.get().read().format(ArrowTensorSource.NAME).load(path.toString());
    }

    /** What arrow.py calls the same. */
    static float number(int row, int i) {
        return ((row * 1009 + i * 31) % 509 - 254) / 8f;
    }

    /** The numbers of a row in C order of channels, height, width. */
    public static float[] numbers(int row) {
        float[] numbers = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            numbers[i] = number(row, i);
        }
        return numbers;
    }

    static List<Float> floats(int row) {
        List<Float> boxed = new ArrayList<>();
        for (float number : numbers(row)) {
            boxed.add(number);
        }
        return boxed;
    }
}
