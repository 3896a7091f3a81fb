package org.visionheatmaps.spark.incremental;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.visionheatmaps.io.file.HivePartitions;
import org.visionheatmaps.io.file.InputListing;
import org.visionheatmaps.io.file.InputListing.ListedFile;
import org.visionheatmaps.io.publish.Checkpoint;
import org.visionheatmaps.run.FileBatch;
import org.visionheatmaps.run.FileBatch.TakenFile;
import org.visionheatmaps.run.SeriesHead;
import org.visionheatmaps.spark.input.source.DataFiles;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.run.JobFailedException;

/**
 * Runs that take each file of an input once, whenever they are killed. A file is known by its path, so one that comes late is taken,
 * however old it is.
 *
 * <p>Each batch is planned in the checkpoint, published in the output with a mark of its own, and committed in the checkpoint. A plan
 * that is not committed is that of a run that died: if its mark is in the output it is committed, and otherwise it is dropped, and
 * its files are new. (A table has a mark of its own: if that alone is there, the rest of the batch is made.)
 *
 * @param input all that there is, new or not
 * @param options which files are taken
 * @param work what is done with them
 * @param <R> what is reported of a batch
 */
public record Series<R>(InputOptions input, IncrementOptions options, BatchWork<R> work) {
    private static final int ID_LETTERS = 8;

    /**
     * @throws IllegalArgumentException if the input is not one of files
     */
    public Series {
        if (input.source().files().isEmpty()) {
            throw ofTable();
        }
    }

    private static IllegalArgumentException ofTable() {
        return new IllegalArgumentException("Incremental runs take new files, but the input is a table or a query:"
                + " select its new rows with --where or --input-query, and use --mode append");
    }

    /**
     * Takes what is new.
     *
     * @param say hears of each batch, in words for a person
     * @throws IllegalArgumentException if the checkpoint is of another series, or lies where it cannot
     * @throws JobFailedException if the data or the cluster failed a batch: those before it are done
     */
    public Increment<R> run(Configuration configuration, Consumer<String> say) {
        try {
            Path output = qualified(work.output(), configuration);
            requireApart(output, configuration);
            return run(output, configuration, say);
        } catch (IOException e) {
            throw JobFailedException.of(e);
        }
    }

