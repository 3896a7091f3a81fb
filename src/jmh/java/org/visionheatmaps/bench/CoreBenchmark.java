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
import org.visionheatmaps.pipeline.Pipeline;
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
    private static final double SECONDS = 1.0;
    /** Everything is measured a little, in turn and again, so that a busy minute of the machine is everyone's. */
    private static final int TURNS = 4;

    private static final PngEncoding INDEXED = new PngEncoding(PngEncoding.Effort.FAST, PngEncoding.Color.PALETTE);

    private final Map<String, Contender> contenders = new LinkedHashMap<>();
    private final Map<String, List<Cost>> costs = new LinkedHashMap<>();

    CoreBenchmark(SampleTensors sample) {
        for (String name : Pipelines.names()) {
            contenders.put("VisionHeatmaps, " + name, new Contender(sample, Pipelines.text(name), PngEncoding.DEFAULT));
        }
        contenders.put(PALETTE, new Contender(sample, Pipelines.text(Pipelines.DEFAULT), INDEXED));
    }

    /** What one image costs. */
    record Cost(double cpuMillis, double bytes) {}

    /** One of our pipelines, with its renderer. */
    private static final class Contender {
        private final ElementRenderer renderer;
        private final List<Tensor> tensors = new ArrayList<>();
        private final RgbImage photograph;
        private long nanos;
        private long bytes;
        private int count;

        Contender(SampleTensors sample, String pipeline, PngEncoding encoding) {
            renderer = new ElementRenderer(
                    Pipeline.parse(pipeline).fitted(),
                    RenderSettings.of("benchmark").withEncoding(encoding));
            for (int i = 0; i < sample.count(); i++) {
                tensors.add(sample.tensor(i, SampleTensors.SIZE));
            }
            photograph = sample.image(0, SampleTensors.SIZE);
        }

        /** Draws the whole sample, again and again. */
        void run(double seconds) {
            long start = Meter.cpuNanos();
            long end = start + (long) (1e9 * seconds);
            long now = start;
            while (now < end) {
                for (Tensor x : tensors) {
                    bytes += renderer.render("image-" + count++, x, photograph).png().length;
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
