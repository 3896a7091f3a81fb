#!/usr/bin/env python3
"""How long the programs that users would otherwise run take from a tensor to the bytes of its PNG, on one core.

benchmark_peers.py TENSORS [SECONDS]

TENSORS holds float32 tensors of 3×224×224, one after the other; beside it lie their photographs, TENSORS.0.jpg, TENSORS.0.png, … Prints one JSON object: name -> CPU milliseconds and bytes
per image. Every peer reduces the channels by their Euclidean norm first (maps of 7×7: their sum) and scales the result to its extremes.
"""
import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import io
import json
import sys
import time

import cv2
import fpng
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


def opencv_fpng(x):
    return len(fpng.from_cv2(cv2.applyColorMap(indices(x), cv2.COLORMAP_VIRIDIS)))


def opencv_cam(sample):
    """A map of 7×7 over a photograph, from the bytes of one image to those of another."""
    x, encoded_photograph = sample
    photograph = cv2.imdecode(encoded_photograph, cv2.IMREAD_COLOR)
    enlarged = cv2.resize(x.sum(0), photograph.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    index = cv2.normalize(enlarged, None, 0, 255, cv2.NORM_MINMAX, cv2.CV_8U)
    overlay = cv2.addWeighted(photograph, 0.4, cv2.applyColorMap(index, cv2.COLORMAP_JET), 0.6, 0)
    return cv2.imencode(".png", overlay)[1].size


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
    maps = np.ascontiguousarray(tensors[:, :, ::32, ::32])
    photographs = {
        kind: [np.fromfile(f"{sys.argv[1]}.{i}.{kind}", np.uint8) for i in range(len(tensors))]
        for kind in ("jpg", "png")
    }
    peers = {
        f"OpenCV, applyColorMap + imencode ({cv2.__version__})": (opencv, tensors),
        "OpenCV's colours + fpng": (opencv_fpng, tensors),
        "OpenCV, CAM, JPEG decoded": (opencv_cam, list(zip(maps, photographs["jpg"]))),
        "OpenCV, CAM, PNG decoded": (opencv_cam, list(zip(maps, photographs["png"]))),
        f"Pillow {Image.__version__}, palette, level 1": (pillow_palette_level_1, tensors),
        f"Pillow {Image.__version__}, palette": (pillow_palette, tensors),
        f"matplotlib {matplotlib.__version__} colormap + Pillow": (matplotlib_pillow, tensors),
    }
    contenders = {name: Contender(peer, samples) for name, (peer, samples) in peers.items()}
    for _ in range(TURNS):
        for contender in contenders.values():
            contender.run(seconds / TURNS)
    print(json.dumps({name: contender.cost() for name, contender in contenders.items()}))


main()