    private Increment<R> run(Path output, Configuration configuration, Consumer<String> say) throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(options.checkpoint(), configuration)) {
            String id = id(checkpoint, output.toString(), configuration);
            Map<String, TakenFile> taken = new HashMap<>();
            List<String> committed = checkpoint.committed();
            committed.forEach(batch -> FileBatch.fromJson(batch).files().forEach(file -> taken.put(file.path(), file)));
            int number = committed.size();
            List<R> results = new ArrayList<>();
            Optional<FileBatch> recovered = recover(checkpoint, new FileBatch.Name(id, number), configuration, results);
            if (recovered.isPresent()) {
                recovered.get().files().forEach(file -> taken.put(file.path(), file));
                number++;
                say.accept("The run before was killed when its last batch was in the output, but not yet told of: "
                        + count(recovered.get().files().size()) + ".");
            }
            if (number == 0) {
                work.requireFresh(configuration);
            } else if (!work.hasOutput(configuration)) {
                say.accept("Warning: the output " + output + " is gone, where " + count(taken.size())
                        + " went to. They are not taken again: to have them back, begin another checkpoint.");
            }
            List<TakenFile> fresh = new ArrayList<>();
            List<String> rewritten = new ArrayList<>();
            sort(list(checkpoint.folder(), output, configuration), taken, fresh, rewritten);
            announce(fresh.size(), rewritten, say);
            int most = Math.min(options.maxFiles(), Math.max(1, fresh.size()));
            int batches = (fresh.size() + most - 1) / most;
            for (int batch = 0; batch < batches; batch++) {
                int from = batch * most;
                List<TakenFile> files = fresh.subList(from, Math.min(fresh.size(), from + most));
                if (batches > 1) {
                    say.accept("Batch " + (batch + 1) + " of " + batches + ": " + count(files.size()) + ".");
                }
                FileBatch planned = new FileBatch(new FileBatch.Name(id, number), work.run(), files);
                requireNew(planned, checkpoint.folder(), configuration);
                checkpoint.plan(planned.toJson());
                results.add(reported(work.make(planned)));
                checkpoint.commit(number);
                number++;
            }
            return new Increment<>(results, recovered.isPresent(), fresh.size(), rewritten);
        }
    }

    /** Fails before anything is made where it would be in the way. */
    private void requireApart(Path output, Configuration configuration) throws IOException {
        Path folder = qualified(options.checkpoint(), configuration);
        if (isIn(folder, output)) {
            throw new IllegalArgumentException(
                    "The checkpoint " + folder + " lies in the output " + output + ": choose a folder outside of it");
        }
        if (InputListing.covers(input.paths(), folder, configuration)) {
            throw inInput("checkpoint", folder);
        }
        if (InputListing.covers(input.paths(), output, configuration)) {
            throw inInput("output", output);
        }
    }

    private static boolean isIn(Path place, Path folder) {
        return (place + "/").startsWith(folder + "/");
    }

    private static IllegalArgumentException inInput(String what, Path place) {
        return new IllegalArgumentException(
                "The " + what + " " + place + " lies in the input: choose a folder outside of it");
    }

    /** The id of the series that the checkpoint is of, which is this one if the checkpoint is new. */
    private String id(Checkpoint checkpoint, String output, Configuration configuration) throws IOException {
        Path folder = checkpoint.folder();
        Optional<String> head = checkpoint.head();
        if (head.isEmpty()) {
            // Before the checkpoint is bound to the output: a caller that must choose another may.
            work.requireFresh(configuration);
            String id = UUID.randomUUID().toString().substring(0, ID_LETTERS);
            checkpoint.begin(new SeriesHead(SeriesHead.FORMAT, id, work.command(), output).toJson());
            return id;
        }
        SeriesHead series = SeriesHead.fromJson(head.get());
        if (!series.command().equals(work.command()) || !series.output().equals(output)) {
            throw new IllegalArgumentException("The checkpoint " + folder + " is of " + series.command() + " to "
                    + series.output() + ", not of " + work.command() + " to " + output
                    + ": give each output a checkpoint of its own");
        }
        return series.id();
    }

    private static Path qualified(String path, Configuration configuration) throws IOException {
        Path given = new Path(path);
        return given.getFileSystem(configuration).makeQualified(given);
    }

    /** Looks after a plan that no run committed; a batch that turns out to be whole is committed and reported. */
    private Optional<FileBatch> recover(
            Checkpoint checkpoint, FileBatch.Name next, Configuration configuration, List<R> results)
            throws IOException {
        Optional<FileBatch> planned;
        try {
            planned = checkpoint.planned().map(FileBatch::fromJson);
        } catch (IllegalArgumentException e) {
            // A machine that lost its power may leave a file without its bytes. If the batch is in the output,
            // requireNew
            // finds its mark.
            checkpoint.dropPlan();
            return Optional.empty();
        }
        if (planned.isEmpty()) {
            return planned;
        }
        if (next.equals(planned.get().name())) {
            Optional<R> published = work.recovered(planned.get(), configuration);
            if (published.isEmpty() && work.mustBeFinished(planned.get())) {
                published = Optional.of(work.make(listedAgain(planned.get(), configuration)));
            }
            if (published.isPresent()) {
                results.add(reported(published.get()));
                checkpoint.commit(next.number());
                return planned;
            }
        }
        // Nothing of it is there, or its commit was a copy whose original the run could not remove.
        checkpoint.dropPlan();
        return Optional.empty();
    }

    /** The batch with its files as they are now: it was planned by an earlier run, and must be finished whatever became of them. */
    private static FileBatch listedAgain(FileBatch batch, Configuration configuration) throws IOException {
        List<String> paths = batch.files().stream()
                .map(file -> InputListing.pattern(file.path()))
                .toList();
        return new FileBatch(
                batch.name(),
                batch.run(),
                InputListing.of(paths, configuration).stream()
                        .map(Series::taken)
                        .toList());
    }

    private static TakenFile taken(ListedFile file) {
        return new TakenFile(
                file.path(),
                file.version().bytes(),
                Instant.ofEpochMilli(file.version().modified()).toString());
    }

    /** Fails if the output has a batch of this number, which the checkpoint has forgotten. */
    private void requireNew(FileBatch planned, Path folder, Configuration configuration) throws IOException {
        if (work.recovered(planned, configuration).isPresent() || work.mustBeFinished(planned)) {
            throw new JobFailedException("The output " + work.output() + " has batch " + planned.name()
                    + " already, but the checkpoint " + folder + " does not know it: it is an old copy, or the machine"
                    + " lost its power. Use the newest copy, or begin another output and checkpoint");
        }
    }

    private R reported(R result) {
        work.report(result);
        return result;
    }

    private List<ListedFile> list(Path folder, Path output, Configuration configuration) throws IOException {
        if (DataFiles.table(input.paths(), configuration).isPresent()) {
            throw ofTable();
        }
        DataFiles found = DataFiles.find(input.paths(), input.source().files().orElseThrow(), configuration);
        List<ListedFile> all = new ArrayList<>(found.files());
        all.addAll(found.others());
        for (ListedFile file : all) {
            Path path = new Path(URI.create(file.path()));
            if (isIn(path, folder)) {
                throw inInput("checkpoint", folder);
            }
            if (isIn(path, output)) {
                throw inInput("output", output);
            }
        }
        requireOneBase(found.files());
        return found.files();
    }

    /** Fails if files do not lie in folders of the same columns: a batch would have those columns or not by chance. */
    private static void requireOneBase(List<ListedFile> files) {
        Map<Set<String>, String> columns = new LinkedHashMap<>();
        for (ListedFile file : files) {
            columns.putIfAbsent(HivePartitions.of(file.path()).keySet(), file.path());
        }
        if (columns.size() > 1) {
            Iterator<String> different = columns.values().iterator();
            throw new IllegalArgumentException("The files " + different.next() + " and " + different.next()
                    + " do not lie in folders of the same columns, such as method=lrp below one folder: give each set an"
                    + " output and a checkpoint of its own");
        }
    }

    /** Separates new files, the oldest first, from those that were taken, and of these the ones that have changed. */
    private static void sort(
            List<ListedFile> listed, Map<String, TakenFile> taken, List<TakenFile> fresh, List<String> rewritten) {
        List<ListedFile> byAge = new ArrayList<>(listed);
        byAge.sort(Comparator.comparingLong((ListedFile file) -> file.version().modified())
                .thenComparing(ListedFile::path));
        for (ListedFile file : byAge) {
            TakenFile now = taken(file);
            TakenFile before = taken.get(file.path());
            if (before == null) {
                fresh.add(now);
            } else if (!before.equals(now)) {
                rewritten.add(file.path());
            }
        }
    }

    private void announce(int fresh, List<String> rewritten, Consumer<String> say) {
        say.accept(fresh == 0 ? "No new files." : "New: " + count(fresh) + ".");
        if (rewritten.isEmpty()) {
            return;
        }
        String which = count(rewritten.size()) + " changed after an earlier run took "
                + (rewritten.size() == 1 ? "it" : "them") + ", such as " + rewritten.get(0);
        if (options.rewritten() == IncrementOptions.Rewritten.FAIL) {
            throw new JobFailedException(which + ": nothing was done. With --rewritten skip "
                    + "they stay as they were taken; to take everything anew, begin another output and checkpoint");
        }
        say.accept("Warning: " + which + ". What was made of the old contents stays; the new are not read.");
    }

    private static String count(int files) {
        return files == 1 ? "1 file" : String.format(Locale.ROOT, "%,d files", files);
    }
}
