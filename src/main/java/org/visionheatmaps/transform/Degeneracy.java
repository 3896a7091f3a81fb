package org.visionheatmaps.transform;

/** What makes a picture say less than it seems to say. Fixed names, which reports keep. */
public enum Degeneracy {
    /** All values are one value: the picture has one colour. */
    FLAT("flat", "all values are one value, and the picture has one colour"),
    /** A clip left one value of several: the picture has one colour. */
    CLIPPED(
            "clipped",
            "the clip left one value of several, and the picture has one colour: clip at wider bounds, or not at all"),
    /** Values of one sign, coloured around zero. */
    ONE_SIGN(
            "one_sign",
            "all values have one sign, and CenteredColormap uses half of its colours: keep signs, as"
                    + " SumReduction() does, or take ExtremaColormap"),
    /** Negative values of one channel, which a reduction to magnitudes passes through. */
    SIGNED(
            "signed",
            "one channel has negative values, which a reduction passes through: Abs() makes magnitudes of them");

    private final String key;
    private final String text;

    Degeneracy(String key, String text) {
        this.key = key;
        this.text = text;
    }

    /** The name in reports. */
    public String key() {
        return key;
    }

    /** What it is, and what helps. */
    public String text() {
        return text;
    }
}
