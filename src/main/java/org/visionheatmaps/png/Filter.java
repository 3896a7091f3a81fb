package org.visionheatmaps.png;

/** The filters of a row (PNG specification, chapter 9). */
enum Filter {
    NONE(0) {
        @Override
        void apply(byte[] pixels, int from, int stride, int unit, byte[] out, int at) {
            System.arraycopy(pixels, from, out, at, stride);
        }
    },
    SUB(1) {
        @Override
        void apply(byte[] pixels, int from, int stride, int unit, byte[] out, int at) {
            int first = Math.min(unit, stride);
            System.arraycopy(pixels, from, out, at, first);
            for (int i = first; i < stride; i++) {
                out[at + i] = (byte) (pixels[from + i] - pixels[from + i - unit]);
            }
        }
    },
    UP(2) {
        @Override
        void apply(byte[] pixels, int from, int stride, int unit, byte[] out, int at) {
            if (from < stride) {
                NONE.apply(pixels, from, stride, unit, out, at);
                return;
            }
            for (int i = 0; i < stride; i++) {
                out[at + i] = (byte) (pixels[from + i] - pixels[from + i - stride]);
            }
        }
    },
    AVERAGE(3) {
        @Override
        void apply(byte[] pixels, int from, int stride, int unit, byte[] out, int at) {
            boolean top = from < stride;
            for (int i = 0; i < stride; i++) {
                int left = i < unit ? 0 : pixels[from + i - unit] & 0xFF;
                int up = top ? 0 : pixels[from + i - stride] & 0xFF;
                out[at + i] = (byte) (pixels[from + i] - (left + up >> 1));
            }
        }
    },
    PAETH(4) {
        @Override
        void apply(byte[] pixels, int from, int stride, int unit, byte[] out, int at) {
            if (from < stride) {
                SUB.apply(pixels, from, stride, unit, out, at); // the nearest to left is left, if the others are 0
                return;
            }
            for (int i = 0; i < stride; i++) {
                int left = i < unit ? 0 : pixels[from + i - unit] & 0xFF;
                int up = pixels[from + i - stride] & 0xFF;
                int upLeft = i < unit ? 0 : pixels[from + i - stride - unit] & 0xFF;
                out[at + i] = (byte) (pixels[from + i] - predict(left, up, upLeft));
            }
        }
    };

    private final byte number;

    Filter(int number) {
        this.number = (byte) number;
    }

    /** As the file names it. */
    byte number() {
        return number;
    }

    /**
     * Filters one row.
     *
     * @param pixels the image, from its first row on
     * @param from where the row starts
     * @param stride bytes per row
     * @param unit bytes per pixel, at least 1
     * @param out where the filtered bytes go, without the filter's number
     */
    abstract void apply(byte[] pixels, int from, int stride, int unit, byte[] out, int at);

    /** Of left, up and upper left, in this order, the one nearest to left + up − upper left. */
    private static int predict(int left, int up, int upLeft) {
        int toLeft = Math.abs(up - upLeft);
        int toUp = Math.abs(left - upLeft);
        int toUpLeft = Math.abs(left + up - 2 * upLeft);
        if (toLeft <= toUp && toLeft <= toUpLeft) {
            return left;
        }
        return toUp <= toUpLeft ? up : upLeft;
    }
}
