package org.visionheatmaps.cli;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.ColorSchemes;
import org.visionheatmaps.text.NearestName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code schemes}: the catalogue of colour schemes. */
@Command(
        name = "schemes",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        description = {"Lists the colour schemes, or those whose name contains a text.", ""},
        footer = {
            "",
            "@|bold Examples|@",
            "  vision-heatmaps schemes",
            "  vision-heatmaps schemes berl",
            "A pipeline names a scheme with a colon: CenteredColormap(:berlin)."
        })
final class SchemesCommand implements Callable<Integer> {
    private static final int BLOCKS = 32;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "TEXT", description = "Part of the name, without regard to case.")
    private String part = "";

    @Option(
            names = "--swatches",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description = "Show the colours: auto, always, never. Default: ${DEFAULT-VALUE}, on terminals that say they"
                    + " have 24-bit colours (COLORTERM=truecolor).")
    private Swatches swatches;

    @Override
    public Integer call() {
        List<ColorScheme> found = matching(ColorSchemes.catalogue(), part);
        if (found.isEmpty()) {
            String wanted = part.replaceFirst("^:", "");
            throw new IllegalArgumentException("No colour scheme's name contains '" + wanted + "'"
                    + NearestName.hint(wanted, ColorSchemes.catalogue().names()));
        }
        int width = found.stream()
                .map(ColorScheme::toString)
                .max(Comparator.comparingInt(String::length))
                .orElseThrow()
                .length();
        PrintWriter out = spec.commandLine().getOut();
        boolean colored = swatches.areShown();
        for (ColorScheme scheme : found) {
            out.printf(Locale.ROOT, "%-" + width + "s  ", scheme);
            out.printf(Locale.ROOT, colored ? "%-11s %4d  " : "%-11s %4d%n", scheme.schemeClass(), scheme.size());
            if (colored) {
                out.println(Swatches.of(scheme, BLOCKS));
            }
        }
        out.flush();
        return ExitCode.OK;
    }

    /** The schemes whose name contains a text, with or without the colon that a pipeline writes. */
    static List<ColorScheme> matching(ColorSchemes catalogue, String part) {
        String wanted = part.replaceFirst("^:", "").toLowerCase(Locale.ROOT);
        return catalogue.names().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).contains(wanted))
                .map(catalogue::get)
                .toList();
    }
}
