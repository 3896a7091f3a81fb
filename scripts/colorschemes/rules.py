"""The rules that turn a source's table into the reference's, and the digest that proves it."""

import hashlib
import math
import re

import numpy as np

import sines

# Of the fractions that colours are written as: bytes over 255 or 256, ramps of 100 colours, decimals.
DENOMINATORS = (255, 256, 99, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000)


def digest(values, stored_as):
    """SHA-256 of r, g, b of each colour as big-endian doubles, or as bytes where the reference stores 8 bits."""
    if stored_as == "8bit":
        return hashlib.sha256(np.rint(values * 255).astype("u1").tobytes()).hexdigest()
    return hashlib.sha256(doubles(values)).hexdigest()


def doubles(values):
    return np.ascontiguousarray(values, ">f8").tobytes()


def exact(values, stored_as, sha256):
    """The values as they are, or rounded as the reference's author rounded them: the first that have the digest."""
    return next((v for v in roundings(values) if digest(v, stored_as) == sha256), None)


def roundings(values):
    """The values, then their roundings to decimals: the nearest fraction, the nearest decimal, which differ in halves only."""
    yield values
    for places in range(2, 10):
        yield np.rint(values * 10**places) / 10**places
        yield np.array([[round(float(x), places) for x in colour] for colour in values])
    yield np.array([[float("%.5g" % x) for x in colour] for colour in values])


def packing(values):
    """(k, d): integers and the first denominator such that every k / d is the value to the bit; if none, the doubles' bits and 0."""
    for d in DENOMINATORS:
        k = np.rint(values * d).astype(np.int64)
        if doubles(k / d) == doubles(values):
            return k, d
    return np.array(values, dtype=float).view(np.int64), 0


def table_of(table):
    """The table's own colours: a matplotlib colormap gives its list or its lookup table."""
    if isinstance(table, np.ndarray):
        return table
    if hasattr(table, "colors"):
        from matplotlib.colors import to_rgb
        return np.array([to_rgb(c) for c in table.colors])
    return table(np.arange(table.N))[:, :3]


FORMULAS = {  # where the last bit depends on who computes a sine or a cube: as the reference's author did
    "gnuplot": lambda x: (math.sqrt(x), x * x * x, sines.sin(x * 2 * math.pi)),
    "rainbow": lambda x: (abs(2 * x - 0.5), sines.sin(x * math.pi), sines.cos(x * math.pi / 2)),
    "flag": lambda x: (0.75 * sines.sin((x * 31.5 + 0.25) * math.pi) + 0.5,
                       sines.sin(x * 31.5 * math.pi),
                       0.75 * sines.sin((x * 31.5 - 0.25) * math.pi) + 0.5),
    "prism": lambda x: (0.75 * sines.sin((x * 20.9 + 0.25) * math.pi) + 0.67,
                        0.75 * sines.sin((x * 20.9 - 0.25) * math.pi) + 0.33,
                        -1.1 * sines.sin(x * 20.9 * math.pi)),
}


def lookup(table, n):
    """A matplotlib colormap at k / (n - 1): its functions, or the lines between its points; clipped to [0, 1]."""
    at = [k / (n - 1) for k in range(n)]
    if table.name in FORMULAS:
        values = np.array([FORMULAS[table.name](x) for x in at])
    else:
        channels = [table._segmentdata[channel] for channel in ("red", "green", "blue")]
        values = np.array([[value(channel, x) for channel in channels] for x in at])
    return np.clip(values, 0, 1)


def value(channel, x):
    """A function's value, some of which want an array, or a line's."""
    return float(np.ravel(channel(np.array([x])))[0]) if callable(channel) else line(channel, x)


def line(points, x):
    """The value at x of (x, value up to it, value from it on) points; the end too is reached from the point before."""
    i = next(i for i in range(1, len(points)) if x <= points[i][0])
    (left, _, start), (right, end, _) = points[i - 1], points[i]
    return float(start) + (end - start) * ((x - left) / (right - left))


def sample(values, n):
    """n samples, ends included, of the line through the colours."""
    at = np.linspace(0, len(values) - 1, n)
    return np.stack([np.interp(at, np.arange(len(values)), values[:, c]) for c in range(3)], axis=1)


def discrete(values, n):
    """Crameri's discrete palettes as the reference holds them: bytes over 256 (sic), the first colour from the map.

    The nearest of the map's 256 colours at n even steps, as bytes (a half within the file's six decimals goes down),
    divided by 256 and rounded to four decimals. Only the first, which the reference added later, is not.
    """
    nearest = values[np.floor(np.linspace(0, 255, n) + 0.5).astype(int)]
    steps = np.round(np.floor(nearest * 255 + 0.5 - 5e-5) / 256, 4)
    steps[0] = np.round(values[0], 4)
    return steps


RULES = {
    "as is": lambda table, n: table_of(table),
    "lookup": lambda table, n: lookup(table, n),
    "lookup of one more, last dropped": lambda table, n: lookup(table, n + 1)[:n],
    "sample": lambda table, n: sample(table_of(table), n),
    "discrete": lambda table, n: discrete(table_of(table), n),
    "bytes over 256": lambda table, n: np.rint(table_of(table) * 255) / 256,
    "first dropped": lambda table, n: table_of(table)[1:],
    "last dropped": lambda table, n: table_of(table)[:-1],
}
REVERSED = re.compile(r", reversed$")


def apply(rule, table, n):
    """The colours that `rule` makes of the table, for a scheme of n colours (0: as many as there are).

    A rule is a name in RULES, maybe with `, reversed`, or `pick i j k ...`: the table's colours at these indices.
    """
    if rule.startswith("pick "):
        return table_of(table)[[int(i) for i in rule.split()[1:]]]
    values = RULES[REVERSED.sub("", rule)](table, n)
    return values[::-1] if REVERSED.search(rule) else values
