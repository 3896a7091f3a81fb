package org.visionheatmaps.cli.options;

import org.visionheatmaps.render.NonFinite;
import picocli.CommandLine.Option;

/** What happens to values that are NaN or infinite. */
public final class NonFiniteArguments {
    /** Values of {@code --non-finite}. */
    public enum Handling {
        QUARANTINE,
        MASK
    }

    @Option(
            names = "--non-finite",
            paramLabel = "N",
            defaultValue = "quarantine",
            description = "Elements with NaN or infinities go to quarantine, or only such pixels are left out of all"
                    + " statistics and drawn as bad ones: quarantine or mask. Default: ${DEFAULT-VALUE}.")
    private Handling handling;

    /** What these options say. */
    public NonFinite of(String badColor) {
        NonFinite masked = NonFinite.mask(badColor);
        return handling == Handling.MASK ? masked : NonFinite.QUARANTINE;
    }
}
