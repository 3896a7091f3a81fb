package org.visionheatmaps.io.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ImageRootsTest {
    private static final ImageRoots ROOTS = new ImageRoots(
            List.of("s3a://lake/attributions", "hdfs://nn:8020/photos", "gs://other/x.png"),
            URI.create("hdfs://nn:8020/"));

    private static Optional<String> resolved(String path) {
        return ROOTS.resolve(path, new Path("s3a://lake/attributions/run")).map(Path::toString);
    }

    @Test
    void pathsLeadWhereTheirFormSays() {
        assertEquals(Optional.of("s3a://lake/attributions/run/a/b c%20:é.png"), resolved("a/b c%20:é.png"));
        assertEquals(Optional.of("s3a://lake/attributions/other/x.png"), resolved("../other/x.png"));
        assertEquals(Optional.of("hdfs://nn:8020/photos/x.png"), resolved("/photos/x.png"));
        assertEquals(Optional.of("hdfs://nn:8020/photos/x.png"), resolved("hdfs:///photos/x.png"));
        assertEquals(Optional.of("hdfs://NN:8020/photos/x.png"), resolved("HDFS://NN:8020/photos/x.png"));
        assertEquals(Optional.of("gs://other/x.png"), resolved("gs://other/x.png"));
    }

    @Test
    void whatIsBelowNoRootLeadsNowhere() {
        for (String path : List.of(
                "../../x.png",
                "../../attributions-2/x.png",
                "/photos-2/x.png",
                "/photos/../x.png",
                "s3a://lake/x.png",
                "s3a://other/attributions/x.png",
                "s3a://key:secret@lake/attributions/x.png",
                "s3://lake/attributions/x.png",
                "hdfs://nn/photos/x.png",
                "hdfs://nn:9000/photos/x.png",
                "gs://other/x.png.png",
                "gs:/other/x.png",
                "file:/photos/x.png")) {
            assertEquals(Optional.empty(), resolved(path), path);
        }
    }

    @Test
    void aRootMayBeAWholeFileSystem() {
        ImageRoots whole = new ImageRoots(List.of("s3a://lake/"), URI.create("file:///"));
        assertEquals(
                Optional.of(new Path("s3a://lake/a/x.png")), whole.resolve("s3a://lake/a/x.png", new Path("file:/b")));
    }
}
