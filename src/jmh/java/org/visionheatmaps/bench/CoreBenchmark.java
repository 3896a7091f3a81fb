package org.visionheatmaps.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.visionheatmaps.io.image.ImageDecoder;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.pipeline.Preset;
import org.visionheatmaps.png.PngEncoding;
import org.visionheatmaps.render.ElementRenderer;
import org.visionheatmaps.render.RenderSettings;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * The core alone on one thread, tensor to PNG bytes, in turns with what else users would run. All times are CPU time of the
 * process, so that neighbours on the machine do not count, and the collector does.
 */
final class CoreBenchmark {
    static final String PALETTE = "VisionHeatmaps, " + Pipelines.DEFAULT + ", palette";
    /** A class activation map of 7×7 over a photograph that comes as JPEG, or as PNG, and is decoded each time. */
    static final String CAM_JPEG = "VisionHeatmaps, cam, JPEG decoded";

    static final String CAM_PNG = "VisionHeatmaps, cam, PNG decoded";
    private static final int MAP_SIZE = 7;
    private static final double SECONDS = 1.0;
    /** Everything is measured a little, in turn and again, so that a busy minute of the machine is everyone's. */
    private static final int TURNS = 4;

    private static final PngEncoding RGB = new PngEncoding(PngEncoding.Effort.FAST, PngEncoding.Color.RGB);
    private static final PngEncoding INDEXED = new PngEncoding(PngEncoding.Effort.FAST, PngEncoding.Color.PALETTE);

    private final Map<String, Contender> contenders = new LinkedHashMap<>();
    private final Map<String, List<Cost>> costs = new LinkedHashMap<>();

    CoreBenchmark(SampleTensors sample) {
        for (String name : Pipelines.names()) {
            contenders.put("VisionHeatmaps, " + name, Contender.plain(sample, Pipelines.text(name), RGB));
        }
        contenders.put(PALETTE, Contender.plain(sample, Pipelines.text(Pipelines.DEFAULT), INDEXED));
        contenders.put(CAM_JPEG, Contender.cam(sample, sample::jpeg));
        contenders.put(CAM_PNG, Contender.cam(sample, sample::png));
    }

    /** What one image costs. */
    record Cost(double cpuMillis, double bytes) {}

    /** One of our pipelines, with its renderer. */
    private static final class Contender {
        private final ElementRenderer renderer;
        private final List<Tensor> tensors = new ArrayList<>();
        private final List<Supplier<RgbImage>> photographs = new ArrayList<>();
        private long nanos;
        private long bytes;
        private int count;

        private Contender(String pipeline, PngEncoding encoding) {
            renderer = new ElementRenderer(
                    Pipeline.parse(pipeline).fitted(),
                    RenderSettings.of("benchmark").withEncoding(encoding));
        }

        static Contender plain(SampleTensors sample, String pipeline, PngEncoding encoding) {
            Contender contender = new Contender(pipeline, encoding);
            RgbImage photograph = sample.image(0, SampleTensors.SIZE);
            for (int i = 0; i < sample.count(); i++) {
                contender.tensors.add(sample.tensor(i, SampleTensors.SIZE));
                contender.photographs.add(() -> photograph);
            }
            return contender;
        }

        static Contender cam(SampleTensors sample, IntFunction<byte[]> photograph) {
            Contender contender = new Contender(Preset.CAM.pipeline().toString(), RGB);
            for (int i = 0; i < sample.count(); i++) {
                byte[] encoded = photograph.apply(i);
                contender.tensors.add(sample.tensor(i, MAP_SIZE));
                contender.photographs.add(() -> ImageDecoder.DEFAULT.decode(encoded));
            }
            return contender;
        }

        /** Draws the whole sample, again and again. */
        void run(double seconds) {
            long start = Meter.cpuNanos();
            long end = start + (long) (1e9 * seconds);
            long now = start;
            while (now < end) {
                for (int i = 0; i < tensors.size(); i++) {
                    RgbImage photograph = photographs.get(i).get();
                    bytes += renderer.render("image-" + count++, tensors.get(i), photograph)
                            .png()
                            .length;
                }
                now = Meter.cpuNanos();
            }
            nanos += now - start;
        }

        Cost take() {
            Cost cost = new Cost(1e-6 * nanos / count, (double) bytes / count);
            nanos = 0;
            bytes = 0;
            count = 0;
            return cost;
        }
    }

    /**
     * Measures everything in turn, once.
     *
     * @param peers the Python that has the peers' packages, or null
     * @param dump the tensors for the peers
     */
    void round(String peers, Path dump) throws IOException, InterruptedException {
        for (int turn = 0; turn < TURNS; turn++) {
            contenders.values().forEach(contender -> contender.run(SECONDS / TURNS));
        }
        contenders.forEach((name, contender) -> add(name, contender.take()));
        if (peers != null) {
            measurePeers(peers, dump);
        }
    }

    void warmUp() {
        contenders.values().forEach(contender -> contender.run(4 * SECONDS));
        contenders.values().forEach(Contender::take);
    }

    private void measurePeers(String python, Path dump) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        python, "scripts/benchmark_peers.py", dump.toString(), String.valueOf(SECONDS))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        JsonNode result = new ObjectMapper().readTree(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("scripts/benchmark_peers.py failed with exit code " + process.exitValue());
        }
        result.fields()
                .forEachRemaining(peer -> add(
                        peer.getKey(),
                        new Cost(
                                peer.getValue().get("cpu_ms").asDouble(),
                                peer.getValue().get("bytes").asDouble())));
    }

    private void add(String name, Cost cost) {
        costs.computeIfAbsent(name, any -> new ArrayList<>()).add(cost);
    }

    /** The median cost by name. */
    Map<String, Cost> medians() {
        Map<String, Cost> medians = new LinkedHashMap<>();
        costs.forEach((name, all) -> medians.put(
                name,
                new Cost(
                        median(all.stream().mapToDouble(Cost::cpuMillis).toArray()),
                        median(all.stream().mapToDouble(Cost::bytes).toArray()))));
        return medians;
    }

    /** What one costs beside another, in each round. */
    double[] ratios(String ours, String theirs) {
        double[] ratios = new double[costs.get(ours).size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = costs.get(ours).get(round).cpuMillis()
                    / costs.get(theirs).get(round).cpuMillis();
        }
        Arrays.sort(ratios);
        return ratios;
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
