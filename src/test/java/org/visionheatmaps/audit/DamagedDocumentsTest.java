package org.visionheatmaps.audit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.visionheatmaps.metrics.ExactSum;
import org.visionheatmaps.pipeline.Group;
import org.visionheatmaps.run.FileBatch;
import org.visionheatmaps.run.FitDocument;

/** JSON documents that are read back: whatever is in them, they are read or refused in words. */
@Tag("fast")
class DamagedDocumentsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String FIT =
            """
            {"format": "vision-heatmaps-fit/1", "software": "s", "pipeline":
              "SumReduction() |> dataset(ExtremaColormap(:jet), by=:method)", "quantiles": "exact", "relative_error": 0.0,
             "passes": 1, "group_columns": ["method"],
             "groups": [{"group": {"method": "a"}, "pipeline": "SumReduction() |> RangeColormap(:jet, 0.0, 1.0)"}],
             "steps": [{"step": 2, "transform": "t", "elements": 1, "left_out": {"non_finite": 1}, "groups": [
               {"group": {"method": "a"}, "fitted": "RangeColormap(:jet, 0.0, 1.0)", "elements": 1, "values": 4,
                "min": 0.0, "max": 1.0, "quantiles": {"0.5": 0.1}, "digest": "sha256:00"}]}]}
            """;

    static Stream<Arguments> documents() {
        Profiles profiles = new Profiles(List.of("method"));
        profiles.of(new Group(List.of("a"))).values().add(0.5);
        profiles.of(new Group(List.of("a"))).outcomes().put("ok", 1L);
        AuditVerdict verdict = AuditVerdict.of(
                List.of(new AuditVerdict.RuleResult(
                        "count >= 1", null, "error", Map.of(), "passed", 1.0, 1.0, "", 0, List.of())),
                false,
                null);
        AuditManifest manifest = new AuditManifest(
                "f",
                "run",
                "2020",
                List.of(),
                null,
                null,
                "m",
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                new AuditManifest.Counts(1, 1, 0, 1L, 1, 0L, 1, 1, 0, Map.of()),
                null,
                null,
                List.of(),
                new TreeMap<>(),
                null);
        return Stream.of(
                Arguments.of("fit", FIT, (Consumer<String>)
                        text -> FitDocument.fromJson(text).fit()),
                Arguments.of("histograms", ProfileDocument.of("m", profiles).toJson(), (Consumer<String>)
                        text -> ProfileDocument.fromJson(text).profiles()),
                Arguments.of("verdict", verdict.toJson(), (Consumer<String>)
                        text -> AuditVerdict.fromJson(text).rules().forEach(AuditVerdict.RuleResult::isViolated)),
                Arguments.of("manifest", manifest.toJson(), (Consumer<String>)
                        text -> AuditManifest.fromJson(text).counts().elements()),
                Arguments.of(
                        "batch",
                        new FileBatch(new FileBatch.Name("c", 0), "run", List.of(new FileBatch.TakenFile("p", 1, "m")))
                                .toJson(),
                        (Consumer<String>)
                                text -> FileBatch.fromJson(text).files().forEach(file -> assertNotNull(file.path()))),
                Arguments.of("summary", AuditSummary.of("m", profiles).toJson(), (Consumer<String>)
                        text -> AuditSummary.fromJson(text)
                                .dataset()
                                .metrics()
                                .values()
                                .forEach(AuditSummary.MetricSummary::p50)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void anyValueMayBeNullGoneOrOfAnotherType(String name, String text, Consumer<String> reader) throws IOException {
        reader.accept(text);
        JsonNode whole = JSON.readTree(text);
        for (JsonNode other : List.of(
                NullNode.instance,
                JSON.readTree("[]"),
                JSON.readTree("{}"),
                JSON.readTree("\"\\u001b[2J\""),
                JSON.readTree("-1"),
                JSON.readTree("1e300"),
                JSON.readTree("[null]"),
                JSON.readTree("{\"a\": null}"))) {
            refusedOrRead(other.toString(), reader);
            mutate(whole, whole, other, mutant -> refusedOrRead(mutant, reader));
        }
        refusedOrRead(text.substring(0, text.length() / 2), reader);
    }

    private static void refusedOrRead(String text, Consumer<String> reader) {
        try {
            reader.accept(text);
        } catch (IllegalArgumentException e) {
            assertFalse(String.valueOf(e.getMessage()).isBlank(), text);
        }
    }

    /** Hands over the text of the document with each of its values replaced, one at a time, and without it. */
    private static void mutate(JsonNode whole, JsonNode node, JsonNode other, Consumer<String> mutants) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                JsonNode value = object.replace(name, other);
                mutants.accept(whole.toString());
                if (other.isNull()) {
                    object.remove(name);
                    mutants.accept(whole.toString());
                }
                object.set(name, value);
                mutate(whole, value, other, mutants);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode value = array.get(i);
                array.set(i, other);
                mutants.accept(whole.toString());
                array.set(i, value);
                mutate(whole, value, other, mutants);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void emptyNullNestedRepeatedAndTrailingTextIsRefused(String name, String text, Consumer<String> reader) {
        String key = text.strip().substring(1, text.strip().indexOf(',') + 1);
        for (String bad : List.of(
                "",
                " \n",
                "null",
                "[" + text + "]",
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                text.strip().replaceFirst("\\{", "{" + java.util.regex.Matcher.quoteReplacement(key)),
                text + " {}",
                text.strip().substring(0, text.strip().length() - 1))) {
            IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class,
                    () -> reader.accept(bad),
                    bad.substring(0, Math.min(99, bad.length())));
            assertTrue(refused.getMessage().startsWith("Not "), refused.getMessage());
        }
        IllegalArgumentException deep =
                assertThrows(IllegalArgumentException.class, () -> reader.accept("[".repeat(65)));
        assertTrue(deep.getMessage().contains("64") || deep.getMessage().contains("START_ARRAY"), deep.getMessage());
        IllegalArgumentException deepInside =
                assertThrows(IllegalArgumentException.class, () -> reader.accept("{\"format\":" + "[".repeat(65)));
        assertFalse(deepInside.getMessage().contains("StackOverflow"), deepInside.getMessage());
    }

    @Test
    void aFitThatOnceEndedInATraceIsRefused() throws IOException {
        String text = Files.readString(Path.of("src/test/resources/crashers/fit-1.json"));
        assertThrows(IllegalArgumentException.class, () -> FitDocument.fromJson(text));
    }

    @Test
    void aSumOfMoreThanDoublesHaveIsRefused() {
        for (String text : List.of("1p2000000000", "1p9999", "f".repeat(1_000_000) + "p0", "1p99999999999")) {
            assertThrows(IllegalArgumentException.class, () -> ExactSum.parse(text));
        }
    }
}
