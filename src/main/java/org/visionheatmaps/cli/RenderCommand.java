package org.visionheatmaps.cli;

import java.io.IOException;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.visionheatmaps.cli.config.ConfigFile;
import org.visionheatmaps.cli.options.DatasetArguments;
import org.visionheatmaps.cli.options.ErrorArguments;
import org.visionheatmaps.cli.options.GalleryArguments;
import org.visionheatmaps.cli.options.IncrementArguments;
import org.visionheatmaps.cli.options.InputArguments;
import org.visionheatmaps.cli.options.MaskColumnArguments;
import org.visionheatmaps.cli.options.MetricsArguments;
import org.visionheatmaps.cli.options.NonFiniteArguments;
import org.visionheatmaps.cli.options.OpenedSpark;
import org.visionheatmaps.cli.options.OutputArguments;
import org.visionheatmaps.cli.options.PathArguments;
import org.visionheatmaps.cli.options.PipelineArguments;
import org.visionheatmaps.cli.options.SchemeArguments;
import org.visionheatmaps.cli.options.SparkOptions;
import org.visionheatmaps.cli.options.VerdictArguments;
import org.visionheatmaps.cli.text.Console;
import org.visionheatmaps.cli.text.ExitCode;
import org.visionheatmaps.cli.text.ProgressDisplay;
import org.visionheatmaps.cli.text.RunSummary;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.report.GalleryOptions;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.incremental.Increment;
import org.visionheatmaps.spark.incremental.IncrementOptions;
import org.visionheatmaps.spark.incremental.RenderBatches;
import org.visionheatmaps.spark.incremental.Series;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.render.RenderJob;
import org.visionheatmaps.spark.render.RenderOptions;
import org.visionheatmaps.spark.run.SparkFigures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code render}: the main job. */
@Command(
        name = "render",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        description = {"Renders a heatmap of every attribution in files or a table.", ""},
        sortOptions = false,
        abbreviateSynopsis = true,
        footer = {
            "",
            "@|bold Pipelines|@ (what happens to each element, from left to right)",
            "  pipeline = step |> step |> ...   SumReduction() |> CenteredColormap(:berlin) |> FlipImage()",
            "  step     = Name(arguments)       numbers, :scheme, [\"#000\", \"#fff\"], AlphaOverlay(alpha=0.4)",
            "  order    = reduction, clip if any, colormap, then FlipImage, ResizeToImage, AlphaOverlay",
            "  dataset(step, by=:column)        one clip or range for all images, or for those of each method",
            "Spaces, newlines and # comments are free; the command schemes lists the colours.",
            "",
            "@|bold Presets|@",
            "  sensitivity   NormReduction() |> ExtremaColormap(:batlow) |> FlipImage()",
            "  attribution   NormReduction() |> CenteredColormap(:berlin) |> FlipImage()",
            "  cam           SumReduction() |> ExtremaColormap(:jet) |> FlipImage() |> ResizeToImage()",
            "                |> AlphaOverlay(0.6)",
            "  cam-smooth    SumReduction() |> FlipImage() |> ResizeToImage(Linear())",
            "                |> ExtremaColormap(:jet1) |> AlphaOverlay(0.5)",
            "  captum        SumReduction() |> MassClip(0.02)",
            "                |> RangeColormap([\"#ff0000\", \"#ffffff\", \"#008000\"], -1.0, 1.0) |> FlipImage()",
            "                captum:METHOD:SIGN with heat_map, blended_heat_map, masked_image or",
            "                alpha_scaling, and all, positive, negative or absolute_value",
            "  zennit        SumReduction() |> CenteredColormap([[0.0, \"#00ffff\"], [64.0, \"#0000ff\"],",
            "                [128.0, \"#000000\"], [170.0, \"#ff0000\"], [212.0, \"#ffff00\"],",
            "                [255.0, \"#ffffff\"]], levels=256) |> FlipImage()",
            "  pair-saliency SumAbsReduction() |> PercentileClip(0.0, 0.99)",
            "                |> ExtremaColormap([\"#000000\", \"#ffffff\"]) |> FlipImage()",
            "  grad-cam      SumReduction() |> Polarity(:positive) |> Normalize(:extrema) |> FlipImage()",
            "                |> ResizeToImage(Linear()) |> RangeColormap([\"#000080\",",
            "                \"#0000ff\", \"#0080ff\", \"#00ffff\", \"#80ff80\", \"#ffff00\", \"#ff8000\",",
            "                \"#ff0000\", \"#800000\"], 0.0, 1.0, levels=256)",
            "                |> AlphaOverlay(0.5) |> Brighten()",
            "  vertex        SumReduction() |> Polarity(:positive) |> PercentileClip(0.62, 0.999)",
            "                |> ExtremaColormap([\"#000000\", \"#00ff00\"]) |> FlipImage()",
            "                |> ResizeToImage(Linear()) |> GreyImage() |> AlphaOverlay(0.7)",
            "cam colours a small map, then enlarges; cam-smooth enlarges, then colours, as most tools do.",
            "",
            "@|bold Examples|@",
            "  One PNG file per attribution, with every default:",
            "    vision-heatmaps render --input data.parquet --output heatmaps --format png",
            "  Class activation maps over their photographs, in folders by method:",
            "    vision-heatmaps render --input 'data/*.parquet' --output overlays --format png \\",
            "        --preset cam --partition-by method",
            "  Your own pipeline, for values without a shape, on a cluster:",
            "    vision-heatmaps render --master spark://host:7077 --shape 3,224,224 \\",
            "        --input s3a://bucket/data --output s3a://bucket/heatmaps \\",
            "        --pipeline 'SumReduction() |> PercentileClip() |> CenteredColormap() |> FlipImage()'",
            "  Comparable images: one clip and one range of colours for all of a method:",
            "    vision-heatmaps render --input data.parquet --output comparable --format png \\",
            "        --pipeline 'SumReduction() |> dataset(PercentileClip(), by=:method)",
            "                    |> dataset(CenteredColormap(), by=:method) |> FlipImage()'",
            "  Numbers in place of pictures: the map of each element at the size of its photograph:",
            "    vision-heatmaps render --input data.parquet --output maps --format values \\",
            "        --pipeline 'SumReduction() |> FlipImage() |> ResizeToImage(Linear())'",
            "  Only what is new since the last time, at any hour, as often as you like:",
            "    vision-heatmaps render --input data --output heatmaps --incremental --checkpoint seen",
            "  The same every night, from files; the command line wins over the file:",
            "    vision-heatmaps render --config render.yaml --pipeline @pipeline.txt --mode overwrite",
            "",
            "@|bold Exit codes|@",
            "  0  every row is rendered or in quarantine",
            "  1  failed: the message says why, and the output is as it was; of --incremental, with the batches",
            "     before the one that failed",
            "  2  the arguments cannot be understood: nothing was done"
        })
