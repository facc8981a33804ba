"""Asks a real PyTorch how it prints tensors, and Python how it prints numbers.

    python tools/printing_fixtures.py

writes test/tensor/fixtures/printing.jsonl and python_number.jsonl, one case a line. A tensor is given by its dtype, shape and
either `values` (flat; numbers that JSON lacks are strings, as are int64s beyond 2**53) or, where it is large, `lattice`
[start, step, modulus]: element i is start + step * (7919 * i % modulus).
"""

import json
import math
import random
import struct
from pathlib import Path

import torch

OUT = Path(__file__).resolve().parent.parent / 'test' / 'tensor' / 'fixtures'
FLOATS = [torch.float32, torch.float64]
INTS = [torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8]
nan, inf = math.nan, math.inf

cases = []
seen = set()


def encode(value):
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 2**53:
        return str(value)
    return value


def name(dtype):
    return str(dtype).removeprefix('torch.')


def add(x, *, prefix=None, default=torch.float32, lattice=None, **options):
    """Records what PyTorch prints for x under these print options and this default dtype."""
    torch.set_default_dtype(default)
    torch.set_printoptions(profile='default')
    try:
        torch.set_printoptions(**options)
        text = repr(x)
    finally:
        torch.set_default_dtype(torch.float32)
        torch.set_printoptions(profile='default')
    case = {'dtype': name(x.dtype), 'shape': list(x.shape)}
    if lattice:
        case['lattice'] = lattice
    else:
        case['values'] = [encode(v) for v in x.detach().flatten().tolist()]
    if prefix:
        case['prefix'] = prefix
    if default != torch.float32:
        case['defaultFloat'] = name(default)
    if x.grad_fn is not None:
        case['gradFn'] = type(x.grad_fn).__name__
    if x.requires_grad:
        case['requiresGrad'] = True
    if isinstance(x, torch.nn.Parameter):
        case['parameter'] = True
    if options:
        case['options'] = {k: encode(v) if isinstance(v, float) else v for k, v in options.items()}
    case['repr'] = text
    line = json.dumps(case)
    if line not in seen:
        seen.add(line)
        cases.append(line)


def lattice(shape, dtype, start, step, modulus, **more):
    n = math.prod(shape)
    k = torch.arange(n, dtype=torch.int64) * 7919 % modulus
    flat = k * step + start if isinstance(step, int) and isinstance(start, int) else k.double() * step + start
    x = flat.to(dtype).reshape(shape)
    if more.pop('requires_grad', False):
        x.requires_grad_()
    add(x, lattice=[start, step, modulus], **more)


class LongNamedFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.clone()

    @staticmethod
    def backward(ctx, g):
        return g


class Fancy(torch.Tensor):
    pass


