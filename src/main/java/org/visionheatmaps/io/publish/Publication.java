package org.visionheatmaps.io.publish;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.visionheatmaps.io.file.Storage;

/**
 * Moves staged data from a folder in the output to where readers are. What is in the way goes to {@code replaced} first; then a manifest
 * of what will be moved is written, and then the data is moved. The run counts from when the file {@code published} is there.
 *
 * <p>Undoing one that did not get so far takes back what the manifest lists, and puts back what stands in {@code replaced}. While moves
 * are under way there is no {@code _SUCCESS} in the output: it goes first and comes last.
 */
final class Publication {
    static final String DATA = "data";
    private static final String REPLACED = "replaced";
    private static final String MANIFEST = "publication";
    private static final String PUBLISHED = "published";

    private static final Logger LOG = LogManager.getLogger(Publication.class);

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

    private Path manifest() {
        return new Path(staging, MANIFEST);
    }

    private Path published() {
        return new Path(staging, PUBLISHED);
    }

    /** What stands in an output, besides staging. */
    static List<Storage.Entry> entries(Storage storage, Path target) throws IOException {
        return storage.list(target).stream()
                .filter(entry -> !OutputName.isOfStaging(entry.name()))
                .toList();
    }

    /**
     * Puts the data where nothing is.
     *
     * @param last names that are moved last, in this order, besides {@code _SUCCESS}
     */
    void create(List<String> last) throws IOException {
        if (!entries(storage, target).isEmpty()) {
            throw new FileAlreadyExistsException("The output " + target + " came into being during the run");
        }
        publish(List.of(), names(storage.list(data())), last);
    }

    /** Puts the data in the place of what is there. */
    void replace() throws IOException {
        publish(names(entries(storage, target)), names(storage.list(data())), List.of());
    }

    /**
     * Adds the data to what is there. Files about the output as a whole, whose names are reserved, replace their namesakes.
     *
     * @throws FileAlreadyExistsException before anything is moved, if another file stands in the way
     */
    void add() throws IOException {
        List<String> removed = new ArrayList<>();
        List<String> added = new ArrayList<>();
        plan("", removed, added);
        if (!removed.contains(OutputName.SUCCESS) && storage.exists(new Path(target, OutputName.SUCCESS))) {
            removed.add(OutputName.SUCCESS);
        }
        publish(removed, added, List.of());
    }

    private void plan(String folder, List<String> removed, List<String> added) throws IOException {
        Map<String, Storage.Entry> present = byName(folder.isEmpty() ? target : new Path(target, folder));
        for (Storage.Entry entry : storage.list(folder.isEmpty() ? data() : new Path(data(), folder))) {
            String name = folder.isEmpty() ? entry.name() : folder + "/" + entry.name();
            Storage.Entry there = present.get(entry.name());
            if (there == null) {
                added.add(name);
            } else if (there.isFolder() && entry.isFolder()) {
                plan(name, removed, added);
            } else if (!there.isFolder() && !entry.isFolder() && OutputName.isReserved(entry.name())) {
                removed.add(name);
                added.add(name);
            } else {
                throw new FileAlreadyExistsException("The output has a file " + new Path(target, name)
                        + " already: use other ids, another output or --mode overwrite");
            }
        }
    }

    private Map<String, Storage.Entry> byName(Path folder) throws IOException {
        return storage.list(folder).stream().collect(Collectors.toMap(Storage.Entry::name, Function.identity()));
    }

    private static List<String> names(List<Storage.Entry> entries) {
        return entries.stream().map(Storage.Entry::name).toList();
    }

    private void publish(List<String> removed, List<String> added, List<String> last) throws IOException {
        List<String> end = new ArrayList<>(last);
        end.add(OutputName.SUCCESS);
        String manifest = manifestOfData();
        try {
            storage.makeFolder(replaced());
            moveAll(removed, target, replaced(), List.of(OutputName.SUCCESS), List.of());
            storage.writeWhole(manifest(), manifest);
            moveAll(added, data(), target, List.of(), end);
            storage.write(published(), "");
        } catch (IOException e) {
            undo();
            throw e;
        }
    }

    /** Each file, of folders that are moved as a whole too: by the time that it is undone, somebody may have added to them. */
    private String manifestOfData() throws IOException {
        try {
            return new PublicationManifest(storage.files(data())).text();
        } catch (IllegalArgumentException e) {
            throw new IOException("Cannot publish " + target + ": " + e.getMessage(), e);
        }
    }

    private void moveAll(List<String> names, Path from, Path to, List<String> first, List<String> last)
            throws IOException {
        for (String name : first) {
            moveIfNamed(name, names, from, to);
        }
        List<String> files = new ArrayList<>();
        for (String name : names) {
            if (!first.contains(name) && !last.contains(name)) {
                addMoves(name, from, files);
            }
        }
        Set<Path> folders = new LinkedHashSet<>();
        files.forEach(name -> folders.add(new Path(to, name).getParent()));
        for (Path folder : folders) {
            storage.makeFolder(folder);
        }
        storage.each(files.size(), at -> storage.move(new Path(from, files.get(at)), new Path(to, files.get(at))));
        for (String name : last) {
            moveIfNamed(name, names, from, to);
        }
    }

