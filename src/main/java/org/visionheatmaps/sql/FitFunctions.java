package org.visionheatmaps.sql;

import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.tensor.Layout;

/**
 * The aggregate {@code fit}, for arguments of whatever types fit it.
 *
 * @param layout of attributions
 * @param dtype of binary attributions
 */
record FitFunctions(Layout layout, DType dtype) implements UnboundFunction {
    static final String NAME = "fit";
    static final String USAGE =
            "fit(attribution[, shape], pipeline): an aggregate, the pipeline with the constants of all rows of a group";

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
                (ElementFunction) new ElementFunctions(NAME, FunctionKind.REDUCE, false, layout, dtype).bind(input);
        return new FitFunction(arguments);
    }
}
