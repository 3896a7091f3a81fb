package org.visionheatmaps.sink;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.visionheatmaps.io.publish.StagedOutput;

/**
 * The last batch of a stream that an output has: the number in its file {@code _stream-<stream>}, which is published together with the
 * batch's files. A batch that comes again, since Spark died before it could note that it was written, is known by it. Batches of a
 * stream come in the order of their numbers.
 *
 * @param stream letters and digits
 * @param batch its number, 0 or more
 */
record StreamMark(String stream, long batch) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]{1,64}");

    StreamMark {
        if (!NAME.matcher(stream).matches()) {
            throw new IllegalArgumentException("The option " + SourceOptions.STREAM
                    + " needs 1 to 64 letters and digits, a name that no other stream to the folder has, but is '"
                    + stream
                    + "'");
        }
        if (batch < 0) {
            throw new IllegalArgumentException(
                    "The option " + SourceOptions.BATCH + " needs a number from 0 on, but is " + batch);
        }
    }

    /**
     * The mark that options ask for.
     *
     * @throws IllegalArgumentException if one of the two options is missing or cannot be read
     */
    static Optional<StreamMark> of(Map<String, String> options) {
        String stream = options.get(SourceOptions.STREAM);
        String batch = options.get(SourceOptions.BATCH);
        if (stream == null && batch == null) {
            return Optional.empty();
        }
        if (stream == null || batch == null) {
            throw new IllegalArgumentException("The options " + SourceOptions.STREAM + " and " + SourceOptions.BATCH
                    + " go together: the name of a series and the number of its batch");
        }
        try {
            return Optional.of(new StreamMark(stream, Long.parseLong(batch)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "The option " + SourceOptions.BATCH + " needs a number from 0 on, but is '" + batch + "'", e);
        }
    }

    /** The name of a query's stream. */
    static String ofQuery(String id) {
        return id.replace("-", "");
    }

    private String file() {
        return "_stream-" + stream;
    }

    /** Whether the output has the batch. */
    boolean isIn(StagedOutput output) throws IOException {
        Optional<String> last = output.published(file());
        try {
            return last.isPresent() && Long.parseLong(last.get().strip()) >= batch;
        } catch (NumberFormatException e) {
            throw new IOException(
                    "The file " + file() + " in " + output.target()
                            + " needs the number of a batch: remove it if its stream has ended",
                    e);
        }
    }

    /** Lets the mark appear with the staged files. */
    void stage(StagedOutput output) throws IOException {
        output.write(file(), batch + "\n");
    }
}
