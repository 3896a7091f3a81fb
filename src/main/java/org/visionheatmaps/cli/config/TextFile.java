package org.visionheatmaps.cli.config;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.hadoop.fs.FileSystem;

/** A small text on any file system that Hadoop knows; a path without a scheme is one of this machine. */
public record TextFile(String path) {
    private boolean isHere() {
        return !path.matches("[A-Za-z][A-Za-z0-9+.-]+:/.*") || path.startsWith("file:");
    }

    private Path here() {
        return Path.of(path.replaceFirst("^file:/+", "/"));
    }

    private org.apache.hadoop.fs.Path elsewhere() {
        return new org.apache.hadoop.fs.Path(path);
    }

    private FileSystem fileSystem() throws IOException {
        return LakeFile.of(path).fileSystem();
    }

    public boolean exists() throws IOException {
        return isHere() ? Files.exists(here()) : fileSystem().exists(elsewhere());
    }

    public String read() throws IOException {
        if (isHere()) {
            return Files.readString(here());
        }
        try (InputStream in = fileSystem().open(elsewhere())) {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(in.readAllBytes()))
                    .toString();
        }
    }

    /**
     * Reads a file that a user names.
     *
     * @param what it is, such as {@code file of rules}
     * @throws IllegalArgumentException if it cannot be read; the message says why
     */
    public String read(String what) {
        try {
            return read();
        } catch (IOException e) {
            throw unreadable(what, path, e);
        }
    }

    /** Why a file that a user names cannot be read, as a sentence. */
    public static IllegalArgumentException unreadable(String what, String path, IOException e) {
        String named = what + " '" + path + "'";
        String sentence;
        if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
            sentence = "There is no " + named;
        } else if (e instanceof CharacterCodingException) {
            sentence = "The " + named + " is not UTF-8 text";
        } else if (e instanceof AccessDeniedException) {
            sentence = "The " + named + " may not be read by this user";
        } else {
            sentence = "The " + named + " cannot be read: " + e.getMessage();
        }
        return new IllegalArgumentException(sentence, e);
    }

    /** Writes the text whole or not at all, in place of what was there. */
    public void write(String text) throws IOException {
        if (isHere()) {
            Path folder = here().toAbsolutePath().getParent();
            Files.createDirectories(folder);
            // A temporary file of the platform could be read by its owner alone.
            String name =
                    "." + here().getFileName() + "." + ProcessHandle.current().pid() + ".partial";
            Path partial = Files.writeString(folder.resolve(name), text);
            Files.move(partial, here(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        LakeFile.of(path).write(text);
    }
}
