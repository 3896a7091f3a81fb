package org.visionheatmaps;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Programs that some tests need and a machine may lack: such a test is skipped, or fails with {@code -Drequire.externals}. */
public final class Externals {
    private static final String REQUIRED = "require.externals";

    private Externals() {}

    /**
     * Lets a test go on where its program is there.
     *
     * @param missing what the test lacks, in words
     */
    public static void require(boolean isThere, String missing) {
        if (Boolean.getBoolean(REQUIRED)) {
            assertTrue(isThere, missing + ", and -D" + REQUIRED + " is given");
        } else {
            assumeTrue(isThere, missing);
        }
    }
}
