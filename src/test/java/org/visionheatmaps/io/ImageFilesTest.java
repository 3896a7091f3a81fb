package org.visionheatmaps.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.tensor.RgbImage;

class ImageFilesTest {
    private static final int DECODED = 37 * 29 * 3;

    @Test
    void pathsLeadWhereTheirFormSays() {
        Path folder = new Path("s3a://lake/attributions");
        assertEquals("s3a://lake/attributions/a/b c%20:é.png", resolved("a/b c%20:é.png", folder));
        assertEquals("s3a://lake/other/x.png", resolved("../other/x.png", folder));
        assertEquals("/photos/x.png", resolved("/photos/x.png", folder));
        assertEquals("gs://other/x.png", resolved("gs://other/x.png", folder));
        assertEquals(
                "file:/a b/part-0",
                ImageFiles.folderOf("file:/a%20b/part-0/x.parquet").toString());
    }

    private static String resolved(String path, Path folder) {
        return ImageFiles.resolve(path, folder).toString();
    }

    @Test
    void thoseUsedLastAreKeptUpToANumberOfBytes(@TempDir java.nio.file.Path folder) throws IOException {
        try (InputStream in = ImageFilesTest.class.getResourceAsStream("/images/rgb.png")) {
            byte[] png = in.readAllBytes();
            for (String name : new String[] {"a", "b", "c"}) {
                Files.write(folder.resolve(name), png);
            }
        }
        ImageFiles files = new ImageFiles(new Configuration(), ImageDecoder.DEFAULT, 1 << 20, 2 * DECODED);
        Path base = new Path(folder.toUri());
        RgbImage a = files.read("a", base);
        RgbImage b = files.read("b", base);
        assertSame(a, files.read("a", base));
        files.read("c", base);
        assertSame(a, files.read("a", base));
        assertNotSame(b, files.read("b", base));
    }
}
