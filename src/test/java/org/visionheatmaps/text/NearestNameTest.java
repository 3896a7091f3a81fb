package org.visionheatmaps.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class NearestNameTest {
    private static final List<String> KNOWN = List.of("batlow", "berlin", "jet", "viridis");

    @ParameterizedTest
    @CsvSource({
        "batlo, batlow",
        "batlwo, batlow",
        "Batlow, batlow",
        "xbatlow, batlow",
        "berln, berlin",
        "jte, jet",
        "viridsi, viridis"
    })
    void aSlipOfTheFingersIsForgiven(String wanted, String nearest) {
        assertEquals(Optional.of(nearest), NearestName.of(wanted, KNOWN));
    }

    @Test
    void nothingNearIsNothing() {
        assertEquals(Optional.empty(), NearestName.of("magnificent", KNOWN));
        assertEquals("", NearestName.hint("magnificent", KNOWN));
        assertEquals(Optional.empty(), NearestName.of("vrds", KNOWN));
        assertEquals(Optional.empty(), NearestName.of("batlow", List.of()));
    }

    @Test
    void aBeginningIsWorthItsShortestName() {
        List<String> options = List.of("--image-column", "--attribution-column", "--image-id", "--input");
        assertEquals(Optional.of("--attribution-column"), NearestName.of("--attribution", options));
        assertEquals(Optional.of("--image-id"), NearestName.of("--ima", options));
        assertEquals(Optional.empty(), NearestName.of("--", options));
    }

    @Test
    void aTieGoesToTheFirstInOrder() {
        assertEquals(Optional.of("bar"), NearestName.of("baz", List.of("bat", "bar")));
    }

    @Test
    void theHintIsAQuestion() {
        assertEquals(": did you mean 'jet'?", NearestName.hint("jett", KNOWN));
    }
}
