package org.visionheatmaps.cli;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.visionheatmaps.audit.Baseline;
import org.visionheatmaps.audit.Rule;
import org.visionheatmaps.cli.config.ConfigFile;
import org.visionheatmaps.cli.config.RulesFile;
import org.visionheatmaps.cli.options.DatasetArguments;
import org.visionheatmaps.cli.options.GalleryArguments;
import org.visionheatmaps.cli.options.IncrementArguments;
import org.visionheatmaps.cli.options.InputArguments;
import org.visionheatmaps.cli.options.MaskArguments;
import org.visionheatmaps.cli.options.MetricsArguments;
import org.visionheatmaps.cli.options.OpenedSpark;
import org.visionheatmaps.cli.options.PathArguments;
import org.visionheatmaps.cli.options.PipelineArguments;
import org.visionheatmaps.cli.options.SchemeArguments;
import org.visionheatmaps.cli.options.SparkOptions;
import org.visionheatmaps.cli.options.VerdictArguments;
import org.visionheatmaps.cli.text.AuditText;
import org.visionheatmaps.cli.text.Console;
import org.visionheatmaps.cli.text.ExitCode;
import org.visionheatmaps.cli.text.Lines;
import org.visionheatmaps.cli.text.ProgressDisplay;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.spark.audit.AuditJob;
import org.visionheatmaps.spark.audit.AuditOptions;
import org.visionheatmaps.spark.audit.AuditRuns;
import org.visionheatmaps.spark.audit.Expectations;
import org.visionheatmaps.spark.audit.RunFolder;
import org.visionheatmaps.spark.incremental.AuditBatches;
import org.visionheatmaps.spark.incremental.Increment;
import org.visionheatmaps.spark.incremental.IncrementOptions;
import org.visionheatmaps.spark.incremental.Series;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.run.JobFailedException;
import org.visionheatmaps.spark.run.SparkFigures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code audit}: is the data sound, and like it was? */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Measures every attribution in files or a table, draws none, and checks rules.",
            "Is the data whole, do the maps look like maps and where the object is, has anything drifted since",
            "a former run? What it finds goes into a folder of its own, and the exit code tells a scheduler.",
            ""
        },
        footer = {
            "",
            "@|bold Rules|@ (YAML; without --rules those of conf/audit.yaml)",
            "  rules:",
            "    - check: finite_share >= 1                     # of every element",
            "    - check: share(constant) <= 1%%                 # of all together",
            "    - check: count >= 0.9 * baseline.count         # against --baseline",
            "    - check: psi(value) <= 0.2                     # drift of all pixels",
            "      by: method                                   # each group by itself; '*': as --by says",
            "      level: warning                               # default: error",
            "    - check: share(pointing) >= 80%%                # where the object is, for those with a mask",
            "      by: label",
            "",
            "@|bold Pipelines and presets|@ (those of render, whose --help shows them)",
            "Nothing is drawn: the reduction makes the maps that are measured, the clip tells the clipped share.",
            "",
            "@|bold Examples|@",
            "  A first look:",
            "    vision-heatmaps audit --input data.parquet --output audits",
            "  Every night, against the last good one:",
            "    vision-heatmaps audit --input data.parquet --output audits --by method,label \\",
            "        --rules audit.yaml --baseline latest-clean",
            "  What is new since the last time:",
            "    vision-heatmaps audit --input data --output audits --incremental --checkpoint seen",
            "  The same from a file; the command line wins over the file:",
            "    vision-heatmaps audit --config nightly-audit.yaml --run friday",
            "",
            "@|bold Exit codes|@",
            "  0  clean",
            "  1  failed: the message says why, and there is no output",
            "  2  the arguments or rules cannot be understood: nothing was done",
            "  3  a rule of level error is violated",
            "  4  with --strict: a rule of level warning is violated"
        })
