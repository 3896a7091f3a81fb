package org.visionheatmaps.sink;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.visionheatmaps.io.publish.OutputName;
import org.visionheatmaps.io.publish.StagedPart;
import org.visionheatmaps.io.publish.StagedParts;

/**
 * A file per row, at its path.
 *
 * @param linesIn the folder of files with a line for each row that has JSON; null if that is not kept
 */
record SeparateFiles(String linesIn) implements FileLayout {
    private static final long serialVersionUID = 1L;

    SeparateFiles {
        if (linesIn != null && !OutputName.staysInFolder(linesIn)) {
            throw new IllegalArgumentException(
                    ImageSource.LINES_IN + " needs the name of a folder in the output, but is '" + linesIn + "'");
        }
    }

    @Override
    public Writer open(StagedPart part) {
        return new Writer() {
            private OutputStream lines;

            @Override
            public void write(String path, byte[] bytes, byte[] json) throws IOException {
                try (OutputStream out = part.create(path)) {
                    out.write(bytes);
                }
                if (linesIn != null && json != null) {
                    if (lines == null) {
                        lines = new BufferedOutputStream(part.create(linesIn + "/" + part.attempt() + ".jsonl"));
                    }
                    lines.write(json);
                    lines.write('\n');
                }
            }

            @Override
            public void end() throws IOException {
                if (lines != null) {
                    lines.close();
                }
            }

            @Override
            public void abandon() throws IOException {
                end();
            }
        };
    }

    @Override
    public StagedParts.Naming naming(List<String> present) {
        return name -> name;
    }
}
