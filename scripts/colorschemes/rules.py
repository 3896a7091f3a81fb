"""The rules that turn a source's table into the reference's, and the digest that proves it."""

import hashlib
import re

import numpy as np

DENOMINATORS = {"float": (1000, 10_000, 100_000, 256, 1_000_000), "8bit": (255,)}


def digest(values):
    """SHA-256 of one line a colour, `r,g,b` with six decimals, no newline at the end."""
    return hashlib.sha256("\n".join("%.6f,%.6f,%.6f" % tuple(c) for c in values).encode()).hexdigest()


def fractions(values, stored_as, sha256=None):
    """(k, d) with the smallest d such that k/d has the digest; without one, such that k/d has the values to 1e-6."""
    for d in DENOMINATORS[stored_as]:
        for k in roundings(values, d):
            if digest(k / d) == sha256 if sha256 else np.abs(k / d - values).max() < 1e-6:
                return k, d
    return (values, 0) if digest(values) == sha256 else None  # such as -0.0, which no fraction has


def roundings(values, d):
    """Two ways to k/d: the nearest k, and for a power of ten the correctly rounded decimal; they differ in halves only."""
    nearest = np.rint(values * d).astype(int)
    yield nearest
    if d not in (255, 256) and np.abs(np.abs(values * d - nearest) - 0.5).min() < 1e-6:
        places = len(str(d)) - 1
        yield np.rint([[round(float(x), places) * d for x in colour] for colour in values]).astype(int)


def table_of(table):
    """The table's own colours: a matplotlib colormap gives its list or its lookup table."""
    if isinstance(table, np.ndarray):
        return table
    if hasattr(table, "colors"):
        from matplotlib.colors import to_rgb
        return np.array([to_rgb(c) for c in table.colors])
    return lookup(table, table.N)


def lookup(table, n):
    """A matplotlib colormap's lookup table remade with n entries."""
    return table.resampled(n)(np.arange(n))[:, :3]


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
