package org.visionheatmaps.arrow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.visionheatmaps.io.arrow.ArrowFile;
import org.visionheatmaps.io.arrow.ArrowFiles;

/**
 * The data source {@code arrow-tensors}: {@code spark.read().format("arrow-tensors").load(path)}. Spark makes it by its short name.
 */
public final class ArrowTensorSource implements TableProvider, DataSourceRegister {
    /** Its name in {@code format(…)}. */
    public static final String NAME = "arrow-tensors";

    /** In a column's metadata: the letters of its dimensions, such as CHW, if their names spell a layout. */
    public static final String LAYOUT = "tensor.layout";

    private ArrowTable table;

    @Override
    public String shortName() {
        return NAME;
    }

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        table = ArrowTable.of(read(options));
        return table.schema();
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        ArrowTable all = table == null ? ArrowTable.of(read(new CaseInsensitiveStringMap(properties))) : table;
        return all.withSchema(schema);
    }

    @Override
    public boolean supportsExternalMetadata() {
        return true;
    }

    private static List<ArrowFile> read(CaseInsensitiveStringMap options) {
        List<String> paths = paths(options);
        if (paths.isEmpty()) {
            throw new IllegalArgumentException(
                    "The format " + NAME + " needs a path: spark.read().format(\"" + NAME + "\").load(path)");
        }
        Configuration configuration = SparkContext.getOrCreate().hadoopConfiguration();
        try {
            return ArrowFiles.read(paths, configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** Spark gives one path as {@code path}, several as a list in JSON. */
    private static List<String> paths(CaseInsensitiveStringMap options) {
        List<String> paths = new ArrayList<>();
        if (options.get("path") != null) {
            paths.add(options.get("path"));
        }
        if (options.get("paths") != null) {
            try {
                paths.addAll(Arrays.asList(new ObjectMapper().readValue(options.get("paths"), String[].class)));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("The option paths needs a JSON list of strings", e);
            }
        }
        return paths;
    }
}
