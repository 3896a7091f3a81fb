package org.visionheatmaps.cli.options;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.visionheatmaps.cli.config.TextFile;
import org.visionheatmaps.color.ColorSchemes;
import org.visionheatmaps.io.palette.SchemeFiles;
import picocli.CommandLine.Option;

/** The colour schemes that a command knows: an option that {@code render} and {@code schemes} share. */
public final class SchemeArguments {
    @Option(
            names = "--schemes",
            paramLabel = "FILE",
            description =
                    "Colour schemes of your own in a local file, known by its name or the names in it: .json, .csv,"
                            + " .gpl (GIMP) or .cpt (GMT). May be repeated.")
    private List<Path> files = List.of();

    /**
     * The catalogue and the schemes of the files.
     *
     * @throws IllegalArgumentException if a file cannot be read, or a name is taken
     */
    public ColorSchemes schemes() {
        ColorSchemes schemes = ColorSchemes.catalogue();
        for (Path file : files) {
            try {
                schemes = schemes.with(SchemeFiles.read(file));
            } catch (IOException e) {
                throw TextFile.unreadable("file of colour schemes", file.toString(), e);
            }
        }
        return schemes;
    }
}
