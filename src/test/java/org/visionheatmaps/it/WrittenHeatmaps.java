package org.visionheatmaps.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/** What readers find in an output, without Spark. */
final class WrittenHeatmaps {
    private final SortedMap<String, byte[]> pictures = new TreeMap<>();

    private WrittenHeatmaps() {}

    /**
     * The PNGs of an output by id.
     *
     * @throws IllegalStateException if an id is there twice
     */
    static SortedMap<String, byte[]> of(Path output, String format) throws IOException {
        WrittenHeatmaps found = new WrittenHeatmaps();
        String ending = format.equals("webdataset") ? ".tar" : "." + format;
        List<Path> files;
        try (Stream<Path> walk = Files.walk(output)) {
            files = walk.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> Stream.of(output.relativize(file).toString().split("/", -1))
                            .noneMatch(name -> name.startsWith("_") || name.startsWith(".")))
                    .toList();
        }
        for (Path file : files) {
            switch (format) {
                case "png" -> found.add(file.getFileName().toString(), Files.readAllBytes(file));
                case "parquet" -> found.readRows(file);
                default -> found.readShard(file);
            }
        }
        return found.pictures;
    }

    private void add(String id, byte[] png) {
        if (pictures.put(id.replaceFirst("[.]png$", ""), png) != null) {
            throw new IllegalStateException("twice: " + id);
        }
    }

    private void readRows(Path file) throws IOException {
        try (ParquetReader<Group> reader = ParquetReader.builder(
                        new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
                .withConf(new Configuration())
                .build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                add(
                        row.getString("id", 0),
                        row.getGroup("heatmap", 0).getBinary("bytes", 0).getBytes());
            }
        }
    }

    private void readShard(Path file) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().endsWith(".png")) {
                    add(entry.getName(), tar.readAllBytes());
                }
            }
        }
    }
}
