package org.visionheatmaps.render;

/**
 * Letters of 5×7 pixels, enough to label a picture: ASCII letters, digits and a few signs. Anything else is drawn as {@code ?}. Drawn
 * for this project, under its licence.
 */
public final class PixelFont {
    /** Pixels from one letter to the next. */
    public static final int ADVANCE = 6;

    /** Pixels from the top of a capital to the bottom of a g. */
    public static final int HEIGHT = 9;

    /** Pixels from the top of a digit to its bottom. */
    static final int DIGIT_HEIGHT = 7;

    /** Pixels of a letter's width. */
    static final int COLUMNS = 5;

    private static final String DESCENDING = "gpqy,";
    private static final int DESCENT = 2;

    /** A letter, then its rows from the top, five bits each, the highest the leftmost. */
    private static final String GLYPHS =
            """
            A0E11111F111111 B1E11111E11111E C0E11101010110E D1E11111111111E E1F10101E10101F F1F10101E101010
            G0E11101711110F H1111111F111111 I0E04040404040E J0702020202120C K11121418141211 L1010101010101F
            M111B1515111111 N11111915131111 O0E11111111110E P1E11111E101010 Q0E11111115120D R1E11111E141211
            S0F10100E01011E T1F040404040404 U1111111111110E V11111111110A04 W1111111515150A X11110A040A1111
            Y1111110A040404 Z1F01020408101F
            a00000E010F110F b10101E1111111E c00000E1110110E d01010F1111110F e00000E111F100E f06081C08080808
            g0F1111110F010E h10101E11111111 i04000C0404040E j0200060202120C k10101214181412 l0C04040404040E
            m00001A15151515 n00001E11111111 o00000E1111110E p1E1111111E1010 q0F1111110F0101 r00001619101010
            s00000F100E011E t08081C08080906 u0000111111130D v00001111110A04 w0000111515150A x0000110A040A11
            y111111110F010E z00001F0204081F
            00E11131519110E 1040C040404040E 20E11010204081F 31F02040201110E 402060A121F0202 51F101E0101110E
            60608101E11110E 71F010204080808 80E11110E11110E 90E11110F01020C
            _0000000000001F -0000000E000000 .00000000000C0C ,0000000C0C0408 :000C0C000C0C00 (02040808080402 )08040202020408
            /01010204081010 %18190204081303 +0004041F040400 =00001F001F0000 #0A0A1F0A1F0A0A @0E11171517100E
            ~00000815020000 |04040404040404 !04040404040004 ?0E110102040004""";

    private static final long[] SHAPES = shapes();

    private PixelFont() {}

    private static long[] shapes() {
        long[] shapes = new long[128];
        for (int at = 0; at < GLYPHS.length(); at += 1 + 2 * DIGIT_HEIGHT + 1) {
            char letter = GLYPHS.charAt(at);
            int descent = DESCENDING.indexOf(letter) >= 0 ? DESCENT : 0;
            for (int row = 0; row < DIGIT_HEIGHT; row++) {
                int from = at + 1 + 2 * row;
                long bits = Integer.parseInt(GLYPHS.substring(from, from + 2), 16);
                shapes[letter] |= bits << COLUMNS * (row + descent);
            }
        }
        return shapes;
    }

    /** The pixels of a letter, five bits for each row from the top, the highest of them the leftmost. */
    public static long shape(char letter) {
        boolean isKnown = letter == ' ' || letter < SHAPES.length && SHAPES[letter] != 0;
        return SHAPES[isKnown ? letter : '?'];
    }

    /** Whether a shape is dark at a pixel, counted from its top left. */
    public static boolean isDark(long shape, int column, int row) {
        return (shape >> COLUMNS * row + COLUMNS - 1 - column & 1) == 1;
    }

    /** The width of a text, without the gap after its last letter. */
    public static int width(String text) {
        return Math.max(0, ADVANCE * text.length() - 1);
    }
}
