package org.visionheatmaps.io;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.Path;

/**
 * Takes staged data to where readers are. One rename where that does; otherwise move by move, with a journal written before the
 * first, so that a later run can undo what a dead one began. Removing the journal is the moment at which the run counts.
 *
 * <p>While moves are under way there is no {@code _SUCCESS} in the output: it goes first and comes last.
 */
final class Publication {
    static final String DATA = "data";
    private static final String REPLACED = "replaced";
    private static final String JOURNAL = "moves";
    private static final String SUCCESS = "_SUCCESS";
    private static final String SHEET = "_sheet.png";
    private static final String HEATMAP = ".png";
    private static final String CHECKSUM = ".crc";
    private static final char ADDED = '+';
    private static final char REMOVED = '-';

    private final Storage storage;
    private final Path target;
    private final Path staging;

    Publication(Storage storage, Path target, Path staging) {
        this.storage = storage;
        this.target = target;
        this.staging = staging;
    }

    private Path data() {
        return new Path(staging, DATA);
    }

    private Path replaced() {
        return new Path(staging, REPLACED);
    }

    private Path journal() {
        return new Path(staging, JOURNAL);
    }

    /** Puts the data where nothing is. */
    void create() throws IOException {
        if (storage.holdsSomething(target)) {
            throw new FileAlreadyExistsException("The output " + target + " came into being during the run");
        }
        if (storage.renamesFolders()) {
            storage.delete(target); // an empty folder
            storage.move(data(), target);
        } else {
            move(List.of(), storage.files(data()));
        }
    }

    /** Puts the data in the place of what is there. */
    void replace() throws IOException {
        if (!storage.holdsSomething(target)) {
            create();
        } else if (storage.renamesFolders()) {
            storage.move(target, replaced());
            try {
                storage.move(data(), target);
            } catch (IOException e) {
                storage.move(replaced(), target);
                throw e;
            }
        } else {
            move(storage.files(target), storage.files(data()));
        }
    }

    /**
     * Adds the data to what is there. Files that tell of the output as a whole, whose names start with {@code _}, replace their
     * namesakes.
     *
     * @throws FileAlreadyExistsException before anything is moved, if another file stands in the way
     */
    void add() throws IOException {
        if (!storage.holdsSomething(target)) {
            create();
            return;
        }
        List<String> added = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        plan("", added, removed);
        if (storage.exists(new Path(target, SUCCESS)) && !removed.contains(SUCCESS)) {
            removed.add(SUCCESS);
        }
        move(removed, added);
    }

    private void plan(String folder, List<String> added, List<String> removed) throws IOException {
        for (Storage.Entry entry : storage.list(below(data(), folder))) {
            String name = folder + entry.name();
            boolean exists = storage.exists(new Path(target, name));
            if (exists && entry.isFolder()) {
                plan(name + "/", added, removed);
            } else if (!exists && entry.isFolder() && !storage.renamesFolders()) {
                storage.files(new Path(data(), name)).forEach(file -> added.add(name + "/" + file));
            } else {
                if (exists && !isAboutTheWhole(entry.name())) {
                    throw new FileAlreadyExistsException("The output has a file " + new Path(target, name)
                            + " already: use other ids, another output or --mode overwrite");
                }
                if (exists) {
                    removed.add(name);
                }
                added.add(name);
            }
        }
    }

    /** Whether a file tells of the output, as {@code _SUCCESS} and its checksum do, and not of an element whose id begins alike. */
    private static boolean isAboutTheWhole(String name) {
        return name.equals(SHEET)
                || name.startsWith("_") && !name.endsWith(HEATMAP)
                || name.startsWith("._") && name.endsWith(CHECKSUM);
    }

    private void move(List<String> removed, List<String> added) throws IOException {
        StringBuilder journal = new StringBuilder();
        removed.forEach(name -> journal.append(REMOVED).append(name).append('\n'));
        // Each file, of folders too: by the time that it is undone, another run may have added its own to the folder.
        storage.files(data()).forEach(name -> journal.append(ADDED).append(name).append('\n'));
        storage.write(journal(), journal.toString());
        try {
            moveMarker(removed.contains(SUCCESS), target, replaced());
            moveAll(removed, target, replaced());
            moveAll(added, data(), target);
            moveMarker(added.contains(SUCCESS), data(), target);
        } catch (IOException e) {
            undo();
            throw e;
        }
        storage.delete(journal());
    }

    private void moveMarker(boolean wanted, Path from, Path to) throws IOException {
        if (wanted) {
            storage.makeFolder(to);
            storage.move(new Path(from, SUCCESS), new Path(to, SUCCESS));
        }
    }

    private void moveAll(List<String> names, Path from, Path to) throws IOException {
        Set<Path> folders = new LinkedHashSet<>();
        names.forEach(name -> folders.add(new Path(to, name).getParent()));
        for (Path folder : folders) {
            storage.makeFolder(folder);
        }
        List<String> besidesTheMarker =
                names.stream().filter(name -> !name.equals(SUCCESS)).toList();
        storage.each(besidesTheMarker.size(), at -> {
            String name = besidesTheMarker.get(at);
            storage.move(new Path(from, name), new Path(to, name));
        });
    }

    /** Puts the output back to what it was before a dead run began to publish, if it did not finish. */
    void undo() throws IOException {
        if (!storage.exists(journal())) {
            if (storage.exists(replaced()) && !storage.exists(target)) {
                storage.move(replaced(), target);
            }
            return;
        }
        Set<String> added = new LinkedHashSet<>();
        Set<String> removed = new LinkedHashSet<>();
        storage.read(journal()).lines().forEach(line -> (line.charAt(0) == ADDED ? added : removed)
                .add(line.substring(1)));
        for (String name : added) {
            // What replaces a file is not there before the file is moved away.
            if (wasMoved(name) && (!removed.contains(name) || storage.exists(new Path(replaced(), name)))) {
                storage.delete(new Path(target, name));
                removeEmpty(new Path(target, name).getParent());
            }
        }
        for (String name : removed) {
            if (storage.exists(new Path(replaced(), name))) {
                storage.delete(new Path(target, name));
                storage.makeFolder(new Path(target, name).getParent());
                storage.move(new Path(replaced(), name), new Path(target, name));
            }
        }
        storage.delete(journal());
    }

    /** Whether a file may have left the staged data. An object store moves by copying, and may have been killed in between. */
    private boolean wasMoved(String name) throws IOException {
        return !storage.renamesFolders() || !storage.exists(new Path(data(), name));
    }

    private void removeEmpty(Path folder) throws IOException {
        if (!folder.equals(target)
                && storage.exists(folder)
                && storage.list(folder).isEmpty()) {
            storage.delete(folder);
            removeEmpty(folder.getParent());
        }
    }

    private static Path below(Path folder, String name) {
        return name.isEmpty() ? folder : new Path(folder, name.substring(0, name.length() - 1));
    }
}
