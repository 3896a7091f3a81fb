package org.visionheatmaps.render;

import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.RgbaImage;

/**
 * Writes captions beneath pictures, on white: a line each, which is cut where it is too long. A picture that is narrow is made wider for its
 * caption, up to 224 pixels of letters. All lengths are multiples of the {@linkplain Canvas#scale scale}.
 */
final class Captioned {
    private static final int MARGIN = 2;
    private static final int ROOM = 224;

    private Captioned() {}

    static RgbaImage beneath(RgbaImage picture, String caption) {
        CaptionFont font = CaptionFont.get();
        RgbImage pixels = picture.colors();
        int scale = Canvas.scale(pixels.width(), pixels.height());
        int room = Math.max(pixels.width() / scale, ROOM) - 2 * MARGIN;
        String line = font.cut(caption, room);
        int width = Math.max(pixels.width(), scale * (font.width(line) + 2 * MARGIN));
        Canvas canvas = new Canvas(width, pixels.height() + scale * (MARGIN + font.height()));
        font.write(canvas, line, scale * MARGIN, pixels.height() + scale * MARGIN, scale);
        return picture.within(canvas.image());
    }
}
