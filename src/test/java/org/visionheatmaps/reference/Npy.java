package org.visionheatmaps.reference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.visionheatmaps.tensor.Tensor;

/** Reads a NumPy file of little-endian float32 in C order. */
public final class Npy {
    private static final Pattern SHAPE = Pattern.compile("'shape': \\(([0-9, ]+)\\)");

    private final int[] shape;
    private final float[] values;

    private Npy(int[] shape, float[] values) {
        this.shape = shape;
        this.values = values;
    }

    public static Npy read(InputStream stream) throws IOException {
        try (InputStream in = stream) {
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            int headerLength = bytes.getShort(8) & 0xFFFF;
            String header = new String(bytes.array(), 10, headerLength, StandardCharsets.US_ASCII);
            if (!header.contains("'descr': '<f4'") || !header.contains("'fortran_order': False")) {
                throw new IOException("Only little-endian float32 in C order: " + header);
            }
            Matcher shape = SHAPE.matcher(header);
            if (!shape.find()) {
                throw new IOException("No shape: " + header);
            }
            int[] sizes = Arrays.stream(shape.group(1).split(","))
                    .map(String::strip)
                    .filter(size -> !size.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
            float[] values = new float[Arrays.stream(sizes).reduce(1, (a, b) -> a * b)];
            bytes.position(10 + headerLength)
                    .slice()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values);
            return new Npy(sizes, values);
        }
    }

    public int[] shape() {
        return shape;
    }

    public float[] values() {
        return values;
    }

    /** The tensor of a C×H×W file. */
    public Tensor channels() {
        return Tensor.channels(values, shape[2], shape[1], shape[0]);
    }
}
