package org.visionheatmaps.cli.options;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.visionheatmaps.audit.AuditManifest;
import org.visionheatmaps.audit.AuditVerdict;
import org.visionheatmaps.cli.config.LakeFile;
import org.visionheatmaps.cli.text.ExitCode;
import org.visionheatmaps.run.FitDocument;
import org.visionheatmaps.run.ImportReport;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.run.RunVerdict;
import org.visionheatmaps.run.Software;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where a command leaves word of how it ended, and what it has to say. */
public final class VerdictArguments {
    private static final String NAME = "--verdict-file";
    private static final int RULES_NAMED = 5;

    @Option(
            names = NAME,
            paramLabel = "PATH",
            description =
                    "Write how the command ended as JSON, also when it fails: for schedulers that do not see the exit"
                            + " code of a driver in the cluster. Any file system of Hadoop. The file of an earlier run is removed first.")
    private String file;

    private final SortedMap<String, Long> counts = new TreeMap<>();
    private final SortedMap<String, Long> faults = new TreeMap<>();
    private final List<String> violated = new ArrayList<>();
    private String run;
    private String output;
    private Instant started;

    /** Those of a command, if it has the option. */
    public static Optional<VerdictArguments> of(CommandLine command) {
        return command.getCommandSpec().mixins().values().stream()
                .map(CommandSpec::userObject)
                .filter(VerdictArguments.class::isInstance)
                .map(VerdictArguments.class::cast)
                .findFirst();
    }

    /** Takes the path from a command line that could not be parsed, if it is there. */
    public VerdictArguments or(String... arguments) {
        if (file == null) {
            int at = Arrays.asList(arguments).indexOf(NAME);
            file = at >= 0 && at + 1 < arguments.length
                    ? arguments[at + 1]
                    : Arrays.stream(arguments)
                            .filter(argument -> argument.startsWith(NAME + "="))
                            .map(argument -> argument.substring(NAME.length() + 1))
                            .findFirst()
                            .orElse(null);
        }
        return this;
    }

    /**
     * Removes what an earlier run said.
     *
     * @throws IllegalArgumentException if no file can be written there
     */
    public void begin() {
        started = now();
        if (file == null) {
            return;
        }
        try {
            LakeFile.of(file).clear();
        } catch (IOException | RuntimeException e) {
            String path = file;
            file = null;
            throw new IllegalArgumentException("No file can be written to " + NAME + " " + path + " (" + e.getMessage()
                    + "): nothing was done. Choose a path that this process may write to");
        }
    }

    /**
     * Writes how the command ended.
     *
     * @param reason why the code is not 0; null if the rules say it
     * @throws IOException if the file cannot be written
     */
    public void end(String command, int exitCode, String reason) throws IOException {
        if (file == null) {
            return;
        }
        Instant ended = now();
        String rules = violated.isEmpty()
                ? null
                : String.join("; ", violated.subList(0, Math.min(RULES_NAMED, violated.size())))
                        + (violated.size() > RULES_NAMED ? "; and " + (violated.size() - RULES_NAMED) + " more" : "");
        RunVerdict verdict = new RunVerdict(
                RunVerdict.FORMAT,
                Software.current().toString(),
                command,
                exitCode,
                RunVerdict.meaning(exitCode),
                exitCode == ExitCode.OK || reason != null ? reason : rules,
                run,
                output,
                (started == null ? ended : started).toString(),
                ended.toString(),
                counts,
                faults);
        try {
            LakeFile.of(file).write(verdict.toJson());
        } catch (RuntimeException e) {
            throw new IOException(e);
        }
    }

    private static Instant now() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Adds what a render did. */
    public void add(RunReport report) {
        output = report.output();
        add("input_rows", report.inputRows());
        add("rows_read", report.rowsRead());
        add("rendered", report.rendered());
        add("quarantined", report.quarantined());
        addFaults(report.quarantinedByReason());
    }

    /**
     * Adds what an audit or a comparison found.
     *
     * @param folder with the runs
     */
    public void add(String folder, AuditManifest manifest, AuditVerdict verdict) {
        output = folder;
        run = manifest.run();
        AuditManifest.Counts found = manifest.counts();
        add("rows_read", found.rowsRead());
        add("elements", found.elements());
        add("ok", found.ok());
        add("quarantined", found.quarantined());
        add("unreadable_files", found.unreadableFiles());
        add("rules_violated_error", verdict.errors());
        add("rules_violated_warning", verdict.warnings());
        addFaults(found.quarantinedByReason());
        verdict.rules().stream()
                .filter(AuditVerdict.RuleResult::isViolated)
                .forEach(rule -> violated.add(rule.level() + ": " + rule.check()
                        + (rule.group().isEmpty() ? "" : " " + rule.group()) + ": " + rule.reason()));
    }

    /** Adds what an incremental run took. */
    public void addIncrement(long files, long rewritten) {
        add("new_files", files);
        add("rewritten_files", rewritten);
    }

    /**
     * Adds what a fit found.
     *
     * @param written the file
     */
    public void add(String written, FitDocument document) {
        output = written;
        add("groups", document.groups().size());
        FitDocument.Step first = document.steps().get(0);
        add("elements", first.elements());
        first.leftOut().values().forEach(count -> add("left_out", count));
        addFaults(first.leftOut());
    }

    /** Adds what an import did. */
    public void add(ImportReport report) {
        output = report.output();
        add("files", report.files());
        add("rows_found", report.rowsFound());
        add("written", report.written());
        add("quarantined", report.quarantined());
        addFaults(report.quarantinedByReason());
    }

    private void add(String count, long value) {
        counts.merge(count, value, Long::sum);
    }

    private void addFaults(Map<String, Long> reasons) {
        reasons.forEach((reason, count) -> faults.merge(reason, count, Long::sum));
    }
}
