package org.visionheatmaps.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.visionheatmaps.cli.Markdown;
import org.visionheatmaps.cli.Shell;

/**
 * Runs the blocks of pages as they are written, from first to last: commands of {@code sh} in this process, other programs of {@code sh}
 * by bash, {@code java} by the compiler and in this process, {@code python} and {@code sql} in one PySpark. Lines of {@code text} after a
 * command are what the command says, an ellipsis what each run has of its own. The working folder has what the pages speak of ({@code fixtures.py}), and is as it was for each page.
 *
 * <p>Its lines of output begin with "ran", "not run" or "failed".
 */
public final class PagesRunner {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path HERE = Path.of("");
    private static final Pattern CLASS = Pattern.compile("public (?:final )?class (\\w+)");
    private static final Pattern EXIT_CODE = Pattern.compile("# exit code (\\d)");

    private final Process python;
    private final Writer requests;
    private final BufferedReader answers;
    private Set<Path> fixtures;
    private String said = "";

    /** @param arguments an interpreter, {@code blocks.py}, {@code fixtures.py}, and pages */
    private PagesRunner(List<String> arguments) throws IOException {
        python = new ProcessBuilder(arguments.get(0), arguments.get(1))
                .redirectError(
                        ProcessBuilder.Redirect.to(HERE.resolve("python.log").toFile()))
                .start();
        requests = python.outputWriter(StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(python.getInputStream(), StandardCharsets.UTF_8));
        python("fixtures", "python", Files.readString(Path.of(arguments.get(2))));
        fixtures = files();
    }

    public static void main(String[] arguments) throws IOException {
        PagesRunner runner = new PagesRunner(List.of(arguments));
        for (String page : List.of(arguments).subList(3, arguments.length)) {
            runner.page(Path.of(page));
        }
        runner.requests.close();
        runner.python.onExit().join();
    }

    private void page(Path page) throws IOException {
        clear();
        for (Markdown.Block block : Markdown.parse(Files.readString(page)).blocks()) {
            String place = page.getFileName() + ":" + block.line();
            if (block.notRun() != null) {
                System.out.println("not run " + place + " " + block.notRun());
            } else if (List.of("sh", "python", "sql", "java", "text").contains(block.language())) {
                long start = System.nanoTime();
                String fault;
                try {
                    fault = run(page, block);
                } catch (Exception e) {
                    fault = e.toString();
                }
                System.out.println(
                        fault == null
                                ? "ran " + place + " " + (System.nanoTime() - start) / 1_000_000 + " ms"
                                : "failed " + place + "\n" + block.text() + fault.indent(4));
            }
        }
    }

    /** What is wrong, or null. */
    private String run(Path page, Markdown.Block block) throws Exception {
        switch (block.language()) {
            case "sh":
                for (String line : Markdown.commandLines(block.text())) {
                    List<String> words = Markdown.words(line);
                    if (!words.isEmpty()) {
                        Matcher code = EXIT_CODE.matcher(line);
                        int wanted = code.find() ? Integer.parseInt(code.group(1)) : 0;
                        int came = shell(line, words);
                        if (came != wanted) {
                            return "exit code " + came + "\n" + said;
                        }
                    }
                }
                return null;
            case "text":
                return block.text()
                        .lines()
                        .filter(line -> !saying(line).matcher(said).find())
                        .findFirst()
                        .map(line -> "not said: " + line + "\n" + said)
                        .orElse(null);
            case "java":
                return java(block.text());
            default:
                return python(page.toString(), block.language(), block.text());
        }
    }

    /** A line of output, in which an ellipsis stands for what each run has of its own. */
    private static Pattern saying(String line) {
        return Pattern.compile(Pattern.quote(line.strip()).replace("…", "\\E.*\\Q"));
    }

    private int shell(String line, List<String> words) throws IOException, InterruptedException {
        if (words.get(0).matches("(scripts/)?vision-heatmaps")) {
            Shell shell = new Shell();
            int code = shell.run(words.subList(1, words.size()).toArray(String[]::new));
            said = shell.out() + shell.err();
            return code;
        }
        Process process = new ProcessBuilder("bash", "-ec", line)
                .redirectErrorStream(true)
                .start();
        said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor();
    }

    /** Compiles a class and runs its main method, if it has one. */
    private static String java(String text) throws ReflectiveOperationException, IOException {
        Matcher name = CLASS.matcher(text);
        if (!name.find()) {
            return "There is no public class";
        }
        Path source = Files.writeString(HERE.resolve(name.group(1) + ".java"), text);
        var errors = new java.io.ByteArrayOutputStream();
        String classPath = System.getProperty("java.class.path");
        if (ToolProvider.getSystemJavaCompiler().run(null, null, errors, "-cp", classPath, "-d", ".", source.toString())
                != 0) {
            return errors.toString(StandardCharsets.UTF_8);
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {HERE.toAbsolutePath().toUri().toURL()})) {
            loader.loadClass(name.group(1)).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        }
        return null;
    }

    private String python(String page, String language, String text) throws IOException {
        requests.write(JSON.writeValueAsString(Map.of("page", page, "language", language, "text", text)) + "\n");
        requests.flush();
        StringBuilder printed = new StringBuilder();
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith("answer: ")) {
                JsonNode answer = JSON.readTree(line.substring("answer: ".length()));
                said = printed.toString();
                return answer.isNull() ? null : answer.asText();
            }
            printed.append(line).append('\n');
        }
        throw new IOException("Python ended\n" + printed + Files.readString(HERE.resolve("python.log")));
    }

    private static Set<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(HERE)) {
            return new HashSet<>(files.toList());
        }
    }

    /** Removes what a page has made. */
    private void clear() throws IOException {
        List<Path> made = new ArrayList<>(files());
        made.removeAll(fixtures);
        made.sort(Comparator.reverseOrder());
        for (Path file : made) {
            Files.delete(file);
        }
    }
}
