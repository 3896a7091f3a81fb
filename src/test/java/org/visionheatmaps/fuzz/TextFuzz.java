package org.visionheatmaps.fuzz;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.visionheatmaps.audit.Rule;
import org.visionheatmaps.pipeline.Pipeline;

/** Texts of options: pipelines and the rules of audits. */
@Tag("fast")
class TextFuzz {
    @FuzzTest
    void pipeline(byte[] bytes) {
        Refused.orRead(() -> assertNotNull(Pipeline.parse(text(bytes)).toString()));
    }

    @FuzzTest
    void rule(byte[] bytes) {
        Refused.orRead(() -> new Rule(text(bytes), Rule.Level.ERROR, List.of(), Optional.empty()));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
