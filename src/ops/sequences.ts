import { fma } from '../ndarray/fma.js';
import { kernels } from '../ndarray/kernels.js';
import type { Device } from '../tensor/device.js';
import { bool, float32, get_default_dtype, int64, type DType } from '../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import { overload, overloads } from '../tensor/overloads.js';
import type { Scalar } from '../tensor/promotion.js';
import { Signature } from '../tensor/signature.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import type { Operand } from './elementwise.js';
import { made, OPTIONS, type TensorOptions } from './factory.js';

// Evenly spaced numbers. Each is computed from the ends, never from its neighbour, and rounded as PyTorch's kernels round.

type Place = [device: Device | string | null, requires_grad: boolean];

const isWhole = (x: Scalar) => typeof x !== 'number' || Number.isInteger(x);

function requireNumbers(kernel: string, dtype: DType): void {
  if (dtype === bool) throw new NotImplementedError(`"${kernel}" not implemented for 'Bool'`);
}

/** How many steps there are from `start` to `end`, possibly a fraction; refuses steps that lead nowhere. */
function stepsBetween(start: Scalar, end: Scalar, step: Scalar): number {
  const [from, to, by] = [start, end, step].map(Number);
  if (by === 0) throw new RuntimeError('step must be nonzero');
  const show = (x: number) => (Number.isNaN(x) ? 'nan' : String(x).replace('Infinity', 'inf'));
  if (!Number.isFinite(from) || !Number.isFinite(to))
    throw new RuntimeError(`unsupported range: ${show(from)} -> ${show(to)}`);
  if (!Number.isFinite(by)) throw new RuntimeError(`step must be finite but got ${show(by)}`);
  if (by > 0 ? to < from : to > from) throw new RuntimeError('upper bound and lower bound inconsistent with step sign');
  const steps = isWhole(start) && isWhole(end) ? Number(BigInt(end) - BigInt(start)) / by : (to - from) / by;
  if (!(steps < Number.MAX_SAFE_INTEGER)) throw new RuntimeError('invalid size, possible overflow?');
  return steps;
}

/** How many numbers PyTorch's loops compute at once; each such vector starts from an element rounded to its dtype. */
const lanes = (dtype: DType) => 32 / dtype.itemsize;

function arangeFrom(start: Scalar, end: Scalar, step: Scalar, dtype: DType | null, ...place: Place): Tensor {
  const count = Math.ceil(stepsBetween(start, end, step));
  const type = dtype ?? ([start, end, step].every(isWhole) ? int64 : get_default_dtype());
  requireNumbers('arange_cpu', type);
  return made([count], type, ...place, (x) => {
    if (type.is_floating_point) {
      const [from, by] = [Number(start), Number(step)];
      const round = type === float32 ? Math.fround : Number;
      const width = lanes(type);
      const inVectors = count - (count % (2 * width));
      kernels.sequence(x, (i) => {
        if (i >= inVectors) return fma(by, i, from);
        const lane = i % width;
        return fma(by, lane, round(fma(by, i - lane, from)));
      });
    } else {
      const whole = (s: Scalar) => BigInt(typeof s === 'number' ? Math.trunc(s) : s);
      const [from, by] = [whole(start), whole(step)];
      kernels.sequence(x, (i) => from + BigInt(i) * by);
    }
  });
}

const makeArange = overloads(
  overload(`arange(Scalar end, *, ${OPTIONS})`, (end, ...options) => arangeFrom(0, end, 1, ...options)),
  overload(`arange(Scalar start, Scalar end, Scalar step=1, *, ${OPTIONS})`, arangeFrom),
);

/** The arguments of {@link arange} by name. */
export interface ArangeOptions extends TensorOptions {
  /** The first number. Default 0. */
  start?: Scalar;
  /** Where to stop: not included. */
  end?: Scalar;
  /** The difference between neighbours. Default 1. */
  step?: Scalar;
}

/**
 * The numbers start, start + step, … before `end`. Whole numbers give int64, others the default float.
 *
 * @param args `end`, or `start, end`, or `start, end, step`, then options; `start` is 0 and `step` 1 if left out
 * @returns a new leaf of one dimension with ⌈(end − start)/step⌉ elements
 * @throws RuntimeError for a step of 0 or in the wrong direction
 * @example
 * console.log(torch.arange(5)); // tensor([0, 1, 2, 3, 4])
 * console.log(torch.arange(0, 1, 0.25)); // tensor([0.0000, 0.2500, 0.5000, 0.7500])
 * @see PyTorch: `torch.arange`
 */
export function arange(...args: (Scalar | Tensor | ArangeOptions)[]): Tensor {
  return makeArange(args);
}

const Range = new Signature(`range(Scalar start, Scalar end, Scalar step=1, *, ${OPTIONS})`);

/**
 * The numbers start, start + step, … up to and including `end`. PyTorch keeps it for old programs; use {@link arange}.
 *
 * @param start the first number
 * @param end where to stop
 * @param step the difference between neighbours; default 1
 * @returns a new leaf of one dimension, of the default float unless `dtype` says otherwise
 * @throws RuntimeError for a step of 0 or in the wrong direction
 * @example
 * console.log(torch.range(1, 4)); // tensor([1., 2., 3., 4.])
 * @see PyTorch: `torch.range`
 */
