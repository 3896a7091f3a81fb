package org.visionheatmaps.io.parquet;

import org.apache.parquet.schema.LogicalTypeAnnotation;

/** Logical types that Parquet's library of Spark 3.5 has no classes for, known by their names. */
public final class Meanings {
    private Meanings() {}

    /** Whether values are floating-point numbers of 16 bits. */
    public static boolean isHalf(LogicalTypeAnnotation meaning) {
        return isNamed(meaning, "FLOAT16");
    }

    /** Whether all values are null. */
    public static boolean isUnknown(LogicalTypeAnnotation meaning) {
        return isNamed(meaning, "UNKNOWN");
    }

    private static boolean isNamed(LogicalTypeAnnotation meaning, String name) {
        return meaning != null && meaning.toString().equals(name);
    }
}
