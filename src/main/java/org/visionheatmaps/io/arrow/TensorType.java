package org.visionheatmaps.io.arrow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * What the metadata of a field says of its tensors: Arrow's canonical extension types {@code arrow.fixed_shape_tensor} and {@code
 * arrow.variable_shape_tensor}, and Ray's. Their metadata describes the memory; a permutation says which of its dimensions is the first,
 * second, … that a user sees. That is the logical order, in which shapes, names and values are given here.
 *
 * @see <a href="https://arrow.apache.org/docs/format/CanonicalExtensions.html">the specification</a>
 */
public final class TensorType {
    private static final String NAME = ArrowType.ExtensionType.EXTENSION_METADATA_KEY_NAME;
    private static final String METADATA = ArrowType.ExtensionType.EXTENSION_METADATA_KEY_METADATA;
    private static final String FIXED = "arrow.fixed_shape_tensor";
    private static final String VARIABLE = "arrow.variable_shape_tensor";
    /** Ray's own type, older than Arrow's: its metadata is the shape and nothing else. */
    private static final Set<String> RAY = Set.of("ray.data.arrow_tensor", "ray.data.arrow_tensor_v2");

    private static final Set<String> LAYOUTS = Set.of("NCHW", "NHWC", "WHCN", "CHW", "HWC", "WHC", "HW", "WH");

    /** As many as NumPy's arrays had for long; a shape is read for each row. */
    private static final int MAX_RANK = 32;

    private final int[] memoryShape;
    private final int[] permutation;
    private final List<String> names;

    private TensorType(int[] memoryShape, int[] permutation, List<String> names) {
        this.memoryShape = memoryShape;
        this.permutation = permutation;
        this.names = names;
    }

