"""Writes test/ndarray/special/fixtures/*.json: special functions as PyTorch computes them in float64, and exactly.

Needs torch and mpmath. A row is [argument, (argument,) PyTorch's value, exact value or null]; nan and infinities are
strings.

    python tools/special_fixtures.py
"""

import json
import math
import pathlib
import random

import mpmath as mp
import torch
from torch import special as S

FOLDER = pathlib.Path(__file__).parent.parent / "test/ndarray/special/fixtures"
INF, NAN = math.inf, math.nan
SPECIAL = [-INF, -1.0, -0.0, 0.0, 1.0, INF, NAN]
mp.mp.dps = 60


def linear(low, high, count):
    """Evenly spaced, off the round numbers."""
    step = (high - low) / count
    return [low + (i + 0.4142135623730951) * step for i in range(count)]


def logarithmic(low, high, count):
    """Evenly spaced exponents of 10."""
    return [10.0**e for e in linear(low, high, count)]


def both(xs):
    return [-x for x in xs] + xs


def exactly(formula, args):
    """The formula in 60 digits, rounded to float64; None where it has no finite real value."""
    if formula is None or not all(math.isfinite(a) for a in args):
        return None
    try:
        value = formula(*(mp.mpf(a) for a in args))
        if value is None or mp.im(value) != 0:
            return None
        value = float(mp.re(value))
    except (ValueError, ZeroDivisionError, OverflowError, mp.libmp.NoConvergence):
        return None
    return value if math.isfinite(value) else None


def encode(value):
    if value is None or math.isfinite(value):
        return value
    return str(value)


def rows(function, formula, points):
    result = []
    for point in points:
        args = point if isinstance(point, tuple) else (point,)
        tensors = [torch.tensor(a, dtype=torch.float64) for a in args]
        value = function(*tensors).item()
        result.append([*map(encode, args), encode(value), encode(exactly(formula, args))])
    return result


