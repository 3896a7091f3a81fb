package org.visionheatmaps.spark.run;

/** Receives how far a run is. Called from one thread, about twice a second. */
public interface Progress {
    /** Shows nothing. */
    Progress NONE = status -> {};

    /** How far the run is now. */
    void update(Status status);

    /**
     * How far a run is.
     *
     * @param stage what is being done: {@code "render"}, {@code "check ids"}, …
     * @param rows rows of the input, or -1 while unknown
     * @param rendered elements drawn in finished tasks
     * @param quarantined elements quarantined in finished tasks
     * @param tasksDone finished tasks of the stage
     * @param tasks tasks of the stage, 0 while unknown
     */
    record Status(String stage, long rows, long rendered, long quarantined, int tasksDone, int tasks) {}
}
