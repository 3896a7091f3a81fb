package org.visionheatmaps.spark.run;

import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.fs.Path;
import org.visionheatmaps.io.file.HadoopSettings;
import org.visionheatmaps.io.publish.StagedFiles;
import org.visionheatmaps.io.publish.StagedOutput;

/**
 * The folders that tasks write faults to.
 *
 * @param folder where files of faults are put
 * @param temporary where they are written first
 * @param run makes the files' names unique among runs
 * @param settings of the file system
 */
public record QuarantineFolder(String folder, String temporary, String run, HadoopSettings settings)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The folder of quarantined elements in an output; hidden from readers of tables, as all names with this first letter. */
    public static final String NAME = "_quarantine";

    private static final String ASIDE = "quarantine";

    /** The folder of a run, beside its data until the run is published. */
    public static QuarantineFolder of(StagedOutput staged, HadoopSettings settings) {
        return new QuarantineFolder(
                staged.aside(ASIDE).toString(), staged.aside("temporary").toString(), staged.run(), settings);
    }

    /** Puts what tasks wrote beside the data. */
    public static void moveIn(StagedOutput staged) throws IOException {
        staged.moveIn(ASIDE, NAME);
    }

    StagedFiles files() throws IOException {
        return new StagedFiles(new Path(folder), new Path(temporary), settings.configuration());
    }
}
