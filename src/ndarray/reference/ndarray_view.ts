import ndarray from 'ndarray';
import type { Strided } from '../strided.js';
import { origin } from './map.js';

/** A view as scijs `ndarray`, for the routines of ndarray-ops (whose types know no BigInt64Array, though it works). */
export function asNdarray(x: Strided): ndarray.NdArray {
  const data = x.storage.data as Float64Array;
  if (x.sizes.length === 0) return ndarray(data, [1], [1], origin(x));
  return ndarray(data, [...x.sizes], [...x.strides], origin(x));
}
