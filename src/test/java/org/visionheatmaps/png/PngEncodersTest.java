package org.visionheatmaps.png;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.png.PngEncoding.Effort;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.tensor.IndexedImage;
import org.visionheatmaps.tensor.RgbImage;

@Tag("fast")
class PngEncodersTest {
    @ParameterizedTest
    @EnumSource
    void everySortAndSizeDecodesToTheSamePixels(Effort effort) throws IOException {
        PngWriter writer = new PngWriter(effort);
        for (int[] size : PngImages.SIZES) {
            for (Map.Entry<String, RgbImage> image :
                    PngImages.ofSize(size[0], size[1]).entrySet()) {
                String what = image.getKey() + " " + size[0] + "×" + size[1];
                RgbImage rgb = image.getValue();
                assertTrue(PngImages.same(rgb, Pixels.decode(writer.encode(rgb, List.of()))), what);
                IndexedImage indexed = IndexedImage.ofExactly(rgb).orElse(null);
                if (indexed != null) {
                    assertTrue(
                            PngImages.same(rgb, Pixels.decode(writer.encode(indexed, List.of()))), what + " indexed");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void realHeatmapsDecodeToTheSamePixels(Effort effort) throws IOException {
        PngWriter writer = new PngWriter(effort);
        for (RgbImage image : PngImages.heatmaps()) {
            assertTrue(PngImages.same(image, Pixels.decode(writer.encode(image, List.of()))));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 16, 17, 255, 256})
    void aPaletteOfAnySizeDecodesToItsColours(int colors) throws IOException {
        for (Effort effort : Effort.values()) {
            PngWriter writer = new PngWriter(effort);
            for (int[] size : new int[][] {{1, 1}, {1, 40}, {41, 1}, {7, 9}, {8, 8}, {101, 67}, {512, 515}}) {
                IndexedImage image = PngImages.indexed(size[0], size[1], colors);
                byte[] png = writer.encode(image, List.of());
                assertTrue(PngImages.same(image.toRgb(), Pixels.decode(png)), size[0] + "×" + size[1]);
                assertEquals(colors > 16 ? 8 : colors > 4 ? 4 : colors > 2 ? 2 : 1, png[24], "bit depth");
            }
        }
    }

    @Test
    void largeImagesDecodeToTheSamePixels() throws IOException {
        RgbImage image = PngImages.image(
                4096,
                4096,
                (x, y, random) -> y < 600
                        ? random.nextInt(1 << 24)
                        : y < 1200 ? 0x102030 : (x * y >> 12 & 0xFF) * 0x10203 + (random.nextInt() & 3));
        byte[] rgb = unfiltered(new PngWriter().encode(image, List.of()), 3 * 4096);
        assertArrayEquals(image.rgb(), rgb);
        IndexedImage indexed = PngImages.indexed(4096, 4096, 256);
        assertArrayEquals(indexed.indices(), unfiltered(new PngWriter().encode(indexed, List.of()), 4096));
    }

    @Test
    void rowsWiderThanABandDecodeToTheSamePixels() throws IOException {
        RgbImage wide = PngImages.image(200_000, 3, (x, y, random) -> random.nextInt(900) * 77);
        assertTrue(PngImages.same(wide, Pixels.decode(new PngWriter().encode(wide, List.of()))));
        RgbImage flat = PngImages.image(200_000, 1, (x, y, random) -> random.nextInt(1 << 24));
        assertTrue(PngImages.same(flat, Pixels.decode(new PngWriter().encode(flat, List.of()))));
    }

    @ParameterizedTest
    @EnumSource
    void theBytesDoNotDependOnWhatWasEncodedBefore(Effort effort) {
        PngWriter used = new PngWriter(effort);
        for (int[] size : List.of(new int[] {31, 17}, new int[] {299, 301}, new int[] {7, 5})) {
            for (RgbImage image : PngImages.ofSize(size[0], size[1]).values()) {
                assertArrayEquals(new PngWriter(effort).encode(image, List.of()), used.encode(image, List.of()));
            }
        }
    }

    @Test
    void moreEffortNeverTakesMoreBytes() throws IOException {
        PngWriter[] writers = {new PngWriter(Effort.FAST), new PngWriter(Effort.SMALL)};
        for (RgbImage image : PngImages.heatmaps()) {
            int fast = writers[0].encode(image, List.of()).length;
            int small = writers[1].encode(image, List.of()).length;
            assertTrue(small <= fast, fast + ", " + small);
        }
    }

    /** Differences of photographs are small, but three of them hardly come again together: those of a pixel are not looked for. */
    @Test
    void thePixelsOfAPhotographAreWrittenByteByByte() {
        RgbImage photograph = PngImages.image(
                224,
                224,
                (x, y, random) -> (x / 2 + random.nextInt(8)) << 16
                        | (y / 2 + random.nextInt(8)) << 8
                        | (x + y) / 4 + random.nextInt(8));
        Raster rows = new Raster(photograph.rgb(), 224, 3 * 224, 3);
        ByteSink chosen = new ByteSink();
        new FastZlib().compress(rows, chosen);
        for (Filter filter : Filter.values()) {
            ByteSink byPixels = new ByteSink();
            new FastZlib().compress(rows, filter, byPixels);
            assertTrue(chosen.length() < 0.95 * byPixels.length(), filter + ": " + byPixels.length());
        }
    }

    @Test
    void everyByteOfAFileIsAccountedFor() {
        RgbImage image = PngImages.image(224, 224, (x, y, random) -> random.nextInt(1 << 24));
        byte[] png = new PngWriter().encode(image, List.of());
        int data = ByteBuffer.wrap(png).getInt(33);
        assertEquals("IDAT", new String(png, 37, 4, StandardCharsets.US_ASCII));
        assertEquals(8 + 25 + 12 + data + 12, png.length, "signature, IHDR, IDAT, IEND");
        int raw = 224 * (3 * 224 + 1);
        assertTrue(data < raw + raw / 100, "noise grows by less than 1 %, but took " + data);
        RgbImage black = PngImages.image(224, 224, (x, y, random) -> 0);
        assertTrue(new PngWriter().encode(black, List.of()).length < 700, "a constant");
        IndexedImage one = new IndexedImage(1, 1, new byte[1], new byte[3]);
        assertTrue(new PngWriter().encode(one, List.of()).length < 110, "one pixel");
    }

    @Test
    void namesAreReadWithoutRegardToCaseAndTheNearestIsTold() {
        assertEquals(Effort.SMALL, Effort.named("Small"));
        assertEquals(PngEncoding.Color.PALETTE, PngEncoding.Color.named("palette"));
        assertEquals(
                "Unknown PNG effort 'fats': did you mean 'fast'? (there are: fast, small)",
                assertThrows(IllegalArgumentException.class, () -> Effort.named("fats"))
                        .getMessage());
        assertEquals(
                "Unknown PNG color 'pallete': did you mean 'palette'? (there are: auto, rgb, palette, grey8, grey16)",
                assertThrows(IllegalArgumentException.class, () -> PngEncoding.Color.named("pallete"))
                        .getMessage());
    }

    /** The pixels' bytes of a PNG without text chunks whose filters are None, Sub and Up, through java.util.zip's inflater. */
    private static byte[] unfiltered(byte[] png, int stride) throws IOException {
        int unit = png[25] == 2 ? 3 : 1;
        int start = unit == 3 ? 33 : 33 + 12 + ByteBuffer.wrap(png).getInt(33);
        int height = ByteBuffer.wrap(png).getInt(20);
        byte[] pixels = new byte[stride * height];
        byte[] row = new byte[stride + 1];
        Inflater inflater = new Inflater();
        inflater.setInput(png, start + 8, ByteBuffer.wrap(png).getInt(start));
        try {
            for (int y = 0; y < height; y++) {
                for (int read = 0; read <= stride; ) {
                    int more = inflater.inflate(row, read, stride + 1 - read);
                    assertTrue(more > 0, "the stream ends in row " + y);
                    read += more;
                }
                int back = row[0] == 0 ? 0 : row[0] == 1 ? unit : stride;
                for (int i = 0, at = y * stride; i < stride; i++, at++) {
                    boolean none = back == 0 || back == stride && y == 0 || back == unit && i < unit;
                    pixels[at] = (byte) (row[i + 1] + (none ? 0 : pixels[at - back]));
                }
            }
            assertEquals(0, inflater.inflate(row));
            assertTrue(inflater.finished(), "the checksum is read, and right");
        } catch (DataFormatException e) {
            throw new IOException(e);
        } finally {
            inflater.end();
        }
        return pixels;
    }
}