    /** A folder moves as a whole where that is one rename. */
    private void addMoves(String name, Path from, List<String> moves) throws IOException {
        Path path = new Path(from, name);
        if (storage.renamesFolders() || !storage.isFolder(path)) {
            moves.add(name);
        } else {
            storage.files(path).forEach(file -> moves.add(name + "/" + file.name()));
        }
    }

    private void moveIfNamed(String name, List<String> names, Path from, Path to) throws IOException {
        if (names.contains(name)) {
            storage.move(new Path(from, name), new Path(to, name));
        }
    }

    /** Whether the output may be between what it was and what it will be. */
    boolean isBegun() throws IOException {
        return !storage.exists(published()) && (storage.exists(manifest()) || storage.exists(replaced()));
    }

    /** Puts the output back to what it was before an abandoned run began to publish, if it did not finish. May be repeated. */
    void undo() throws IOException {
        if (!isBegun()) {
            return;
        }
        if (storage.exists(manifest())) {
            try {
                takeBack(PublicationManifest.of(storage.read(manifest())).files());
            } catch (IllegalArgumentException e) {
                LOG.warn("The manifest {} is not obeyed, and what it may list stays: {}", manifest(), e.getMessage());
            }
            // From now on only the old files are to be put back.
            storage.delete(manifest());
        }
        if (storage.isFolder(replaced())) {
            putBack(replaced(), target);
        }
        storage.delete(replaced());
    }

    private void takeBack(List<Storage.Entry> files) throws IOException {
        for (Storage.Entry file : files) {
            if (file.name().equals(OutputName.SUCCESS) && isOfThisRun(file)) {
                storage.delete(new Path(target, OutputName.SUCCESS));
            }
        }
        Map<Path, Boolean> folders = new HashMap<>();
        for (Storage.Entry file : files) {
            isInOutput(new Path(target, file.name()).getParent(), folders);
        }
        List<Storage.Entry> reachable = files.stream()
                .filter(file -> folders.get(new Path(target, file.name()).getParent()))
                .toList();
        storage.each(reachable.size(), at -> {
            if (isOfThisRun(reachable.get(at))) {
                storage.delete(new Path(target, reachable.get(at).name()));
            }
        });
        for (Map.Entry<Path, Boolean> folder : folders.entrySet()) {
            if (folder.getValue()) {
                removeEmpty(folder.getKey());
            }
        }
    }

    /** Whether a folder is reached from the output through folders alone, and no link. */
    private boolean isInOutput(Path folder, Map<Path, Boolean> known) throws IOException {
        if (folder.equals(target)) {
            known.put(folder, true);
        } else if (!known.containsKey(folder)) {
            known.put(folder, isInOutput(folder.getParent(), known) && storage.isFolder(folder));
        }
        return known.get(folder);
    }

    /** Whether the file in the output is the one that was staged, and not one of its name that somebody else has put there since. */
    private boolean isOfThisRun(Storage.Entry file) throws IOException {
        Path path = new Path(target, file.name());
        Storage.Entry there = storage.find(path).orElse(null);
        if (there == null) {
            return false;
        }
        Path staged = new Path(data(), file.name());
        boolean isStaged = storage.exists(staged);
        boolean isSame = !there.isFolder() && there.bytes() == file.bytes();
        if (storage.renamesFolders()) {
            isSame = isSame && !isStaged && (!storage.keepsTimes() || there.modified() == file.modified());
        } else {
            // A move is a copy, and the run may have been killed before it removed what it copied.
            isSame = isSame && (!isStaged || storage.areEqual(staged, path));
        }
        if (!isSame && !isStaged) {
            LOG.warn("The file {} stays: it is not the one that the abandoned run {} put there", path, staging);
        }
        return isSame;
    }

    private void removeEmpty(Path folder) throws IOException {
        if (!folder.equals(target) && storage.isFolder(folder)) {
            storage.deleteEmpty(folder);
            removeEmpty(folder.getParent());
        }
    }

    private void putBack(Path from, Path to) throws IOException {
        Map<String, Storage.Entry> present = byName(to);
        List<String> free = new ArrayList<>();
        for (Storage.Entry entry : storage.list(from)) {
            Storage.Entry there = present.get(entry.name());
            if (there == null) {
                free.add(entry.name());
            } else if (there.isFolder() && entry.isFolder()) {
                putBack(new Path(from, entry.name()), new Path(to, entry.name()));
            } else {
                LOG.warn("The file {} stays, and not the older one that was there before", new Path(to, entry.name()));
            }
        }
        moveAll(free, from, to, List.of(), List.of(OutputName.SUCCESS));
    }

    /**
     * Removes the staging folder of a run that is published or undone, in an order that may be broken off anywhere; its lease comes
     * last, so that the next run sees at once that the rest is not being removed.
     */
    void remove() throws IOException {
        storage.delete(manifest());
        storage.delete(replaced());
        for (Storage.Entry entry : storage.list(staging)) {
            if (!entry.name().equals(StagedOutput.LEASE) && !entry.name().equals(PUBLISHED)) {
                storage.delete(new Path(staging, entry.name()));
            }
        }
        storage.delete(published());
        storage.delete(staging);
    }
}
