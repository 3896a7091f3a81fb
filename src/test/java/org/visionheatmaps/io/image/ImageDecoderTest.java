package org.visionheatmaps.io.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.io.image.ImageDecoder.Orientation;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.RgbImage;

/** Images that Pillow wrote give the pixels that Pillow reads. */
@Tag("fast")
class ImageDecoderTest {
    /** One of the images that {@code scripts/fixtures/images.py} wrote. */
    record Case(String file, String expected, int tolerance, @JsonProperty("mean_tolerance") Double mean) {
        @Override
        public String toString() {
            return file;
        }
    }

    static List<Case> cases() throws IOException {
        return new ObjectMapper().readValue(bytes("cases.json"), new TypeReference<>() {});
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = ImageDecoderTest.class.getResourceAsStream("/images/" + name)) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pixelsArePillows(Case wanted) throws IOException {
        RgbImage expected = Pixels.decode(bytes(wanted.expected()));
        RgbImage pixels = ImageDecoder.DEFAULT.decode(bytes(wanted.file()));
        int difference = Pixels.largestDifference(expected, pixels);
        assertTrue(difference <= wanted.tolerance(), () -> "a byte differs by " + difference);
        if (wanted.mean() != null) {
            double mean = meanDifference(expected, pixels);
            assertTrue(mean <= wanted.mean(), () -> "bytes differ by " + mean + " on average");
        }
    }

    private static double meanDifference(RgbImage a, RgbImage b) {
        long sum = 0;
        for (int i = 0; i < a.rgb().length; i++) {
            sum += Math.abs((a.rgb()[i] & 0xFF) - (b.rgb()[i] & 0xFF));
        }
        return (double) sum / a.rgb().length;
    }

    @ParameterizedTest
    @ValueSource(strings = {"orientation-6.jpg", "orientation-6.png", "orientation-8.webp"})
    void pixelsAreLeftAsTheyAreStoredIfAsked(String file) throws IOException {
        ImageDecoder decoder = new ImageDecoder(1_000_000, Orientation.STORED, ImageMemory.DEFAULT);
        RgbImage upright = ImageDecoder.DEFAULT.decode(bytes(file));
        RgbImage stored = decoder.decode(bytes(file));
        assertEquals(29, upright.width());
        assertEquals(37, stored.width());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rgb.png", "ycc-420.jpg", "lossy.webp", "lossless.webp", "animated.webp"})
    void anImageOfTooManyPixelsIsRefused(String file) throws IOException {
        ImageDecoder decoder = new ImageDecoder(37 * 29 - 1, Orientation.EXIF, ImageMemory.DEFAULT);
        BadDataException bad = assertThrows(BadDataException.class, () -> decoder.decode(bytes(file)));
        assertEquals(BadDataException.Reason.BAD_IMAGE, bad.reason());
        assertTrue(bad.getMessage().contains("37×29 pixels, more than 1072"), bad.getMessage());
        assertTrue(bad.getMessage().contains("--max-image-pixels"), bad.getMessage());
    }

    @Test
    void aHeaderThatPromisesMoreThanThereCanBeIsRefusedBeforeItIsDecoded() throws IOException {
        byte[] png = bytes("rgb.png");
        png[16] = 0x7F; // the width, now 2 billion
        assertThrows(BadDataException.class, () -> ImageDecoder.DEFAULT.decode(png));
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncated.png", "truncated.jpg", "truncated.webp", "truncated-lossless.webp"})
    void halfAnImageIsNone(String file) throws IOException {
        byte[] half = bytes("damaged/" + file);
        BadDataException bad = assertThrows(BadDataException.class, () -> ImageDecoder.DEFAULT.decode(half));
        assertTrue(bad.getMessage().contains("cannot be decoded"), bad.getMessage());
    }

    @Test
    void damagedBytesAreBadDataWhereverTheDamageIs() throws IOException {
        for (Case wanted : cases()) {
            byte[] whole = bytes(wanted.file());
            for (int length = 0; length < whole.length; length += Math.max(1, whole.length / 12)) {
                refusesOrDecodes(Arrays.copyOf(whole, length));
            }
            for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 20)) {
                byte[] damaged = whole.clone();
                damaged[at] ^= (byte) 0xFF;
                refusesOrDecodes(damaged);
            }
        }
    }

    private static void refusesOrDecodes(byte[] encoded) {
        try {
            new ImageDecoder(1_000_000, Orientation.EXIF, ImageMemory.DEFAULT).decode(encoded);
        } catch (BadDataException e) {
            assertEquals(BadDataException.Reason.BAD_IMAGE, e.reason());
        }
    }

