package org.visionheatmaps.cli.config;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.visionheatmaps.fuzz.Refused;

/** Files of options and of rules. */
@Tag("spark")
class YamlFuzz {
    @FuzzTest
    void options(byte[] bytes) {
        Refused.orRead(() -> YamlOptions.parse("options.yaml", text(bytes)));
    }

    @FuzzTest
    void rules(byte[] bytes) {
        Refused.orRead(() -> RulesFile.parse("rules.yaml", text(bytes)));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
