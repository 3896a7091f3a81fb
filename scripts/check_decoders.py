"""Decodes PNGs with independent decoders and compares the pixels with raw dumps beside them (name-WxH.png, name-WxH.rgb).

Run by scripts/check-decoders. Needs numpy and, for each decoder, its package: a missing one is said and fails the run if fewer
than three are left.
"""

import importlib.metadata
import io
import sys
import warnings
from pathlib import Path

import numpy as np

WANTED = 3
LARGE = 2_000_000


def pillow():
    from PIL import Image, features

    Image.MAX_IMAGE_PIXELS = None
    name = f"Pillow {importlib.metadata.version('pillow')} (its own decoder, zlib {features.version('zlib')})"
    return name, lambda data: np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


def opencv():
    import cv2

    def decode(data):
        return cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)[:, :, ::-1]

    return f"OpenCV {cv2.__version__} (libpng)", decode


def pyspng():
    import pyspng

    return f"pyspng {importlib.metadata.version('pyspng')} (libspng)", lambda data: pyspng.load(data, format="RGB")


def imagecodecs_png():
    import imagecodecs

    def decode(data):
        pixels = imagecodecs.png_decode(data)
        return pixels[..., :3]

    return f"imagecodecs {imagecodecs.__version__} ({imagecodecs.png_version()})", decode


def imagecodecs_spng():
    import imagecodecs

    return f"imagecodecs {imagecodecs.__version__} ({imagecodecs.spng_version()})", imagecodecs.spng_decode


def pypng():
    import png

    def decode(data):
        width, height, rows, _ = png.Reader(bytes=data).asRGB8()
        return np.vstack([np.frombuffer(bytes(row), np.uint8) for row in rows]).reshape(height, width, 3)

    return f"pypng {importlib.metadata.version('pypng')} (pure Python)", decode


def decoders():
    found = []
    for make in (pillow, opencv, pyspng, imagecodecs_png, imagecodecs_spng, pypng):
        try:
            found.append(make())
        except (ImportError, AttributeError, importlib.metadata.PackageNotFoundError) as error:
            print(f"without {make.__name__}: {error}")
    return found


def same(name, decoded, wanted):
    """Whether the pixels are equal; a decoder may give one grey or several channels more than RGB."""
    if decoded.ndim == 2:
        decoded = np.repeat(decoded[..., None], 3, axis=2)
    return decoded[..., :3].shape == wanted.shape and bool((decoded[..., :3] == wanted).all())


def main():
    warnings.simplefilter("error")
    folder = Path(sys.argv[1])
    files = sorted(folder.glob("*.png"))
    found = decoders()
    failures = 0
    for name, decode in found:
        checked = 0
        for file in files:
            width, height = map(int, file.stem.rsplit("-", 1)[1].split("x"))
            if "pure Python" in name and width * height > LARGE:
                continue  # half a minute each
            wanted = np.fromfile(file.with_suffix(".rgb"), np.uint8).reshape(height, width, 3)
            try:
                good = same(name, decode(file.read_bytes()), wanted)
            except Exception as error:  # any refusal of a decoder is a finding
                print(f"{name}: {file.name}: {type(error).__name__}: {error}")
                good = False
            else:
                if not good:
                    print(f"{name}: {file.name}: other pixels")
            failures += not good
            checked += 1
        print(f"{name}: {checked} of {len(files)} files decoded")
    print(f"{len(files)} files, {len(found)} decoders, {failures} failures")
    return 1 if failures or len(found) < WANTED or not files else 0


if __name__ == "__main__":
    sys.exit(main())
