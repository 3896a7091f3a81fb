package org.visionheatmaps.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.visionheatmaps.arrow.ArrowTensorSource;
import org.visionheatmaps.audit.Rule;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.report.GalleryOptions;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.audit.AuditJob;
import org.visionheatmaps.spark.audit.AuditOptions;
import org.visionheatmaps.spark.audit.Expectations;
import org.visionheatmaps.spark.audit.RunFolder;
import org.visionheatmaps.spark.fit.DatasetScope;
import org.visionheatmaps.spark.fit.FitJob;
import org.visionheatmaps.spark.fit.FitOptions;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.input.source.InputOptions;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.render.RenderJob;
import org.visionheatmaps.spark.render.RenderOptions;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.spark.run.Progress;
import org.visionheatmaps.stats.QuantileMethod;

/** The job end to end beside a plain scan of the same files and the core alone; run by {@code scripts/benchmark}. */
public final class JobBenchmark {
    private static final int WARM_UP_ROWS = 64;
    private static final List<String> ENCODERS = List.of("opencv", "fpng");
    private static final String FIT = "fit-";
    private static final String FITTED =
            "NormReduction() |> dataset(PercentileClip()) |> dataset(ExtremaColormap()) |> FlipImage()";
    private static final List<Integer> SHAPE = List.of(SampleTensors.CHANNELS, SampleTensors.SIZE, SampleTensors.SIZE);

    private final BenchmarkOptions options;
    private final BenchmarkReport report = new BenchmarkReport();
    private final List<Map<String, Object>> jobs = new ArrayList<>();
    private final List<Map<String, Object>> besideScripts = new ArrayList<>();
    private final String auditsBegan = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private SparkSession spark;
    private int audits;

    private JobBenchmark(BenchmarkOptions options) {
        this.options = options;
    }

    /** See {@code scripts/benchmark --help}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        BenchmarkOptions options;
        try {
            options = BenchmarkOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("benchmark: " + e.getMessage() + " (see --help)");
            System.exit(2);
            return;
        }
        new JobBenchmark(options).run();
    }

    private void run() throws IOException, InterruptedException {
        Path data = Files.createDirectories(options.out().resolve("data"));
        machine();
        if (!options.rows().isEmpty()) {
            startUp(data);
        }
        CoreBenchmark core = new CoreBenchmark(SampleTensors.read());
        Path dump = data.resolve("tensors.f32");
        BenchmarkFiles.dump(SampleTensors.read(), dump);
        core.warmUp();
        for (int round = 0; round < options.repeat(); round++) {
            core.round(options.python(), dump);
        }
        double coreRate = report(core);
        for (BenchmarkFiles.Input input : options.inputs()) {
            for (int rows : options.rows()) {
                measure(BenchmarkFiles.write(spark, data, input, rows), input, rows, coreRate);
            }
        }
        if (!jobs.isEmpty()) {
            report.table("jobs", "The job", jobs);
            if (!besideScripts.isEmpty()) {
                report.table("scripts", "The job, warm, beside a script in a new process", besideScripts);
            }
            spark.stop();
        }
        System.out.println(report.write(options.out()));
    }

    private void machine() {
        String text = Runtime.getRuntime().availableProcessors() + " cores, Java "
                + System.getProperty("java.version") + ", heap "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MB, master " + options.master();
        report.fact("machine", "# Benchmark\n\n" + text + ".", text);
    }

    /** Until a session stands, and then what the first few images take. */
    private void startUp(Path data) {
        spark = SparkSession.builder()
                .appName("benchmark")
                .master(options.master())
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate();
        double session = 1e-3 * ManagementFactory.getRuntimeMXBean().getUptime();
        Path few = BenchmarkFiles.write(spark, data, BenchmarkFiles.Input.BINARY, WARM_UP_ROWS);
        double first = Meter.measure(() -> render(few, "parquet")).seconds();
        report.fact(
                "start_up_seconds",
                String.format(
                        Locale.ROOT,
                        "Start-up: %.1f s until Spark's session stands; the first %d images then take %.1f s.",
                        session,
                        WARM_UP_ROWS,
                        first),
                Map.of("session", session, "first_images", first));
    }

