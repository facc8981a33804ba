"""Writes what real PyTorch draws from its CPU stream to test/random/fixtures/*.json.

    python tools/random_fixtures.py

Needs torch (2.15 wrote the committed ones; x86-64, whose kernels decide the last bits) and numpy. One case a line, so that a
difference between two versions of PyTorch reads as one.
"""
import base64
import hashlib
import json
import pathlib

import numpy as np
import torch

OUT = pathlib.Path(__file__).parent.parent / 'test' / 'random' / 'fixtures'
SEEDS = [0, 1, 42, 2**40, -1]
SIZES = [0, 1, 5, 15, 16, 17, 31, 100, 1000]
HEAD, TAIL = 6, 20  # what is kept of a long result: the tail holds the block that normal_ draws anew
SAFE = 2**53


def plain(value):
    """A number as JSON holds it exactly: float32 in its few digits, a large integer as text."""
    if isinstance(value, np.float32):
        return float(str(value))
    if isinstance(value, (np.bool_, bool)):
        return int(value)
    value = value.item()
    return str(value) if isinstance(value, int) and abs(value) > SAFE else value


def excerpt(tensor):
    values = [plain(v) for v in tensor.flatten().numpy()]
    return values if len(values) <= HEAD + TAIL else values[:HEAD] + values[-TAIL:]


def next_draw():
    """The 64 bits that the stream gives next, which shows how far it has come."""
    return str(torch.empty(1, dtype=torch.int64).random_(-2**63, None).item() % 2**64)


def case(draw, seed, size, dtype, *args, call):
    torch.manual_seed(seed)
    out = excerpt(call())
    name = str(dtype).removeprefix('torch.')
    return {'draw': draw, 'seed': seed, 'size': size, 'dtype': name, 'args': list(args), 'out': out, 'next': next_draw()}


def filled(draw, seed, size, dtype, *args):
    """The case of an in-place method, such as uniform_."""
    return case(draw, seed, size, dtype, *args, call=lambda: getattr(torch.empty(size, dtype=dtype), draw)(*args))


def float_cases():
    floats = [torch.float32, torch.float64]
    for draw in ('uniform_', 'normal_'):
        for dtype in floats:
            yield from (filled(draw, seed, size, dtype) for seed in SEEDS for size in SIZES)
    bounded = [('uniform_', -0.3, 0.77), ('uniform_', 2.5, 2.5), ('uniform_', 1.0, 1.0000001),
               ('normal_', 0.3, 1.7), ('normal_', -4.0, 0.0), ('exponential_', 1.0), ('exponential_', 0.37),
               ('cauchy_', 0.0, 1.0), ('cauchy_', 0.3, 1.7), ('log_normal_', 1.0, 2.0), ('log_normal_', 0.3, 0.7),
               ('geometric_', 0.5), ('geometric_', 0.013)]
    for draw, *args in bounded:
        for dtype in floats:
            yield from (filled(draw, seed, size, dtype, *args) for seed, size in ((42, 5), (-1, 17), (1, 1000)))
    # Not contiguous: one by one, whatever the size.
    for dtype in floats:
        yield case('normal_ one by one', 42, 40, dtype, 0.3, 1.7,
                   call=lambda: torch.empty(80, dtype=dtype)[::2].normal_(0.3, 1.7))
    # Means and standard deviations of their own: N(0, 1), then the arithmetic.
    for dtype in floats:
        std = torch.arange(20, dtype=dtype) / 8
        yield case('normal of std', 42, 20, dtype, call=lambda: torch.normal(3.0, std))


def integer_cases():
    everything = [torch.float32, torch.float64, torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool]
    for dtype in everything:
        yield from (filled('random_', seed, 17, dtype) for seed in (0, -1))
        yield filled('random_', 42, 17, dtype, 0, 2)
        yield filled('bernoulli_', 42, 17, dtype, 0.3)
        if dtype is not torch.bool:
            yield filled('random_', 1, 100, dtype, 3, 103)
            yield filled('geometric_', 7, 17, dtype, 0.05)
            yield from (case('randperm', seed, size, dtype, call=lambda: torch.randperm(size, dtype=dtype))
                        for seed, size in ((0, 10), (42, 100)))
    for bounds in ((-5, 5), (-2**62, -2**62 + 10), (0, 2**28 - 1), (0, 2**28), (7, 2**32 + 7), (-2**63, 2**63 - 1),
                   (-3, None), (-2**63, None)):
        for dtype in (torch.int64, torch.float64, torch.float32):
            torch.manual_seed(42)
            out = excerpt(torch.empty(10, dtype=dtype).random_(*bounds))
            yield {'draw': 'random_', 'seed': 42, 'size': 10, 'dtype': str(dtype).removeprefix('torch.'),
                   'args': [str(b) if b is not None else None for b in bounds], 'out': out, 'next': next_draw()}
    for bounds in ((2**24 + 1, 2**24 + 5), (0, 2**24 + 2), (2**24 - 1, 2**24 + 1), (-2**24 - 3, -2**24)):
        yield filled('random_', 42, 20, torch.float32, *bounds)
    yield from (case('randperm', seed, size, torch.int64, call=lambda: torch.randperm(size))
                for seed in SEEDS for size in SIZES)
    for p in (0.0, 0.2, 0.5, 1.0):
        yield from (filled('bernoulli_', seed, size, torch.float32, p) for seed, size in ((0, 15), (-1, 1000)))
    for dtype in (torch.float32, torch.float64):
        p = torch.linspace(0, 1, 33, dtype=dtype)
        yield case('bernoulli', 42, 33, dtype, call=lambda: torch.bernoulli(p))
        yield case('bernoulli_ of p', 42, 33, torch.int64, str(dtype).removeprefix('torch.'),
                   call=lambda: torch.empty(33, dtype=torch.int64).bernoulli_(p))
    yield case('dropout', 42, 100, torch.float32, 0.2, call=lambda: torch.dropout(torch.ones(100), 0.2, True))


