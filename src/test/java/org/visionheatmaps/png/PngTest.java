package org.visionheatmaps.png;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.Samples;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.tensor.RgbImage;

@Tag("fast")
class PngTest {
    private static final List<TextChunk> TEXTS = List.of(
            new TextChunk("Software", "plain"),
            new TextChunk("heatmap:id", "Übung/µ é\nline two"),
            new TextChunk("heatmap:id", "кот 猫 \uD83D\uDE3A"),
            new TextChunk("Empty", ""));

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 9", "9, 1", "2, 3", "17, 5", "224, 224", "1000, 3"})
    void theJdksDecoderSeesTheSamePixels(int width, int height) throws IOException {
        for (PngEncoding.Effort effort : PngEncoding.Effort.values()) {
            RgbImage noise = Samples.image(width, height);
            assertSamePixels(noise, Pixels.decode(new PngWriter(effort).encode(noise, TEXTS)));
            byte[] constant = new byte[3 * width * height];
            Arrays.fill(constant, (byte) 200);
            RgbImage plain = new RgbImage(width, height, constant);
            assertSamePixels(plain, Pixels.decode(new PngWriter(effort).encode(plain, List.of())));
        }
    }

    private static void assertSamePixels(RgbImage wanted, RgbImage decoded) {
        assertEquals(wanted.width(), decoded.width());
        assertEquals(wanted.height(), decoded.height());
        assertArrayEquals(wanted.rgb(), decoded.rgb());
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 8", "9, 4, 8", "224, 224, 8", "1, 1, 16", "9, 4, 16", "300, 200, 16"})
    void levelsOfGreyAreThoseThatTheJdkReads(int width, int height, int depth) throws IOException {
        byte[] noise = Arrays.copyOf(Samples.image(2 * width, height).rgb(), depth / 8 * width * height);
        for (PngEncoding.Effort effort : PngEncoding.Effort.values()) {
            byte[] png = new PngWriter(effort).encodeGrey(noise, width, height, depth, TEXTS);
            Raster read = ImageIO.read(new ByteArrayInputStream(png)).getRaster();
            assertEquals(1, read.getNumBands());
            for (int at = 0; at < width * height; at++) {
                int wanted = depth == 8 ? noise[at] & 0xFF : (noise[2 * at] & 0xFF) << 8 | noise[2 * at + 1] & 0xFF;
                assertEquals(wanted, read.getSample(at % width, at / width, 0));
            }
            assertEquals(TEXTS, PngInfo.read(png).texts());
        }
        assertThrows(IllegalArgumentException.class, () -> new PngWriter()
                .encodeGrey(noise, width, height + 1, depth, List.of()));
    }

    @Test
    void textsAreReadBackInOrderWhateverTheirScript() {
        PngInfo info = PngInfo.read(new PngWriter().encode(Samples.image(7, 4), TEXTS));
        assertEquals(7, info.width());
        assertEquals(4, info.height());
        assertEquals(TEXTS, info.texts());
        assertEquals("Übung/µ é\nline two", info.text("heatmap:id"), "the first of a keyword");
        assertNull(info.text("heatmap:pipeline"));
    }

    @Test
    void theSameImageAndTextsGiveTheSameBytes() {
        RgbImage image = Samples.image(31, 17);
        PngWriter writer = new PngWriter();
        byte[] first = writer.encode(image, TEXTS);
        assertArrayEquals(first, writer.encode(image, TEXTS));
        assertArrayEquals(first, new PngWriter().encode(image, TEXTS));
    }

    @Test
    void smoothColoursTakeFewBytes() {
        byte[] ramp = new byte[3 * 224 * 224];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (byte) (i / 3 % 224);
        }
        assertTrue(new PngWriter().encode(new RgbImage(224, 224, ramp), List.of()).length < 2000);
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] png = new PngWriter().encode(Samples.image(3, 3), TEXTS);
        for (int length = 0; length < png.length; length++) {
            byte[] cut = Arrays.copyOf(png, length);
            String message = assertThrows(IllegalArgumentException.class, () -> PngInfo.read(cut))
                    .getMessage();
            assertTrue(
                    message.startsWith(length < 8 ? "Not a PNG file" : "The PNG file is cut off in the chunk at byte "),
                    message);
        }
    }

    @Test
    void skimmingSeesTheSameButPixels() throws IOException {
        byte[] png = new PngWriter().encode(Samples.image(90, 70), TEXTS);
        assertEquals(PngInfo.read(png), PngInfo.skim(new ByteArrayInputStream(png)));
        byte[] damaged = png.clone();
        damaged[png.length - 100] ^= 1;
        assertEquals(PngInfo.read(png), PngInfo.skim(new ByteArrayInputStream(damaged)));
        assertThrows(IllegalArgumentException.class, () -> PngInfo.read(damaged));
        for (int length = 0; length < png.length; length++) {
            byte[] cut = Arrays.copyOf(png, length);
            assertThrows(IllegalArgumentException.class, () -> PngInfo.skim(new ByteArrayInputStream(cut)));
        }
    }

    @Test
    void everyDamagedByteIsRefused() {
        byte[] png = new PngWriter().encode(Samples.image(3, 3), TEXTS);
        for (int at = 0; at < png.length; at++) {
            byte[] damaged = png.clone();
            damaged[at] ^= 0x40;
            String message = assertThrows(IllegalArgumentException.class, () -> PngInfo.read(damaged))
                    .getMessage();
            assertTrue(message.contains("PNG"), message);
        }
    }

    @Test
    void aFirstChunkWithoutASizeIsRefused() {
        byte[] png = new PngWriter().encode(Samples.image(3, 3), List.of());
        byte[] zero = png.clone();
        ByteBuffer.wrap(zero).putInt(16, 0);
        CRC32 crc = new CRC32();
        crc.update(zero, 12, 17);
        ByteBuffer.wrap(zero).putInt(29, (int) crc.getValue());
        byte[] headless = new byte[png.length - 25];
        System.arraycopy(png, 0, headless, 0, 8);
        System.arraycopy(png, 33, headless, 8, png.length - 33);
        for (byte[] bad : new byte[][] {zero, headless}) {
            assertEquals(
                    "The PNG file is damaged: it needs a first chunk IHDR with a width and a height",
                    assertThrows(IllegalArgumentException.class, () -> PngInfo.read(bad))
                            .getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " lead", "trail ", "two  spaces", "кот", "tab\t", "nul\0"})
    void aKeywordThatPngDoesNotAllowIsRefused(String keyword) {
        assertThrows(IllegalArgumentException.class, () -> new TextChunk(keyword, "text"));
    }

    @Test
    void keywordsHaveAtMostSeventyNineCharactersAndTextsNoNul() {
        assertEquals(79, new TextChunk("k".repeat(79), "").keyword().length());
        assertThrows(IllegalArgumentException.class, () -> new TextChunk("k".repeat(80), ""));
        assertThrows(IllegalArgumentException.class, () -> new TextChunk("key", "a\0b"));
    }
}
