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
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.tensor.Layout;

/**
 * The functions of this project in Spark SQL. With {@code spark.sql.catalog.heatmaps=org.visionheatmaps.sql.HeatmapCatalog} in the
 * session's configuration,
 *
 * <pre>{@code SELECT id, heatmaps.png(attribution, array(3, 224, 224), 'NormReduction() |> ExtremaColormap() |> FlipImage()')}</pre>
 *
 * <p>Options, as {@code spark.sql.catalog.heatmaps.layout=NHWC}: {@code layout} of the attributions (default NCHW) and {@code dtype} of
 * binary ones (default float32).
 *
 * <ul>
 *   <li>{@code png(attribution[, shape], pipeline[, image])}: the heatmap, a PNG file's bytes
 *   <li>{@code reduce(attribution[, shape], pipeline)}: the values that a pipeline without a colormap gives, as {@code struct<shape:
 *       array<int>, data: array<double>>}
 *   <li>{@code stats(attribution[, shape][, pipeline])}: count, least, greatest, mean and three quantiles of those values
 *   <li>{@code metrics(attribution[, shape][, pipeline])}: what the command audit measures of an element, as a struct
 *   <li>{@code try_png}, {@code try_reduce}, {@code try_stats}, {@code try_metrics}: the same, but NULL where the others fail for what a row
 *       holds
 *   <li>{@code explain(attribution[, shape], pipeline[, image])}: why png fails for what a row holds; NULL where it does not
 *   <li>{@code fit(attribution[, shape], pipeline)}: an aggregate, the pipeline with the constants of all rows, or of each group's
 * </ul>
 *
 * <p>A pipeline may be the name of a preset. An attribution is one element: a nested array or a {@code struct<shape, data>} states its shape, an array of numbers or binary
 * needs one.
 */
public final class HeatmapCatalog implements FunctionCatalog {
    private static final String TRY = "try_";
    private static final Map<String, FunctionKind> FUNCTIONS = Map.of(
            "png", FunctionKind.PNG,
            "reduce", FunctionKind.REDUCE,
            "stats", FunctionKind.STATS,
            "metrics", FunctionKind.METRICS);

    private static final String EXPLAIN = "explain";
    private static final String FIT = "fit";

    private String name;
    private Layout layout;
    private DType dtype;

    @Override
    public void initialize(String givenName, CaseInsensitiveStringMap options) {
        this.name = givenName;
        this.layout = Layout.parse(options.getOrDefault("layout", "NCHW"));
        this.dtype = DType.parse(options.getOrDefault("dtype", "float32"));
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
                                Stream.of(EXPLAIN, FIT),
                                FUNCTIONS.keySet().stream()
                                        .flatMap(function -> Arrays.stream(new String[] {function, TRY + function})))
                        .sorted()
                        .map(function -> Identifier.of(namespace, function))
                        .toArray(Identifier[]::new);
    }

    @Override
    public UnboundFunction loadFunction(Identifier identifier) throws NoSuchFunctionException {
        String asked = identifier.name().toLowerCase(Locale.ROOT);
        if (identifier.namespace().length == 0 && asked.equals(EXPLAIN)) {
            return new ElementFunctions(asked, FunctionKind.EXPLAIN, false, layout, dtype);
        }
        if (identifier.namespace().length == 0 && asked.equals(FIT)) {
            return new FitFunctions(layout, dtype);
        }
        boolean isTried = asked.startsWith(TRY);
        FunctionKind work = FUNCTIONS.get(isTried ? asked.substring(TRY.length()) : asked);
        if (work == null || identifier.namespace().length > 0) {
            throw new NoSuchFunctionException(identifier);
        }
        return new ElementFunctions(asked, work, isTried, layout, dtype);
    }
}
