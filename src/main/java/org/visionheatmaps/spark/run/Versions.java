package org.visionheatmaps.spark.run;

import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.util.VersionInfo;
import org.apache.spark.sql.SparkSession;
import org.visionheatmaps.run.Software;

/** What software a run used. */
public final class Versions {
    private Versions() {}

    public static SortedMap<String, String> of(SparkSession spark) {
        SortedMap<String, String> versions = new TreeMap<>();
        versions.put("vision-heatmaps", Software.current().version());
        versions.put("spark", spark.version());
        versions.put("hadoop", VersionInfo.getVersion());
        versions.put("java", System.getProperty("java.version"));
        return versions;
    }
}
