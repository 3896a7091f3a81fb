package org.visionheatmaps.sink;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.visionheatmaps.io.publish.StagedPart;
import org.visionheatmaps.io.publish.StagedParts;

/** A file per row, at its path. */
record SeparateFiles() implements ImageFormat {
    private static final long serialVersionUID = 1L;

    @Override
    public Writer open(StagedPart part) {
        return new Writer() {
            @Override
            public void write(String path, byte[] bytes, byte[] json) throws IOException {
                try (OutputStream out = part.create(path)) {
                    out.write(bytes);
                }
            }

            @Override
            public void end() {
                // Every file is closed.
            }

            @Override
            public void abandon() {
                // Every file is closed.
            }
        };
    }

    @Override
    public StagedParts.Naming naming(List<String> present) {
        return name -> name;
    }
}
