package org.visionheatmaps.sql;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;
import org.visionheatmaps.io.value.NumberMemory;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Tensor;

/** One function for arguments of certain types. Public for Spark's generated code alone. */
public final class ElementFunction implements ScalarFunction<Object> {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final DataType[] types;
    private final FunctionKind work;
    private final boolean isTried;
    private final ElementValue value;
    private final Places places;
    /** Its pipeline and its memory belong to one thread. */
    private transient ThreadLocal<ElementWorker> workers;

    /**
     * Where arguments are.
     *
     * @param pipeline the pipeline's place, or -1
     * @param image the photograph's, or -1
     */
    record Places(int pipeline, int image) implements Serializable {}

    ElementFunction(
            String name, DataType[] types, FunctionKind work, boolean isTried, ElementValue value, Places places) {
        this.name = name;
        this.types = types;
        this.work = work;
        this.isTried = isTried;
        this.value = value;
        this.places = places;
    }

    @Override
    public DataType[] inputTypes() {
        return types.clone();
    }

    @Override
    public DataType resultType() {
        return work.result();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String canonicalName() {
        return "visionheatmaps." + name
                + Arrays.stream(types).map(DataType::catalogString).collect(Collectors.joining(",", "(", ")"));
    }

    /**
     * @throws BadDataException if the row's values cannot be used; the tried functions give null instead
     * @throws IllegalArgumentException if the pipeline cannot be
     */
    @Override
    public Object produceResult(InternalRow arguments) {
        ElementWorker worker = worker();
        Optional<String> pipeline = pipeline(arguments);
        if (pipeline.isEmpty() && places.pipeline() >= 0) {
            return null;
        }
        boolean hasImage = places.image() >= 0 && !arguments.isNullAt(places.image());
        try {
            return worker.work(
                    value.read(arguments, worker.memory()),
                    pipeline,
                    hasImage ? arguments.getBinary(places.image()) : null);
        } catch (BadDataException e) {
            if (work == FunctionKind.EXPLAIN) {
                return UTF8String.fromString(e.reason().text() + ": " + e.getMessage());
            }
            if (isTried) {
                return null;
            }
            throw e;
        }
    }

    /** The pipeline of a row; empty if it is null, or there is none. */
    Optional<String> pipeline(InternalRow row) {
        return places.pipeline() < 0 || row.isNullAt(places.pipeline())
                ? Optional.empty()
                : Optional.of(row.getUTF8String(places.pipeline()).toString());
    }

    /**
     * The element of a row; it holds until another is read into the same memory.
     *
     * @throws BadDataException if there is none that can be used
     */
    Tensor element(InternalRow row, NumberMemory memory) {
        return value.read(row, memory);
    }

    private synchronized ElementWorker worker() {
        if (workers == null) {
            workers = ThreadLocal.withInitial(() -> new ElementWorker(work));
        }
        return workers.get();
    }
}
