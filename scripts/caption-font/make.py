"""Writes the letters of captions: python3 make.py FILE. See README.md."""

import pathlib
import struct
import sys

import matplotlib
import matplotlib.ft2font
from PIL import ImageFont

SIZE = 13
MAGIC = 0x56484346

# Latin with its extensions (Vietnamese among them), Greek, Cyrillic, punctuation, currencies, arrows, mathematical signs.
RANGES = [
    (0x20, 0x7E), (0xA0, 0x24F), (0x2C6, 0x2DD), (0x370, 0x3FF), (0x400, 0x52F), (0x1E00, 0x1EFF), (0x1F00, 0x1FFF),
    (0x2010, 0x2027), (0x2030, 0x205E), (0x2070, 0x209C), (0x20A0, 0x20BF), (0x2100, 0x214E), (0x2150, 0x215F),
    (0x2190, 0x2199), (0x2200, 0x222B), (0x2243, 0x226B), (0x2713, 0x2717), (0xFB00, 0xFB04),
]


def glyph(font, text):
    """advance, left, top, width, height, darkness by rows; the top counts from the top of the line."""
    left, top, right, bottom = font.getbbox(text)
    mask = font.getmask(text, mode="L")
    width, height = mask.size
    pixels = [round(mask[i] * 15 / 255) for i in range(width * height)]
    return round(font.getlength(text)), left, top, width, height, pixels


def box(height):
    """What stands for a letter that the font does not have."""
    width, tall = 6, height - 4
    edge = lambda x, y: x in (0, width - 1) or y in (0, tall - 1)
    return width + 2, 1, 2, width, tall, [12 if edge(x, y) else 0 for y in range(tall) for x in range(width)]


def packed(pixels):
    even = pixels + [0] * (len(pixels) % 2)
    return bytes(a << 4 | b for a, b in zip(even[::2], even[1::2]))


def main():
    path = pathlib.Path(matplotlib.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf")
    font = ImageFont.truetype(str(path), SIZE, layout_engine=ImageFont.Layout.BASIC)
    ascent, descent = font.getmetrics()
    known = matplotlib.ft2font.FT2Font(str(path)).get_charmap()
    glyphs = {0: box(ascent)}
    for first, last in RANGES:
        for code in range(first, last + 1):
            if code in known:
                glyphs[code] = glyph(font, chr(code))
    out = bytearray(struct.pack(">IBBH", MAGIC, ascent, ascent + descent, len(glyphs)))
    for code, (advance, left, top, width, height, pixels) in sorted(glyphs.items()):
        out += struct.pack(">IBbbBB", code, advance, left, top, width, height) + packed(pixels)
    pathlib.Path(sys.argv[1]).write_bytes(out)
    print(len(glyphs), "letters,", len(out), "bytes, line of", ascent + descent)


if __name__ == "__main__":
    main()