def chosen_cases():
    t = torch.tensor
    # One number.
    for v in [0., -0., 1., -1., 3.14159, 1e-4, 9.9999e-5, 1e-5, 1e-10, 1e8, 1.00000008e8, 123456789., 1e30, 0.03125, 0.5, 2.5, 99999.5, nan, inf, -inf, 1e-45, 3.4028234663852886e38]:
        for dtype in FLOATS:
            add(t(v, dtype=dtype))
    for dtype, v in [(torch.int64, -(2**63)), (torch.int64, 2**63 - 1), (torch.int32, -7), (torch.int16, 300), (torch.int8, -128), (torch.uint8, 255), (torch.bool, True), (torch.bool, False)]:
        add(t(v, dtype=dtype))
    # Nothing.
    for shape in [(0,), (0, 3), (3, 0), (1, 1, 0), (2, 0, 4)]:
        for dtype in FLOATS + INTS + [torch.bool]:
            add(torch.empty(shape, dtype=dtype))
        add(torch.empty(shape, dtype=torch.float64), default=torch.float64)
        add(torch.empty(shape, requires_grad=True), edgeitems=0)
    # Ties, which go to even, and what is near one.
    add(t([0.03125, 0.09375, 0.15625, 0.21875, -0.03125]))
    add(t([0.5, 1.5, 2.5, 3.5, -0.5, -2.5]), precision=0)
    add(t([100005., 100015., 100025., 1.]), sci_mode=True)
    add(t([0.125, 0.375, 0.625]), precision=2)
    add(t([0.00005, 0.00015, 0.99995, 0.99994999]), sci_mode=False)
    add(t([9.99995, 9.99994, 99999.4, 99999.6]), sci_mode=True)
    # Which notation.
    for values in [[1e-4, 2e-4], [9.99e-5, 1.], [1., 1000.], [1., 1001.], [1., 1000.5], [0.001, 1.], [0.00099, 1.], [1e8, 1e8], [1e8 + 8, 1e8], [1e10, 1e-10], [99999., 1.], [12345.678, 0.001], [1e5, 1.], [0., 1e-7], [0., 1e9], [1e38, 1e-38], [5e-45, 1.]]:
        for dtype in FLOATS:
            add(t(values, dtype=dtype))
            add(t(values, dtype=dtype), sci_mode=True)
            add(t(values, dtype=dtype), sci_mode=False)
    add(t([1e308, 1e-308, 5e-324], dtype=torch.float64))
    add(t([1e308, 1e-308, 5e-324], dtype=torch.float64), sci_mode=False)
    add(t([1e100, -1e-100], dtype=torch.float64), sci_mode=True, precision=20)
    add(t([1e23, 2.], dtype=torch.float64), sci_mode=True, precision=20)
    add(t([1e23, 2.], dtype=torch.float64), sci_mode=False)
    # Values without a magnitude.
    for values in [[1., nan], [1.5, nan], [nan], [inf, -inf], [1., inf, -2.5], [1., inf, -2.], [nan, 0.], [0., -0.], [-0., 0.5], [-0., 1.], [nan, inf, 1e10], [nan, -inf, 0., -0., 1e10, 0.5], [0.] * 30, [nan] * 30]:
        for dtype in FLOATS:
            add(t(values, dtype=dtype))
        add(t(values), sci_mode=True)
        add(t(values), precision=1)
    # Whole numbers and booleans.
    add(t([[1, -200], [30, 4]]))
    add(t([-(2**63), 2**63 - 1, 0]))
    add(t([[True, False], [True, True]]))
    add(t([True] * 20))
    add(t([False] * 3, dtype=torch.bool), edgeitems=0)
    for dtype in INTS:
        add(torch.arange(100).sub(20).to(dtype))
        add(torch.zeros(2, 2, dtype=dtype))
    # Notes, and where their line is broken.
    for n in range(1, 18):
        x = torch.arange(n).mul(0.25).requires_grad_()
        add(x)
        add(x * 1)
        add(x.double())
        add(x.double() + 1, default=torch.float64)
    for n in range(1, 10):
        add(LongNamedFunction.apply(torch.full((2, n), 0.5, requires_grad=True)))
    leaf = torch.arange(6.).requires_grad_()
    for y in [leaf.view(2, 3), leaf.exp(), leaf.sum(), leaf.unsqueeze(0), leaf.max(), leaf[2], leaf.double().mean(), leaf.view(3, 2).t()]:
        add(y)
    add(torch.nn.Parameter(t([[0.5, -1.], [2., 3.]])))
    add(torch.nn.Parameter(t(2.)))
    add(torch.nn.Parameter(t([1., 2.]), requires_grad=False))
    add(torch.nn.Parameter(torch.empty(0, 3, dtype=torch.float64)))
    add(torch.nn.Parameter(t([1, 2]), requires_grad=False))
    add(t([1.5, 2.]).as_subclass(Fancy), prefix='Fancy')
    add(torch.arange(60.).view(2, 30).as_subclass(Fancy), prefix='Fancy')
    # Default dtype.
    for dtype in FLOATS + INTS + [torch.bool]:
        add(torch.ones(2, dtype=dtype), default=torch.float64)
    # Nesting.
    for shape in [(1, 1, 1, 2), (2, 3, 4), (2, 1, 2, 2), (1,) * 7, (3, 1), (2, 2, 2, 2, 2), (1, 40)]:
        lattice(shape, torch.float32, -1.5, 0.25, 13)
        lattice(shape, torch.int64, -3, 1, 12)
    # Summaries.
    for shape in [(1000,), (1001,), (2500,), (30, 40), (2, 600), (600, 2), (7, 7, 30), (4, 5, 60), (6, 200), (1001, 1), (1, 1001), (5, 5, 5, 10), (2, 3, 4, 50), (10, 10, 10, 2)]:
        lattice(shape, torch.float32, -1.5, 0.001, 3001)
        lattice(shape, torch.int64, -5, 3, 1009)
        lattice(shape, torch.float64, 0., 1e-5, 911, requires_grad=True)
        lattice(shape, torch.bool, 0, 1, 2)
        lattice(shape, torch.uint8, 0, 1, 256, profile='short')
    lattice((100000,), torch.float32, 0., 1., 1 << 40)
    lattice((1000, 1000), torch.float32, 0., 0.5, 1 << 40)
    lattice((30, 40), torch.float32, 0., 0.125, 97, edgeitems=0)
    lattice((2000,), torch.int64, 0, 1, 97, edgeitems=0)
    lattice((3, 40, 20), torch.int32, 0, 1, 97, edgeitems=0)
    lattice((3, 4), torch.int32, 0, 1, 97, edgeitems=0)
    add(t(1.), edgeitems=0)
    add(t(1.), threshold=0)
    lattice((1100,), torch.float32, 0., 0.125, 97, profile='full')
    lattice((30, 40), torch.int64, 0, 1, 97, profile='full', linewidth=200)
    lattice((30,), torch.float32, 0., 0.125, 97, threshold=inf)
    lattice((30,), torch.float32, 0., 0.125, 97, linewidth=0)
    lattice((40, 40), torch.float32, 0., 0.125, 97, edgeitems=10)
    lattice((4, 30), torch.float32, 0., 0.125, 97, profile='short', precision=6)
    # Only what is shown decides the notation and the width.
    hidden = torch.full((2000,), 0.5)
    hidden[1000] = 1e10
    add(hidden)


