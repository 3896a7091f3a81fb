package org.visionheatmaps.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.visionheatmaps.cli.options.SchemeArguments;
import org.visionheatmaps.cli.text.ExitCode;
import org.visionheatmaps.cli.text.Failures;
import org.visionheatmaps.cli.text.Lines;
import org.visionheatmaps.cli.text.SchemeText;
import org.visionheatmaps.cli.text.Swatches;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.ColorSchemes;
import org.visionheatmaps.color.SchemeClass;
import org.visionheatmaps.png.PngEncoding;
import org.visionheatmaps.png.PngWriter;
import org.visionheatmaps.png.TextChunk;
import org.visionheatmaps.render.figure.SchemeSheet;
import org.visionheatmaps.run.Software;
import org.visionheatmaps.text.NearestName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code schemes}: the catalogue of colour schemes. */
@Command(
        name = "schemes",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        description = {"Lists colour schemes, or shows one.", ""},
        footer = {
            "",
            "@|bold Examples|@",
            "  vision-heatmaps schemes                            all of them",
            "  vision-heatmaps schemes berlin                     one: class, source, licence, colours",
            "  vision-heatmaps schemes --class divergent --safe   for values around zero, for everyone to read",
            "  vision-heatmaps schemes --source crameri --sheet crameri.png",
            "A pipeline names a scheme with a colon: CenteredColormap(:berlin), or reversed :berlin_r."
        })
final class SchemesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "A name, or part of some without regard to case; with or without the colon.")
    private List<String> texts = List.of();

    @Option(
            names = "--class",
            paramLabel = "CLASS",
            description = "Only sequential, divergent, cyclic, qualitative or other ones.")
    private SchemeClass schemeClass;

    @Option(
            names = "--source",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Only those whose source, licence or credit contains a text: crameri, colorbrewer, CC0.")
    private String source;

    @Option(
            names = "--safe",
            description = "Only those that their authors call readable with a colour vision deficiency.")
    private boolean safe;

    @Mixin
    private SchemeArguments schemeArguments;

    @Option(
            names = "--sheet",
            paramLabel = "FILE.png",
            description = "Write a picture of them instead: a bar and a name for each.")
    private Path sheet;

    @Option(names = "--json", description = "Print them as JSON, with their colours.")
    private boolean json;

    @Option(
            names = "--swatches",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description = "Show the colours: auto, always, never. Default: ${DEFAULT-VALUE}, on terminals that say they"
                    + " have 24-bit colours (COLORTERM=truecolor).")
    private Swatches swatches;

    @Option(names = Failures.VERBOSE, description = "Show the full trace of a failure.")
    @SuppressWarnings("unused") // Failures asks the parser.
    private boolean verbose;

    @Override
    public Integer call() throws IOException {
        ColorSchemes known = schemeArguments.schemes();
        List<ColorScheme> found = found(known);
        if (found.isEmpty()) {
            throw new IllegalArgumentException(nothingFound(known));
        }
        Lines text = new Lines();
        if (sheet != null) {
            TextChunk software = new TextChunk("Software", Software.current().toString());
            Files.write(
                    sheet, new PngWriter(PngEncoding.Effort.SMALL).encode(SchemeSheet.of(found), List.of(software)));
            text.add(found.size() + " colour schemes in " + sheet);
        } else if (json) {
            text.addDocument(SchemeText.json(found));
        } else if (texts.size() == 1 && found.size() == 1) {
            text.addAll(SchemeText.description(found.get(0), swatches.areShown()));
            long others = matching(known, found.get(0).name()).count() - 1;
            if (others > 0) {
                text.add("  (" + others + " more with this in their name: " + alike(known, found.get(0)) + ")");
            }
        } else {
            text.addAll(SchemeText.list(found, swatches.areShown()));
        }
        text.print(spec.commandLine().getOut());
        return ExitCode.OK;
    }

    private List<ColorScheme> found(ColorSchemes known) {
        Stream<ColorScheme> named = texts.isEmpty()
                ? known.names().stream().map(known::get)
                : texts.stream().flatMap(text -> named(known, text.replaceFirst("^:", "")));
        return named.distinct()
                .filter(scheme -> schemeClass == null || scheme.schemeClass() == schemeClass)
                .filter(scheme -> !safe || scheme.isColorBlindSafe())
                .filter(scheme -> contains(scheme.source().origin(), source)
                        || contains(scheme.source().licence(), source)
                        || contains(scheme.source().credit(), source))
                .toList();
    }

    /** The scheme of this name, or if there is none all that have it in theirs. */
    private static Stream<ColorScheme> named(ColorSchemes known, String name) {
        return known.contains(name) ? Stream.of(known.get(name)) : matching(known, name);
    }

    private static Stream<ColorScheme> matching(ColorSchemes known, String part) {
        return known.names().stream().filter(name -> contains(name, part)).map(known::get);
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private static String alike(ColorSchemes known, ColorScheme scheme) {
        List<String> names = matching(known, scheme.name())
                .filter(other -> !other.equals(scheme))
                .map(other -> ":" + other.name())
                .toList();
        return String.join(" ", names.subList(0, Math.min(8, names.size()))) + (names.size() > 8 ? " …" : "");
    }

    private String nothingFound(ColorSchemes known) {
        if (texts.size() != 1 || schemeClass != null || safe || !source.isEmpty()) {
            return "No colour scheme is all of this: ask for less at a time";
        }
        String wanted = texts.get(0).replaceFirst("^:", "");
        return "No colour scheme's name contains '" + wanted + "'" + NearestName.hint(wanted, known.names());
    }
}
