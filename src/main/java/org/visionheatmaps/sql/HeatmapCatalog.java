package org.visionheatmaps.sql;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The functions of this project in Spark SQL. With {@code spark.sql.catalog.heatmaps=org.visionheatmaps.sql.HeatmapCatalog} in the
 * session's configuration,
 *
 * <pre>{@code SELECT id, heatmaps.png(attribution, array(3, 224, 224), 'NormReduction() |> ExtremaColormap() |> FlipImage()')}</pre>
 *
 * <p>Every function takes a map of options at its end, {@code map('layout', 'NHWC')}: {@code layout} of the attribution (default NCHW) and
 * {@code dtype} of a binary one (default float32); those that draw also {@code bad_color}, which masks NaN and infinities, {@code png}
 * and {@code png_color}. The session's settings may have the same, as {@code spark.sql.catalog.heatmaps.layout=NHWC}.
 *
 * <ul>
 *   <li>{@code png(attribution[, shape], pipeline[, image][, options])}: the heatmap, a PNG file's bytes
 *   <li>{@code reduce(attribution[, shape], pipeline[, options])}: the values that a pipeline without a colormap gives, as {@code struct<shape:
 *       array<int>, data: array<double>>}
 *   <li>{@code stats(attribution[, shape][, pipeline][, options])}: count, least, greatest, mean and three quantiles of those values
 *   <li>{@code metrics(attribution[, shape][, pipeline][, options])}: what the command audit measures of an element, as a struct
 *   <li>{@code try_png}, {@code try_reduce}, {@code try_stats}, {@code try_metrics}: the same, but NULL where the others fail for what a row
 *       holds
 *   <li>{@code explain(attribution[, shape], pipeline[, image][, options])}: why png fails for what a row holds; NULL where it does not
 *   <li>{@code draw(attribution[, shape], pipeline[, image][, options])}: both at once, as {@code struct<png, kind, reason>}
 *   <li>{@code fit(attribution[, shape], pipeline[, options])}: an aggregate, the pipeline with the constants of all rows, or of each group's
 * </ul>
 *
 * <p>A pipeline may be the name of a preset. An attribution is one element: a nested array or a {@code struct<shape, data>} states its shape, an array of numbers or binary
 * needs one. A photograph is encoded bytes, {@code struct<bytes, path>} with bytes, or Spark's struct of an image.
 *
 * <p>Pipelines and options that are constants are checked when a query is analysed ({@link HeatmapExtensions}), others where they come.
 */
public final class HeatmapCatalog implements FunctionCatalog {
    private static final String TRY = "try_";
    private static final Map<String, FunctionKind> FUNCTIONS = Map.of(
            "png", FunctionKind.PNG,
            "reduce", FunctionKind.REDUCE,
            "stats", FunctionKind.STATS,
            "metrics", FunctionKind.METRICS);

    /** Those that fail for no row. */
    private static final Map<String, FunctionKind> WITHOUT_FAILURES =
            Map.of("explain", FunctionKind.EXPLAIN, "draw", FunctionKind.DRAW);

    private static final String FIT = "fit";

    private String name;
    private FunctionOptions defaults = FunctionOptions.DEFAULT;

    @Override
    public void initialize(String givenName, CaseInsensitiveStringMap options) {
        this.name = givenName;
        defaults = defaults.with(options, FunctionOptions.OF_PICTURES);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Identifier[] listFunctions(String[] namespace) {
        return namespace.length > 0
                ? new Identifier[0]
                : Stream.concat(
                                Stream.concat(Stream.of(FIT), WITHOUT_FAILURES.keySet().stream()),
                                FUNCTIONS.keySet().stream()
                                        .flatMap(function -> Arrays.stream(new String[] {function, TRY + function})))
                        .sorted()
                        .map(function -> Identifier.of(namespace, function))
                        .toArray(Identifier[]::new);
    }

    @Override
    public UnboundFunction loadFunction(Identifier identifier) throws NoSuchFunctionException {
        String asked = identifier.name().toLowerCase(Locale.ROOT);
        if (identifier.namespace().length == 0 && WITHOUT_FAILURES.containsKey(asked)) {
            return new ElementFunctions(asked, WITHOUT_FAILURES.get(asked), false, defaults);
        }
        if (identifier.namespace().length == 0 && asked.equals(FIT)) {
            return new FitFunctions(defaults);
        }
        boolean isTried = asked.startsWith(TRY);
        FunctionKind work = FUNCTIONS.get(isTried ? asked.substring(TRY.length()) : asked);
        if (work == null || identifier.namespace().length > 0) {
            throw new NoSuchFunctionException(identifier);
        }
        return new ElementFunctions(asked, work, isTried, defaults);
    }
}
