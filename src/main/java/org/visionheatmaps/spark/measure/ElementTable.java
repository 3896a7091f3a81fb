package org.visionheatmaps.spark.measure;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.audit.AuditedElement;
import org.visionheatmaps.metrics.ElementMetrics;
import org.visionheatmaps.metrics.Flag;
import org.visionheatmaps.metrics.Metric;
import org.visionheatmaps.pipeline.Group;
import org.visionheatmaps.spark.input.row.NormalizedRow;

/**
 * The table of measured elements: id, carried columns, outcome, place (of pairs, that of the other map too), size, flags, metrics.
 *
 * @param carried the columns of the data
 * @param isOfPairs whether its rows are pairs of maps, with the metrics of pairs
 */
public record ElementTable(List<StructField> carried, boolean isOfPairs) implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final List<Flag> FLAGS = Arrays.stream(Flag.values())
            .filter(flag -> flag != Flag.QUARANTINED)
            .toList();
    private static final int FIXED = 9;
    private static final int FIXED_OF_PAIRS = 11;

    public ElementTable {
        carried = List.copyOf(carried);
    }

    /** The table of single elements. */
    public ElementTable(List<StructField> carried) {
        this(carried, false);
    }

    /** The folder in a run. */
    String folder() {
        return isOfPairs ? "pairs" : "elements";
    }

    private int fixed() {
        return isOfPairs ? FIXED_OF_PAIRS : FIXED;
    }

    private List<Metric> metrics() {
        return Metric.all(isOfPairs);
    }

    /**
     * An element's place and size.
     *
     * @param file where its row stands
     * @param row its position in the file
     * @param size or null if it cannot be read
     * @param imageWidth or null
     * @param imageHeight or null
     * @param withFile of a pair, where the row of the other map stands
     * @param withRow its position in that file
     */
    record Place(
            String file,
            Long row,
            MapSize size,
            Integer imageWidth,
            Integer imageHeight,
            String withFile,
            Long withRow) {
        Place(String file, Long row, MapSize size, Integer imageWidth, Integer imageHeight) {
            this(file, row, size, imageWidth, imageHeight, null, null);
        }

        static Place ofPair(String file, Long row, MapSize size, String withFile, Long withRow) {
            return new Place(file, row, size, null, null, withFile, withRow);
        }
    }

    public StructType schema() {
        StructType schema = new StructType().add("id", DataTypes.StringType, false);
        for (StructField field : carried) {
            schema = schema.add(outputName(field.name()), field.dataType(), true, field.metadata());
        }
        schema = schema.add("outcome", DataTypes.StringType, false)
                .add("reason", DataTypes.StringType)
                .add("file", DataTypes.StringType)
                .add("row", DataTypes.LongType);
        if (isOfPairs) {
            schema = schema.add("with_file", DataTypes.StringType).add("with_row", DataTypes.LongType);
        }
        schema = schema.add("width", DataTypes.IntegerType)
                .add("height", DataTypes.IntegerType)
                .add("channels", DataTypes.IntegerType)
                .add("image_width", DataTypes.IntegerType)
                .add("image_height", DataTypes.IntegerType);
        for (Flag flag : FLAGS) {
            schema = schema.add(flag.toString(), DataTypes.BooleanType);
        }
        for (Metric metric : metrics()) {
            schema = schema.add(metric.toString(), DataTypes.DoubleType);
        }
        return schema;
    }

    /** The names of the carried columns in the table. */
    public List<String> carriedNames() {
        return carried.stream().map(field -> outputName(field.name())).toList();
    }

    /** A carried column whose name the table needs itself gets a prefix. */
    String outputName(String name) {
        List<String> own = new ArrayList<>(List.of(
                "id",
                "outcome",
                "reason",
                "file",
                "row",
                "width",
                "height",
                "channels",
                "image_width",
                "image_height"));
        if (isOfPairs) {
            own.addAll(List.of("with_file", "with_row"));
        }
        Arrays.stream(Flag.values()).map(Flag::toString).forEach(own::add);
        metrics().forEach(metric -> own.add(metric.toString()));
        return own.stream().anyMatch(name::equalsIgnoreCase) ? "input_" + name : name;
    }

    /**
     * The row of an element.
     *
     * @param source normalised, or null for a file
     */
    Row row(String id, Row source, String outcome, String reason, Place place, ElementMetrics metrics) {
        Object[] columns = new Object
                [1 + carried.size() + fixed() + FLAGS.size() + metrics().size()];
        int at = 0;
        columns[at++] = id;
        for (int c = 0; c < carried.size(); c++) {
            columns[at++] = source == null ? null : source.get(NormalizedRow.CARRIED + c);
        }
        columns[at++] = outcome;
        columns[at++] = reason;
        columns[at++] = place.file();
        columns[at++] = place.row();
        if (isOfPairs) {
            columns[at++] = place.withFile();
            columns[at++] = place.withRow();
        }
        boolean hasSize = place.size() != null;
        columns[at++] = hasSize ? place.size().width() : null;
        columns[at++] = hasSize ? place.size().height() : null;
        columns[at++] = hasSize ? place.size().channels() : null;
        columns[at++] = place.imageWidth();
        columns[at++] = place.imageHeight();
        boolean isMeasured = !Double.isNaN(metrics.get(Metric.MAX));
        for (Flag flag : FLAGS) {
            boolean isOfMap = flag == Flag.CONSTANT || flag == Flag.ALL_ZERO;
            columns[at++] = source == null || isOfMap && !isMeasured ? null : metrics.is(flag);
        }
        for (Metric metric : metrics()) {
            double value = metrics.get(metric);
            columns[at++] = Double.isNaN(value) ? null : value;
        }
        return RowFactory.create(columns);
    }

    /**
     * An element read back.
     *
     * @param row of the table
     * @param by places of the columns that make groups
     */
    public AuditedElement read(Row row, List<Integer> by) {
        List<String> group = new ArrayList<>();
        by.forEach(
                place -> group.add(row.isNullAt(place) ? null : row.get(place).toString()));
        int flag = row.size() - metrics().size() - FLAGS.size();
        String outcome = row.getString(flag - fixed());
        ElementMetrics metrics = new ElementMetrics();
        int at = flag;
        for (Flag each : FLAGS) {
            metrics.set(each, !row.isNullAt(at) && row.getBoolean(at));
            at++;
        }
        metrics.set(Flag.QUARANTINED, !outcome.equals(AuditedElement.OK));
        for (Metric each : metrics()) {
            metrics.set(each, row.isNullAt(at) ? Double.NaN : row.getDouble(at));
            at++;
        }
        return new AuditedElement(row.getString(0), new Group(group), outcome, metrics);
    }

    /** Whether a column holds single values: text, numbers, dates. */
    public static boolean isSimple(StructField field) {
        return !(field.dataType() instanceof ArrayType
                || field.dataType() instanceof StructType
                || field.dataType() instanceof MapType
                || field.dataType() instanceof BinaryType);
    }
}
