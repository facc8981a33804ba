import { expect } from 'chai';
import * as torch from '../../src/index.js';
import type { Tensor } from '../../src/index.js';

const { autograd, tensor } = torch;

const i = (...indices: (number | number[])[]) => tensor(indices, { dtype: torch.int64 });
const mask = tensor([true, false, true]);

/** Ops of x, [3, 3], and s, [3]. */
const ops: Record<string, (x: Tensor, s: Tensor) => Tensor> = {
  view: (x) => x.view(9),
  reshape: (x) => x.t().reshape(9),
  expand: (x, s) => x.mul(s.expand(2, 3, 3)),
  permute: (x) => x.permute(1, 0).mul(x),
  squeeze: (x) => x.unsqueeze(0).squeeze([0, 1]),
  select: (x) => x.select(1, -1),
  slice: (x) => x['::2, 1:'],
  unfold: (x) => x.unfold(0, 2, 1),
  as_strided: (x) => x.as_strided([2, 2, 2], [3, 1, 1], 1),
  'as_strided of a repeated tensor': (_x, s) => s.expand(2, 3).as_strided([2, 2], [0, 1]),
  diagonal: (x) => x.diagonal(1),
  diag_embed: (_x, s) => s.diag_embed(-1),
  trace: (x) => x.trace(),
  cat: (x, s) => torch.cat([x, s.unsqueeze(0), x], 0),
  stack: (x, s) => torch.stack([x[0], s], 1),
  block_diag: (x, s) => torch.block_diag(x, s),
  unbind: (x) => x.unbind(1)[1].mul(x.unbind(1)[0]),
  split: (x) => x.split(2)[0],
  split_with_sizes: (x) => x.split([1, 2], 1)[1],
  combinations: (_x, s) => torch.combinations(s),
  flip: (x) => x.flip(0, 1),
  roll: (x) => x.roll(2),
  rot90: (x) => x.rot90(),
  repeat: (x) => x.repeat(2, 1, 2),
  repeat_interleave: (x) => x.repeat_interleave(i(2, 0, 1), 0),
  tril: (x) => x.tril(-1),
  index: (x) => x.index(i(0, 0, 2), i(1, 1, 0)),
  'index of separated dimensions': (x) => x.unsqueeze(1).index(i(0, 0), ':', i(1, 1)),
  'index by a mask': (x) => x.index(mask, '1:'),
  index_put: (x, s) => x.index_put([i(0, 2)], s),
  'index_put, added up': (x, s) => x.index_put([i(0, 0, 2), i(1, 1, 0)], s, true),
  gather: (x) => x.gather(0, i([0, 1, 1], [0, 0, 2])),
  index_select: (x) => x.index_select(1, i(1, 1)),
  take: (x) => x.take(i(0, 0, 8)),
  take_along_dim: (x) => x.take_along_dim(i([1], [0], [2]), 1),
  put: (x, s) => x.put(i(0, 4, 8), s),
  scatter: (x, s) => x.scatter(0, i([2, 1, 0]), s.unsqueeze(0)),
  scatter_add: (x, s) => x.scatter_add(0, i([2, 1, 1]), s.unsqueeze(0)),
  index_add: (x, s) => x.index_add(0, i(1), s.unsqueeze(0), { alpha: 2 }),
  index_copy: (x, s) => x.index_copy(0, i(1), s.unsqueeze(0)),
  index_fill: (x, s) => x.index_fill(0, i(1, 1), s[0]),
  masked_fill: (x, s) => x.masked_fill(mask, s[0]),
  masked_select: (x) => x.masked_select(mask),
  masked_scatter: (x, s) => x.masked_scatter(torch.eye(3).bool(), s),
  select_scatter: (x, s) => x.select_scatter(s, 1, 0),
  slice_scatter: (x, s) => x.slice_scatter(s.unsqueeze(0), 0, 1, 2),
  diagonal_scatter: (x, s) => x.diagonal_scatter(s),
};
for (const reduce of ['sum', 'prod', 'mean', 'amax', 'amin'] as const)
  for (const include_self of [true, false]) {
    ops[`scatter_reduce, ${reduce}, ${include_self ? 'with' : 'without'} self`] = (x, s) =>
      x.scatter_reduce(1, i([0, 0, 2]), s.unsqueeze(0), reduce, { include_self });
    if (reduce !== 'sum')
      ops[`index_reduce, ${reduce}, ${include_self ? 'with' : 'without'} self`] = (x, s) =>
        x.index_reduce(0, i(2, 2, 0), x.mul(s), reduce, { include_self });
  }

describe('the gradients of views and of indexing', () => {
  for (const [name, op] of Object.entries(ops))
    it(`are right, and so are second ones: ${name}`, () => {
      const leaf = (values: number[]) => tensor(values, { dtype: torch.float64 });
      const x = leaf([0.5, -1.2, 2.1, 1.4, 0.3, -0.7, -2.2, 1.1, 0.9]).reshape(3, 3).requires_grad_();
      const s = leaf([1.3, -0.4, 0.8]).requires_grad_();
      const cubed = (a: Tensor, b: Tensor) => op(a.pow(3), b.pow(3)).pow(2);
      expect(autograd.gradcheck(cubed, [x, s])).to.be.true;
      expect(autograd.gradgradcheck(cubed, [x, s])).to.be.true;
    });
});
