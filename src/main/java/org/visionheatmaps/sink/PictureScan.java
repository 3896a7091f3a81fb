package org.visionheatmaps.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.visionheatmaps.io.file.HadoopSettings;
import org.visionheatmaps.io.file.InputListing;

/** A read of the PNG files below folders. Files whose names do not end with {@code .png} are no pictures. */
final class PictureScan implements ScanBuilder, SupportsPushDownRequiredColumns, Scan, Batch {
    private static final String EXTENSION = ".png";

    private final List<String> folders;
    private final Configuration configuration;
    private StructType wanted;

    /**
     * @param schema the columns that there are
     * @throws IllegalArgumentException if there is no path, or a column that pictures do not have
     */
    PictureScan(StructType schema, CaseInsensitiveStringMap options) {
        PictureColumn.of(schema);
        this.wanted = schema;
        this.folders = folders(options);
        this.configuration = SourceOptions.configuration(options.asCaseSensitiveMap());
        if (folders.isEmpty()) {
            throw new IllegalArgumentException("A folder is needed: load(folder), or the option path");
        }
    }

    private static List<String> folders(CaseInsensitiveStringMap options) {
        List<String> folders = new ArrayList<>();
        if (options.get(SourceOptions.PATH) != null) {
            folders.add(options.get(SourceOptions.PATH));
        }
        if (options.get(SourceOptions.PATHS) != null) {
            try {
                String[] more = new ObjectMapper().readValue(options.get(SourceOptions.PATHS), String[].class);
                folders.addAll(Arrays.asList(more));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("The option paths needs a JSON list of strings", e);
            }
        }
        return folders;
    }

    @Override
    public void pruneColumns(StructType required) {
        wanted = required;
    }

    @Override
    public Scan build() {
        return this;
    }

    @Override
    public StructType readSchema() {
        return wanted;
    }

    @Override
    public String description() {
        return "heatmap-png " + wanted.catalogString();
    }

    @Override
    public Batch toBatch() {
        return this;
    }

    @Override
    public InputPartition[] planInputPartitions() {
        try {
            List<String> roots = new ArrayList<>();
            for (String folder : folders) {
                Path path = new Path(folder);
                roots.add(path.getFileSystem(configuration).makeQualified(path) + "/");
            }
            List<PictureSlice.Listed> files = new ArrayList<>();
            for (InputListing.ListedFile file : InputListing.of(folders, configuration)) {
                Path path = new Path(URI.create(file.path()));
                if (path.getName().toLowerCase(Locale.ROOT).endsWith(EXTENSION)) {
                    files.add(new PictureSlice.Listed(
                            file.path(),
                            below(roots, path),
                            file.version().bytes(),
                            file.version().modified()));
                }
            }
            return PictureSlice.of(files, SparkContext.getOrCreate().defaultParallelism())
                    .toArray(InputPartition[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list pictures: " + e.getMessage(), e);
        }
    }

    private static String below(List<String> roots, Path file) {
        String path = file.toString();
        return roots.stream()
                .filter(path::startsWith)
                .findFirst()
                .map(root -> path.substring(root.length()))
                .orElse(file.getName());
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return new PictureReaderFactory(wanted, new HadoopSettings(configuration));
    }
}
