#!/usr/bin/env python3
"""Writes a golden: what real NumPy computes for the notebook on NumPy alone, in few epochs.

    python numpy_notebook.py --seed 1 --epochs 1 --out numpy_rnn_1.json

The notebook's formulas as they stand, in the order of its random numbers: the gradient of W_h pairs step t with the state before the
last one, as there. test/goldens/README.md says what is recorded. Needs: numpy.
"""
import argparse, base64, json

import numpy as np

HIDDEN, TIMESTEPS, SIZE, LEARNING_RATE = 100, 25, 300, 1e-2


def encode(a):
    a = np.ascontiguousarray(a)
    return {'dtype': str(a.dtype), 'shape': list(a.shape), 'data': base64.b64encode(a.tobytes()).decode()}


def dataset():
    wave = np.sin(np.arange(SIZE))
    x = np.lib.stride_tricks.sliding_window_view(wave, TIMESTEPS)[:-1]
    return x, wave[TIMESTEPS:]


def forward(x, weights):
    """The hidden states, the zeros before the first time step included, and the last output."""
    Wx, Wh, Wy = weights
    states = [np.zeros((1, HIDDEN))]
    for value in x:
        states.append(np.tanh(np.dot(value.reshape(1, 1), Wx) + np.dot(states[-1], Wh)))
    return states, np.dot(states[-1], Wy)


def gradients(x, states, error, weights):
    Wx, Wh, Wy = weights
    dWx, dWh, dWy = np.zeros_like(Wx), np.zeros_like(Wh), np.dot(states[-1].T, error)
    dh = np.dot(error, Wy.T)
    for step in reversed(range(len(x))):
        d = (1 - states[step] ** 2) * dh
        dWx += np.dot(x[step].reshape(1, 1), d)
        dWh += np.dot(states[step - 1].T, d)
        dh = np.dot(d, Wh.T)
    return [np.clip(d, -1, 1) for d in (dWx, dWh, dWy)]


def run(seed, epochs):
    np.random.seed(seed)
    x, y = dataset()
    weights = [np.random.randn(*shape) * 0.01 for shape in ((1, HIDDEN), (HIDDEN, HIDDEN), (HIDDEN, 1))]
    Wx, Wh, Wy = (w.copy() for w in weights)
    losses, printed = [], []
    for epoch in range(epochs):
        for sample, target in zip(x, y):
            states, output = forward(sample, weights)
            error = output - target
            for w, d in zip(weights, gradients(sample, states, error, weights)):
                w -= LEARNING_RATE * d
        losses.append(float(0.5 * np.sum(error**2)))
        if (epoch + 1) % 10 == 0 or epoch == 0:
            printed.append(f'Epoch: {epoch + 1} | Loss: {losses[-1]:.6e}')
    outputs = np.array([forward(sample, weights)[1] for sample in x]).reshape(len(y), 1)
    test_loss = float(0.5 * np.mean((outputs - y.reshape(-1, 1)) ** 2))
    return {
        'notebook': 'numpy_rnn',
        'seed': seed,
        'numpy': np.__version__,
        'init': {'Wx': encode(Wx), 'Wy': encode(Wy)},
        'Wh_row0': Wh[0].tolist(),
        'printed': printed + [f'Test Loss: {test_loss:.5e}'],
        'loss': losses,
        'test_loss': test_loss,
        'outputs': encode(outputs),
    }


def main():
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument('--seed', type=int, default=1)
    ap.add_argument('--epochs', type=int, default=1)
    ap.add_argument('--out', required=True)
    a = ap.parse_args()
    with open(a.out, 'w', encoding='utf8') as out:
        json.dump(run(a.seed, a.epochs), out)


main()