final class AuditCommand implements SessionCommand<List<AuditJob.Result>> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PathArguments inputs;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "PATH",
            description = "A folder that keeps runs: each makes a folder in it.")
    private String output;

    @Option(
            names = "--run",
            paramLabel = "NAME",
            description = "The name of this run. Default: the time in UTC, such as 2026-11-23T02-00-00Z.")
    private String run;

    @Option(
            names = "--baseline",
            paramLabel = "RUN",
            description = "What to compare with: a run in the output by its name, a run's folder, its histograms.json"
                    + " kept elsewhere, or latest-clean: the newest run in the output that was clean.")
    private String baseline;

    @Option(
            names = "--by",
            paramLabel = "A,B",
            split = ",",
            hideParamSyntax = true,
            description = "Columns whose values make groups, each reported by itself: method,label.")
    private List<String> by = List.of();

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "What the data must be like: a local YAML file, see below.")
    private String rules;

    @Option(names = "--strict", description = "Warnings end with exit code 4.")
    private boolean isStrict;

    @Mixin
    private PipelineArguments pipeline;

    @Mixin
    private DatasetArguments dataset;

    @Mixin
    private SchemeArguments schemes;

    @Mixin
    private InputArguments inputArguments;

    @Mixin
    private MaskArguments masks;

    @Option(
            names = "--carry",
            paramLabel = "A,B",
            split = ",",
            hideParamSyntax = true,
            description = "Columns to carry through to the table of elements. Default: all of numbers, texts and times"
                    + " that are not read for drawing.")
    private List<String> carry;

    @Option(
            names = "--partitions",
            paramLabel = "P",
            defaultValue = "auto",
            description = "auto: by bytes. element: each alone, for few, huge tensors. Or a number. Default:"
                    + " ${DEFAULT-VALUE}.")
    private Partitioning partitions;

    @Mixin
    private IncrementArguments increments;

    @Mixin
    private GalleryArguments gallery;

    @Option(
            names = ConfigFile.OPTION,
            paramLabel = "FILE",
            description = "Read options from a YAML file, see conf/nightly-audit.yaml. The command line wins.")
    @SuppressWarnings("unused") // ConfigFile has read it before the arguments are parsed.
    private String config;

    @Mixin
    private MetricsArguments metrics;

    @Mixin
    private VerdictArguments verdict;

    @Mixin
    private SparkOptions spark;

    private final List<AuditJob.Result> found = new ArrayList<>();

    /** What was found, run by run: none of a series without new files. */
    @Override
    public List<AuditJob.Result> runIn(SparkSession session) throws IOException {
        spark.use(session);
        call();
        return List.copyOf(found);
    }

    private AuditJob job(Instant started, List<Rule> checked, Optional<Baseline> compared) {
        try {
            Optional<Fit> fit = dataset.fit();
            return new AuditJob(
                    inputArguments.of(inputs.paths()),
                    pipeline.of(fit, schemes),
                    partitions,
                    dataset.scope(fit),
                    AuditOptions.of(new RunFolder(
                                    output,
                                    run == null ? started.toString().replace(':', '-') : run,
                                    started.toString()))
                            .withGroups(by)
                            .withCarry(Optional.ofNullable(carry))
                            .expecting(new Expectations(checked, isStrict, compared))
                            .withMasks(masks.options())
                            .showing(gallery.options()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private List<Rule> rules() {
        try {
            return rules == null ? RulesFile.builtIn() : RulesFile.read(rules);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    @Override
    public Integer call() throws IOException {
        // The only look at a clock: it names the run and stands in the manifest.
        Instant started = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        List<Rule> checked = rules();
        AuditJob whole = job(started, checked, Optional.empty());
        if (series().isPresent()
                && whole.pipeline().needsFit()
                && whole.scope().fit().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "The pipeline has dataset(...) steps, which each run of a series would fit to its own files: run fit"
                            + " once, and give its file with --fitted");
        }
        Console console = spark.console(spec.commandLine());
        return metrics.reporting("audit", () -> audit(started, checked, console));
    }

    private MetricsArguments.Ended audit(Instant started, List<Rule> checked, Console console) throws IOException {
        try (OpenedSpark opened = spark.open("audit", console);
                ProgressDisplay progress = console.progress()) {
            SparkSession session = opened.session();
            Configuration configuration = session.sparkContext().hadoopConfiguration();
            SparkFigures figures = opened.figures();
            Optional<IncrementOptions> series = series();
            if (series.isPresent()) {
                return increment(series.get(), started, checked, console, session, figures, progress);
            }
            AuditJob.Result result =
                    run(job(started, checked, compared(configuration, console)), session, figures, progress);
            report(result, console);
            return new MetricsArguments.Ended(
                    result.verdict().exitCode(), text -> text.add(result.manifest(), result.verdict()));
        }
    }

    private static AuditJob.Result run(
            AuditJob job, SparkSession session, SparkFigures figures, ProgressDisplay progress) {
        AuditJob.Result result = job.run(session, figures.following(progress));
        figures.ended(
                result.manifest().counts().ok(), result.manifest().counts().quarantined());
        figures.violated(result.verdict().errors(), result.verdict().warnings());
        return result;
    }

    private Optional<Baseline> compared(Configuration configuration, Console console) throws IOException {
        Optional<Baseline> compared =
                baseline == null ? Optional.empty() : new AuditRuns(output, configuration).baseline(baseline);
        if (baseline != null && compared.isEmpty()) {
            console.say("There is no clean run in " + output + " yet: rules that need a baseline are skipped.");
        }
        return compared;
    }

    private Optional<IncrementOptions> series() {
        try {
            return increments.options(Integer.MAX_VALUE);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** Audits what is new. A run that was killed before it could report what it found is reported here, and counts. */
    private MetricsArguments.Ended increment(
            IncrementOptions options,
            Instant started,
            List<Rule> checked,
            Console console,
            SparkSession session,
            SparkFigures figures,
            ProgressDisplay progress) {
        Configuration configuration = session.sparkContext().hadoopConfiguration();
        AuditJob whole = job(started, checked, Optional.empty());
        AuditBatches batches = new AuditBatches(
                output,
                whole.options().place().run(),
                batch -> {
                    try {
                        AuditJob job = job(started, checked, compared(configuration, console));
                        return run(job.over(batch), session, figures, progress);
                    } catch (IOException e) {
                        throw JobFailedException.of(e);
                    }
                },
                result -> report(result, console));
        Increment<AuditJob.Result> done =
                new Series<>(whole.input(), options, batches).run(configuration, console::say);
        int exitCode = ExitCode.OK;
        for (AuditJob.Result result : done.results()) {
            exitCode = ExitCode.worse(exitCode, result.verdict().exitCode());
        }
        verdict.addIncrement(done.files(), done.rewritten().size());
        return new MetricsArguments.Ended(exitCode, text -> {
            if (!done.results().isEmpty()) {
                AuditJob.Result last = done.results().get(done.results().size() - 1);
                text.add(last.manifest(), last.verdict());
            }
            text.addIncrement(done.files(), done.rewritten().size());
        });
    }

    private void report(AuditJob.Result result, Console console) {
        found.add(result);
        verdict.add(output, result.manifest(), result.verdict());
        Lines text = AuditText.of(result);
        if (result.verdict().exitCode() == ExitCode.OK) {
            console.say(text);
        } else {
            // What is wrong is reported even if nothing else is.
            text.print(spec.commandLine().getErr());
        }
    }
}
