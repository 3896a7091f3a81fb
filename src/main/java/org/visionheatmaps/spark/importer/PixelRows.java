package org.visionheatmaps.spark.importer;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.visionheatmaps.io.numpy.KeyedFile.NamedArray;
import org.visionheatmaps.io.value.NumberType;
import org.visionheatmaps.png.PngWriter;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;
import org.visionheatmaps.tensor.Layout;
import org.visionheatmaps.tensor.RgbImage;

/** Pictures in an array of bytes (N×H×W, or with 1 or 3 channels before or after the sizes), as PNG files one after another. */
final class PixelRows {
    private static final int RGB = 3;

    private final InputStream bytes;
    private final int height;
    private final int width;
    private final int channels;
    private final boolean areChannelsLast;
    private final PngWriter png = new PngWriter();

    private PixelRows(InputStream bytes, int height, int width, int channels, boolean areChannelsLast) {
        this.bytes = bytes;
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.areChannelsLast = areChannelsLast;
    }

    /**
     * @param count of the elements
     * @param layout decides where both the second and the last size could be the channels
     * @throws BadDataException if the array is not one of pictures
     */
    static PixelRows open(NamedArray array, long count, Layout layout, long most) throws IOException {
        List<Long> shape = array.shape();
        boolean isPlain = shape.size() == 3;
        boolean areFirst = shape.size() == 4 && isChannels(shape.get(1));
        boolean areLast = shape.size() == 4 && isChannels(shape.get(3));
        boolean isLast = areLast && !(areFirst && !layout.equals(Layout.NHWC));
        if (array.numbers().filter(NumberType.UINT8::equals).isEmpty()
                || !(isPlain || areFirst || areLast)
                || shape.get(0) != count) {
            throw new BadDataException(
                    Reason.BAD_IMAGE,
                    "--image-key needs names of files, or pictures of uint8 for " + count
                            + " elements (N,H,W, N,H,W,3 or N,3,H,W), but the array has the shape " + shape
                            + " and the type "
                            + array.numbers().map(NumberType::toString).orElse("of no numbers"));
        }
        long channels = isPlain ? 1 : shape.get(isLast ? 3 : 1);
        long height = shape.get(isPlain || isLast ? 1 : 2);
        long width = shape.get(isPlain || isLast ? 2 : 3);
        if (height < 1 || width < 1 || height > most / RGB / width) {
            throw new BadDataException(
                    Reason.BAD_IMAGE,
                    "pictures of " + width + "×" + height + " pixels are empty, or of more than " + most
                            + " bytes: --max-image-bytes allows more");
        }
        return new PixelRows(array.contents().bytes(), (int) height, (int) width, (int) channels, isLast);
    }

    private static boolean isChannels(long size) {
        return size == 1 || size == RGB;
    }

    /** The next picture. */
    byte[] next() throws IOException {
        int pixels = height * width;
        byte[] stored = bytes.readNBytes(pixels * channels);
        if (stored.length < pixels * channels) {
            throw new BadDataException(Reason.BAD_IMAGE, "the array of pictures ends early");
        }
        byte[] rgb = new byte[pixels * RGB];
        for (int i = 0; i < pixels; i++) {
            for (int c = 0; c < RGB; c++) {
                int channel = Math.min(c, channels - 1);
                rgb[RGB * i + c] = stored[areChannelsLast ? i * channels + channel : channel * pixels + i];
            }
        }
        return png.encode(new RgbImage(width, height, rgb), List.of());
    }
}
