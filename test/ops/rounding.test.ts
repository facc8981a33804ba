import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import torch, { type Tensor } from '../../src/index.js';
import { simd } from '../../src/ndarray/nursery.js';

interface Recorded {
  readonly shape: number[];
  readonly data: string;
}
const cases = JSON.parse(readFileSync(new URL('./fixtures/rounding.json', import.meta.url), 'utf8')) as Record<
  string,
  Recorded[]
>;

// a tensor that shares its memory with JavaScript keeps out of the kernels' memory, hence the copy
const tensor = ({ shape, data }: Recorded): Tensor =>
  torch
    .from_numpy(new Float32Array(Uint8Array.from(atob(data), (c) => c.charCodeAt(0)).buffer))
    .reshape(shape)
    .clone();

function gradientOf(f: (x: Tensor) => Tensor, x: Tensor, gradient: Tensor): Tensor {
  x.requires_grad_();
  f(x).backward(gradient);
  return x.grad!;
}

const onAnyKernels: Record<string, (...inputs: Tensor[]) => Tensor> = {
  sin: (x) => x.sin(),
  cos: (x) => x.cos(),
};
const onFusedKernels: typeof onAnyKernels = {
  sigmoid: (x) => x.sigmoid(),
  sigmoid_backward: (x, g) => gradientOf((y) => y.sigmoid(), x, g),
  tanh_backward: (x, g) => gradientOf((y) => y.tanh(), x, g),
  add_scaled: (x, y) => x.add(y, { alpha: -0.003 }),
  matmul: (x, y) => x.matmul(y),
  matmul_transposed_second: (x, y) => x.matmul(y.t()),
  matmul_transposed_first: (x, y) => x.t().matmul(y),
  matmul_column: (x, y) => x.matmul(y),
  matmul_transposed_column: (x, y) => x.t().matmul(y),
  matmul_row: (x, y) => x.t().matmul(y),
  sum: (x) => x.sum(),
  mean: (x) => x.mean(),
  sum_columns: (x) => x.sum(0),
  sum_rows: (x) => x.sum(1),
  sum_few_columns: (x) => x.sum(0),
  sum_short_rows: (x) => x.sum(1),
  norm: (x) => x.norm(),
};

function agree(name: string, compute: (...inputs: Tensor[]) => Tensor): void {
  const tensors = cases[name].map(tensor);
  const want = tensors.pop()!;
  expect(compute(...tensors).tolist()).to.deep.equal(want.tolist());
}

describe("float32 results that equal PyTorch's to the last bit", () => {
  it('every recorded case is compared', () => {
    expect(Object.keys({ ...onAnyKernels, ...onFusedKernels }).sort()).to.deep.equal(Object.keys(cases).sort());
  });

  for (const [name, compute] of Object.entries(onAnyKernels)) it(name, () => agree(name, compute));

  for (const [name, compute] of Object.entries(onFusedKernels))
    it(`${name}, with fused multiply-add`, function () {
      if (simd?.relaxed !== true) this.skip();
      agree(name, compute);
    });
});
