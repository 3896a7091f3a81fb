package org.visionheatmaps.render;

import org.visionheatmaps.tensor.RgbImage;

/**
 * Writes captions beneath pictures, on white: a line each, which is cut where it is too long. A picture that is narrow is made wider for its
 * caption, up to 224 pixels of letters. All lengths are multiples of the {@linkplain Canvas#scale scale}.
 */
final class Captioned {
    private static final int MARGIN = 2;
    private static final int ROOM = 224;

    private Captioned() {}

    static KeyedImage beneath(KeyedImage picture, String caption) {
        CaptionFont font = CaptionFont.get();
        RgbImage pixels = picture.pixels();
        int scale = Canvas.scale(pixels.width(), pixels.height());
        int room = Math.max(pixels.width() / scale, ROOM) - 2 * MARGIN;
        String line = font.cut(caption, room);
        int width = Math.max(pixels.width(), scale * (font.width(line) + 2 * MARGIN));
        Canvas canvas = new Canvas(width, pixels.height() + scale * (MARGIN + font.height()));
        font.write(canvas, line, scale * MARGIN, pixels.height() + scale * MARGIN, scale);
        canvas.drawInto(pixels, picture.key());
        return new KeyedImage(canvas.image(), picture.key());
    }
}
