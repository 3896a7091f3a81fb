package org.visionheatmaps.spark.fit;

/** What happens to an element of a group that the fit did not see. */
public enum UnseenGroup {
    /** It is set aside, with that reason. */
    QUARANTINE,
    /** Its steps over the dataset are fitted to the one image. */
    IMAGE
}
