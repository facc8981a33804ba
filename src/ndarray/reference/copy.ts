import ops from 'ndarray-ops';
import { toElement, type Scalar } from '../element.js';
import { broadcastTo, elementCount, isContiguous, sameSizes, type Strided } from '../strided.js';
import { map, origin } from './map.js';
import { asNdarray } from './ndarray_view.js';

/** out = x, converted to the element type of `out`: truncated and wrapped for integers, 0 or 1 for bool. */
export function copy(out: Strided, x: Strided): void {
  const to = out.storage.type;
  const from = x.storage.type;
  const fits = from === to || (to === 'float64' && from !== 'int64') || (to === 'float32' && from !== 'int64');
  if (from === to && isDense(out) && isDense(x) && sameSizes(out.sizes, x.sizes)) {
    const [target, source] = [out.storage.data, x.storage.data] as [Float64Array, Float64Array];
    target.set(source.subarray(origin(x), origin(x) + elementCount(x.sizes)), origin(out));
  } else if (fits) ops.assign(asNdarray(out), asNdarray(broadcastTo(x, out.sizes)));
  else map(out, [x], (value: Scalar) => toElement(to, value));
}

const isDense = (x: Strided) => isContiguous(x.sizes, x.strides);

/** out = value everywhere. */
export function fill(out: Strided, value: Scalar | boolean): void {
  ops.assigns(asNdarray(out), toElement(out.storage.type, value) as number);
}
