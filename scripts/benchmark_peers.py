#!/usr/bin/env python3
"""How long the programs that users would otherwise run take from a tensor to the bytes of its PNG, on one core.

benchmark_peers.py TENSORS [SECONDS]

TENSORS holds float32 tensors of 3×224×224, one after the other; prints one JSON object: name -> CPU milliseconds and bytes
per image. Every peer reduces the channels by their Euclidean norm first and scales the result to its extremes.
"""
import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import io
import json
import sys
import time

import cv2
import matplotlib
import numpy as np
from PIL import Image

cv2.setNumThreads(1)
TURNS = 4  # each a little, in turn and again, so that a busy minute of the machine is everyone's
VIRIDIS = matplotlib.colormaps["viridis"]
PALETTE = [int(v) for v in VIRIDIS(np.arange(256), bytes=True)[:, :3].ravel()]


def reduced(x):
    return np.sqrt(np.einsum("chw,chw->hw", x, x))


def indices(x):
    return cv2.normalize(reduced(x), None, 0, 255, cv2.NORM_MINMAX, cv2.CV_8U)


def encoded(image, **options):
    out = io.BytesIO()
    image.save(out, "PNG", **options)
    return out.getbuffer().nbytes


def opencv(x):
    return cv2.imencode(".png", cv2.applyColorMap(indices(x), cv2.COLORMAP_VIRIDIS))[1].size


def pillow_palette(x, **options):
    image = Image.fromarray(indices(x)).convert("P")
    image.putpalette(PALETTE)
    return encoded(image, **options)


def pillow_palette_level_1(x):
    return pillow_palette(x, compress_level=1)


def matplotlib_pillow(x):
    r = reduced(x)
    low, high = r.min(), r.max()
    return encoded(Image.fromarray(VIRIDIS((r - low) / (high - low), bytes=True)))


class Contender:
    def __init__(self, peer, tensors):
        self.peer, self.tensors = peer, tensors
        self.count = self.size = self.seconds = 0
        for x in tensors[:4]:
            peer(x)

    def run(self, seconds):
        """Draws the whole sample, again and again."""
        start = now = time.process_time()
        while now < start + seconds:
            self.size += sum(self.peer(x) for x in self.tensors)
            self.count += len(self.tensors)
            now = time.process_time()
        self.seconds += now - start

    def cost(self):
        return {"cpu_ms": 1000 * self.seconds / self.count, "bytes": self.size / self.count}


def main():
    tensors = np.fromfile(sys.argv[1], "<f4").reshape(-1, 3, 224, 224)
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 1.0
    peers = {
        f"OpenCV {cv2.__version__}, applyColorMap + imencode": opencv,
        f"Pillow {Image.__version__}, palette, level 1": pillow_palette_level_1,
        f"Pillow {Image.__version__}, palette": pillow_palette,
        f"matplotlib {matplotlib.__version__} colormap + Pillow": matplotlib_pillow,
    }
    contenders = {name: Contender(peer, tensors) for name, peer in peers.items()}
    for _ in range(TURNS):
        for contender in contenders.values():
            contender.run(seconds / TURNS)
    print(json.dumps({name: contender.cost() for name, contender in contenders.items()}))


main()
