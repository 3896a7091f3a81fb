package org.visionheatmaps.sink;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.catalyst.util.CaseInsensitiveMap;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.CreatableRelationProvider;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * What the sources of this package have in common: a folder that rows are saved to, in any mode, or that a stream adds to. Options that
 * a source does not know are errors.
 */
public abstract class ImageSource implements TableProvider, DataSourceRegister, CreatableRelationProvider {
    /** The option of the hidden folder of an output that somebody else publishes. */
    public static final String STAGED_IN = "staged-in";

    /** The option of a folder in the output that gets files with a line for each row: its JSON. Of files per row alone. */
    public static final String LINES_IN = "lines-in";

    ImageSource() {}

    /** How rows become files, as the options of a write want it. */
    abstract FileLayout format(CaseInsensitiveStringMap options);

    /** The options that this source has and others do not. */
    List<String> options() {
        return List.of();
    }

    /** Whether pictures are read from the folder, and not only written. */
    boolean canRead() {
        return false;
    }

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        return PictureColumn.SCHEMA;
    }

    @Override
    public boolean supportsExternalMetadata() {
        return true;
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        SourceOptions.require(shortName(), options(), properties);
        CaseInsensitiveStringMap options = new CaseInsensitiveStringMap(properties);
        boolean isChecked = options.containsKey(SourceOptions.PUBLISH) || options.containsKey(STAGED_IN);
        return new ImageFolder(this, schema, isChecked);
    }

    @Override
    public BaseRelation createRelation(
            SQLContext context,
            SaveMode mode,
            scala.collection.immutable.Map<String, String> parameters,
            Dataset<Row> data) {
        new FolderSave(getClass(), mode, javaMap(parameters)).write(data);
        return new Saved(context, data.schema());
    }

    private static Map<String, String> javaMap(scala.collection.immutable.Map<String, String> parameters) {
        scala.collection.immutable.Map<String, String> given =
                parameters instanceof CaseInsensitiveMap<String> folded ? folded.originalMap() : parameters;
        Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (scala.collection.Iterator<String> names = given.keysIterator(); names.hasNext(); ) {
            String name = names.next();
            options.put(name, given.apply(name));
        }
        return options;
    }

    /** What Spark wants to know of what was saved. */
    private static final class Saved extends BaseRelation {
        private final SQLContext context;
        private final StructType columns;

        Saved(SQLContext context, StructType columns) {
            this.context = context;
            this.columns = columns;
        }

        @Override
        public SQLContext sqlContext() {
            return context;
        }

        @Override
        public StructType schema() {
            return columns;
        }
    }
}
