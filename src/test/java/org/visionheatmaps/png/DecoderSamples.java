package org.visionheatmaps.png;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.visionheatmaps.tensor.IndexedImage;
import org.visionheatmaps.tensor.RgbImage;

/** Writes PNGs of every encoder, and their pixels beside them ({@code .rgb}), for other decoders: see scripts/check-decoders. */
public final class DecoderSamples {
    private final Path folder;

    private DecoderSamples(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        DecoderSamples samples = new DecoderSamples(Path.of(arguments[0]));
        List<int[]> sizes = new ArrayList<>(PngImages.SIZES);
        sizes.add(new int[] {70_000, 2});
        for (int[] size : sizes) {
            for (Map.Entry<String, RgbImage> image :
                    PngImages.ofSize(size[0], size[1]).entrySet()) {
                samples.write(image.getKey(), image.getValue(), PngEncoding.Effort.values());
            }
        }
        int heatmap = 0;
        for (RgbImage image : PngImages.heatmaps()) {
            samples.write("heatmap" + heatmap++, image, PngEncoding.Effort.values());
        }
        for (int colors : new int[] {1, 2, 3, 4, 16, 17, 256}) {
            IndexedImage image = PngImages.indexed(101, 67, colors);
            for (PngEncoding.Effort effort : PngEncoding.Effort.values()) {
                samples.write("palette" + colors, effort, image);
            }
        }
        for (Map.Entry<String, RgbImage> image : PngImages.ofSize(4096, 4096).entrySet()) {
            samples.write(image.getKey(), image.getValue(), PngEncoding.Effort.FAST);
        }
        RgbImage smooth =
                PngImages.image(4096, 4096, (x, y, random) -> (x * y >> 16) * 0x10203 + (random.nextInt() & 1));
        samples.write("smooth", smooth, PngEncoding.Effort.values());
    }

    private void write(String name, RgbImage image, PngEncoding.Effort... efforts) throws IOException {
        for (PngEncoding.Effort effort : efforts) {
            byte[] png = new PngWriter(effort).encode(image, List.of(new TextChunk("Software", "check-decoders")));
            write(name + "-" + effort + "-rgb", image, png);
            IndexedImage indexed = IndexedImage.ofExactly(image).orElse(null);
            if (indexed != null) {
                write(name, effort, indexed);
            }
        }
    }

    private void write(String name, PngEncoding.Effort effort, IndexedImage image) throws IOException {
        write(name + "-" + effort + "-palette", image.toRgb(), new PngWriter(effort).encode(image, List.of()));
    }

    private void write(String name, RgbImage image, byte[] png) throws IOException {
        String file = name + "-" + image.width() + "x" + image.height();
        Files.write(folder.resolve(file + ".png"), png);
        Files.write(folder.resolve(file + ".rgb"), image.rgb());
    }
}
