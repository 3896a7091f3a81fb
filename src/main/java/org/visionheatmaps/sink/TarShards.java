package org.visionheatmaps.sink;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.ArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.visionheatmaps.io.publish.StagedPart;
import org.visionheatmaps.io.publish.StagedParts;

/**
 * Tar files of samples, as the Python package webdataset reads them: {@code <key>.png} and, if a row says more, {@code <key>.json},
 * next to each other. The key is the path without {@code .png}; its last part has no dots, since all that follows the first is an
 * extension to webdataset. The same rows give the same bytes: no times, no owners.
 *
 * @param maxBytes of a shard, unless one sample has more
 * @param maxSamples of a shard
 */
record TarShards(long maxBytes, long maxSamples) implements FileLayout {
    static final String BYTES_OPTION = "shard-bytes";
    static final String SAMPLES_OPTION = "shard-samples";

    private static final long serialVersionUID = 1L;
    private static final String EXTENSION = ".png";
    private static final Pattern SHARD = Pattern.compile("part-(\\d{5,})\\.tar");
    private static final int BUFFER_BYTES = 1 << 18;
    /** A header of 512 bytes, and contents in blocks of as many. */
    private static final int BLOCK = 512;

    private static final int READABLE = 0644;

    TarShards {
        if (maxBytes < 1 || maxSamples < 1) {
            throw new IllegalArgumentException("A shard needs room for a byte and a sample, but " + BYTES_OPTION
                    + " is " + maxBytes + " and " + SAMPLES_OPTION + " " + maxSamples);
        }
    }

    /** Of 256 MB and 10,000 samples at most, unless options say otherwise. */
    static TarShards of(CaseInsensitiveStringMap options) {
        return new TarShards(options.getLong(BYTES_OPTION, 256L << 20), options.getLong(SAMPLES_OPTION, 10_000));
    }

    @Override
    public Writer open(StagedPart part) {
        return new ShardWriter(part);
    }

    /** Shards are numbered without gaps, after those that are there. */
    @Override
    public StagedParts.Naming naming(List<String> present) {
        long last = -1;
        for (String name : present) {
            Matcher shard = SHARD.matcher(name);
            if (shard.matches()) {
                last = Math.max(last, Long.parseLong(shard.group(1)));
            }
        }
        long[] next = {last + 1};
        return name -> String.format(Locale.ROOT, "part-%05d.tar", next[0]++);
    }

    /** {@code method=lrp/a.b.png} becomes {@code method=lrp/a%2Eb}. */
    static String key(String path) {
        String key = path.endsWith(EXTENSION) ? path.substring(0, path.length() - EXTENSION.length()) : path;
        int name = key.lastIndexOf('/') + 1;
        return key.substring(0, name) + key.substring(name).replace(".", "%2E");
    }

    private final class ShardWriter implements Writer {
        private final StagedPart part;
        /** By the type whose methods all versions of the library have. */
        private ArchiveOutputStream<TarArchiveEntry> tar;

        private int shards;
        private long bytes;
        private long samples;

        ShardWriter(StagedPart part) {
            this.part = part;
        }

        @Override
        public void write(String path, byte[] png, byte[] json) throws IOException {
            long size = size(png) + (json == null ? 0 : size(json));
            if (tar != null && (samples == maxSamples || bytes + size > maxBytes)) {
                end();
            }
            if (tar == null) {
                String name = String.format(Locale.ROOT, "%06d.tar", shards++);
                TarArchiveOutputStream shard = new TarArchiveOutputStream(
                        new BufferedOutputStream(part.create(name), BUFFER_BYTES), StandardCharsets.UTF_8.name());
                shard.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
                shard.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
                shard.setAddPaxHeadersForNonAsciiNames(true);
                tar = shard;
            }
            String key = key(path);
            put(key + EXTENSION, png);
            if (json != null) {
                put(key + ".json", json);
            }
            bytes += size;
            samples++;
        }

        private static long size(byte[] contents) {
            return BLOCK + (contents.length + BLOCK - 1L) / BLOCK * BLOCK;
        }

        private void put(String name, byte[] contents) throws IOException {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(contents.length);
            entry.setMode(READABLE);
            entry.setModTime(0);
            entry.setIds(0, 0);
            entry.setNames("", "");
            tar.putArchiveEntry(entry);
            tar.write(contents);
            tar.closeArchiveEntry();
        }

        @Override
        public void end() throws IOException {
            if (tar != null) {
                tar.close();
                tar = null;
                bytes = 0;
                samples = 0;
            }
        }

        @Override
        public void abandon() throws IOException {
            if (tar != null) {
                tar.close();
            }
        }
    }
}
