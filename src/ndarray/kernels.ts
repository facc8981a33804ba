import * as convolutions from './reference/convolution.js';
import * as copying from './reference/copy.js';
import { decompose } from './reference/decompositions/index.js';
import { distances } from './reference/distance.js';
import * as lists from './reference/list_index.js';
import * as maxima from './reference/max_pool.js';
import * as memberships from './reference/membership.js';
import * as products from './reference/matmul.js';
import * as histograms from './reference/histogram.js';
import * as orders from './reference/order.js';
import * as pointwise from './reference/pointwise.js';
import * as recurrent from './reference/recurrent.js';
import * as reductions from './reference/reduce.js';
import * as scans from './reference/scan.js';
import * as scatters from './reference/scatter.js';
import { mapAlong } from './reference/linear_map.js';
import { groupRows, searchsorted } from './reference/search.js';
import * as selections from './reference/select.js';
import { sequence } from './reference/sequence.js';
import * as softmaxes from './reference/softmax.js';
import * as ternaries from './reference/ternary.js';
import { triangle } from './reference/triangle.js';
import './reference/functions.js';
import { arena, simd } from './nursery.js';
import { accelerate } from './simd/backend.js';

/**
 * Everything that loops over elements. Ops call these with views that they have checked and allocated; a kernel knows
 * typed memory and strides, and nothing of tensors or gradients. This reference backend works for every element type
 * and any strides, and defines the result; a faster backend may stand in for any of its functions.
 */
const reference = {
  unary: pointwise.unary,
  binary: pointwise.binary,
  addScaled: pointwise.addScaled,
  addcmul: ternaries.addcmul,
  addcdiv: ternaries.addcdiv,
  lerp: ternaries.lerp,
  clamp: ternaries.clamp,
  where: selections.where,
  copy: copying.copy,
  fill: copying.fill,
  sequence,
  reduce: reductions.reduce,
  norm: reductions.norm,
  moments: reductions.moments,
  extremum: reductions.extremum,
  scan: scans.scan,
  recurrence: scans.recurrence,
  cumulativeExtremum: scans.cumulativeExtremum,
  softmax: reductions.softmax,
  softmaxBackward: softmaxes.softmaxBackward,
  matmul: products.matmul,
  decompose,
  distances,
  recurrentForward: recurrent.recurrentForward,
  recurrentBackward: recurrent.recurrentBackward,
  convolution: convolutions.convolution,
  convolutionInput: convolutions.convolutionInput,
  convolutionWeight: convolutions.convolutionWeight,
  maxPool: maxima.maxPool,
  maxPoolOver: maxima.maxPoolOver,
  scatterPlanes: maxima.scatterPlanes,
  mapAlong,
  gather: scatters.gather,
  scatter: scatters.scatter,
  take: lists.take,
  put: lists.put,
  readIndices: lists.readIndices,
  writeIndices: lists.writeIndices,
  outside: lists.outside,
  unravel: lists.unravel,
  nonzero: lists.nonzero,
  triangle,
  isin: memberships.isin,
  sort: orders.sort,
  topk: orders.topk,
  median: orders.median,
  kthvalue: orders.kthvalue,
  mode: orders.mode,
  groupRows,
  searchsorted,
  histogram: histograms.histogram,
  uniformHistogram: histograms.uniformHistogram,
};

/** The kernels that a backend provides. */
export type Kernels = typeof reference;

/** The kernels in use: the reference, with its hot cases taken over by SIMD where there is any. */
export const kernels: Kernels = simd === null || arena === null ? reference : accelerate(reference, simd, arena);
