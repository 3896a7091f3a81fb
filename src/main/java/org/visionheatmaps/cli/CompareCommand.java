package org.visionheatmaps.cli;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.visionheatmaps.audit.Rule;
import org.visionheatmaps.cli.config.RulesFile;
import org.visionheatmaps.cli.options.GalleryArguments;
import org.visionheatmaps.cli.options.InputArguments;
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
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.spark.audit.AuditJob;
import org.visionheatmaps.spark.audit.AuditOptions;
import org.visionheatmaps.spark.audit.CompareJob;
import org.visionheatmaps.spark.audit.Expectations;
import org.visionheatmaps.spark.audit.RunFolder;
import org.visionheatmaps.spark.input.source.InputOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code compare}: how alike are the maps of two models, or of two methods? */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Compares the maps of two inputs, pair by pair.",
            "They are of two models, two methods, before and after a change. Pairs have the same id. It leaves",
            "a table of pairs, histograms and a report in a folder of its own, checks rules, and the exit code",
            "tells a scheduler.",
            ""
        },
        footer = {
            "",
            "@|bold Of each pair|@ (in the table pairs, in rules and histograms)",
            "  cosine, pearson, spearman    of all pixels; null if a map is constant, as all that follow",
            "  ssim                         structural similarity, windows of 7 x 7",
            "  topk_intersection            of the 1%% of pixels of the greatest magnitude, the share in common",
            "  sign_agreement               ... and of the same sign",
            "",
            "@|bold Rules|@ (YAML, the grammar of audit)",
            "  rules:",
            "    - check: quantile(spearman, 5%%) >= 0.5",
            "      by: label",
            "    - check: share(topk_intersection < 0.2) <= 1%%",
            "",
            "@|bold Examples|@",
            "  What a new version of a model looks at, beside the old one:",
            "    vision-heatmaps compare --input old.parquet --with new.parquet --output compared",
            "  Two methods in one dataset whose rows have a photograph's id and a method:",
            "    vision-heatmaps compare --input data.parquet --pair method=ig,lrp --on image_id --output compared",
            "",
            "@|bold Exit codes|@",
            "  0  clean",
            "  1  failed: the message says why, and there is no output",
            "  2  the arguments or rules cannot be understood: nothing was done",
            "  3  a rule of level error is violated",
            "  4  with --strict: a rule of level warning is violated"
        })
final class CompareCommand implements SessionCommand<AuditJob.Result> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PathArguments inputs;

    @Option(
            names = "--with",
            arity = "1..*",
            paramLabel = "PATH",
            description = "The other input, read with the same options.")
    private List<String> with = List.of();

    @Option(
            names = "--pair",
            paramLabel = "C=A,B",
            description = "In place of --with: rows of the input whose column C is A, with those where it is B.")
    private String pair;

    @Option(
            names = "--on",
            paramLabel = "A,B",
            split = ",",
            hideParamSyntax = true,
            description = "Columns of both inputs whose values tell what makes a pair. Default: the ids.")
    private List<String> on = List.of();

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
            names = "--same-size",
            description = "Compare no maps of two sizes. Otherwise the larger one is resized to the other.")
    private boolean needsSameSize;

    @Option(
            names = "--by",
            paramLabel = "A,B",
            split = ",",
            hideParamSyntax = true,
            description = "Columns of the first input whose values make groups: label.")
    private List<String> by = List.of();

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "How alike pairs must be: a local YAML file, see below. Default: no rules.")
    private String rules;

    @Option(names = "--strict", description = "Warnings end with exit code 4.")
    private boolean isStrict;

    @Mixin
    private PipelineArguments pipeline;

    @Mixin
    private SchemeArguments schemes;

    @Mixin
    private InputArguments inputArguments;

    @Option(
            names = "--carry",
            paramLabel = "A,B",
            split = ",",
            hideParamSyntax = true,
            description = "Columns of the first input to carry through to the table of pairs. Default: all of numbers,"
                    + " texts and times.")
    private List<String> carry;

    @Mixin
    private GalleryArguments gallery;

    @Mixin
    private VerdictArguments verdict;

    @Mixin
    private SparkOptions spark;

    private AuditJob.Result found;

    @Override
    public AuditJob.Result runIn(SparkSession session) throws IOException {
        spark.use(session);
        call();
        return found;
    }

    private CompareJob job(Instant started) {
        try {
            InputOptions input = inputArguments.of(inputs.paths());
            boolean isPair = pair != null;
            if (isPair != with.isEmpty()) {
                throw new IllegalArgumentException(
                        "What to compare with is said by --with PATH, another input, or by --pair"
                                + " COLUMN=A,B, rows of the same one: give one of them");
            }
            if (!isPair && inputArguments.nameInput()) {
                throw new IllegalArgumentException(
                        "--with takes paths, which are read with the same options as --input:"
                                + " of one table or query, compare rows with --pair COLUMN=A,B");
            }
            Pipeline steps = pipeline.of(Optional.empty(), schemes);
            if (steps.needsFit()) {
                throw new IllegalArgumentException(
                        "Maps are compared as the reduction gives them: leave dataset(...) out of the pipeline");
            }
            return new CompareJob(
                    isPair ? ofPair(input, 0) : input,
                    isPair ? ofPair(input, 1) : inputArguments.of(with),
                    on,
                    !needsSameSize,
                    steps,
                    AuditOptions.of(new RunFolder(
                                    output,
                                    run == null ? started.toString().replace(':', '-') : run,
                                    started.toString()))
                            .withGroups(by)
                            .withCarry(Optional.ofNullable(carry))
                            .showing(gallery.options())
                            .expecting(new Expectations(rules(), isStrict, Optional.empty())));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** The rows of one of the two values. */
    private InputOptions ofPair(InputOptions input, int side) {
        int equals = pair.indexOf('=');
        String[] values = pair.substring(equals + 1).split(",", -1);
        if (equals < 1 || values.length != 2 || values[0].equals(values[1])) {
            throw new IllegalArgumentException(
                    "--pair needs a column and two values of it, such as method=ig,lrp, but got '" + pair + "'");
        }
        if (on.isEmpty()) {
            throw new IllegalArgumentException(
                    "Rows of one input have ids of their own: --on names the columns whose values"
                            + " a pair has in common, such as --on image_id");
        }
        String column = "`" + pair.substring(0, equals).replace("`", "``") + "`";
        String is = column + " = '" + values[side].replace("\\", "\\\\").replace("'", "\\'") + "'";
        return input.withWhere(
                input.where().map(where -> "(" + where + ") AND " + is).orElse(is));
    }

    private List<Rule> rules() {
        return rules == null ? List.of() : RulesFile.read(rules);
    }

    @Override
    public Integer call() throws IOException {
        // The only look at a clock: it names the run and stands in the manifest.
        Instant started = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        CompareJob job = job(started);
        Console console = spark.console(spec.commandLine());
        try (OpenedSpark opened = spark.open("compare", console);
                ProgressDisplay progress = console.progress()) {
            found = job.run(opened.session(), progress);
            verdict.add(output, found.manifest(), found.verdict());
            Lines text = AuditText.ofPairs(found);
            if (found.verdict().exitCode() == ExitCode.OK) {
                console.say(text);
            } else {
                text.print(spec.commandLine().getErr());
            }
            return found.verdict().exitCode();
        }
    }
}
