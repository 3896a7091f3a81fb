package org.visionheatmaps.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.io.palette.SchemeFiles;

/** Files of colour schemes, in each format. */
@Tag("fast")
class SchemesFuzz {
    @TempDir
    static Path folder;

    @FuzzTest
    void schemesJson(byte[] bytes) throws IOException {
        read("schemes.json", bytes);
    }

    @FuzzTest
    void schemesCsv(byte[] bytes) throws IOException {
        read("scheme.csv", bytes);
    }

    @FuzzTest
    void schemesGpl(byte[] bytes) throws IOException {
        read("scheme.gpl", bytes);
    }

    @FuzzTest
    void schemesCpt(byte[] bytes) throws IOException {
        read("scheme.cpt", bytes);
    }

    private static void read(String name, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve(name), bytes);
        Refused.orRead(() -> SchemeFiles.read(file));
    }
}
