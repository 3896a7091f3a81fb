package org.visionheatmaps.spark.audit;

/**
 * Where the run of an audit is kept.
 *
 * @param folder of all runs, on any Hadoop file system
 * @param run the name of this run, a folder in it
 * @param started when it began, in UTC as text; goes into the manifest and nowhere else
 */
public record RunFolder(String folder, String run, String started) {
    private static final String SAFE_NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";

    /**
     * @throws IllegalArgumentException if the run's name is none for a folder
     */
    public RunFolder {
        if (!run.matches(SAFE_NAME)) {
            throw new IllegalArgumentException(
                    "The name of a run needs letters, digits and ._- and to begin with a letter or digit, but got '"
                            + run + "'");
        }
    }

    /** The folder of this run. */
    public String path() {
        return path(folder, run);
    }

    /** The folder of a run. */
    public static String path(String folder, String run) {
        return folder.replaceFirst("(?<=[^/])/+$", "") + "/" + run;
    }
}
