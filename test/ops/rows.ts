import { expect } from 'chai';
import * as torch from '../../src/index.js';

/** A computation, and what PyTorch prints for the same in Python. */
export type Row = readonly [compute: () => torch.Tensor, text: string];

/** One test for each row, named by its code. */
export function expectRows(rows: readonly Row[]): void {
  for (const [compute, text] of rows)
    it(`${String(compute).replace(/^\(\)\s*=>\s*/, '')} gives ${text.replace(/\s+/g, ' ')}`, () => {
      expect(compute().toString()).to.equal(text);
    });
}

type Data = Parameters<typeof torch.tensor>[0];
type Op = (x: torch.Tensor) => torch.Tensor | readonly torch.Tensor[];

/** 1, 2, 3, … in the sizes of `y`. */
const weights = (y: torch.Tensor) => torch.arange(1, y.numel() + 1).reshape(y.shape);

/** The weighted sum of the (first) result. */
function loss(op: Op, x: torch.Tensor): torch.Tensor {
  const y = op(x);
  const first = y instanceof torch.Tensor ? y : y[0];
  return first.mul(weights(first)).sum();
}

/** The gradient of the weighted sum of the (first) result. */
export function grad(op: Op, data: Data): torch.Tensor {
  const x = torch.tensor(data, { requires_grad: true });
  return torch.autograd.grad(loss(op, x), x)[0] as torch.Tensor;
}

/** The gradient of the weighted sum of that gradient. */
export function second(op: Op, data: Data): torch.Tensor {
  const x = torch.tensor(data, { requires_grad: true, dtype: torch.float64 });
  const first = torch.autograd.grad(loss(op, x), x, { create_graph: true })[0] as torch.Tensor;
  return torch.autograd.grad(first.mul(weights(first)).sum(), x)[0] as torch.Tensor;
}

const { tensor } = torch;
const { NaN: nan } = Number;

export const m = tensor([
  [1, 4, 2],
  [3, 2, 5],
]);
export const ties = tensor([
  [2, 1, 2],
  [0, 0, 3],
]);
export const holes = tensor([
  [1, nan, 2],
  [nan, nan, 4],
]);
export const ints = tensor([
  [3n, 0n, 2n],
  [1n, 5n, 1n],
]);
/** Sizes [2, 2, 2], strides [2, 4, 12]. */
export const strided = torch.arange(24).float().reshape(2, 3, 4)[':, 1:, ::2'].transpose(0, 2);
