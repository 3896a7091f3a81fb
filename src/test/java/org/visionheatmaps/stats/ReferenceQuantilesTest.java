package org.visionheatmaps.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.reference.Npy;
import org.visionheatmaps.reference.ReferenceCase;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.reduction.NormReduction;
import org.visionheatmaps.transform.reduction.Reduction;
import org.visionheatmaps.transform.reduction.SumReduction;

@Tag("fast")
class ReferenceQuantilesTest {
    @Test
    void quantilesOfSingleInputsAreTheReferences() throws IOException {
        int compared = 0;
        for (JsonNode row : new ObjectMapper().readTree(ReferenceCase.open("quantiles.json"))) {
            if (row.has("p")) {
                double fraction = row.get("p").asDouble();
                double wanted = row.get("quantile").asDouble();
                assertEquals(wanted, Summary.of(reduced(row)).quantile(fraction), row.toString());
                compared++;
            }
        }
        assertTrue(compared >= 40, compared + " rows");
    }

    private static Tensor reduced(JsonNode row) throws IOException {
        Reduction reduction =
                switch (row.get("reduction").asText()) {
                    case "norm" -> new NormReduction();
                    case "sum" -> new SumReduction();
                    default -> throw new IOException("Which reduction? " + row);
                };
        return reduction.apply(
                Npy.read(ReferenceCase.open(row.get("input").asText())).channels(), null);
    }
}