def weights(rows, categories, dtype):
    """Weights that the test can compute too."""
    k = torch.arange(rows * categories)
    return ((k * k * 31 + k * 17) % 49 / 16).to(dtype).reshape(rows, categories)


def multinomial_cases():
    for dtype in (torch.float32, torch.float64):
        for rows, categories in ((1, 2), (1, 7), (3, 7), (2, 300)):
            w = weights(rows, categories, dtype)
            distinct = min(5, int((w > 0).sum(1).min()))
            for samples, replacement in ((1, False), (distinct, False), (1, True), (12, True)):
                torch.manual_seed(42)
                out = excerpt(torch.multinomial(w, samples, replacement))
                yield {'dtype': str(dtype).removeprefix('torch.'), 'rows': rows, 'categories': categories,
                       'samples': samples, 'replacement': replacement, 'out': out, 'next': next_draw()}


def digest():
    return hashlib.sha256(torch.get_rng_state().numpy().tobytes()).hexdigest()


def engine_cases():
    """The state's bytes, as SHA-256, when fresh and after 1000 draws; and what follows three normal samples."""
    for seed in SEEDS + [2**53 - 1, 2**63, 2**64 - 1, -2**63, 1.9]:
        torch.manual_seed(seed)
        one = {'seed': str(seed), 'initial_seed': str(torch.initial_seed()), 'fresh': digest()}
        one['draws'] = [str(x % 2**64) for x in torch.empty(3, dtype=torch.int64).random_(-2**63, None).tolist()]
        torch.rand(994)
        one['later'] = digest()
        torch.randn(3)
        one['next'] = next_draw()
        yield one


def exchanged():
    """A whole state that holds a normal sample, and what follows it."""
    torch.manual_seed(42)
    torch.randn(700)
    torch.randn(3)
    state = base64.b64encode(torch.get_rng_state().numpy().tobytes()).decode()
    return {'state': state, 'normals': excerpt(torch.randn(4, dtype=torch.float64)), 'uniforms': excerpt(torch.rand(5))}


def mixed():
    """Draws of all kinds in one stream: what one leaves in the engine, the next one finds."""
    torch.manual_seed(42)
    yield ['normal_', 'float32', [0, 1], excerpt(torch.empty(3).normal_(0, 1))]
    yield ['log_normal_', 'float64', [0, 1], excerpt(torch.empty(2, dtype=torch.float64).log_normal_(0, 1))]
    yield ['normal_', 'float64', [0, 1], excerpt(torch.empty(18, dtype=torch.float64).normal_(0, 1))]
    yield ['normal_', 'float32', [2, 3], excerpt(torch.empty(4).normal_(2, 3))]
    yield ['uniform_', 'float32', [0, 1], excerpt(torch.empty(2).uniform_(0, 1))]
    yield ['random_', 'int64', [0, 10], excerpt(torch.empty(5, dtype=torch.int64).random_(0, 10))]
    yield ['normal_', 'float32', [0, 1], excerpt(torch.empty(1).normal_(0, 1))]


def write(name, cases):
    lines = ',\n'.join(json.dumps(c) for c in cases)
    (OUT / name).write_text(f'[\n{lines}\n]\n')


if __name__ == '__main__':
    OUT.mkdir(parents=True, exist_ok=True)
    write('floats.json', float_cases())
    write('integers.json', integer_cases())
    write('multinomial.json', multinomial_cases())
    write('engine.json', engine_cases())
    write('mixed.json', mixed())
    (OUT / 'state.json').write_text(json.dumps(exchanged()) + '\n')
