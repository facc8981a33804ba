import type { Scalar } from '../element.js';
import type { Kernels } from '../kernels.js';
import { broadcastStrides, collapse, elementCount, sameSizes, type Strided } from '../strided.js';
import { addressOf, isDense, isSingle, singleValue, type Exports, type Workplace } from './reach.js';

// prettier-ignore
const UNARY = [
  'neg', 'abs', 'sign', 'sqrt', 'rsqrt', 'reciprocal', 'square', 'floor', 'ceil', 'round', 'trunc', 'relu', 'exp', 'exp2', 'expm1',
  'log', 'log2', 'log10', 'log1p', 'sin', 'cos', 'tanh', 'sigmoid', 'erf', 'silu', 'gelu',
];
const ARITHMETIC = ['add', 'sub', 'mul', 'div', 'maximum', 'minimum'];
const COMPARISON = ['eq', 'ne', 'lt', 'le', 'gt', 'ge'];
const BACKWARD = ['sigmoid_backward', 'tanh_backward', 'relu_backward'];
/** s op x as x op′ s. */
// prettier-ignore
const MIRRORED: Record<string, string> = {
  add: 'add', mul: 'mul', maximum: 'maximum', minimum: 'minimum', eq: 'eq', ne: 'ne', lt: 'gt', le: 'ge', gt: 'lt', ge: 'le',
};

/** The kernels of one binary op, by the form of its operands. */
interface Forms {
  readonly dense: Exports[string];
  readonly scalar: Exports[string] | undefined;
  readonly scalarFirst: Exports[string] | undefined;
  /** Whether `scalarFirst` takes its arguments in the order of `scalar`. */
  readonly mirrored: boolean;
  readonly grid: Exports[string] | undefined;
  readonly compares: boolean;
}

function formsOf(kernels: Exports): Map<string, Forms> {
  const optional = kernels as Partial<Exports>;
  return new Map(
    [...ARITHMETIC, ...COMPARISON, ...BACKWARD].map((name) => {
      const own = optional[`scalar_${name}`];
      const forms: Forms = {
        dense: kernels[name],
        scalar: optional[`${name}_scalar`],
        scalarFirst: own ?? optional[`${MIRRORED[name]}_scalar`],
        mirrored: own === undefined,
        grid: optional[`${name}_grid`],
        compares: COMPARISON.includes(name),
      };
      return [name, forms];
    }),
  );
}

const isView = (x: Strided | Scalar): x is Strided => typeof x === 'object';

