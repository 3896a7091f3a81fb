package org.visionheatmaps.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visionheatmaps.io.ImageDecoder.Orientation;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.RgbImage;

/** Images that Pillow wrote give the pixels that Pillow reads. */
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
        ImageDecoder decoder = new ImageDecoder(1_000_000, Orientation.STORED);
        RgbImage upright = ImageDecoder.DEFAULT.decode(bytes(file));
        RgbImage stored = decoder.decode(bytes(file));
        assertEquals(29, upright.width());
        assertEquals(37, stored.width());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rgb.png", "ycc-420.jpg", "lossy.webp", "lossless.webp", "animated.webp"})
    void anImageOfTooManyPixelsIsRefused(String file) throws IOException {
        ImageDecoder decoder = new ImageDecoder(37 * 29 - 1, Orientation.EXIF);
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
                refusesOrDecodes(java.util.Arrays.copyOf(whole, length));
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
            new ImageDecoder(1_000_000, Orientation.EXIF).decode(encoded);
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
}
