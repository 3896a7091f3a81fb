package org.visionheatmaps.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.visionheatmaps.Externals;

/** A real browser without a window, spoken to by its own protocol: one page, what it says on its console, and what it shows. */
final class Chromium implements AutoCloseable {
    private static final String VARIABLE = "VISION_HEATMAPS_CHROMIUM";
    private static final int SECONDS = 120;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
    private final StringBuilder part = new StringBuilder();
    private CompletableFuture<Void> loaded = new CompletableFuture<>();
    private int last;

    /** Starts the browser, or skips the test where there is none. */
    static Chromium start(Path folder) throws Exception {
        Optional<String> program = program();
        Externals.require(program.isPresent(), VARIABLE + " names no Chromium, and there is no chromium on the PATH");
        Process process = new ProcessBuilder(
                        program.get(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--remote-allow-origins=*",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("chromium.log").toFile())
                .start();
        return new Chromium(process, folder.resolve("profile/DevToolsActivePort"));
    }

    private static Optional<String> program() {
        String named = System.getenv(VARIABLE);
        if (named != null) {
            return Optional.of(named);
        }
        for (String folder : System.getenv("PATH").split(java.io.File.pathSeparator)) {
            Path candidate = Path.of(folder, "chromium");
            if (Files.isExecutable(candidate)) {
                return Optional.of(candidate.toString());
            }
        }
        return Optional.empty();
    }

    private Chromium(Process process, Path portFile) throws Exception {
        this.process = process;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!Files.exists(portFile) || Files.readAllLines(portFile).size() < 2) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroyForcibly();
                throw new IOException("Chromium does not start: see " + portFile.resolveSibling("../chromium.log"));
            }
            Thread.sleep(50);
        }
        List<String> lines = Files.readAllLines(portFile);
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)), new Listener())
                .get(SECONDS, TimeUnit.SECONDS);
        attach();
    }

    private String session;

    private void attach() throws Exception {
        ObjectNode target = JSON.createObjectNode().put("url", "about:blank");
        String id = send("Target.createTarget", target).get("targetId").asText();
        ObjectNode how = JSON.createObjectNode().put("targetId", id).put("flatten", true);
        session = send("Target.attachToTarget", how).get("sessionId").asText();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            send(domain + ".enable", JSON.createObjectNode());
        }
    }

    /** Opens a file and waits until it is loaded. */
    void open(Path file) throws Exception {
        loaded = new CompletableFuture<>();
        send("Page.navigate", JSON.createObjectNode().put("url", file.toUri().toString()));
        loaded.get(SECONDS, TimeUnit.SECONDS);
    }

    /** The value of an expression in the page, as text. */
    String evaluate(String expression) throws Exception {
        JsonNode answer = send(
                "Runtime.evaluate",
                JSON.createObjectNode().put("expression", expression).put("returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IOException(answer.get("exceptionDetails").toString());
        }
        return answer.get("result").path("value").asText();
    }

    /** Lets the page be as large as a screen, in light or dark. */
    void resize(int width, int height, boolean isPhone, boolean isDark) throws Exception {
        send(
                "Emulation.setDeviceMetricsOverride",
                JSON.createObjectNode()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", isPhone));
        ObjectNode scheme = JSON.createObjectNode();
        scheme.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", isDark ? "dark" : "light");
        send("Emulation.setEmulatedMedia", scheme);
    }

    /** A picture of what is seen, or of the whole page. */
    void screenshot(Path png, boolean isWhole) throws Exception {
        JsonNode answer = send(
                "Page.captureScreenshot",
                JSON.createObjectNode().put("format", "png").put("captureBeyondViewport", isWhole));
        Files.write(png, Base64.getDecoder().decode(answer.get("data").asText()));
    }

    /** What went wrong, was said on the console, opened a dialog or was asked of the network. */
    List<String> messages() {
        return List.copyOf(messages);
    }

    private JsonNode send(String method, ObjectNode parameters) throws Exception {
        int id = ++last;
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        if (session != null) {
            message.put("sessionId", session);
        }
        message.set("params", parameters);
        socket.sendText(message.toString(), true).get(SECONDS, TimeUnit.SECONDS);
        return answer.get(SECONDS, TimeUnit.SECONDS);
    }

    private void receive(JsonNode message) {
        if (message.has("id")) {
            CompletableFuture<JsonNode> answer =
                    answers.remove(message.get("id").asInt());
            if (message.has("error")) {
                answer.completeExceptionally(
                        new IOException(message.get("error").toString()));
            } else {
                answer.complete(message.get("result"));
            }
            return;
        }
        String method = message.path("method").asText();
        switch (method) {
            case "Page.loadEventFired" -> loaded.complete(null);
            case "Runtime.exceptionThrown",
                    "Runtime.consoleAPICalled",
                    "Log.entryAdded",
                    "Page.javascriptDialogOpening" -> messages.add(message.toString());
            case "Network.requestWillBeSent" -> {
                String url = message.at("/params/request/url").asText();
                if (!url.startsWith("file:") && !url.startsWith("data:")) {
                    messages.add(message.toString());
                }
            }
            default -> {
                // Not asked for.
            }
        }
    }

    private final class Listener implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
            part.append(data);
            if (isLast) {
                try {
                    receive(JSON.readTree(part.toString()));
                } catch (IOException e) {
                    messages.add(e.toString());
                }
                part.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    @Override
    public void close() throws Exception {
        socket.abort();
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