    /**
     * The type that a field's metadata states, if it is a tensor.
     *
     * @throws IllegalArgumentException if the metadata contradicts itself or the column
     */
    public static Optional<TensorType> of(Field field) {
        String name = field.getMetadata().getOrDefault(NAME, "");
        if (!name.equals(FIXED) && !name.equals(VARIABLE) && !RAY.contains(name)) {
            return Optional.empty();
        }
        String text = field.getMetadata().getOrDefault(METADATA, "");
        try {
            JsonNode json = new ObjectMapper().readTree(text.isBlank() ? "{}" : text);
            if (RAY.contains(name)) {
                json = new ObjectMapper().createObjectNode().set("shape", json);
            }
            return Optional.of(name.equals(VARIABLE) ? variable(field, json) : fixed(field, json));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The column '" + field.getName() + "' says that it is " + name + ", but its metadata " + text
                            + " cannot be used: " + e.getMessage(),
                    e);
        }
    }

    private static TensorType fixed(Field field, JsonNode json) {
        require(isList(field), "it is no list");
        require(json.path("shape").isArray(), "it has no shape");
        require(json.get("shape").size() <= MAX_RANK, "it has more than " + MAX_RANK + " dimensions");
        int[] shape = ints(json.get("shape"));
        long length = 1;
        for (int size : shape) {
            require(size >= 0, "a size is negative");
            length *= size;
            require(length <= Integer.MAX_VALUE, "a value would have more than 2^31 - 1 numbers");
        }
        if (field.getType() instanceof ArrowType.FixedSizeList list) {
            require(
                    length == list.getListSize(),
                    "a value has " + list.getListSize() + " numbers, the shape " + length);
        }
        return new TensorType(shape, permutation(json, shape.length), names(json, shape.length));
    }

    private static TensorType variable(Field field, JsonNode json) {
        int data = index(field, "data");
        int shape = index(field, "shape");
        require(data >= 0 && shape >= 0, "it is no struct of data and shape");
        require(
                field.getChildren().get(shape).getType() instanceof ArrowType.FixedSizeList,
                "its shape is no list of a fixed size");
        int rank = ((ArrowType.FixedSizeList) field.getChildren().get(shape).getType()).getListSize();
        require(rank >= 0 && rank <= MAX_RANK, "it has " + rank + " dimensions, more than " + MAX_RANK);
        require(isList(field.getChildren().get(data)), "its data is no list");
        require(isInt32(field.getChildren().get(shape).getChildren()), "the sizes of its shape are no 32-bit numbers");
        return new TensorType(null, permutation(json, rank), names(json, rank));
    }

    private static boolean isList(Field field) {
        boolean isOne =
                switch (field.getType().getTypeID()) {
                    case List, LargeList, FixedSizeList -> true;
                    default -> false;
                };
        return isOne && field.getDictionary() == null && field.getChildren().size() == 1;
    }

    private static boolean isInt32(List<Field> sizes) {
        return sizes.size() == 1
                && sizes.get(0).getDictionary() == null
                && sizes.get(0).getType() instanceof ArrowType.Int type
                && type.getBitWidth() == Integer.SIZE;
    }

    private static int[] permutation(JsonNode json, int rank) {
        int[] identity = IntStream.range(0, rank).toArray();
        if (!json.path("permutation").isArray()) {
            return identity;
        }
        int[] permutation = ints(json.get("permutation"));
        int[] sorted = permutation.clone();
        Arrays.sort(sorted);
        require(Arrays.equals(sorted, identity), "the permutation does not name each of " + rank + " dimensions once");
        return permutation;
    }

    private static List<String> names(JsonNode json, int rank) {
        List<String> names = new ArrayList<>();
        json.path("dim_names").forEach(name -> names.add(name.asText()));
        require(names.isEmpty() || names.size() == rank, names.size() + " names are given to " + rank + " dimensions");
        return names;
    }

    private static int[] ints(JsonNode array) {
        return IntStream.range(0, array.size())
                .map(i -> {
                    require(array.get(i).canConvertToInt(), array.get(i) + " is no whole number");
                    return array.get(i).intValue();
                })
                .toArray();
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }

    private static int index(Field field, String child) {
        List<Field> children = field.getChildren();
        return IntStream.range(0, children.size())
                .filter(c -> children.get(c).getName().equals(child))
                .findFirst()
                .orElse(-1);
    }

    /** Whether all tensors have one shape. */
    public boolean isFixed() {
        return memoryShape != null;
    }

    /** The number of dimensions. */
    public int rank() {
        return permutation.length;
    }

    /** The shape of all tensors, in logical order; only of a fixed type. */
    public int[] shape() {
        return logical(memoryShape);
    }

    /** The sizes of a tensor in logical order, from those of its memory. */
    public int[] logical(int[] memory) {
        return Arrays.stream(permutation).map(d -> memory[d]).toArray();
    }

    /** Which dimension of the memory a dimension of the logical order is. */
    public int memoryDimension(int logical) {
        return permutation[logical];
    }

    /** The names of the dimensions in logical order; empty if there are none. */
    public List<String> dimensionNames() {
        return names.isEmpty()
                ? List.of()
                : Arrays.stream(permutation).mapToObj(names::get).toList();
    }

    /** The letters that the dimensions' names spell, if they make a layout: {@code CHW}, also of {@code channel, height, width}. */
    public Optional<String> layout() {
        StringBuilder letters = new StringBuilder();
        for (String name : dimensionNames()) {
            letters.append(
                    switch (name.trim().toLowerCase(Locale.ROOT)) {
                        case "n", "b", "batch" -> 'N';
                        case "c", "channel", "channels" -> 'C';
                        case "h", "height", "y", "row", "rows" -> 'H';
                        case "w", "width", "x", "column", "columns" -> 'W';
                        default -> '?';
                    });
        }
        return LAYOUTS.contains(letters.toString()) ? Optional.of(letters.toString()) : Optional.empty();
    }

    /** The part of a column that has its tensors' values: lists of numbers. */
    public ArrowColumn lists(ArrowColumn column) {
        return isFixed() ? column : column.child(index(column.field(), "data"));
    }

    /** The part of a column of a variable type that has its tensors' sizes in memory. */
    public ArrowColumn shapes(ArrowColumn column) {
        return column.child(index(column.field(), "shape"));
    }

    /** The shape of a row's tensor, in logical order. */
    public int[] shape(ArrowColumn column, int row) {
        return isFixed() ? shape() : logical(memoryShape(column, row));
    }

    private int[] memoryShape(ArrowColumn column, int row) {
        ArrowColumn sizes = shapes(column).child(0);
        int[] memory = new int[rank()];
        for (int d = 0; d < memory.length; d++) {
            memory[d] = sizes.numbers().getInt((row * memory.length + d) * Integer.BYTES);
        }
        return memory;
    }

    /** Puts the values of a window, which has just been read, in logical order, if their memory has another. */
    void toLogicalOrder(ArrowColumn column) throws IOException {
        ArrowColumn lists = lists(column);
        boolean inOrder = Arrays.equals(permutation, IntStream.range(0, rank()).toArray());
        if (inOrder || !lists.child(0).isWanted()) {
            return;
        }
        int[][] last = {null, null};
        lists.child(0).reorder(lists, row -> {
            int[] memory = isFixed() ? memoryShape : memoryShape(column, row);
            if (!Arrays.equals(memory, last[0]) || last[1].length != lists.length(row)) {
                last[0] = memory;
                last[1] = order(memory, lists.length(row));
            }
            return last[1];
        });
    }

    /**
     * For each value of a fixed type in logical order its place in memory; empty if that is its own, or if as many values as there are
     * make no such tensor.
     */
    public Optional<int[]> order(int count) {
        boolean isOwn = Arrays.equals(permutation, IntStream.range(0, rank()).toArray());
        int[] order = isOwn ? new int[0] : order(memoryShape, count);
        return order.length == 0 ? Optional.empty() : Optional.of(order);
    }

    /** For each value in logical order its place in memory. Sizes that make no tensor of so many values give no places. */
    private int[] order(int[] memory, int count) {
        long length = 1;
        for (int size : memory) {
            length = Math.max(0, size) * Math.min(length, Integer.MAX_VALUE);
        }
        if (length != count) {
            return new int[0];
        }
        int[] strides = new int[memory.length];
        int stride = 1;
        for (int d = memory.length - 1; d >= 0; d--) {
            strides[d] = stride;
            stride *= memory[d];
        }
        int[] shape = logical(memory);
        int[] steps = logical(strides);
        int[] order = new int[(int) length];
        int[] index = new int[memory.length];
        int place = 0;
        for (int i = 0; i < order.length; i++) {
            order[i] = place;
            for (int d = shape.length - 1; d >= 0; d--) {
                place += steps[d];
                if (++index[d] < shape[d]) {
                    break;
                }
                place -= steps[d] * shape[d];
                index[d] = 0;
            }
        }
        return order;
    }
}
