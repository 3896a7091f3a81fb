package org.visionheatmaps.cli.options;

import org.visionheatmaps.report.GalleryOptions;
import picocli.CommandLine.Option;

/** What a gallery shows. */
public final class GalleryArguments {
    @Option(
            names = "--gallery-size",
            paramLabel = "N",
            defaultValue = "24",
            description = "How many elements a gallery shows at most, 0 to 500; their pictures lie in the page itself,"
                    + " about 16 MB of them at most. Default: ${DEFAULT-VALUE}.")
    private int size;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Chooses the sample in the gallery. Default: ${DEFAULT-VALUE}.")
    private long seed;

    /**
     * @throws IllegalArgumentException if the size is none
     */
    public GalleryOptions options() {
        return new GalleryOptions(size, seed);
    }
}
