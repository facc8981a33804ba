#!/usr/bin/env python3
"""Writes a golden: what real PyTorch holds and prints when it runs a notebook from scratch (rnn, gru, lstm).

    python generate.py NOTEBOOK --name gru --seed 0 --out gru_0.json

NOTEBOOK is the notebook as Markdown (or .ipynb). Its python cells are run as they stand, with the figures left out, after
torch.manual_seed(SEED). test/goldens/README.md says what is recorded. Needs: torch, numpy.
"""
import argparse, base64, contextlib, io, json, re, sys, time
from unittest.mock import MagicMock

import torch


def cells(path):
    text = open(path, encoding='utf8').read()
    if path.endswith('.ipynb'):
        return [''.join(c['source']) for c in json.loads(text)['cells'] if c['cell_type'] == 'code']
    return re.findall(r'^```python\n(.*?)^```', text, flags=re.M | re.S)


def encode(t):
    t = t.detach().contiguous()
    data = base64.b64encode(t.numpy().tobytes()).decode()
    return {'dtype': str(t.dtype).removeprefix('torch.'), 'shape': list(t.shape), 'data': data}


def state(module):
    return {name: encode(p) for name, p in module.named_parameters()}


def without_figures():
    """The notebooks draw, and import scipy's wavfile: neither takes part in a number, so neither need be installed."""
    pyplot = MagicMock()
    pyplot.subplots.side_effect = lambda *a, **k: (MagicMock(), MagicMock())
    sys.modules |= {'matplotlib': MagicMock(pyplot=pyplot), 'matplotlib.pyplot': pyplot}
    sys.modules |= {'scipy': MagicMock(), 'scipy.io': MagicMock()}


def run(path, name, seed):
    without_figures()
    golden = {'notebook': name, 'seed': seed, 'torch': torch.__version__, 'cap': torch.backends.cpu.get_cpu_capability()}
    scope, printed = {'__name__': '__main__'}, io.StringIO()
    start = time.time()
    torch.manual_seed(seed)
    with contextlib.redirect_stdout(printed):
        for cell in cells(path):
            exec(compile(cell, path, 'exec'), scope)
            if 'params_init' not in golden and name in scope:
                golden['params_init'] = state(scope[name])
    lines = printed.getvalue().splitlines()
    losses = [line.removeprefix('Training loss ') for line in lines if line.startswith('Training loss ')]
    golden |= {
        'printed_loss': losses,
        'data': encode(scope['data']),
        'epochs': len(losses),
        'seconds': time.time() - start,
        'stdout_head': '\n'.join(lines[:12]),
        'params_final': state(scope[name]),
        'Y_hat': encode(scope['Y_hat']),
    }
    if 'data_approx' in scope:
        golden['data_approx'] = encode(scope['data_approx'])
    if 'extra_preds' in scope:
        golden['extra_preds'] = [float(p) for p in scope['extra_preds']]
    return golden


def main():
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument('notebook')
    ap.add_argument('--name', required=True, choices=['rnn', 'gru', 'lstm'])
    ap.add_argument('--seed', type=int, default=0)
    ap.add_argument('--out', required=True)
    a = ap.parse_args()
    torch.set_num_threads(1)
    with open(a.out, 'w', encoding='utf8') as out:
        json.dump(run(a.notebook, a.name, a.seed), out)


main()
