package org.visionheatmaps.io.file;

import java.io.IOException;

/** A file of the input has changed since the run listed it: what is read of it now may belong to other ids. */
public final class ChangedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    ChangedFileException(String path, FileVersion listed, FileVersion now) {
        super("The input file " + path + " has changed since this run listed it: it had " + listed + ", but "
                + (now == null ? "is no longer there" : "now has " + now)
                + ". Nothing was published: run again once no other job writes to the input");
    }
}
