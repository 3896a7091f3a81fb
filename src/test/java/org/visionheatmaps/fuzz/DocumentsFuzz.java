package org.visionheatmaps.fuzz;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.visionheatmaps.audit.AuditManifest;
import org.visionheatmaps.audit.AuditSummary;
import org.visionheatmaps.audit.AuditVerdict;
import org.visionheatmaps.audit.ProfileDocument;
import org.visionheatmaps.run.FileBatch;
import org.visionheatmaps.run.FitDocument;
import org.visionheatmaps.run.ImportReport;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.run.SeriesHead;

/** Documents that runs write, and that later runs read. */
@Tag("fast")
class DocumentsFuzz {
    @FuzzTest
    void fit(byte[] bytes) {
        Refused.orRead(() -> FitDocument.fromJson(text(bytes)).fit());
    }

    @FuzzTest
    void audit(byte[] bytes) {
        each(
                bytes,
                List.of(
                        AuditManifest::fromJson,
                        AuditSummary::fromJson,
                        AuditVerdict::fromJson,
                        ProfileDocument::fromJson));
    }

    @FuzzTest
    void run(byte[] bytes) {
        each(bytes, List.of(RunReport::fromJson, ImportReport::fromJson, FileBatch::fromJson, SeriesHead::fromJson));
    }

    private static void each(byte[] bytes, List<Function<String, ?>> documents) {
        for (Function<String, ?> document : documents) {
            Refused.orRead(() -> assertNotNull(document.apply(text(bytes))));
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
