package org.visionheatmaps.sink;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.SupportsTruncate;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** What the sources of this package have in common: a folder that rows can be appended to, or that they replace. */
public abstract class ImageSource implements TableProvider, DataSourceRegister {
    /** The option of the hidden folder of an output that somebody else publishes. */
    public static final String STAGED_IN = "staged-in";

    /** The option of a folder in the output that gets files with a line for each row: its JSON. Of files per row alone. */
    public static final String LINES_IN = "lines-in";

    ImageSource() {}

    /** How rows become files, as the options of a write want it. */
    abstract ImageFormat format(CaseInsensitiveStringMap options);

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        return ImageColumns.SCHEMA;
    }

    @Override
    public boolean supportsExternalMetadata() {
        return true;
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        return new Folder(shortName(), schema, this::format);
    }

    private record Folder(String name, StructType written, Function<CaseInsensitiveStringMap, ImageFormat> format)
            implements SupportsWrite {
        @Override
        @SuppressWarnings("deprecation") // Table asks for it, and calls it deprecated.
        public StructType schema() {
            return written;
        }

        @Override
        public Set<TableCapability> capabilities() {
            return EnumSet.of(TableCapability.BATCH_WRITE, TableCapability.TRUNCATE, TableCapability.ACCEPT_ANY_SCHEMA);
        }

        @Override
        public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
            return new Builder(info, format.apply(info.options()), false);
        }
    }

    private record Builder(LogicalWriteInfo info, ImageFormat format, boolean isReplacing) implements SupportsTruncate {
        @Override
        public WriteBuilder truncate() {
            return new Builder(info, format, true);
        }

        @Override
        public Write build() {
            BatchWrite batch = new ImageBatch(info, format, isReplacing);
            return new Write() {
                @Override
                public BatchWrite toBatch() {
                    return batch;
                }
            };
        }
    }
}
