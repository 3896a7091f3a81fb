package org.visionheatmaps.sql.procedure;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.ProcedureCatalog;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.connector.catalog.procedures.UnboundProcedure;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.visionheatmaps.sql.HeatmapCatalog;
import org.visionheatmaps.text.NearestName;

/**
 * The functions of {@link HeatmapCatalog}, and the commands as procedures, from Spark 4.0 on. With
 * {@code spark.sql.catalog.heatmaps=org.visionheatmaps.sql.procedure.HeatmapProcedures} in the session's configuration,
 *
 * <pre>{@code CALL heatmaps.system.render(input => 's3a://lake/maps', output => 's3a://lake/heatmaps', preset => 'cam')}</pre>
 *
 * <p>Every option of a command is a parameter under its name, with underscores: {@code id_column} is {@code --id-column}. Values are texts,
 * numbers, booleans (of flags), arrays and maps (of options that take several). A procedure runs in the caller's session: {@code
 * input_table} and {@code input_query} see its tables and views.
 */
public final class HeatmapProcedures implements FunctionCatalog, ProcedureCatalog {
    private static final String NAMESPACE = "system";

    private final HeatmapCatalog functions = new HeatmapCatalog();

    @Override
    public void initialize(String name, CaseInsensitiveStringMap options) {
        functions.initialize(name, options);
    }

    @Override
    public String name() {
        return functions.name();
    }

    @Override
    public Identifier[] listFunctions(String[] namespace) {
        return functions.listFunctions(namespace);
    }

    @Override
    public UnboundFunction loadFunction(Identifier identifier) throws NoSuchFunctionException {
        return functions.loadFunction(identifier);
    }

    @Override
    public Identifier[] listProcedures(String[] namespace) {
        return isOurs(namespace)
                ? CommandProcedure.names().stream()
                        .map(procedure -> Identifier.of(namespace, procedure))
                        .toArray(Identifier[]::new)
                : new Identifier[0];
    }

    @Override
    public UnboundProcedure loadProcedure(Identifier identifier) {
        List<String> names = CommandProcedure.names();
        String name = identifier.name().toLowerCase(Locale.ROOT);
        if (!isOurs(identifier.namespace()) || !names.contains(name)) {
            throw new IllegalArgumentException("There is no procedure " + identifier + NearestName.hint(name, names)
                    + " (there are: " + NAMESPACE + "." + String.join(", " + NAMESPACE + ".", names) + ")");
        }
        return CommandProcedure.named(name);
    }

    private static boolean isOurs(String... namespace) {
        return namespace.length == 1 && namespace[0].equalsIgnoreCase(NAMESPACE);
    }
}
