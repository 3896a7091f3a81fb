package org.visionheatmaps.io.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is noticed of files that change between two looks at them. */
@Tag("fast")
class InputSnapshotTest {
    private static final Configuration CONFIGURATION = new Configuration(false);

    @TempDir
    Path folder;

    private static final class Tagged extends FileStatus implements EtagSource {
        private static final long serialVersionUID = 1L;

        private final String etag;

        Tagged(String etag) {
            super(3, false, 1, 1, 7, new org.apache.hadoop.fs.Path("s3a://bucket/a"));
            this.etag = etag;
        }

        @Override
        public String getEtag() {
            return etag;
        }
    }

    @Test
    void newFilesDoNotMatterAndAnotherTimeOrLengthDoes() throws IOException {
        Path a = Files.writeString(folder.resolve("a b%20.parquet"), "abc");
        InputSnapshot snapshot = InputSnapshot.of(List.of(folder.toString()), CONFIGURATION);
        Files.writeString(folder.resolve("new.parquet"), "abc");
        snapshot.requireUnchanged(CONFIGURATION);
        FileTime time = Files.getLastModifiedTime(a);
        Files.setLastModifiedTime(a, FileTime.fromMillis(time.toMillis() - 1000));
        assertTrue(
                changed(snapshot).contains("a%20b%2520.parquet has changed since this run listed it: it had 3 bytes"));
        Files.setLastModifiedTime(a, time);
        snapshot.requireUnchanged(CONFIGURATION);
        Files.writeString(a, "abcd");
        Files.setLastModifiedTime(a, time);
        assertTrue(changed(snapshot).contains("but now has 4 bytes"));
        Files.delete(a);
        assertTrue(changed(snapshot).contains("but is no longer there"));
    }

    private static String changed(InputSnapshot snapshot) {
        return assertThrows(ChangedFileException.class, () -> snapshot.requireUnchanged(CONFIGURATION))
                .getMessage();
    }

    @Test
    void entityTagsTellContentsOfOneLengthAndTimeApart() {
        FileVersion first = FileVersion.of(new Tagged("x"));
        assertFalse(first.isSameAs(FileVersion.of(new Tagged("y"))));
        assertTrue(first.isSameAs(FileVersion.of(new Tagged("x"))));
        assertTrue(first.isSameAs(new FileVersion(3, 7, null)), "Spark's rows have no entity tag");
        assertEquals("3 bytes, modified 1970-01-01T00:00:00.007Z, entity tag x", first.toString());
    }
}