final class RenderCommand implements SessionCommand<SessionCommands.Rendered> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PathArguments inputs;

    @Mixin
    private OutputArguments output;

    @Mixin
    private PipelineArguments pipeline;

    @Mixin
    private SchemeArguments schemeArguments;

    @Mixin
    private InputArguments inputArguments;

    @Mixin
    private DatasetArguments dataset;

    @Mixin
    private MaskColumnArguments masks;

    @Mixin
    private NonFiniteArguments nonFinite;

    @Option(
            names = "--bad-color",
            paramLabel = "COLOR",
            defaultValue = "transparent",
            description = "Of pixels that --non-finite mask leaves out: transparent (over a photograph it shows), or"
                    + " #rrggbb. Default: ${DEFAULT-VALUE}.")
    private String badColor;

    @Option(
            names = "--gallery",
            description = "Leave a page of pictures in the output, _gallery.html: a sample, and what cannot be drawn.")
    private boolean hasGallery;

    @Mixin
    private GalleryArguments gallery;

    @Mixin
    private ErrorArguments errors;

    @Option(
            names = "--partitions",
            paramLabel = "P",
            defaultValue = "auto",
            description = "auto: by bytes. element: each alone, for few, huge tensors. Or a number. Default:"
                    + " ${DEFAULT-VALUE}.")
    private Partitioning partitions;

    @Mixin
    private IncrementArguments increments;

    @Option(
            names = "--batch-files",
            paramLabel = "N",
            defaultValue = "1000",
            description =
                    "With --incremental: publish and remember at most so many files at once, so that a run that is"
                            + " killed need not begin anew. Default: ${DEFAULT-VALUE}.")
    private int batchFiles;

    @Option(
            names = ConfigFile.OPTION,
            paramLabel = "FILE",
            description = "Read options from a YAML file, see conf/render.yaml. The command line wins.")
    @SuppressWarnings("unused") // ConfigFile has read it before the arguments are parsed.
    private String config;

    @Mixin
    private MetricsArguments metrics;

    @Mixin
    private VerdictArguments verdict;

    @Mixin
    private SparkOptions spark;

    private RunReport found;

    @Override
    public SessionCommands.Rendered runIn(SparkSession session) throws IOException {
        spark.use(session);
        call();
        RenderJob job = job();
        return new SessionCommands.Rendered(found, job.pipeline().toString(), job.output());
    }

    /**
     * The job that the arguments describe.
     *
     * @throws ParameterException if they do not fit each other
     */
    RenderJob job() {
        try {
            Optional<Fit> fit = dataset.fit();
            return new RenderJob(
                    inputArguments.of(inputs.paths()),
                    pipeline.of(fit, schemeArguments),
                    output.options(),
                    RenderOptions.of(errors.policy())
                            .withPartitioning(partitions)
                            .withScope(dataset.scope(fit))
                            .withNonFinite(nonFinite.of(badColor))
                            .withMasks(masks.options())
                            .withGallery(hasGallery ? gallery.options() : GalleryOptions.NONE));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    @Override
    public Integer call() throws IOException {
        RenderJob job = job();
        Optional<IncrementOptions> series = series(job);
        Console console = spark.console(spec.commandLine());
        job.advice().forEach(advice -> console.say("Advice: " + advice));
        return metrics.reporting("render", () -> {
            try (OpenedSpark opened = spark.open("render", console)) {
                SparkSession session = opened.session();
                SparkFigures figures = opened.figures();
                if (series.isPresent()) {
                    return increment(job, series.get(), session, console, figures);
                }
                found = run(job, session, console, figures);
                verdict.add(found);
                console.say(RunSummary.of(found, job.output()));
                found.advice().stream()
                        .filter(advice -> !job.advice().contains(advice))
                        .forEach(advice -> console.say("Advice: " + advice));
                return new MetricsArguments.Ended(ExitCode.OK, text -> text.add(found));
            }
        });
    }

    private Optional<IncrementOptions> series(RenderJob job) {
        try {
            Optional<IncrementOptions> options = increments.options(batchFiles);
            if (options.isPresent()) {
                RenderBatches.requirePossible(job);
            }
            return options;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private MetricsArguments.Ended increment(
            RenderJob job, IncrementOptions options, SparkSession session, Console console, SparkFigures figures) {
        RenderBatches batches = RenderBatches.of(session, job, batch -> run(batch, session, console, figures));
        Increment<RunReport> done = new Series<>(job.input(), options, batches)
                .run(session.sparkContext().hadoopConfiguration(), console::say);
        Optional<RunReport> sum = done.results().stream().reduce(RunReport::plus);
        found = sum.orElse(null);
        sum.ifPresent(report -> console.say(RunSummary.of(report, job.output())));
        sum.ifPresent(verdict::add);
        verdict.addIncrement(done.files(), done.rewritten().size());
        return new MetricsArguments.Ended(ExitCode.OK, text -> {
            sum.ifPresent(text::add);
            text.addIncrement(done.files(), done.rewritten().size());
        });
    }

    private static RunReport run(RenderJob job, SparkSession session, Console console, SparkFigures figures) {
        try (ProgressDisplay progress = console.progress()) {
            RunReport report = job.run(session, figures.following(progress));
            figures.ended(report.rendered(), report.quarantined());
            return report;
        }
    }

    /** Runs a job and shows how far it is. */
    static RunReport run(RenderJob job, SparkSession session, Console console) {
        try (ProgressDisplay progress = console.progress()) {
            return job.run(session, progress);
        }
    }
}
