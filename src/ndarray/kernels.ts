import * as copying from './reference/copy.js';
import * as products from './reference/matmul.js';
import * as pointwise from './reference/pointwise.js';
import * as reductions from './reference/reduce.js';
import * as selections from './reference/select.js';

/**
 * Everything that loops over elements. Ops call these with views that they have checked and allocated; a kernel knows
 * typed memory and strides, and nothing of tensors or gradients. This reference backend works for every element type
 * and any strides, and defines the result; a faster backend may stand in for any of its functions.
 */
export const kernels = {
  unary: pointwise.unary,
  binary: pointwise.binary,
  addScaled: pointwise.addScaled,
  where: selections.where,
  copy: copying.copy,
  fill: copying.fill,
  reduce: reductions.reduce,
  extremum: reductions.extremum,
  scan: reductions.scan,
  cumulativeExtremum: reductions.cumulativeExtremum,
  softmax: reductions.softmax,
  matmul: products.matmul,
  gather: selections.gather,
  scatter: selections.scatter,
  take: selections.take,
  put: selections.put,
  nonzero: selections.nonzero,
  sort: selections.sort,
};

/** The kernels that a backend provides. */
export type Kernels = typeof kernels;
