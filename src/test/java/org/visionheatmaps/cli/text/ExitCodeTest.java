package org.visionheatmaps.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("spark")
class ExitCodeTest {
    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0, 3, 3", "0, 4, 4", "3, 4, 3", "4, 4, 4"})
    void anErrorIsWorseThanAWarning(int one, int other, int worse) {
        assertEquals(worse, ExitCode.worse(one, other));
        assertEquals(worse, ExitCode.worse(other, one));
    }
}
