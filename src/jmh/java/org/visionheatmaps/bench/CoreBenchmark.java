package org.visionheatmaps.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.png.PngEncoding;
import org.visionheatmaps.render.ElementRenderer;
import org.visionheatmaps.tensor.Tensor;

/**
 * The core alone on one thread, tensor to PNG bytes, in turns with what else users would run. All times are CPU time of the
 * process, so that neighbours on the machine do not count, and the collector does.
 */
final class CoreBenchmark {
    static final String PALETTE = "VisionHeatmaps, " + Pipelines.DEFAULT + ", palette";
    private static final double SECONDS = 1.0;
    private static final PngEncoding INDEXED = new PngEncoding(PngEncoding.Effort.FAST, PngEncoding.Color.PALETTE);

    private final SampleTensors sample;
    private final Map<String, List<Cost>> costs = new LinkedHashMap<>();

    CoreBenchmark(SampleTensors sample) {
        this.sample = sample;
    }

    /** What one image costs. */
    record Cost(double cpuMillis, double bytes) {}

    /**
     * Measures everything in turn, once.
     *
     * @param peers the Python that has the peers' packages, or null
     * @param dump the tensors for the peers
     */
    void round(String peers, Path dump) throws IOException, InterruptedException {
        for (String name : Pipelines.names()) {
            add("VisionHeatmaps, " + name, measure(Pipelines.text(name), PngEncoding.DEFAULT, SECONDS));
        }
        add(PALETTE, measure(Pipelines.text(Pipelines.DEFAULT), INDEXED, SECONDS));
        if (peers != null) {
            measurePeers(peers, dump);
        }
    }

    void warmUp() {
        for (String name : Pipelines.names()) {
            measure(Pipelines.text(name), PngEncoding.DEFAULT, 4 * SECONDS);
        }
        measure(Pipelines.text(Pipelines.DEFAULT), INDEXED, 4 * SECONDS);
    }

    private Cost measure(String pipeline, PngEncoding encoding, double seconds) {
        ElementRenderer renderer = new ElementRenderer(Pipeline.parse(pipeline).fitted(), "benchmark", encoding);
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < sample.count(); i++) {
            tensors.add(sample.tensor(i, SampleTensors.SIZE));
        }
        var photograph = sample.image(0, SampleTensors.SIZE);
        long bytes = 0;
        int count = 0;
        long start = Meter.cpuNanos();
        while (Meter.cpuNanos() - start < 1e9 * seconds || count < tensors.size()) {
            for (int i = 0; i < 8; i++) {
                bytes += renderer.render("image-" + count, tensors.get(count++ % tensors.size()), photograph)
                        .png()
                        .length;
            }
        }
        return new Cost(1e-6 * (Meter.cpuNanos() - start) / count, (double) bytes / count);
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

    static double median(double... values) {
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
