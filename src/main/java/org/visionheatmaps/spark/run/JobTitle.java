package org.visionheatmaps.spark.run;

/**
 * What users read of a job.
 *
 * @param description of its group of Spark jobs, in Spark's pages
 * @param counts the name of its counts, in Spark's pages
 * @param tooMany begins the message if more faults than allowed are found
 */
public record JobTitle(String description, String counts, String tooMany) {}
