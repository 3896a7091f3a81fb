package org.visionheatmaps.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.pipeline.FittedPipeline;
import org.visionheatmaps.png.PngInfo;
import org.visionheatmaps.spark.SparkTestSession;

/** The Java of the page is compiled and run as it stands there. */
@Tag("spark")
class JavaSnippetsTest {
    private static final Pattern BLOCK = Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    private Path folder;

    private static String block(String word) throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(Path.of("src/site/markdown/api.md")));
        List<String> found = new ArrayList<>();
        while (block.find()) {
            if (block.group(1).contains(word)) {
                found.add(block.group(1));
            }
        }
        assertEquals(1, found.size(), "blocks with " + word);
        return found.get(0);
    }

    private static Path classes() throws Exception {
        return Path.of(FittedPipeline.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /** The class path of the tests, which some launchers have in a loader of their own. */
    private static String everything() {
        return JavaSnippetsTest.class.getClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs())
                        .map(url -> Path.of(URI.create(url.toString())).toString())
                        .collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    private void compile(String name, String source, String classPath) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, messages, messages, "--release", "17", "-proc:none", "-cp", classPath, file.toString());
        assertEquals(0, code, messages.toString(StandardCharsets.UTF_8));
    }

    @Test
    void theCoreDrawsInAJavaThatHasNothingElse() throws Exception {
        compile("Draw", block("class Draw"), classes().toString());
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classes() + File.pathSeparator + folder,
                        "Draw")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(java.waitFor(1, TimeUnit.MINUTES));
        assertEquals(0, java.exitValue(), said);
        PngInfo png = PngInfo.read(Files.readAllBytes(folder.resolve("cat.png")));
        assertEquals(List.of(224, 224), List.of(png.width(), png.height()));
    }

    @Test
    void theDatasetIsDrawn() throws Exception {
        String body = block("Heatmaps.of")
                .replace("\"heatmaps\"", "\"" + folder.resolve("heatmaps") + "\"")
                .replace("\"quarantine\"", "\"" + folder.resolve("quarantine") + "\"");
        compile(
                "Snippet",
                "import org.apache.spark.sql.*; import org.visionheatmaps.sql.*;\n"
                        + "public class Snippet { public static void run(Dataset<Row> maps) {\n" + body + "} }",
                everything());
        SparkSession spark = SparkTestSession.get();
        Dataset<Row> maps = spark.range(4)
                .selectExpr(
                        "concat('m', id) AS id",
                        "transform(sequence(1, 24), i -> if(id = 3, float('NaN'), float(sin(i * (id + 1))))) AS attribution",
                        "array(2, 3, 4) AS size",
                        "if(id % 2 = 0, 'ig', 'lrp') AS method");
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            loader.loadClass("Snippet").getMethod("run", Dataset.class).invoke(null, maps);
        }
        assertEquals(
                3,
                spark.read()
                        .format("heatmap-png")
                        .load(folder.resolve("heatmaps").toString())
                        .count());
        assertEquals(
                "non_finite",
                spark.read()
                        .parquet(folder.resolve("quarantine").toString())
                        .head()
                        .getAs("kind"));
    }
}
