package org.visionheatmaps.sql;

/** A function that looks at its constant arguments when a query is analysed, before any of its tasks runs. */
interface ConstantsCheck {
    /**
     * Fails if the function cannot work with constant arguments.
     *
     * @param constants the values of arguments as Spark has them internally; null for those that are not constant
     * @throws IllegalArgumentException the same that a row would fail with
     */
    void check(Object[] constants);
}
