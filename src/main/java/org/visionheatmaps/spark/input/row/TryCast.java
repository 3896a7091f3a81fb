package org.visionheatmaps.spark.input.row;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;

/** Casts that make null of what the type cannot hold. */
public final class TryCast {
    private static final boolean IS_THERE = isThere();

    private TryCast() {}

    /**
     * Casts a column. Spark 3.5 has no such method of columns: there, values that do not come back as they were are null, and in its ANSI
     * mode, which is off by default, they fail the job.
     */
    public static Column of(Column column, DataType from, DataType to) {
        if (IS_THERE) {
            return OfSpark.cast(column, to);
        }
        Column cast = column.cast(to);
        return functions.when(cast.cast(from).equalTo(column), cast);
    }

    private static boolean isThere() {
        try {
            Column.class.getMethod("try_cast", DataType.class);
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    /** Loaded where Spark has the method. */
    private static final class OfSpark {
        static Column cast(Column column, DataType to) {
            return column.try_cast(to);
        }
    }
}