def write(family, cases):
    FOLDER.mkdir(parents=True, exist_ok=True)
    lines = [f"  {json.dumps(name)}: {json.dumps(rows(*case))}" for name, case in cases.items()]
    (FOLDER / f"{family}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


def pairs(firsts, seconds):
    return [(a, b) for a in firsts for b in seconds]


ROOT2 = mp.sqrt(2)
ERROR_POINTS = (
    SPECIAL + both(linear(0, 7, 50) + logarithmic(-300, -3, 6)) + [0.5, -0.5, 26.0, 27.5, -26.0, 40.0, 1e5, 1e160]
)
PROBABILITIES = linear(0, 1, 40) + logarithmic(-300, -2, 20) + [0.25, 0.5, 0.75, 5e-324]


def erfcx(x):
    # The asymptotic value, where exp(x * x) would be too large a number even for mpmath.
    return 1 / (x * mp.sqrt(mp.pi)) if x > 1e9 else mp.exp(x * x) * mp.erfc(x)


def ndtri(p):
    guess = mp.mpf(S.ndtri(torch.tensor(float(p), dtype=torch.float64)).item())
    for _ in range(4):
        guess -= (mp.log(mp.erfc(-guess / ROOT2) / 2) - mp.log(p)) / (mp.npdf(guess) / (mp.erfc(-guess / ROOT2) / 2))
    return guess


write(
    "error",
    {
        "erf": (S.erf, mp.erf, ERROR_POINTS),
        "erfc": (S.erfc, lambda x: mp.erfc(x) if x < 100 else mp.mpf(0), ERROR_POINTS),
        "erfcx": (S.erfcx, lambda x: erfcx(x) if x > -30 else None, ERROR_POINTS),
        "erfinv": (S.erfinv, mp.erfinv, SPECIAL + [2.0, -2.0] + both([p for p in PROBABILITIES if p > 1e-290])),
        "ndtr": (S.ndtr, lambda x: mp.erfc(-x / ROOT2) / 2 if abs(x) < 100 else mp.mpf(x > 0), ERROR_POINTS),
        "ndtri": (S.ndtri, ndtri, SPECIAL + [2.0] + PROBABILITIES),
        "log_ndtr": (
            S.log_ndtr,
            lambda x: (
                mp.log1p(-mp.erfc(x / ROOT2) / 2) if x > 0 else mp.log(mp.erfc(-x / ROOT2) / 2) if x > -35 else None
            ),
            ERROR_POINTS,
        ),
    },
)

GAMMA_POINTS = (
    SPECIAL
    + linear(0, 12, 60)
    + linear(-9, 0, 40)
    + logarithmic(-300, 300, 40)
    + [2.0, 3.0, 10.0, -2.0, -7.0, -1e-300, 1e306, 171.5]
)
ZETA_POINTS = pairs(
    [1.001, 1.5, 2.0, 3.0, 4.5, 7.0, 20.0, 49.3, 300.0], linear(0, 20, 8) + [1.0, 10.0, 1e-10, 1e3, 1e15]
) + pairs([2.0, 3.0, 8.0], [-0.25, -1.5, -2.0, -6.7, -50.3])
ZETA_EDGES = pairs([-1.0, 0.5, 1.0, 1.5, 2.0, 3.0, INF, NAN], [-INF, -2.5, -2.0, -0.0, 0.0, 0.5, 1.0, 1e-320, INF, NAN])
POLYGAMMA_POINTS = (
    linear(0, 12, 20) + linear(-6, 0, 12) + logarithmic(-20, 15, 20) + [0.0, -0.0, 1.0, 2.0, -2.0, INF, -INF, NAN]
)


def zeta(s, q):
    """mpmath's zeta cancels for large q, so it is given digits to lose; its negative q go by way of polygamma."""
    if q < 0:
        return mp.psi(int(s) - 1, q) * (-1) ** int(s) / mp.factorial(s - 1)
    with mp.workdps(300):
        return mp.zeta(s, q)


def igamma_points():
    random.seed(0)
    scales = [1e-5, 0.01, 0.1, 0.5, 1.0, 3.0, 12.0, 19.9, 20.0, 35.0, 150.0, 200.5, 1e3, 1e5]
    ratios = [1e-6, 0.01, 0.2, 0.49, 0.51, 0.7, 0.9, 0.99, 1.0, 1.01, 1.1, 1.4, 1.9, 2.1, 4.0, 20.0]
    points = [(a, a * ratio) for a in scales for ratio in ratios]
    return points + [(a, x) for a in (1e-5, 0.01, 0.3, 1.0, 2.5) for x in (1e-8, 0.3, 0.6, 1.0, 1.2, 5.0, 40.0, 600.0)]


def lgamma(x):
    return mp.log(abs(mp.gamma(x))) if abs(x) < 200 else mp.loggamma(x)


IGAMMA_EDGES = pairs([-1.0, 0.0, 0.5, INF, NAN], [-1.0, -0.0, 0.0, 1.0, INF, NAN])
write(
    "gamma",
    {
        "lgamma": (torch.lgamma, lgamma, GAMMA_POINTS),
        "digamma": (S.digamma, mp.digamma, GAMMA_POINTS),
        "zeta": (S.zeta, zeta, ZETA_POINTS + ZETA_EDGES),
        **{
            f"polygamma{n}": (lambda x, n=n: torch.polygamma(n, x), lambda x, n=n: mp.psi(n, x), POLYGAMMA_POINTS)
            for n in (0, 1, 2, 3, 7, 20)
        },
        "igamma": (torch.igamma, lambda a, x: mp.gammainc(a, 0, x, regularized=True), igamma_points() + IGAMMA_EDGES),
        "igammac": (
            torch.igammac,
            lambda a, x: mp.gammainc(a, x, mp.inf, regularized=True),
            igamma_points() + IGAMMA_EDGES,
        ),
    },
)

BESSEL_POINTS = (
    SPECIAL
    + both(linear(0, 40, 80))
    + logarithmic(-300, -1, 12)
    + [1e-320, 25.0, 20.0, -3.0, 100.0, 1234.5, 1e5, 1e10, 712.0]
)
AIRY_POINTS = (
    SPECIAL + both(linear(0, 12, 60)) + both(logarithmic(-300, 1.8, 20)) + [103.0, 104.0, 1.3, -1.4, -100.0, -1000.0]
)
write(
    "bessel",
    {
        "i0": (S.i0, lambda x: mp.besseli(0, x), BESSEL_POINTS),
        "i0e": (S.i0e, lambda x: mp.exp(-abs(x)) * mp.besseli(0, x), BESSEL_POINTS),
        "i1": (S.i1, lambda x: mp.besseli(1, x), BESSEL_POINTS),
        "i1e": (S.i1e, lambda x: mp.exp(-abs(x)) * mp.besseli(1, x), BESSEL_POINTS),
        "j0": (S.bessel_j0, lambda x: mp.besselj(0, x), BESSEL_POINTS),
        "j1": (S.bessel_j1, lambda x: mp.besselj(1, x), BESSEL_POINTS),
        "y0": (S.bessel_y0, lambda x: mp.bessely(0, x), BESSEL_POINTS),
        "y1": (S.bessel_y1, lambda x: mp.bessely(1, x), BESSEL_POINTS),
        "k0": (S.modified_bessel_k0, lambda x: mp.besselk(0, x), BESSEL_POINTS),
        "k1": (S.modified_bessel_k1, lambda x: mp.besselk(1, x), BESSEL_POINTS),
        "scaled_k0": (S.scaled_modified_bessel_k0, lambda x: mp.exp(x) * mp.besselk(0, x), BESSEL_POINTS),
        "scaled_k1": (S.scaled_modified_bessel_k1, lambda x: mp.exp(x) * mp.besselk(1, x), BESSEL_POINTS),
        "spherical_j0": (S.spherical_bessel_j0, mp.sinc, BESSEL_POINTS),
        "airy_ai": (S.airy_ai, mp.airyai, AIRY_POINTS),
    },
)

POLYNOMIAL_POINTS = pairs(
    [NAN, INF, -INF, -3.3, -1.0, -0.77, -0.0, 0.0, 0.3, 0.5, 0.999, 1.0, 1.5, 12.0],
    [-1.0, -0.5, 0.0, 1.0, 2.0, 2.9, 3.0, 6.0, 7.0, 8.0, 9.0, 20.0, 101.0, 600.0, INF, NAN],
)
write(
    "polynomials",
    {
        name: (getattr(S, torch_name), None, POLYNOMIAL_POINTS)
        for kind in "tuvw"
        for name, torch_name in [
            (f"chebyshev_{kind}", f"chebyshev_polynomial_{kind}"),
            (f"shifted_chebyshev_{kind}", f"shifted_chebyshev_polynomial_{kind}"),
        ]
    }
    | {
        "hermite_h": (S.hermite_polynomial_h, None, POLYNOMIAL_POINTS),
        "hermite_he": (S.hermite_polynomial_he, None, POLYNOMIAL_POINTS),
        "laguerre_l": (S.laguerre_polynomial_l, None, POLYNOMIAL_POINTS),
        "legendre_p": (S.legendre_polynomial_p, None, POLYNOMIAL_POINTS),
    },
)

HALVES = [k / 2 for k in range(-9, 10)] + [0.49999999999999994, -0.49999999999999994, 2.0**52 + 1, -(2.0**53)]
EVERYTHING = SPECIAL + HALVES + both(logarithmic(-300, 300, 12)) + [5e-324, -5e-324, 1e-310]
FEW = SPECIAL + [-2.5, -0.3, 0.1, 0.5, 3.0, 7.25, 1e-300, -1e-300, 1e300, 5e-324]
SINGLES = [x for x in FEW if not math.isfinite(x) or x == torch.tensor(x).item()] + [
    1.401298464324817e-45,
    3.4028234663852886e38,
]


def single(function):
    return lambda a, b: function(a.float(), b.float()).double()


write(
    "rounding",
    {
        "round": (torch.round, None, EVERYTHING),
        "frac": (torch.frac, None, EVERYTHING),
        "remainder": (torch.remainder, None, pairs(FEW, FEW)),
        "floor_divide": (torch.floor_divide, None, pairs(FEW, FEW)),
        "copysign": (torch.copysign, None, pairs(FEW, SPECIAL[:-1])),
        "heaviside": (torch.heaviside, None, pairs(SPECIAL, [-0.0, 0.5, NAN])),
        "sinc": (torch.sinc, None, EVERYTHING),
        "logaddexp": (torch.logaddexp, None, pairs(FEW, FEW)),
        "logaddexp2": (torch.logaddexp2, None, pairs(FEW, FEW)),
        "xlogy": (S.xlogy, None, pairs(FEW, FEW)),
        "xlog1py": (S.xlog1py, None, pairs(FEW, FEW)),
        "logit": (S.logit, None, SPECIAL + PROBABILITIES),
        "logit_eps": (lambda x: S.logit(x, eps=0.1), None, SPECIAL + PROBABILITIES),
        "nextafter": (torch.nextafter, None, pairs(FEW, FEW)),
        "nextafter_float32": (single(torch.nextafter), None, pairs(SINGLES, SINGLES)),
        "ldexp": (
            torch.ldexp,
            None,
            pairs(FEW, [0.0, 1.0, -1.0, 0.5, 1023.0, 1024.0, -1022.0, -1074.0, -1080.0, INF, -INF, NAN]),
        ),
        "frexp_mantissa": (lambda x: torch.frexp(x).mantissa, None, EVERYTHING),
        "frexp_exponent": (lambda x: torch.frexp(x).exponent, None, EVERYTHING),
        "hypot": (torch.hypot, lambda x, y: mp.hypot(x, y), pairs(FEW, FEW)),
    },
)
