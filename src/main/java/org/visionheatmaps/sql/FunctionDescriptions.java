package org.visionheatmaps.sql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.plans.logical.DescribeFunction;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.connector.catalog.Identifier;
import scala.Product;
import scala.collection.Seq;

/**
 * {@code DESCRIBE FUNCTION heatmaps.png}: Spark describes no functions of catalogs. The command becomes a query of the text before
 * Spark looks for the function.
 */
final class FunctionDescriptions extends Rule<LogicalPlan> {
    private final SparkSession session;

    FunctionDescriptions(SparkSession session) {
        this.session = session;
    }

    /** Called where Spark has such rules: from 4.0 on. */
    static void inject(SparkSessionExtensions extensions) {
        extensions.injectHintResolutionRule(FunctionDescriptions::new);
    }

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        if (!(plan instanceof DescribeFunction describe)) {
            return plan;
        }
        Product function = describe.child();
        if (function.productArity() > 0
                && function.productElement(0) instanceof Seq<?> names
                && names.length() == 2
                && isOurs(names.apply(0).toString())) {
            try {
                return query(lines(names.mkString("."), names.apply(1).toString(), describe.isExtended()));
            } catch (NoSuchFunctionException e) {
                // Spark says so.
                return plan;
            }
        }
        return plan;
    }

    private boolean isOurs(String catalog) {
        return session.conf()
                .get("spark.sql.catalog." + catalog, "")
                .startsWith(HeatmapCatalog.class.getPackageName() + ".");
    }

    private static List<String> lines(String name, String function, boolean isExtended) throws NoSuchFunctionException {
        List<String> lines = new ArrayList<>();
        lines.add("Function: " + name);
        lines.add("Usage: "
                + new HeatmapCatalog()
                        .loadFunction(Identifier.of(new String[0], function))
                        .description());
        if (isExtended) {
            lines.addAll(FunctionKind.ARGUMENTS);
        }
        return lines;
    }

    /** Texts as bytes, so that nothing in them is syntax. */
    private static LogicalPlan query(List<String> lines) {
        return new CatalystSqlParser()
                .parsePlan(lines.stream()
                        .map(line -> "(CAST(X'" + HexFormat.of().formatHex(line.getBytes(StandardCharsets.UTF_8))
                                + "' AS STRING))")
                        .collect(Collectors.joining(", ", "SELECT * FROM VALUES ", " AS described(function_desc)")));
    }
}
