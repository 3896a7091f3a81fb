package org.visionheatmaps.sql;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.AggregateFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Tensor;

/** Fits a pipeline to the rows of a group: what the command fit gives with approximate quantiles. Rows that cannot be drawn do not count. */
final class FitFunction implements AggregateFunction<Serializable, UTF8String>, ConstantsCheck {
    private static final long serialVersionUID = 1L;

    private final ElementFunction arguments;

    /**
     * @param arguments how they are read
     */
    FitFunction(ElementFunction arguments) {
        this.arguments = arguments;
    }

    @Override
    public DataType[] inputTypes() {
        return arguments.inputTypes();
    }

    @Override
    public DataType resultType() {
        return DataTypes.StringType;
    }

    @Override
    public String name() {
        return FitFunctions.NAME;
    }

    @Override
    public String canonicalName() {
        return "visionheatmaps." + FitFunctions.NAME
                + Arrays.stream(inputTypes()).map(DataType::catalogString).collect(Collectors.joining(",", "(", ")"));
    }

    @Override
    public Serializable newAggregationState() {
        return new FitState();
    }

    /**
     * @throws IllegalArgumentException if the pipeline cannot be fitted in one pass, or is another than before
     */
    @Override
    public Serializable update(Serializable carried, InternalRow row) {
        FitState state = FitState.of(carried);
        Optional<String> pipeline = arguments.pipeline(row);
        if (pipeline.isEmpty()) {
            return state;
        }
        state.open(pipeline.get());
        try {
            Tensor x = arguments.element(row, state.memory());
            state.see(x);
        } catch (BadDataException e) {
            // It cannot be drawn, so it is no part of the statistics.
            state.leaveOut(e.reason());
        }
        return state;
    }

    @Override
    public void check(Object[] constants) {
        arguments.constantOptions(constants);
        arguments.constantPipeline(constants).ifPresent(pipeline -> new FitState().open(pipeline));
    }

    @Override
    public Serializable merge(Serializable left, Serializable right) {
        return FitState.of(left).add(FitState.of(right));
    }

    @Override
    public UTF8String produceResult(Serializable state) {
        return FitState.of(state).fitted().map(UTF8String::fromString).orElse(null);
    }
}
