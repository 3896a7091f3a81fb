package org.visionheatmaps.sink;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.visionheatmaps.io.publish.StagedPart;
import org.visionheatmaps.io.publish.StagedParts;

/** How rows with bytes and a path become files. */
interface FileLayout extends Serializable {
    /** What a task writes rows with. */
    interface Writer {
        /**
         * @param path of the row, safe
         * @param bytes of the row
         * @param json what else the row says, in UTF-8, or null
         */
        void write(String path, byte[] bytes, byte[] json) throws IOException;

        /** Ends the last file. */
        void end() throws IOException;

        /** Lets go of a file that is not ended. */
        void abandon() throws IOException;
    }

    /** Writes to what an attempt of a task stages. */
    Writer open(StagedPart part);

    /**
     * What the driver calls the files of tasks.
     *
     * @param present the names in the output that files are added to
     */
    StagedParts.Naming naming(List<String> present);
}
