"""Writes test/ops/fixtures/pointwise.json: pointwise ops, their gradients and second derivatives, as PyTorch computes them.

    python tools/pointwise_fixtures.py
"""

import json
import math
import warnings
from pathlib import Path

import torch

warnings.filterwarnings("ignore")
nan, inf = math.nan, math.inf
REAL = [-inf, -3.0, -1.0, -0.5, -0.0, 0.0, 0.25, 1.0, 2.5, inf, nan]
POSITIVE = [0.25, 0.5, 1.0, 1.5, 2.5, 4.0]
UNIT = [-1.0, -0.75, -0.5, 0.0, 0.25, 0.9, 1.0]
PLAIN = [-2.5, -1.0, -0.5, 0.25, 0.75, 1.5]
OTHER = [1.5, -2.0, 0.5, 3.0, -0.25, 1.5]

# (function, arguments; lists are tensors, others are given as they are)
CASES = [
    *[(f, [REAL]) for f in "exp exp2 expm1 sigmoid tanh relu sin cos atan sinh cosh asinh abs sign sgn".split()],
    *[(f, [REAL]) for f in "floor ceil round trunc frac erf erfc deg2rad rad2deg nan_to_num angle".split()],
    *[(f, [REAL]) for f in "log log2 log10 log1p sqrt rsqrt reciprocal neg square".split()],
    *[(f, [UNIT]) for f in "asin acos atanh erfinv".split()],
    *[(f, [POSITIVE]) for f in "acosh lgamma digamma".split()],
    *[(f, [PLAIN]) for f in "tan i0 selu special.i0e special.i1e special.erfcx special.log_ndtr".split()],
    *[(f, [PLAIN]) for f in "special.ndtr special.i1 sinc".split()],
    *[(f, [POSITIVE]) for f in "special.bessel_y0 special.bessel_y1 special.modified_bessel_k0".split()],
    *[(f, [POSITIVE]) for f in "special.modified_bessel_k1 special.entr special.modified_bessel_i1".split()],
    ("special.ndtri", [[0.01, 0.25, 0.5, 0.75, 0.99]]),
    ("round", [[1.25, -2.345, 15.5], {"decimals": 1}]),
    ("round", [[1250.0, -2345.0, 15.5], {"decimals": -2}]),
    ("logit", [[0.0, 0.25, 0.5, 1.0, 2.0]]),
    ("logit", [[0.0, 0.1, 0.25, 0.9, 2.0], 0.1]),
    ("celu", [PLAIN, 2.0]),
    ("hardshrink", [[-1.0, -0.5, 0.25, 0.5, 0.75, nan], 0.5]),
    ("threshold", [PLAIN, 0.25, 7.0]),
    ("prelu", [PLAIN, [0.25]]),
    *[(f, [PLAIN, OTHER]) for f in "atan2 hypot copysign logaddexp logaddexp2 maximum minimum fmax fmin".split()],
    *[(f, [[0.0, 1.0, nan, 2.0, nan], [0.0, 2.0, 0.0, nan, nan]]) for f in "maximum minimum fmax fmin".split()],
    ("atan2", [[0.0, 1.0], [0.0, 0.0]]),
    ("copysign", [PLAIN, -2.0]),
    ("xlogy", [[0.0, 0.0, 0.0, 1.5], [-1.0, 0.5, 2.0, 3.0]]),
    ("xlogy", [2.0, POSITIVE]),
    ("xlogy", [PLAIN, 3.0]),
    ("special.xlog1py", [[0.0, 0.0, 0.0, 1.5], [-2.0, 0.5, 2.0, 3.0]]),
    ("special.zeta", [3.0, POSITIVE]),
    ("ldexp", [PLAIN, OTHER]),
    ("rsub", [PLAIN, OTHER, {"alpha": 2}]),
    ("rsub", [PLAIN, 1.5]),
    ("pow", [[-2.0, 0.0, 0.5, 2.0], 3.0]),
    ("pow", [[0.0, 0.5, 1.0, 2.0], [0.0, 2.0, -1.0, 0.5]]),
    ("pow", [0.0, [0.0, 1.0, 2.0]]),
    ("pow", [2.0, PLAIN]),
    ("mvlgamma", [[2.5, 3.0, 4.0], 3]),
    ("lerp", [PLAIN, OTHER, 0.75]),
    ("lerp", [PLAIN, OTHER, [0.0, 0.25, 0.5, 0.75, 1.0, 2.0]]),
    ("addcmul", [PLAIN, OTHER, OTHER, {"value": 2.0}]),
    ("addcdiv", [PLAIN, OTHER, OTHER, {"value": 2.0}]),
    ("clamp", [PLAIN, -0.5, 0.75]),
    ("clamp", [PLAIN, {"min": -0.5}]),
    ("clamp", [PLAIN, {"max": 0.75}]),
    ("clamp", [PLAIN, [-0.5] * 6, [0.75] * 6]),
    ("clamp", [PLAIN, [1.0] * 6, [0.0] * 6]),
    ("clamp", [PLAIN, {"min": [-0.5] * 6}]),
    ("clamp_min", [PLAIN, -0.5]),
    ("clamp_max", [PLAIN, [0.25] * 6]),
    ("softmax", [PLAIN, 0]),
    ("log_softmax", [PLAIN, 0]),
]


def plain(x):
    """A tensor as a list in which JSON can hold every number."""
    if x is None:
        return None
    if x._is_zerotensor():
        return [0.0] * x.numel()
    return [v if math.isfinite(v) else str(v) for v in x.tolist()]


def waves(x, wave):
    return torch.tensor([wave(i + 1) for i in range(x.numel())], dtype=x.dtype)


def gradients(y, inputs, wave):
    """The gradients of Σ wave(i) · y[i]; None where there is none."""
    weights = waves(y, wave)
    if not y.requires_grad:
        return [None] * len(inputs)
    return list(torch.autograd.grad(y, inputs, weights, create_graph=True, allow_unused=True))


def record(name, arguments):
    tensors = []

    def convert(x):
        if isinstance(x, dict):
            return {key: convert(v) for key, v in x.items()}
        if not isinstance(x, list):
            return x
        tensors.append(torch.tensor(x, dtype=torch.float64, requires_grad=True))
        return tensors[-1]

    converted = [convert(x) for x in arguments]
    options = converted.pop() if isinstance(converted[-1], dict) else {}
    f = torch
    for part in name.split("."):
        f = getattr(f, part)
    y = f(*converted, **options)
    first = gradients(y, tensors, math.sin)
    differentiable = [g for g in first if g is not None and g.requires_grad]
    second = [None] * len(tensors)
    if differentiable:
        total = sum((g * waves(g, math.cos)).sum() for g in differentiable)
        second = list(torch.autograd.grad(total, tensors, allow_unused=True))
    arguments = json.loads(json.dumps(arguments).replace("NaN", '"nan"').replace("-Infinity", '"-inf"').replace("Infinity", '"inf"'))
    return {
        "op": name,
        "arguments": arguments,
        "node": y.grad_fn.name(),
        "value": plain(y.detach()),
        "gradients": [plain(g) for g in first],
        "second": [plain(g) for g in second],
    }


target = Path(__file__).parent.parent / "test/ops/fixtures/pointwise.json"
target.parent.mkdir(parents=True, exist_ok=True)
lines = [json.dumps(record(name, arguments)) for name, arguments in CASES]
target.write_text("[\n" + ",\n".join(lines) + "\n]\n")
print(len(lines), "cases in", target)
