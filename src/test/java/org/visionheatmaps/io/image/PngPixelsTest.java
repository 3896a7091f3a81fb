package org.visionheatmaps.io.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visionheatmaps.tensor.BadDataException;

/** PNGs of every plain type, with rows of every filter, and what is left to the platform's reader. */
@Tag("fast")
class PngPixelsTest {
    private static final int WIDTH = 23;
    private static final int HEIGHT = 41;
    private static final int DEPTH = 0;
    private static final int TYPE = 1;
    private static final int INTERLACE = 4;

    private final Random random = new Random(7);

    /** Filtered bytes are any bytes: rows of noise under all filters, in chunks of a few bytes. */
    @ParameterizedTest
    @CsvSource({"0, 1", "2, 3", "4, 2", "6, 4"})
    void pixelsAreThoseOfThePlatformsReader(int type, int channels) throws IOException {
        byte[] png = png(new byte[] {8, (byte) type, 0, 0, 0}, rows(channels));
        byte[] read = PngPixels.read(png, WIDTH, HEIGHT);
        assertArrayEquals(expected(png, channels), read);
        assertArrayEquals(read, ImageDecoder.DEFAULT.decode(png).rgb());
    }

    @ParameterizedTest
    @CsvSource({"16, 2, 0", "8, 3, 0", "4, 0, 0", "8, 2, 1", "8, 7, 0", "8, -1, 0", "8, 1, 0"})
    void otherKindsAreLeftToThePlatformsReader(int depth, int type, int interlace) {
        byte[] header = {8, 2, 0, 0, 0};
        header[DEPTH] = (byte) depth;
        header[TYPE] = (byte) type;
        header[INTERLACE] = (byte) interlace;
        assertNull(PngPixels.read(png(header, rows(3)), WIDTH, HEIGHT));
    }

    @Test
    void rowsThatAreMissingOrDamagedAreLeftToItToo() {
        byte[] header = {8, 2, 0, 0, 0};
        byte[] rows = rows(3);
        byte[] cut = png(header, Arrays.copyOf(rows, rows.length - 1));
        assertNull(PngPixels.read(cut, WIDTH, HEIGHT));
        BadDataException refused = assertThrows(BadDataException.class, () -> ImageDecoder.DEFAULT.decode(cut));
        assertEquals(BadDataException.Reason.BAD_IMAGE, refused.reason());
        rows[(1 + 3 * WIDTH) * 5] = 5;
        assertNull(PngPixels.read(png(header, rows), WIDTH, HEIGHT), "there is no filter 5");
        byte[] damaged = png(header, rows(3));
        Arrays.fill(damaged, 60, 64, (byte) 0xFF);
        assertNull(PngPixels.read(damaged, WIDTH, HEIGHT));
    }

    /** Rows as they are after filtering, the filters in turn. */
    private byte[] rows(int channels) {
        int stride = 1 + channels * WIDTH;
        byte[] rows = new byte[stride * HEIGHT];
        random.nextBytes(rows);
        for (int y = 0; y < HEIGHT; y++) {
            // Each filter follows each other, and each is the first of some image.
            rows[y * stride] = (byte) ((y + y / 5 + random.nextInt(5)) % 5);
        }
        return rows;
    }

    private static byte[] expected(byte[] png, int channels) throws IOException {
        var raster = ImageIO.read(new ByteArrayInputStream(png)).getRaster();
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        for (int at = 0; at < rgb.length; at++) {
            int pixel = at / 3;
            int band = channels < 3 ? 0 : at % 3;
            rgb[at] = (byte) raster.getSample(pixel % WIDTH, pixel / WIDTH, band);
        }
        return rgb;
    }

    private static byte[] png(byte[] kind, byte[] rows) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        byte[] sizes = ByteBuffer.allocate(8).putInt(WIDTH).putInt(HEIGHT).array();
        byte[] header = Arrays.copyOf(sizes, sizes.length + kind.length);
        System.arraycopy(kind, 0, header, sizes.length, kind.length);
        chunk(png, "IHDR", header);
        Deflater deflater = new Deflater();
        deflater.setInput(rows);
        deflater.finish();
        byte[] data = new byte[2 * rows.length + 100];
        int length = deflater.deflate(data);
        deflater.end();
        chunk(png, "IDAT", new byte[0]);
        for (int at = 0; at < length; at += 701) {
            chunk(png, "IDAT", Arrays.copyOfRange(data, at, Math.min(length, at + 701)));
        }
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        png.writeBytes(name);
        png.writeBytes(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
