package org.visionheatmaps.sink;

/** How files come into their folder. */
enum Publishing {
    /** To where nothing is, also when they are published. */
    NEW,
    /** To what is there. */
    ADDING,
    /** In the place of what is there. */
    REPLACING
}
