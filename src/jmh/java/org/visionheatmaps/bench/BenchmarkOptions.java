package org.visionheatmaps.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What {@code scripts/benchmark} was asked.
 *
 * @param rows how many rows, one measurement each; none for the core alone
 * @param inputs how the attributions are kept
 * @param formats of the output, and the kinds of fit
 * @param out the folder of data and report
 * @param master of Spark
 * @param repeat how often everything is measured; the median counts
 * @param python with the peers' packages, or null to leave the peers out
 */
record BenchmarkOptions(
        List<Integer> rows,
        List<BenchmarkFiles.Input> inputs,
        List<String> formats,
        Path out,
        String master,
        int repeat,
        String python) {
    private static final BenchmarkOptions DEFAULT = new BenchmarkOptions(
            List.of(500, 2000),
            List.of(BenchmarkFiles.Input.values()),
            List.of("fit-approximate", "fit-exact", "parquet", "png"),
            Path.of("target", "benchmark"),
            "local[2]",
            3,
            null);

    /**
     * Parses {@code --name value} pairs.
     *
     * @throws IllegalArgumentException for an unknown name or a missing value
     */
    static BenchmarkOptions parse(String... arguments) {
        BenchmarkOptions options = DEFAULT;
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            options = options.with(arguments[i], arguments[i + 1]);
        }
        return options;
    }

    private BenchmarkOptions with(String name, String value) {
        List<String> list = Arrays.asList(value.split(","));
        return switch (name) {
            case "--rows" ->
                new BenchmarkOptions(
                        list.stream().map(Integer::valueOf).filter(n -> n > 0).toList(),
                        inputs,
                        formats,
                        out,
                        master,
                        repeat,
                        python);
            case "--inputs" ->
                new BenchmarkOptions(
                        rows,
                        list.stream()
                                .map(input -> BenchmarkFiles.Input.valueOf(input.toUpperCase(Locale.ROOT)))
                                .toList(),
                        formats,
                        out,
                        master,
                        repeat,
                        python);
            case "--formats" -> new BenchmarkOptions(rows, inputs, list, out, master, repeat, python);
            case "--out" -> new BenchmarkOptions(rows, inputs, formats, Path.of(value), master, repeat, python);
            case "--master" -> new BenchmarkOptions(rows, inputs, formats, out, value, repeat, python);
            case "--repeat" ->
                new BenchmarkOptions(rows, inputs, formats, out, master, Integer.parseInt(value), python);
            case "--python" -> new BenchmarkOptions(rows, inputs, formats, out, master, repeat, value);
            default -> throw new IllegalArgumentException("unknown option " + name);
        };
    }
}
