package org.visionheatmaps.sql;

import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.StructType;

/**
 * The aggregate {@code fit}, for arguments of whatever types fit it.
 *
 * @param defaults where a call's options say nothing else
 */
record FitFunctions(FunctionOptions defaults) implements UnboundFunction {
    static final String NAME = "fit";
    static final String USAGE =
            "fit(attribution[, shape], pipeline[, options]): an aggregate, the pipeline with the constants of all rows of a group";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return USAGE;
    }

    /**
     * @throws UnsupportedOperationException if the arguments do not fit; Spark shows the user its message
     */
    @Override
    public BoundFunction bind(StructType input) {
        // The same arguments as of the values at the end of a pipeline.
        ElementFunction arguments =
                (ElementFunction) new ElementFunctions(NAME, FunctionKind.REDUCE, false, defaults).bind(input);
        return new FitFunction(arguments);
    }
}