    /** The rate of the default pipeline, images per CPU second. */
    private double report(CoreBenchmark core) {
        Map<String, CoreBenchmark.Cost> medians = core.medians();
        double ours = medians.get("VisionHeatmaps, " + Pipelines.DEFAULT).cpuMillis();
        List<Map<String, Object>> rows = new ArrayList<>();
        medians.forEach((name, cost) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("tensor to PNG bytes, one core", name);
            row.put("CPU ms", cost.cpuMillis());
            row.put("images/s", 1000 / cost.cpuMillis());
            row.put("bytes", cost.bytes());
            row.put("default pipeline / this", ours / cost.cpuMillis());
            rows.add(row);
        });
        report.table("core", "The core alone and its peers", rows);
        goals(core);
        return 1000 / ours;
    }

    /** What the project promises of the core, as ratios: the median round's, and those of the extremes. */
    private void goals(CoreBenchmark core) {
        String rgb = "VisionHeatmaps, " + Pipelines.DEFAULT;
        List<Map<String, Object>> rows = new ArrayList<>();
        goal(rows, core, rgb, "OpenCV, applyColorMap", 0.35);
        goal(rows, core, rgb, "OpenCV's colours + fpng", 0.8);
        goal(rows, core, CoreBenchmark.PALETTE, "OpenCV's colours + fpng", 0.4);
        goal(rows, core, CoreBenchmark.PALETTE, "Pillow", 0.45);
        goal(rows, core, CoreBenchmark.CAM_JPEG, "OpenCV, CAM, JPEG", 0.6);
        goal(rows, core, CoreBenchmark.CAM_PNG, "OpenCV, CAM, PNG", 0.6);
        goal(rows, core, "VisionHeatmaps, clip", rgb, 1.3);
        report.table("goals", "Goals", rows);
    }

    /** The first peer of a name that begins so. */
    private static void goal(
            List<Map<String, Object>> rows, CoreBenchmark core, String ours, String peer, double atMost) {
        core.medians().keySet().stream()
                .filter(name -> name.startsWith(peer))
                .findFirst()
                .ifPresent(name -> {
                    double[] ratios = core.ratios(ours, name);
                    double ratio = CoreBenchmark.median(ratios);
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("CPU time of", ours);
                    row.put("to that of", name);
                    row.put("is", ratio);
                    row.put("least", ratios[0]);
                    row.put("greatest", ratios[ratios.length - 1]);
                    row.put("at most", atMost);
                    row.put("reached", ratio <= atMost ? "yes" : "no");
                    rows.add(row);
                });
    }

    /** All in turn, as often as is wanted, so that what else the machine does meets all alike. */
    private void measure(Path files, BenchmarkFiles.Input input, int rows, double coreRate) throws IOException {
        double megabytes = BenchmarkFiles.bytes(files) / 1e6;
        Map<String, Runnable> works = new LinkedHashMap<>();
        works.put("scan", () -> scan(files, input));
        options.formats().forEach(work -> works.put(work, work(files, work)));
        Map<String, List<Meter.Usage>> runs = new LinkedHashMap<>();
        Map<String, List<Double>> scripts = new LinkedHashMap<>();
        for (int round = 0; round < options.repeat(); round++) {
            works.forEach((work, run) ->
                    runs.computeIfAbsent(work, key -> new ArrayList<>()).add(Meter.measure(run)));
            if (options.python() != null && input == BenchmarkFiles.Input.BINARY) {
                for (String encoder : ENCODERS) {
                    scripts.computeIfAbsent(encoder, key -> new ArrayList<>()).add(script(files, encoder));
                }
            }
        }
        scripts.forEach((encoder, seconds) -> {
            double millis = 1000
                    * CoreBenchmark.median(
                            seconds.stream().mapToDouble(Double::doubleValue).toArray())
                    / rows;
            runs.forEach((work, usages) -> {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("rows", rows);
                row.put("work", work);
                row.put("CPU ms a row", 1000 * median(usages).cpuSeconds() / rows);
                row.put("script with", encoder);
                row.put("its CPU ms a row", millis);
                row.put("ratio", (double) row.get("CPU ms a row") / millis);
                besideScripts.add(row);
            });
        });
        Meter.Usage scan = median(runs.get("scan"));
        runs.forEach((work, usages) -> report(input, work, rows, median(usages), scan, megabytes, coreRate));
    }

    /** The processor's seconds of {@code scripts/benchmark_script.py}, from the outside. */
    private double script(Path files, String encoder) {
        Path pictures = options.out().resolve("heatmaps-script");
        String timed = "import resource, shutil, subprocess, sys; shutil.rmtree(sys.argv[4], ignore_errors=True);"
                + " subprocess.run(sys.argv[1:], check=True); used = resource.getrusage(resource.RUSAGE_CHILDREN);"
                + " print(used.ru_utime + used.ru_stime)";
        try {
            Process process = new ProcessBuilder(
                            options.python(),
                            "-c",
                            timed,
                            options.python(),
                            "scripts/benchmark_script.py",
                            files.toString(),
                            pictures.toString(),
                            encoder)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String seconds = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("scripts/benchmark_script.py failed with exit code " + process.exitValue());
            }
            return Double.parseDouble(seconds.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Runnable work(Path files, String work) {
        return switch (work) {
            case "audit" -> () -> audit(files, GalleryOptions.NONE);
            case "audit-gallery" -> () -> audit(files, GalleryOptions.DEFAULT);
            default -> work.startsWith(FIT) ? () -> fit(files, work) : () -> render(files, work);
        };
    }

    /** By the processor's time. */
    private static Meter.Usage median(List<Meter.Usage> runs) {
        runs.sort(Comparator.comparingDouble(Meter.Usage::cpuSeconds));
        return runs.get((runs.size() - 1) / 2);
    }

    /** Adds a row to the table. */
    private void report(
            BenchmarkFiles.Input input,
            String work,
            int rows,
            Meter.Usage usage,
            Meter.Usage scan,
            double megabytes,
            double coreRate) {
        int cores = spark.sparkContext().defaultParallelism();
        double rate = rows / usage.seconds();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("input", input.name().toLowerCase(Locale.ROOT));
        row.put("work", work);
        row.put("rows", rows);
        row.put("seconds", usage.seconds());
        row.put("images/s", rate);
        row.put("per core", rate / cores);
        row.put("CPU ms", 1000 * usage.cpuSeconds() / rows);
        row.put("per CPU second", rows / usage.cpuSeconds());
        row.put("MB/s", megabytes / usage.seconds());
        row.put("peak heap MB", usage.peakHeapMb());
        row.put("peak RSS MB", usage.peakRssMb());
        row.put("GC %", 100 * usage.gcSeconds() / usage.seconds());
        row.put("of the scan's rate", scan.seconds() / usage.seconds());
        row.put("of the scan's CPU time", usage.cpuSeconds() / scan.cpuSeconds());
        row.put("of cores × core alone", rate / (cores * coreRate));
        row.put("of the core per CPU second", rows / usage.cpuSeconds() / coreRate);
        jobs.add(row);
        System.err.println(row);
    }

    private void render(Path files, String format) {
        OutputOptions output = OutputOptions.of(
                        options.out().resolve("heatmaps-" + format).toString(), new OutputFormat(format))
                .withMode(OutputOptions.Mode.OVERWRITE);
        RenderJob job = new RenderJob(
                InputOptions.of(files.toString()).withShape(SHAPE),
                Pipeline.parse(Pipelines.text(Pipelines.DEFAULT)),
                output,
                RenderOptions.DEFAULT);
        RunReport done = job.run(spark, Progress.NONE);
        if (done.quarantined() > 0) {
            throw new IllegalStateException("Rows were quarantined: " + done.firstFaults());
        }
    }

    /** The fit alone: a clip and the range after it, in one pass, or two for exact quantiles. */
    private void fit(Path files, String work) {
        QuantileMethod quantiles =
                QuantileMethod.valueOf(work.substring(FIT.length()).toUpperCase(Locale.ROOT));
        new FitJob(
                        InputOptions.of(files.toString()).withShape(SHAPE),
                        Pipeline.parse(FITTED),
                        FitOptions.DEFAULT.withQuantiles(quantiles).withErrors(ErrorPolicy.FAIL))
                .run(spark, Progress.NONE);
    }

    /** An audit with the rules that look at every element. */
    private void audit(Path files, GalleryOptions gallery) {
        AuditOptions output = AuditOptions.of(
                        new RunFolder(options.out().resolve("audits").toString(), auditsBegan + "-" + audits++, ""))
                .expecting(new Expectations(
                        List.of(new Rule("finite_share >= 1", Rule.Level.ERROR, List.of(), Optional.empty())),
                        false,
                        Optional.empty()))
                .showing(gallery);
        new AuditJob(
                        InputOptions.of(files.toString()).withShape(SHAPE),
                        Pipeline.parse(Pipelines.text(Pipelines.DEFAULT)),
                        Partitioning.AUTO,
                        DatasetScope.DEFAULT,
                        output)
                .run(spark, Progress.NONE);
    }

    /** Decodes the column through the same reader, in the batches that the job has set, and touches nothing else. */
    private void scan(Path files, BenchmarkFiles.Input input) {
        boolean isBinary = input == BenchmarkFiles.Input.BINARY || input == BenchmarkFiles.Input.ARROW_BINARY;
        String length = isBinary ? "octet_length" : "size";
        spark.read()
                .format(input.isArrow() ? ArrowTensorSource.NAME : "parquet")
                .load(files.toString())
                .selectExpr("sum(" + length + "(attribution))")
                .collectAsList();
    }
}
