package org.visionheatmaps.io.file;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.fs.Path;

/**
 * The values that are not in a file but in the names of its folders, {@code city=Z%C3%BCrich}: texts, percent-encoded as UTF-8, as Hive
 * and pyarrow write them.
 */
public final class HivePartitions {
    /** Hive's name of null. */
    private static final String NULL = "__HIVE_DEFAULT_PARTITION__";

    private HivePartitions() {}

    /**
     * The values of a file by column, from the outermost folder; null where a folder says so.
     *
     * @param file its path as a URI
     */
    public static Map<String, String> of(String file) {
        Map<String, String> values = new LinkedHashMap<>();
        Path folder = new Path(URI.create(file)).getParent();
        String path = folder == null ? "" : folder.toUri().getPath();
        for (String name : path.split("/", -1)) {
            int equals = name.indexOf('=');
            if (equals > 0) {
                String value = unescape(name.substring(equals + 1));
                values.put(unescape(name.substring(0, equals)), value.equals(NULL) ? null : value);
            }
        }
        return values;
    }

    private static String unescape(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEscaped) {
            return text;
        }
    }
}
