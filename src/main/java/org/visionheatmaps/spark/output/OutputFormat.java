package org.visionheatmaps.spark.output;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.visionheatmaps.text.NearestName;

/**
 * How heatmaps are kept.
 *
 * @param name our own, or a format that Spark knows
 */
public record OutputFormat(String name) implements Serializable {
    /** Rows with the PNG's bytes. */
    public static final OutputFormat PARQUET = new OutputFormat("parquet");

    /** One file per element. */
    public static final OutputFormat PNG = new OutputFormat("png");

    /** Tar files of many elements. */
    public static final OutputFormat WEBDATASET = new OutputFormat("webdataset");

    /** Rows of Parquet with the values of maps, and no PNGs. */
    public static final OutputFormat VALUES = new OutputFormat("values");

    /** Formats of Spark that are files in a folder and nothing else, so that the folder can be staged and renamed. */
    private static final Set<String> FILES = Set.of("parquet", "orc", "avro", "json", "csv", "text", "xml");

    public OutputFormat {
        name = name.strip();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("A format needs a name, such as parquet, png, webdataset or delta");
        }
        if (!name.contains(".")) {
            name = name.toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it is files in a folder, and not a table that keeps its own books. */
    public boolean isOfFiles() {
        return hasFilePerPath() || equals(VALUES) || FILES.contains(name);
    }

    /** Whether each element has a name of its own in the output. */
    public boolean hasFilePerPath() {
        return equals(PNG) || equals(WEBDATASET);
    }

    /**
     * Fails early if there is no writer for it.
     *
     * @throws IllegalArgumentException telling the nearest name
     */
    void requireKnown() {
        if (hasFilePerPath() || equals(VALUES)) {
            return;
        }
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        List<String> known = new ArrayList<>(List.of(PNG.name, WEBDATASET.name, VALUES.name));
        var sources = ServiceLoader.load(DataSourceRegister.class, loader).iterator();
        while (true) {
            try {
                if (!sources.hasNext()) {
                    break;
                }
                known.add(sources.next().shortName());
            } catch (ServiceConfigurationError e) {
                // A source that is not whole: another's matter.
            }
        }
        if (known.stream().noneMatch(name::equalsIgnoreCase)
                && !isClass(name, loader)
                && !isClass(name + ".DefaultSource", loader)) {
            throw new IllegalArgumentException("Spark knows no format '" + name + "'" + NearestName.hint(name, known)
                    + "; what comes in a package needs --packages of spark-submit, or spark.jars.packages");
        }
    }

    private static boolean isClass(String name, ClassLoader loader) {
        try {
            Class.forName(name, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
