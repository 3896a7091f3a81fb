package org.visionheatmaps.sink;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.visionheatmaps.io.image.ImageMemory;
import org.visionheatmaps.png.PngInfo;
import org.visionheatmaps.render.Provenance;
import org.visionheatmaps.tensor.BadDataException;

/**
 * Reads pictures one by one: nothing of a file if the listing says all that is wanted, its chunks but the pixels, or all of it if its
 * bytes are wanted. A file that is no picture, or not of this project, is a row with the reason.
 */
final class PictureReader implements PartitionReader<InternalRow> {
    private final PictureSlice slice;
    private final PictureColumn[] columns;
    private final Configuration configuration;
    private final boolean needsFile;
    private final boolean needsBytes;
    private int at = -1;

    PictureReader(PictureSlice slice, PictureColumn[] columns, Configuration configuration) {
        this.slice = slice;
        this.columns = columns;
        this.configuration = configuration;
        this.needsFile = !Arrays.stream(columns).allMatch(PictureColumn::isOfListing);
        this.needsBytes = Arrays.asList(columns).contains(PictureColumn.BYTES);
    }

    @Override
    public boolean next() {
        return ++at < slice.count();
    }

    @Override
    public InternalRow get() {
        Picture picture = read(slice.file(at));
        Object[] values = new Object[columns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns[i].of(picture);
        }
        return new GenericInternalRow(values);
    }

    private Picture read(PictureSlice.Listed file) {
        if (!needsFile) {
            return new Picture(file, null, null, null, null);
        }
        // Pipes and devices are listed as empty, and would be waited for.
        if (file.length() == 0) {
            return new Picture(file, null, null, "Not a PNG file: it is empty", null);
        }
        byte[] bytes = null;
        PngInfo info = null;
        Provenance made = null;
        String problem = null;
        try {
            if (needsBytes) {
                // The file's, and the row's.
                ImageMemory.DEFAULT.require(2 * file.length());
            }
            Path path = new Path(URI.create(file.uri()));
            try (InputStream in = path.getFileSystem(configuration).open(path)) {
                if (needsBytes) {
                    bytes = in.readNBytes((int) file.length());
                    info = PngInfo.skim(new ByteArrayInputStream(bytes));
                } else {
                    info = PngInfo.skim(new BufferedInputStream(in));
                }
            }
            made = Provenance.of(info);
        } catch (IllegalArgumentException | BadDataException e) {
            problem = e.getMessage();
        } catch (FileNotFoundException | EOFException | ChecksumException e) {
            problem = "The file cannot be read: " + e.getMessage();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the picture " + file.uri() + ": " + e.getMessage(), e);
        }
        return new Picture(file, info, made, problem, bytes);
    }

    @Override
    public void close() {
        // Every file is closed.
    }
}
