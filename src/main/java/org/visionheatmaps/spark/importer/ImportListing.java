package org.visionheatmaps.spark.importer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.visionheatmaps.io.numpy.FileListing;

/**
 * The files of an import.
 *
 * @param units files of arrays, or of photographs
 * @param skipped how many files of other kinds there are, by ending
 * @param photographs paths by name, if arrays name them
 */
record ImportListing(List<ImportUnit> units, SortedMap<String, Long> skipped, HashMap<String, String> photographs) {
    private static final Logger LOG = LogManager.getLogger(ImportListing.class);

    /** Looks for the files of a job. */
    static ImportListing of(ImportJob job, Configuration configuration) throws IOException {
        List<ImportUnit> units = new ArrayList<>();
        SortedMap<String, Long> skipped = new TreeMap<>();
        HashMap<String, String> byName = new HashMap<>();
        FileListing photographs =
                job.images().isPresent() ? FileListing.ofImages(job.images().get(), configuration) : null;
        if (job.inputs().isEmpty()) {
            photographs.images().values().forEach(image -> units.add(ImportUnit.ofImage(image)));
            skipped.putAll(photographs.skipped());
        }
        Set<String> paths = new HashSet<>();
        Map<String, Integer> names = new HashMap<>();
        for (String input : job.inputs()) {
            FileListing listing = FileListing.ofArrays(input, configuration);
            FileListing beside = photographs == null ? listing : photographs;
            listing.skipped().forEach((ending, count) -> skipped.merge(ending, count, Long::sum));
            if (job.options().keys().ids() != null || job.options().keys().images() != null) {
                beside.images()
                        .forEach((name, image) ->
                                byName.putIfAbsent(name, image.path().toString()));
            }
            for (FileListing.Found array : listing.arrays()) {
                if (paths.add(array.path().toString())) {
                    units.add(ImportUnit.ofArrays(array, beside.imagesOf(array.name())));
                    names.merge(array.name(), 1, Integer::sum);
                }
            }
        }
        units.replaceAll(unit -> names.getOrDefault(unit.id(), 1) == 1 ? unit : unit.withNamesake());
        skipped.forEach((ending, count) -> LOG.warn("{}", words(ending, count)));
        return new ImportListing(units, skipped, byName);
    }

    private static String words(String ending, long count) {
        return "Skipped " + count + " files " + (ending.startsWith(".") ? "of the kind " : "") + ending
                + FileListing.advice(ending);
    }

    /** What was skipped, as the end of a sentence. */
    String skippedInWords() {
        StringBuilder words = new StringBuilder();
        skipped.forEach((ending, count) -> words.append("; ").append(words(ending, count)));
        return words.toString();
    }
}
