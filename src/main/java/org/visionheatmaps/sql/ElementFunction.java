package org.visionheatmaps.sql;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;
import org.visionheatmaps.io.value.NumberMemory;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Tensor;

/** One function for arguments of certain types. Public for Spark's generated code alone. */
public final class ElementFunction implements ScalarFunction<Object>, ConstantsCheck {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final DataType[] types;
    private final FunctionKind work;
    private final boolean isTried;
    private final ElementValue value;
    private final Places places;
    private final ImageArgument image;
    private final FunctionOptions defaults;
    /** Its pipeline and its memory belong to one thread. */
    private transient ThreadLocal<ElementWorker> workers;

    /**
     * Where arguments are.
     *
     * @param pipeline the pipeline's place, or -1
     * @param options the place of the map of options, or -1
     */
    record Places(int pipeline, int options) implements Serializable {}

    /**
     * @param image how the photograph is read, or null if there is no argument for one
     * @param defaults where a call says nothing else
     */
    ElementFunction(
            String name,
            DataType[] types,
            FunctionKind work,
            boolean isTried,
            ElementValue value,
            Places places,
            ImageArgument image,
            FunctionOptions defaults) {
        this.name = name;
        this.types = types;
        this.work = work;
        this.isTried = isTried;
        this.value = value;
        this.places = places;
        this.image = image;
        this.defaults = defaults;
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
     * @throws IllegalArgumentException if the pipeline or an option cannot be
     */
    @Override
    public Object produceResult(InternalRow arguments) {
        ElementWorker worker = worker();
        Optional<String> pipeline = pipeline(arguments);
        if (pipeline.isEmpty() && places.pipeline() >= 0) {
            return null;
        }
        FunctionOptions options = options(arguments);
        worker.open(pipeline, options);
        try {
            Tensor x = value.read(arguments, options, worker.memory());
            return worker.work(x, image == null ? null : image.read(arguments));
        } catch (BadDataException e) {
            if (work == FunctionKind.EXPLAIN) {
                return UTF8String.fromString(e.reason().text() + ": " + e.getMessage());
            }
            if (work == FunctionKind.DRAW) {
                return new GenericInternalRow(new Object[] {
                    null, UTF8String.fromString(e.reason().text()), UTF8String.fromString(e.getMessage())
                });
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

    /** What a row's map of options says, over the defaults. */
    private FunctionOptions options(InternalRow row) {
        return places.options() < 0 || row.isNullAt(places.options())
                ? defaults
                : defaults.with(row.getMap(places.options()), work.options());
    }

    /**
     * The element of a row; it holds until another is read into the same memory.
     *
     * @throws BadDataException if there is none that can be used
     */
    Tensor element(InternalRow row, NumberMemory memory) {
        return value.read(row, options(row), memory);
    }

    @Override
    public void check(Object[] constants) {
        FunctionOptions options = constantOptions(constants);
        Optional<String> pipeline = constantPipeline(constants);
        if (pipeline.isPresent()) {
            new ElementWorker(work).open(pipeline, options);
        }
    }

    /** The pipeline, if it is a constant. */
    Optional<String> constantPipeline(Object[] constants) {
        return places.pipeline() >= 0 && constants[places.pipeline()] instanceof UTF8String text
                ? Optional.of(text.toString())
                : Optional.empty();
    }

    /** The options, or the defaults if they are not constant. */
    FunctionOptions constantOptions(Object[] constants) {
        return places.options() >= 0 && constants[places.options()] instanceof MapData map
                ? defaults.with(map, work.options())
                : defaults;
    }

    private synchronized ElementWorker worker() {
        if (workers == null) {
            workers = ThreadLocal.withInitial(() -> new ElementWorker(work));
        }
        return workers.get();
    }
}
