package org.visionheatmaps.io.arrow;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.hadoop.conf.Configuration;
import org.visionheatmaps.io.file.TensorReader;
import org.visionheatmaps.io.numpy.NumpyValue;
import org.visionheatmaps.io.value.ByteSource;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.io.value.NumberMemory;
import org.visionheatmaps.io.value.NumberType;
import org.visionheatmaps.io.value.Values;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;
import org.visionheatmaps.tensor.Layout;

/** The attributions of Arrow files, from the row's bytes in a record batch into numbers. */
public final class ArrowTensorReader implements TensorReader {
    private final String name;
    private final Map<String, ArrowFile> files;
    private final Configuration configuration;
    private final NumberMemory memory = new NumberMemory();

    private ArrowFile file;
    private ArrowReader reader;
    private ArrowColumn column;
    private ArrowFile.Batch batch;

    /**
     * @param name the column's name
     * @param files all that will be read
     * @param configuration of the files' file systems
     */
    public ArrowTensorReader(String name, List<ArrowFile> files, Configuration configuration) {
        this.name = name;
        this.files = files.stream().collect(Collectors.toMap(ArrowFile::path, file -> file));
        this.configuration = configuration;
    }

    /** Whether a column is one of bytes, of numbers in lists of any kind and depth, or of tensors of numbers. */
    public static boolean canRead(Schema schema, String name) {
        Optional<Field> field = schema.getFields().stream()
                .filter(any -> any.getName().equals(name))
                .findFirst();
        return field.isPresent()
                && field.get().getDictionary() == null
                && (isBytes(field.get()) || isLists(field.get()));
    }

    private static boolean isLists(Field field) {
        Field lists = TensorType.of(field).isPresent() && field.getType() instanceof ArrowType.Struct
                ? field.getChildren().stream()
                        .filter(child -> child.getName().equals("data"))
                        .findFirst()
                        .orElseThrow()
                : field;
        int depth = 0;
        while (isList(lists)) {
            lists = lists.getChildren().get(0);
            depth++;
        }
        return depth > 0 && lists.getDictionary() == null && isNumbers(lists.getType());
    }

    private static boolean isNumbers(ArrowType type) {
        return type instanceof ArrowType.FloatingPoint || type instanceof ArrowType.Int;
    }

    private static boolean isList(Field field) {
        return field.getDictionary() == null
                && switch (field.getType().getTypeID()) {
                    case List, LargeList, FixedSizeList -> true;
                    default -> false;
                };
    }

    private static boolean isBytes(Field field) {
        return switch (field.getType().getTypeID()) {
            case Binary, LargeBinary, BinaryView, FixedSizeBinary -> true;
            default -> false;
        };
    }

    @Override
    public Values read(Place place, Declared declared, Layout layout) throws IOException {
        long row = place.row();
        try {
            seek(place);
            reader.load(row - batch.firstRow(), 1);
            if (column.isNull(0)) {
                throw new BadDataException(Reason.NULL_VALUE, "the attribution is null");
            }
            return isBytes(column.field()) ? bytes(declared, layout) : numbers(declared, layout);
        } catch (DamagedArrowException e) {
            throw new BadDataException(Reason.UNREADABLE, e.getMessage(), e);
        }
    }

    private void seek(Place place) throws IOException {
        String path = place.path();
        long row = place.row();
        if (file == null || !file.path().equals(path)) {
            close();
            file = files.get(path);
            // The rows were read by an index of their own.
            file.version().requireSame(path, place.version());
            reader = ArrowReader.open(file, configuration);
            column = reader.column(name)
                    .orElseThrow(() -> new IOException(
                            "The file " + path + " has no column '" + name + "' of numbers like the others"));
            wantAll(column);
        }
        if (batch == null || row < batch.firstRow() || row >= batch.firstRow() + batch.rows()) {
            batch = null;
            ArrowFile.Batch found = batch(file.batches(), row);
            reader.open(found);
            batch = found;
        }
    }

    private static void wantAll(ArrowColumn column) {
        column.want();
        for (int c = 0; c < column.field().getChildren().size(); c++) {
            wantAll(column.child(c));
        }
    }

    private static ArrowFile.Batch batch(List<ArrowFile.Batch> batches, long row) {
        int low = 0;
        int high = batches.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (batches.get(middle).firstRow() <= row) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return batches.get(low);
    }

    private Values bytes(Declared declared, Layout layout) throws IOException {
        ByteSource bytes = ByteSource.of(column.data(0).slice(column.start(0), column.length(0)));
        return NumpyValue.isNumpy(bytes)
                ? NumpyValue.read(bytes, layout, memory)
                : Values.decode(bytes, declared.dtype(), declared.shape(bytes.left()), layout, memory);
    }

    private Values numbers(Declared declared, Layout layout) {
        Optional<TensorType> tensor = column.tensor();
        ArrowColumn lists = tensor.isPresent() ? tensor.get().lists(column) : column;
        int[] nested = ListSizes.of(lists);
        ArrowColumn numbers = lists;
        for (int d = 0; d < nested.length; d++) {
            numbers = numbers.child(0);
        }
        DType dtype = dtype(numbers);
        requireNumbers(numbers);
        memory.clear();
        memory.reserve(dtype, numbers.rows());
        memory.add(dtype.type(), numbers.numbers());
        int[] shape;
        if (tensor.isPresent()) {
            shape = tensor.get().shape(column, 0);
        } else {
            shape = nested.length > 1 ? nested : declared.shape((long) memory.count() * dtype.bytes());
        }
        return Values.of(memory, dtype, shape, layout);
    }

    private static DType dtype(ArrowColumn numbers) {
        ArrowType type = numbers.field().getType();
        if (type instanceof ArrowType.Int whole) {
            String name = (whole.getIsSigned() ? "i" : "u") + whole.getBitWidth() / Byte.SIZE;
            return DType.of(NumberType.ofNumpy(name).orElseThrow());
        }
        return switch (((ArrowType.FloatingPoint) type).getPrecision()) {
            case HALF -> DType.FLOAT16;
            case SINGLE -> DType.FLOAT32;
            case DOUBLE -> DType.FLOAT64;
        };
    }

    private static void requireNumbers(ArrowColumn numbers) {
        for (int i = 0; numbers.nulls() > 0 && i < numbers.rows(); i++) {
            if (numbers.isNull(i)) {
                throw new BadDataException(
                        Reason.NULL_VALUE, "every value must be a number, but there is a null at position " + i);
            }
        }
    }

    @Override
    public void close() throws IOException {
        file = null;
        batch = null;
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
