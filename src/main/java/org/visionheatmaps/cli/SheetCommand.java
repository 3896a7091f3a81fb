package org.visionheatmaps.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.visionheatmaps.cli.options.OpenedSpark;
import org.visionheatmaps.cli.options.SparkOptions;
import org.visionheatmaps.cli.text.Console;
import org.visionheatmaps.cli.text.ExitCode;
import org.visionheatmaps.render.figure.ContactSheet;
import org.visionheatmaps.spark.output.RenderedHeatmaps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sheet}: many heatmaps at a glance. */
@Command(
        name = "sheet",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {"Puts many heatmaps of a render's output on one PNG, each with its id below it.", ""},
        footer = {
            "",
            "Heatmaps are enlarged or reduced by whole factors to fit the cell, and their colour bars drawn",
            "anew beside them. What is missing is black; translucent colours lie on white.",
            "",
            "@|bold Examples|@",
            "  The first forty:",
            "    vision-heatmaps sheet --input heatmaps --output sheet.png",
            "  Three pages of a sample of all that is the same whenever it is drawn:",
            "    vision-heatmaps sheet --input heatmaps --output sample.png --order seeded --pages 3"
        })
final class SheetCommand implements Callable<Integer> {
    private static final int MAX_CELLS = 10_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-i", "--input"},
            required = true,
            paramLabel = "PATH",
            description = "What render wrote: a folder of PNG files, or of Parquet rows.")
    private String input;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE.png",
            description = "The file to write, on this machine; of several pages sheet-1.png, sheet-2.png, ...")
    private Path output;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
    private int rows;

    @Option(names = "--cols", paramLabel = "N", defaultValue = "8", description = "Default: ${DEFAULT-VALUE}.")
    private int columns;

    @Option(
            names = "--pages",
            paramLabel = "N",
            defaultValue = "1",
            description = "At most so many pages; how many heatmaps have no room is said. Default: ${DEFAULT-VALUE}.")
    private int pages;

    @Option(
            names = "--cell",
            paramLabel = "PIXELS",
            defaultValue = "224",
            description =
                    "The side of the square that each heatmap is fitted to, without its bar. Default: ${DEFAULT-VALUE}.")
    private int cell;

    @Option(
            names = "--order",
            paramLabel = "O",
            defaultValue = "id",
            description = "id: by id, as texts. seeded: mixed up, but the same each time. Default: ${DEFAULT-VALUE}.")
    private RenderedHeatmaps.Order order;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Chooses the seeded order. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private SparkOptions spark;

    private void requireSizes() {
        boolean arePositive = rows > 0 && columns > 0 && pages > 0 && cell > 0;
        if (!arePositive || (long) rows * columns * pages > MAX_CELLS || cell > MAX_CELLS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--rows, --cols, --pages and --cell must be at least 1, and there is room for " + MAX_CELLS
                            + " heatmaps in all, but got " + rows + " x " + columns + " on " + pages
                            + " pages, cells of " + cell);
        }
    }

    @Override
    public Integer call() throws IOException {
        requireSizes();
        Console console = spark.console(spec.commandLine());
        int perPage = rows * columns;
        RenderedHeatmaps.First first;
        try (OpenedSpark opened = spark.open("sheet", console)) {
            first = new RenderedHeatmaps(input, order, seed).first(opened.session(), perPage * pages, cell);
        }
        List<ContactSheet.Cell> cells = first.cells();
        int drawn = (cells.size() + perPage - 1) / perPage;
        List<String> files = new ArrayList<>();
        for (int page = 0; page < drawn; page++) {
            List<ContactSheet.Cell> shown = cells.subList(page * perPage, Math.min(cells.size(), (page + 1) * perPage));
            Path file = file(page, drawn);
            Files.write(file, RenderedHeatmaps.page(shown, columns));
            files.add(file.toString());
        }
        console.say(cells.size() + " of " + first.all() + " heatmaps in " + String.join(", ", files));
        return ExitCode.OK;
    }

    /** A page's file, numbered if there are others, so that names sort like pages. */
    private Path file(int page, int of) {
        if (of == 1) {
            return output;
        }
        String name = output.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String number = "-"
                + "0"
                        .repeat(String.valueOf(of).length()
                                - String.valueOf(page + 1).length()) + (page + 1);
        return output.resolveSibling(dot < 0 ? name + number : name.substring(0, dot) + number + name.substring(dot));
    }
}