/** The pointwise kernels: float elements, dense or walked evenly in two dimensions. */
export function pointwise(work: Workplace, reference: Kernels): Partial<Kernels> {
  const unaryNames = new Set(UNARY);
  const forms = { float32: formsOf(work.both.float32), float64: formsOf(work.both.float64) };

  function withScalar(f: Forms, out: Strided, x: Strided, s: number, scalarFirst: boolean): boolean {
    const kernel = scalarFirst ? f.scalarFirst : f.scalar;
    if (kernel === undefined || !isDense(x) || !sameSizes(x.sizes, out.sizes) || !work.reach(x, out)) return false;
    const n = elementCount(out.sizes);
    if (scalarFirst && !f.mirrored) kernel(s, addressOf(x), addressOf(out), n);
    else kernel(addressOf(x), s, addressOf(out), n);
    return true;
  }

  /** out = a op b over a grid of at most two dimensions; false where the strides allow none. */
  function overGrid(kernel: Exports[string], out: Strided, a: Strided, b: Strided): boolean {
    let { sizes } = out;
    let sa = broadcastStrides(a, sizes);
    let sb = broadcastStrides(b, sizes);
    if (sizes.length > 2) {
      const [collapsed, [ca, cb]] = collapse(sizes, sa, sb, out.strides);
      if (collapsed.length > 2) return false;
      [sizes, sa, sb] = [collapsed, ca, cb];
    }
    if (!work.reach(a, b, out)) return false;
    const n = sizes.length;
    const [rows, columns] = [n > 1 ? sizes[0] : 1, n > 0 ? sizes[n - 1] : 1];
    const across = (strides: readonly number[]) => (n > 1 ? strides[0] : 0);
    const along = (strides: readonly number[]) => (n > 0 ? strides[n - 1] : 0);
    kernel(addressOf(a), across(sa), along(sa), addressOf(b), across(sb), along(sb), addressOf(out), rows, columns);
    return true;
  }

  function binary(name: string, out: Strided, a: Strided | Scalar, b: Strided | Scalar): boolean {
    const view = isView(a) ? a : (b as Strided);
    const { type } = view.storage;
    if (type !== 'float32' && type !== 'float64') return false;
    const f = forms[type].get(name);
    if (f === undefined || !isDense(out) || out.storage.type !== (f.compares ? 'bool' : type)) return false;
    if (!isView(a)) return withScalar(f, out, view, Number(a), true);
    if (!isView(b)) return withScalar(f, out, view, Number(b), false);
    if (a.storage.type !== b.storage.type) return false;
    if (sameSizes(a.sizes, b.sizes) && isDense(a) && isDense(b)) {
      if (!sameSizes(a.sizes, out.sizes) || !work.reach(a, b, out)) return false;
      f.dense(addressOf(a), addressOf(b), addressOf(out), elementCount(out.sizes));
      return true;
    }
    if (isSingle(b) && withScalar(f, out, a, singleValue(b), false)) return true;
    if (isSingle(a) && withScalar(f, out, b, singleValue(a), true)) return true;
    return f.grid !== undefined && overGrid(f.grid, out, a, b);
  }

  function unary(name: string, out: Strided, x: Strided): boolean {
    const kernels = work.kernelsFor(x);
    if (kernels === null || !unaryNames.has(name) || out.storage.type !== x.storage.type) return false;
    if (!isDense(out) || !isDense(x) || !sameSizes(x.sizes, out.sizes) || !work.reach(x, out)) return false;
    kernels[name](addressOf(x), addressOf(out), elementCount(out.sizes));
    return true;
  }

  const alike = (out: Strided, ...inputs: Strided[]) =>
    isDense(out) &&
    inputs.every((x) => x.storage.type === out.storage.type && sameSizes(x.sizes, out.sizes) && isDense(x));

  return {
    unary(name, out, x) {
      if (!unary(name, out, x)) reference.unary(name, out, x);
    },

    binary(name, out, a, b) {
      if (!binary(name, out, a, b)) reference.binary(name, out, a, b);
    },

    addScaled(out, a, b, s) {
      const kernels = work.kernelsFor(out);
      if (kernels !== null && alike(out, a, b) && work.reach(out, a, b))
        kernels.axpy(addressOf(a), Number(s), addressOf(b), addressOf(out), elementCount(out.sizes));
      else reference.addScaled(out, a, b, s);
    },

    addcmul(out, a, b, c, s) {
      const kernels = work.kernelsFor(out);
      if (kernels !== null && alike(out, a, b, c) && work.reachAll([out, a, b, c]))
        kernels.addcmul(addressOf(a), Number(s), addressOf(b), addressOf(c), addressOf(out), elementCount(out.sizes));
      else reference.addcmul(out, a, b, c, s);
    },

    addcdiv(out, a, b, c, s) {
      const kernels = work.kernelsFor(out);
      if (kernels !== null && alike(out, a, b, c) && work.reachAll([out, a, b, c]))
        kernels.addcdiv(addressOf(a), s, addressOf(b), addressOf(c), addressOf(out), elementCount(out.sizes));
      else reference.addcdiv(out, a, b, c, s);
    },

    lerp(out, a, b, weight) {
      const kernels = work.kernelsFor(out);
      const n = elementCount(out.sizes);
      if (kernels === null || !alike(out, a, b)) return reference.lerp(out, a, b, weight);
      if (!isView(weight) && work.reach(out, a, b))
        kernels.lerp_scalar(addressOf(a), addressOf(b), Number(weight), addressOf(out), n);
      else if (isView(weight) && alike(out, weight) && work.reachAll([out, a, b, weight]))
        kernels.lerp(addressOf(a), addressOf(b), addressOf(weight), addressOf(out), n);
      else reference.lerp(out, a, b, weight);
    },

    clamp(out, x, low, high) {
      const kernels = work.kernelsFor(out);
      if (kernels !== null && !isView(low) && !isView(high) && low <= high && alike(out, x) && work.reach(out, x))
        kernels.clamp(addressOf(x), Number(low), Number(high), addressOf(out), elementCount(out.sizes));
      else reference.clamp(out, x, low, high);
    },

    copy(out, x) {
      const kernels = work.kernelsFor(out);
      if (kernels === null || out.storage.type !== x.storage.type) return reference.copy(out, x);
      const [sizes, [so, sx]] = collapse(out.sizes, out.strides, broadcastStrides(x, out.sizes));
      const n = sizes.length;
      if (n > 2 || !work.reach(out, x)) return reference.copy(out, x);
      const [rows, columns] = [n > 1 ? sizes[0] : 1, n > 0 ? sizes[n - 1] : 1];
      if (n === 0 || (n === 1 && so[0] === 1 && sx[0] === 1)) kernels.copy(addressOf(x), addressOf(out), columns);
      else
        kernels.copy_grid(
          addressOf(x),
          n > 1 ? sx[0] : 0,
          sx[n - 1],
          addressOf(out),
          n > 1 ? so[0] : 0,
          so[n - 1],
          rows,
          columns,
        );
    },

    fill(out, value) {
      const kernels = work.kernelsFor(out);
      if (kernels !== null && isDense(out) && work.reach(out))
        kernels.fill(addressOf(out), Number(value), elementCount(out.sizes));
      else reference.fill(out, value);
    },
  };
}