    @Test
    void somethingElseIsRefusedByItsFirstBytes() {
        BadDataException bad =
                assertThrows(BadDataException.class, () -> ImageDecoder.DEFAULT.decode(new byte[] {1, 2, 3}));
        assertTrue(bad.getMessage().contains("neither PNG, JPEG, WebP"), bad.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "bmp-embedded-jpeg.bmp, neither PNG",
        "webp-100m-canvas.webp, does not fill its canvas",
        "webp-cut-off-9mpx.webp, cannot be decoded"
    })
    void whatOnceEndedTheProcessOrTookMinutesIsRefusedAtOnce(String file, String reason) throws IOException {
        byte[] hostile = bytes("hostile/" + file);
        ImageDecoder decoder = ImageDecoder.DEFAULT.withMemory(new ImageMemory(1, 4L << 30));
        BadDataException bad = assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThrows(BadDataException.class, () -> decoder.decode(hostile)));
        assertTrue(bad.getMessage().contains(reason), bad.getMessage());
    }

    @Test
    void formatsThatNobodyNeedsReachNoDecoder() throws IOException {
        for (String format : new String[] {"gif", "bmp", "tiff", "wbmp"}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertTrue(ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_BINARY), format, out), format);
            BadDataException bad =
                    assertThrows(BadDataException.class, () -> ImageDecoder.DEFAULT.decode(out.toByteArray()));
            assertTrue(bad.getMessage().contains("neither PNG, JPEG, WebP"), bad.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rgb.png",
                "rgba.png",
                "rgb-16-bit.png",
                "ycc-420.jpg",
                "progressive.jpg",
                "cmyk.jpg",
                "lossy.webp",
                "lossless.webp"
            })
    void anImageThatNeedsMoreMemoryThanATaskHasIsRefusedWithTheFigures(String file) throws IOException {
        byte[] encoded = bytes(file);
        ImageDecoder decoder = ImageDecoder.DEFAULT.withMemory(new ImageMemory(2, 8 * (3 * 37 * 29 + encoded.length)));
        BadDataException bad = assertThrows(BadDataException.class, () -> decoder.decode(encoded));
        assertEquals(
                "the image needs 1 MB of memory, more than the 1 MB that a task may take for it (a heap of 1 MB, 2 tasks"
                        + " at once): give executors more memory or fewer cores",
                bad.getMessage());
    }

    @Test
    void memoryThatEndsAllTheSameCostsOneImage() {
        BadDataException bad =
                assertThrows(BadDataException.class, () -> new ImageMemory(4, 1L << 30).guard(5 << 20, () -> {
                    throw new OutOfMemoryError();
                }));
        assertEquals(BadDataException.Reason.BAD_IMAGE, bad.reason());
        assertTrue(bad.getMessage().contains("needs 5 MB of memory of the 64 MB"), bad.getMessage());
    }

    @Test
    void aLargePhotographIsInMemoryOnce() throws IOException {
        BufferedImage large = new BufferedImage(6000, 4000, BufferedImage.TYPE_3BYTE_BGR);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(large, "jpg", out);
        ImageDecoder decoder = ImageDecoder.DEFAULT.withMemory(new ImageMemory(1, 4 * (3L * 6000 * 4000 + (4 << 20))));
        assertEquals(6000, decoder.decode(out.toByteArray()).width());
    }

    @Test
    void aJpegOfManyScansIsRefused() throws IOException {
        byte[] jpeg = bytes("progressive.jpg");
        byte[] many = Arrays.copyOf(jpeg, jpeg.length + 2 * 101);
        for (int at = jpeg.length; at < many.length; at += 2) {
            many[at] = (byte) 0xFF;
            many[at + 1] = (byte) 0xDA;
        }
        BadDataException bad = assertThrows(BadDataException.class, () -> ImageDecoder.DEFAULT.decode(many));
        assertTrue(bad.getMessage().contains("scans, more than 100"), bad.getMessage());
    }

    @Test
    void partsThatMakeNoPixelsReachNoDecoder() throws IOException {
        byte[] png = bytes("palette.png");
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.write(png, 0, 33);
        byte[] garbage = "Title\0\0not deflated".getBytes(StandardCharsets.ISO_8859_1);
        for (String type : new String[] {"zTXt", "iCCP", "PLTX"}) {
            bomb.write(ByteBuffer.allocate(4).putInt(garbage.length).array());
            bomb.write(type.getBytes(StandardCharsets.ISO_8859_1));
            bomb.write(garbage);
            bomb.write(new byte[4]);
        }
        bomb.write(png, 33, png.length - 33);
        assertEquals(
                0,
                Pixels.largestDifference(
                        ImageDecoder.DEFAULT.decode(png), ImageDecoder.DEFAULT.decode(bomb.toByteArray())));
    }
}