def random_cases(n):
    rng = random.Random(20)

    def number():
        kind = rng.choice(['normal', 'normal', 'normal', 'whole', 'wide', 'tiny', 'dyadic'])
        x = rng.gauss(0, 1)
        if kind == 'whole':
            return float(round(x * 50))
        if kind == 'wide':
            return x * 10.0 ** rng.randint(-12, 12)
        if kind == 'tiny':
            return x * 1e-6
        if kind == 'dyadic':
            return rng.randint(-999, 999) / 2 ** rng.randint(1, 9)
        return x

    for _ in range(n):
        shape = [rng.randint(1, 4) for _ in range(rng.randint(0, 4))]
        if len(shape) == 1:
            shape = [rng.randint(1, 24)]
        count = math.prod(shape)
        dtype = rng.choice(FLOATS * 4 + INTS + [torch.bool])
        if dtype in FLOATS:
            # Mostly of one kind: a mixture nearly always takes scientific notation.
            scale = 10.0 ** rng.choice([0, 0, 0, 1, 2, 3, 5, 8, -2, -4, -7])
            pure = rng.choice(['normal', 'whole', 'mixed', 'dyadic'])
            draw = {
                'normal': lambda: rng.gauss(0, 1) * scale,
                'whole': lambda: float(round(rng.gauss(0, 3) * max(1, scale))),
                'mixed': number,
                'dyadic': lambda: rng.randint(-99, 99) / 32,
            }[pure]
            values = [draw() for _ in range(count)]
            if rng.random() < 0.25:
                for i in range(count):
                    if rng.random() < 0.2:
                        values[i] = rng.choice([nan, inf, -inf, 0., -0.])
        elif dtype == torch.bool:
            values = [rng.random() < 0.5 for _ in range(count)]
        else:
            low, high = torch.iinfo(dtype).min, torch.iinfo(dtype).max
            bound = rng.choice([5, 100, 2**63])
            values = [rng.randint(max(low, -bound), min(high, bound)) for _ in range(count)]
        x = torch.tensor(values, dtype=dtype).reshape(shape)
        if dtype in FLOATS:
            kind = rng.random()
            if kind < 0.2:
                x.requires_grad_()
            elif kind < 0.4:
                x = x.requires_grad_().clone()
            elif kind < 0.5:
                x = torch.nn.Parameter(x)
        options = {}
        if rng.random() < 0.6:
            for option, values in {'precision': [0, 1, 2, 3, 6, 8, 10], 'threshold': [0, 3, 10, 50], 'edgeitems': [1, 2, 4], 'linewidth': [20, 40, 60, 100, 120], 'profile': ['default', 'short', 'full'], 'sci_mode': [True, False]}.items():
                if rng.random() < 0.3:
                    options[option] = rng.choice(values)
        add(x, default=rng.choice([torch.float32] * 3 + [torch.float64]), **options)


def number_cases():
    rng = random.Random(21)
    numbers = [0., -0., 1., 2., -7., 0.1, 1 / 3, 1e-4, 1e-5, 0.00012345, 9.999e-5, 1e15, 1e16, 123456789012345678., 9999999999999998., 1e17, 1e21, 1e22, 1e23, 1e100, 1e-100, 1e308, 1.7976931348623157e308, 5e-324, 2.2250738585072014e-308, 0.45660316944122314, 2**53, 2.0**63, 0.5, 1.5, 2.5, 0.125, 0.03125, 100005., 9.5, 99.5, 9.99995, 0.0001, 1e-3, nan, inf, -inf]
    numbers += [float(rng.randint(-(10**6), 10**6)) / 2 ** rng.randint(0, 12) for _ in range(60)]
    numbers += [rng.gauss(0, 1) * 10.0 ** rng.randint(-30, 30) for _ in range(60)]
    numbers += [10.0**k for k in range(-30, 31)]
    numbers += [float(torch.tensor(rng.gauss(0, 1))) for _ in range(30)]
    numbers += [struct.unpack('>d', rng.randbytes(8))[0] for _ in range(60)]
    for x in numbers:
        digits = rng.choice([0, 1, 2, 4, 4, 4, 8, 20, 120])
        yield {'bits': struct.pack('>d', x).hex(), 'repr': repr(float(x)), 'digits': digits, 'fixed': f'{x:.{digits}f}', 'exponential': f'{x:.{digits}e}'}


def string_cases():
    for text in ['zeros', '', "it's", 'say "hi"', "both ' and \"", 'a\\b', 'line\nbreak\ttab\rreturn', 'nul\0 esc\x1b del\x7f nbsp\xa0', 'é 漢 🙂', '\u200b\u2028', '\U000e0001']:
        yield {'string': text, 'repr': repr(text)}


def write(file, lines):
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / file).write_text('\n'.join(lines) + '\n')
    print(file, len(lines), 'cases')


if __name__ == '__main__':
    chosen_cases()
    random_cases(250)
    write('printing.jsonl', cases)
    write('python_number.jsonl', [json.dumps(c) for c in [*number_cases(), *string_cases()]])
