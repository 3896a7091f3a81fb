package org.visionheatmaps.sink;

import org.visionheatmaps.png.PngInfo;
import org.visionheatmaps.render.Provenance;

/** A PNG file that was read as far as was wanted. */
final class Picture {
    private final PictureSlice.Listed file;
    private final PngInfo info;
    private final Provenance made;
    private final String problem;
    private final byte[] bytes;

    /**
     * @param file as listed
     * @param info size and texts, or null
     * @param made what the texts say, or null
     * @param problem why one of both is missing, or null
     * @param bytes of the file, or null
     */
    Picture(PictureSlice.Listed file, PngInfo info, Provenance made, String problem, byte[] bytes) {
        this.file = file;
        this.info = info;
        this.made = made;
        this.problem = problem;
        this.bytes = bytes;
    }

    PictureSlice.Listed file() {
        return file;
    }

    PngInfo info() {
        return info;
    }

    Provenance made() {
        return made;
    }

    String problem() {
        return problem;
    }

    byte[] bytes() {
        return bytes;
    }
}
