package org.visionheatmaps.spark.input.row;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** A catalog of SQL functions; Spark makes it from its class name in the session's configuration. */
public final class TensorFunctions implements FunctionCatalog {
    private static final String CATALOG = "visionheatmaps_internal";
    private static final String PACK = "pack";

    private String name = CATALOG;

    /** Registers the catalog in a session and gives the column of packed values ({@link PackedValue#RESULT}). */
    public static Column pack(SparkSession spark, Column array) {
        spark.conf().set("spark.sql.catalog." + CATALOG, TensorFunctions.class.getName());
        return functions.call_function(CATALOG + "." + PACK, array);
    }

    @Override
    public void initialize(String givenName, CaseInsensitiveStringMap options) {
        this.name = givenName;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Identifier[] listFunctions(String[] namespace) {
        return new Identifier[] {Identifier.of(new String[0], PACK)};
    }

    @Override
    public UnboundFunction loadFunction(Identifier identifier) throws NoSuchFunctionException {
        if (!identifier.name().equals(PACK)) {
            throw new NoSuchFunctionException(identifier);
        }
        return new Pack();
    }

    private static final class Pack implements UnboundFunction {
        @Override
        public BoundFunction bind(StructType input) {
            if (input.length() != 1 || !(input.fields()[0].dataType() instanceof ArrayType array)) {
                throw new UnsupportedOperationException("pack takes one array");
            }
            return new PackedValue(array);
        }

        @Override
        public String description() {
            return "pack(array): shape and little-endian bytes of an array of numbers or booleans, nested or not";
        }

        @Override
        public String name() {
            return PACK;
        }
    }
}
