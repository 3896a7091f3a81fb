"""Sine and cosine to the bit as the reference's author had them: by the method and constants of fdlibm.

The mathematics library of today's systems is nearer to the truth by one last bit at a handful of the arguments that colour
schemes need. Arguments here are below 100, so two parts of pi/2 do; more would be needed beyond.

The constants are from fdlibm: Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunPro, a Sun
Microsystems, Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided that this
notice is preserved.
"""

import math

# Coefficients of sin(x)/x - 1 and cos(x) - 1 + x^2/2 in powers of x^2, on [-pi/4, pi/4].
S1, S2, S3, S4, S5, S6 = (-1.66666666666666324348e-01, 8.33333333332248946124e-03, -1.98412698298579493134e-04,
                          2.75573137070700676789e-06, -2.50507602534068634195e-08, 1.58969099521155010221e-10)
C1, C2, C3, C4, C5, C6 = (4.16666666666666019037e-02, -1.38888888888741095749e-03, 2.48015872894767294178e-05,
                          -2.75573143513906633035e-07, 2.08757232129817482790e-09, -1.13596475577881948265e-11)
# pi/2: its first 33 bits and the rest; that rest's first 33 bits and its rest.
HEAD, TAIL = 1.57079632673412561417e+00, 6.07710050650619224932e-11
MIDDLE, END = 6.07710050630396597660e-11, 2.02226624879595063154e-21


def sin(x):
    quarters, y, rest = reduced(x)
    value = near_cos(y, rest) if quarters % 2 else near_sin(y, rest)
    return -value if quarters % 4 > 1 else value


def cos(x):
    quarters, y, rest = reduced(x)
    value = near_sin(y, rest) if quarters % 2 else near_cos(y, rest)
    return -value if quarters % 4 in (1, 2) else value


def reduced(x):
    """x as quarters of a turn and what remains of it, in two doubles."""
    if abs(x) <= math.pi / 4:
        return 0, x, 0.0
    quarters = round(x / (math.pi / 2))
    high = x - quarters * HEAD
    low = quarters * TAIL
    y = high - low
    if math.frexp(x)[1] - math.frexp(y)[1] > 16:  # too many bits were lost
        before = high
        high = before - quarters * MIDDLE
        low = quarters * END - ((before - high) - quarters * MIDDLE)
        y = high - low
    return quarters, y, (high - y) - low


def near_sin(x, rest):
    z = x * x
    w = z * z
    r = S2 + z * (S3 + z * S4) + z * w * (S5 + z * S6)
    v = z * x
    return x + v * (S1 + z * r) if rest == 0 else x - ((z * (0.5 * rest - v * r) - rest) - v * S1)


def near_cos(x, rest):
    z = x * x
    w = z * z
    r = z * (C1 + z * (C2 + z * C3)) + w * w * (C4 + z * (C5 + z * C6))
    half = 0.5 * z
    w = 1.0 - half
    return w + (((1.0 - w) - half) + (z * r - x * rest))
