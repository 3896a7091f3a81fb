package org.visionheatmaps.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.visionheatmaps.io.image.ImageDecoder;
import org.visionheatmaps.io.image.JpegEncoder;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/** The sample's attributions of 3×224×224 and their photographs: real values to measure with. */
public final class SampleTensors {
    public static final int CHANNELS = 3;
    public static final int SIZE = 224;
    static final int LENGTH = CHANNELS * SIZE * SIZE;

    private static final String FILE = "src/sample/attributions.parquet";

    private final List<float[]> values;
    private final List<RgbImage> images;
    private final List<byte[]> pngs;

    private SampleTensors(List<float[]> values, List<RgbImage> images, List<byte[]> pngs) {
        this.values = values;
        this.images = images;
        this.pngs = pngs;
    }

    /** Reads the project's sample; the working directory is the project. */
    static SampleTensors read() {
        List<float[]> values = new ArrayList<>();
        List<RgbImage> images = new ArrayList<>();
        List<byte[]> pngs = new ArrayList<>();
        try (ParquetReader<Group> reader =
                ParquetReader.builder(new GroupReadSupport(), new Path(FILE)).build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                Group list = row.getGroup("attribution", 0);
                if (list.getFieldRepetitionCount(0) == LENGTH) {
                    values.add(floats(list));
                    byte[] png = row.getGroup("image", 0).getBinary("bytes", 0).getBytes();
                    pngs.add(png);
                    images.add(ImageDecoder.DEFAULT.decode(png));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + FILE + ": run from the project's folder", e);
        }
        return new SampleTensors(values, images, pngs);
    }

    private static float[] floats(Group list) {
        float[] values = new float[list.getFieldRepetitionCount(0)];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.getGroup(0, i).getFloat(0, 0);
        }
        return values;
    }

    /** A sample's photograph, as it is in the file. */
    byte[] png(int index) {
        return pngs.get(index % count());
    }

    /** The same as JPEG. */
    byte[] jpeg(int index) {
        return JpegEncoder.encode(images.get(index % count()));
    }

    int count() {
        return values.size();
    }

    /** A sample's values in C order, to be read only. */
    public float[] values(int index) {
        return values.get(index % count());
    }

    /** Row {@code index} of a data set of any length: the samples in turn, each time at another scale. */
    float[] scaled(long index) {
        float[] source = values((int) (index % count()));
        float scale = 1 + (index % 9973) / 9973f;
        float[] result = new float[source.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = source[i] * scale;
        }
        return result;
    }

    /** A sample as a tensor of {@code size} × {@code size}: repeated where larger, thinned out where smaller. */
    Tensor tensor(int index, int size) {
        float[] source = values(index);
        float[] result = new float[CHANNELS * size * size];
        for (int c = 0, at = 0; c < CHANNELS; c++) {
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    result[at++] = source[(c * SIZE + place(y, size)) * SIZE + place(x, size)];
                }
            }
        }
        return Tensor.channels(result, size, size, CHANNELS);
    }

    /** The sample's photograph in the same size. */
    RgbImage image(int index, int size) {
        byte[] source = images.get(index % count()).rgb();
        byte[] result = new byte[3 * size * size];
        for (int y = 0, at = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                int from = 3 * (place(y, size) * SIZE + place(x, size));
                for (int c = 0; c < 3; c++) {
                    result[at++] = source[from + c];
                }
            }
        }
        return new RgbImage(size, size, result);
    }

    private static int place(int position, int size) {
        return size < SIZE ? position * SIZE / size : position % SIZE;
    }
}