export function range(start: Scalar, end: Scalar, step?: Scalar | TensorOptions, options?: TensorOptions): Tensor {
  const [first, last, by, dtype, ...place] = Range.bind([start, end, step, options]);
  const count = Math.floor(stepsBetween(first, last, by) + 1);
  const [from, difference] = [Number(first), Number(by)];
  return made([count], dtype ?? get_default_dtype(), ...place, (x) =>
    kernels.sequence(x, (i) => from + i * difference),
  );
}

/** The ends of a range of `steps` numbers, which may be 0-dim tensors. */
function ends(name: string, start: Operand, end: Operand, steps: number): [Scalar, Scalar] {
  const found = Object.entries({ start, end }).flatMap(([which, x]) =>
    isTensor(x) && x.ndim > 0 ? [`${which} with ${x.ndim} dimension(s)`] : [],
  );
  if (found.length > 0)
    throw new RuntimeError(
      `${name} only supports 0-dimensional start and end tensors, but got ${found.join(' and ')}.`,
    );
  if (steps < 0) throw new RuntimeError('number of steps must be non-negative');
  return [isTensor(start) ? start.item() : start, isTensor(end) ? end.item() : end];
}

/** A number as an element of an integer or float dtype. */
function asElement(x: Scalar, dtype: DType): number {
  if (dtype.is_floating_point) return dtype === float32 ? Math.fround(Number(x)) : Number(x);
  const whole = Math.trunc(Number(x));
  const bits = 8 * dtype.itemsize - (dtype.is_signed ? 1 : 0);
  if (!(whole < 2 ** bits && whole >= (dtype.is_signed ? -(2 ** bits) : 0)))
    throw new RuntimeError(`value cannot be converted to type ${dtype.name}_t without overflow`);
  return whole;
}

const Linspace = new Signature(`linspace(Operand start, Operand end, int steps, *, ${OPTIONS})`);

/**
 * `steps` numbers from `start` to `end`, evenly spaced, both ends included: start + i·(end − start)/(steps − 1).
 *
 * The second half is computed from `end` downwards, so that the last number is `end`.
 *
 * @param start the first number, or a 0-dim tensor
 * @param end the last number, or a 0-dim tensor
 * @param steps how many; with 1 there is only `start`
 * @returns a new leaf of one dimension
 * @throws RuntimeError for negative `steps`
 * @example
 * console.log(torch.linspace(0, 1, 5)); // tensor([0.0000, 0.2500, 0.5000, 0.7500, 1.0000])
 * @see PyTorch: `torch.linspace`
 */
export function linspace(
  start: Operand,
  end: Operand,
  steps: number | (TensorOptions & { steps: number }),
  options?: TensorOptions,
): Tensor {
  const [first, last, count, dtype, ...place] = Linspace.bind([start, end, steps, options]);
  const type = dtype ?? get_default_dtype();
  const [from, to] = ends('linspace', first, last, count).map((x) => asElement(x, type));
  requireNumbers('linspace_cpu', type);
  const round = type === float32 ? Math.fround : Number;
  const step = round(round(to - from) / (count - 1));
  return made([count], type, ...place, (x) =>
    kernels.sequence(x, (i) => {
      if (count === 1) return from;
      return i < Math.floor(count / 2) ? fma(step, i, from) : fma(-step, count - 1 - i, to);
    }),
  );
}

const Logspace = new Signature(`logspace(Operand start, Operand end, int steps, float base=10, *, ${OPTIONS})`);

/**
 * `steps` numbers from base^start to base^end whose exponents are evenly spaced.
 *
 * @param start the first exponent, or a 0-dim tensor
 * @param end the last exponent, or a 0-dim tensor
 * @param steps how many
 * @param base the base of the powers; default 10
 * @returns a new leaf of one dimension
 * @throws RuntimeError for negative `steps`
 * @example
 * console.log(torch.logspace(0, 2, 3)); // tensor([  1.,  10., 100.])
 * @see PyTorch: `torch.logspace`
 */
export function logspace(
  start: Operand,
  end: Operand,
  steps: number | (TensorOptions & { steps: number; base?: number }),
  base?: number | TensorOptions,
  options?: TensorOptions,
): Tensor {
  const [first, last, count, b, dtype, ...place] = Logspace.bind([start, end, steps, base, options]);
  const type = dtype ?? get_default_dtype();
  const [from, to] = ends('logspace', first, last, count).map((x) => asElement(x, type));
  requireNumbers('logspace_cpu', type);
  const round = type.itemsize === 8 && type.is_floating_point ? Number : Math.fround; // integers take single precision
  const step = round(round(to - from) / (count - 1));
  const power = type === float32 ? Math.fround(b) : b;
  return made([count], type, ...place, (x) =>
    kernels.sequence(x, (i) => {
      if (count === 1) return power ** from;
      const half = Math.floor(count / 2);
      return power ** round(i < half ? from + round(step * i) : to - round(step * (count - 1 - i)));
    }),
  );
}
