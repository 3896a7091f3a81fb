package org.visionheatmaps.png;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.visionheatmaps.reference.Pixels;
import org.visionheatmaps.tensor.IndexedImage;
import org.visionheatmaps.tensor.RgbImage;

/** Images that try an encoder: from one pixel up, flat, random, smooth, and real heatmaps. */
final class PngImages {
    static final List<int[]> SIZES = List.of(
            new int[] {1, 1},
            new int[] {1, 2},
            new int[] {2, 1},
            new int[] {1, 300},
            new int[] {300, 1},
            new int[] {3, 3},
            new int[] {7, 5},
            new int[] {8, 9},
            new int[] {31, 17},
            new int[] {63, 64},
            new int[] {65, 129},
            new int[] {224, 224},
            new int[] {257, 256},
            new int[] {299, 301});

    private PngImages() {}

    /** Images of every sort in one size, by the sort's name. */
    static Map<String, RgbImage> ofSize(int width, int height) {
        Map<String, RgbImage> images = new LinkedHashMap<>();
        images.put("constant", image(width, height, (x, y, random) -> 0xC81E5A));
        images.put("black", image(width, height, (x, y, random) -> 0));
        images.put("noise", image(width, height, (x, y, random) -> random.nextInt(1 << 24)));
        images.put(
                "gradient", image(width, height, (x, y, random) -> x & 0xFF | (y & 0xFF) << 8 | (x + y & 0xFF) << 16));
        images.put("fewColors", image(width, height, (x, y, random) -> (random.nextInt(5) + 3) * 0x112233 & 0xFFFFFF));
        images.put(
                "speckled",
                image(width, height, (x, y, random) -> random.nextInt(50) > 0 ? 0x336699 : random.nextInt(1 << 24)));
        images.put("stripes", image(width, height, (x, y, random) -> y % 3 * 0x404040 + x % 2));
        return images;
    }

    /** An image of at most so many colours, near the middle more often. */
    static IndexedImage indexed(int width, int height, int colors) {
        Random random = new Random(colors);
        byte[] palette = new byte[3 * colors];
        random.nextBytes(palette);
        byte[] indices = new byte[width * height];
        for (int i = 0; i < indices.length; i++) {
            indices[i] =
                    (byte) Math.min(colors - 1, Math.abs((int) (random.nextGaussian() * colors / 8 + colors / 2.0)));
        }
        return new IndexedImage(width, height, indices, palette);
    }

    /** The reference's heatmaps. */
    static List<RgbImage> heatmaps() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/reference/expected"))) {
            List<RgbImage> images = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                images.add(Pixels.decode(Files.readAllBytes(file)));
            }
            return images;
        }
    }

    interface Painter {
        int color(int x, int y, Random random);
    }

    static RgbImage image(int width, int height, Painter painter) {
        Random random = new Random(width * 31L + height);
        byte[] rgb = new byte[3 * width * height];
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int color = painter.color(x, y, random);
                rgb[at++] = (byte) (color >> 16);
                rgb[at++] = (byte) (color >> 8);
                rgb[at++] = (byte) color;
            }
        }
        return new RgbImage(width, height, rgb);
    }

    static boolean same(RgbImage a, RgbImage b) {
        return a.width() == b.width() && a.height() == b.height() && Arrays.equals(a.rgb(), b.rgb());
    }
}
