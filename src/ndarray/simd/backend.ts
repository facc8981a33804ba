import { bytesPerElement, type Scalar } from '../element.js';
import type { Kernels } from '../kernels.js';
import type { Arena } from '../arena.js';
import { broadcastStrides, collapse, elementCount, isContiguous, sameSizes, type Strided } from '../strided.js';
import type { Storage } from '../storage.js';
import type { Simd } from './load.js';

// The reference kernels with their hot cases taken over by WebAssembly SIMD: float elements, dense or walked evenly in
// two dimensions. Whatever else comes goes to the reference, so each function here is a guard and a call.

type Exports = Record<string, (...args: number[]) => number | void>;

const UNARY = [
  'neg', 'abs', 'sign', 'sqrt', 'rsqrt', 'reciprocal', 'square', 'floor', 'ceil', 'round', 'trunc', 'relu', 'exp', 'exp2', 'expm1',
  'log', 'log2', 'log10', 'log1p', 'sin', 'cos', 'tan', 'tanh', 'sigmoid', 'erf', 'silu', 'gelu',
]; // prettier-ignore
const ARITHMETIC = ['add', 'sub', 'mul', 'div', 'maximum', 'minimum'];
const COMPARISON = ['eq', 'ne', 'lt', 'le', 'gt', 'ge'];
/** s op x as x op′ s. */
const MIRRORED: Record<string, string> = {
  add: 'add', mul: 'mul', maximum: 'maximum', minimum: 'minimum', eq: 'eq', ne: 'ne', lt: 'gt', le: 'ge', gt: 'lt', ge: 'le',
}; // prettier-ignore

/** The kernels of one binary op. */
interface Forms {
  readonly dense: Exports[string];
  readonly scalar: Exports[string];
  readonly scalarFirst: Exports[string] | undefined;
  /** Whether `scalarFirst` takes its arguments in the order of `scalar`. */
  readonly mirrored: boolean;
  readonly grid: Exports[string] | undefined;
  readonly compares: boolean;
}

const NO_FORMS: ReadonlyMap<string, Forms> = new Map();

function binaryForms(k: Exports): ReadonlyMap<string, Forms> {
  return new Map(
    [...ARITHMETIC, ...COMPARISON].map((name) => {
      const own = k[`scalar_${name}`] as Exports[string] | undefined;
      const form: Forms = {
        dense: k[name],
        scalar: k[`${name}_scalar`],
        scalarFirst: own ?? k[`${MIRRORED[name]}_scalar`],
        mirrored: own === undefined,
        grid: k[`${name}_grid`] as Exports[string] | undefined,
        compares: COMPARISON.includes(name),
      };
      return [name, form];
    }),
  );
}

const isView = (x: Strided | Scalar): x is Strided => typeof x === 'object';
const isDense = (x: Strided) => isContiguous(x.sizes, x.strides);

/** The reference kernels, faster where the SIMD kernels apply. */
export function accelerate(reference: Kernels, simd: Simd, arena: Arena): Kernels {
  const f32: Exports = { ...simd.f32 };
  const f64: Exports = { ...simd.f64 };

  /** The kernels for a view's elements, or null. */
  const kernelsFor = (x: Strided): Exports | null => {
    const { type } = x.storage;
    return type === 'float32' ? f32 : type === 'float64' ? f64 : null;
  };

  const admit = (storage: Storage): boolean => storage.address !== 0 || (!storage.pinned && arena.admit(storage));

  /** Brings storages into the kernels' memory, together: admitting one may have sent another out. */
  const reach2 = (a: Storage, b: Storage): boolean => {
    for (let attempt = 0; attempt < 3; attempt++) {
      if (a.address !== 0 && b.address !== 0) return true;
      if (!admit(a) || !admit(b)) return false;
    }
    return a.address !== 0 && b.address !== 0;
  };

  const reach3 = (a: Storage, b: Storage, c: Storage): boolean => {
    for (let attempt = 0; attempt < 3; attempt++) {
      if (a.address !== 0 && b.address !== 0 && c.address !== 0) return true;
      if (!admit(a) || !admit(b) || !admit(c)) return false;
    }
    return a.address !== 0 && b.address !== 0 && c.address !== 0;
  };

  const forms32 = binaryForms(f32);
  const forms64 = binaryForms(f64);

  const at = (x: Strided) => x.storage.address + x.offset * bytesPerElement(x.storage.type);

  const scratch = { address: 0, bytes: 0 };
  const scratchFor = (bytes: number): number => {
    if (bytes > scratch.bytes) {
      scratch.bytes = Math.max(bytes, 2 << 20);
      scratch.address = arena.reserve(scratch.bytes);
    }
    return scratch.address;
  };

  const oneElement = (x: Strided) => elementCount(x.sizes) === 1;
  const valueOf = (x: Strided) => Number(x.storage.data[x.storage.start + x.offset]);

  /** out = a op b over a grid of at most two dimensions; false where the strides allow none. */
  const overGrid = (kernel: Exports[string], out: Strided, a: Strided, b: Strided): boolean => {
    let { sizes } = out;
    let sa = broadcastStrides(a, sizes);
    let sb = broadcastStrides(b, sizes);
    if (sizes.length > 2) {
      const [collapsed, [ca, cb]] = collapse(sizes, sa, sb, out.strides);
      if (collapsed.length > 2) return false;
      [sizes, sa, sb] = [collapsed, ca, cb];
    }
    if (!reach3(a.storage, b.storage, out.storage)) return false;
    const n = sizes.length;
    const C = n > 0 ? sizes[n - 1] : 1;
    const R = n > 1 ? sizes[0] : 1;
    kernel(at(a), n > 1 ? sa[0] : 0, n > 0 ? sa[n - 1] : 0, at(b), n > 1 ? sb[0] : 0, n > 0 ? sb[n - 1] : 0, at(out), R, C);
    return true;
  };

  const withScalar = (f: Forms, out: Strided, x: Strided, s: number, scalarFirst: boolean): boolean => {
    const kernel = scalarFirst ? f.scalarFirst : f.scalar;
    if (kernel === undefined || !isDense(x) || !sameSizes(x.sizes, out.sizes) || !reach2(x.storage, out.storage)) return false;
    const n = elementCount(out.sizes);
    if (scalarFirst && !f.mirrored) kernel(s, at(x), at(out), n);
    else kernel(at(x), s, at(out), n);
    return true;
  };

  const binary = (name: string, out: Strided, a: Strided | Scalar, b: Strided | Scalar): boolean => {
    const view = isView(a) ? a : (b as Strided);
    const { type } = view.storage;
    const f = (type === 'float32' ? forms32 : type === 'float64' ? forms64 : NO_FORMS).get(name);
    if (f === undefined || !isDense(out) || out.storage.type !== (f.compares ? 'bool' : type)) return false;
    if (!isView(a)) return withScalar(f, out, view, Number(a), true);
    if (!isView(b)) return withScalar(f, out, view, Number(b), false);
    if (sameSizes(a.sizes, b.sizes) && isDense(a) && isDense(b)) {
      if (!sameSizes(a.sizes, out.sizes) || !reach3(a.storage, b.storage, out.storage)) return false;
      f.dense(at(a), at(b), at(out), elementCount(out.sizes));
      return true;
    }
    if (a.storage.type !== b.storage.type) return false;
    if (oneElement(b) && withScalar(f, out, a, valueOf(b), false)) return true;
    if (oneElement(a) && withScalar(f, out, b, valueOf(a), true)) return true;
    return f.grid !== undefined && overGrid(f.grid, out, a, b);
  };

  /** x as [R, C] with the last or the first dimensions folded; null where x is not dense or the dimensions are others. */
  const foldable = (x: Strided, dims: readonly number[]): { R: number; C: number; last: boolean } | null => {
    const n = x.sizes.length;
    if (!isDense(x) || dims.length === 0) return null;
    const sorted = [...dims].sort((p, q) => p - q);
    const count = elementCount(sorted.map((d) => x.sizes[d]));
    const others = elementCount(x.sizes.filter((_, d) => !dims.includes(d)));
    if (sorted.every((d, i) => d === n - dims.length + i)) return { R: others, C: count, last: true };
    if (sorted.every((d, i) => d === i)) return { R: count, C: others, last: false };
    return null;
  };

  const sum = (out: Strided, x: Strided, dims: readonly number[]): boolean => {
    const k = kernelsFor(x);
    const shape = k === null ? null : foldable(x, dims);
    if (k === null || shape === null || !isDense(out) || out.storage.type !== x.storage.type || !reach2(x.storage, out.storage)) return false;
    k[shape.last ? 'sum_dim1' : 'sum_dim0'](at(x), at(out), shape.R, shape.C);
    return true;
  };

  const rows = (x: Strided, dim: number) => {
    const C = x.sizes[dim] ?? 1;
    return dim === x.sizes.length - 1 && isDense(x) ? { R: C === 0 ? 0 : elementCount(x.sizes) / C, C } : null;
  };

  return {
    ...reference,

    unary(name, out, x) {
      const k = kernelsFor(x);
      if (k !== null && out.storage.type === x.storage.type && UNARY.includes(name) && isDense(out) && isDense(x) && reach2(x.storage, out.storage))
        k[name](at(x), at(out), elementCount(out.sizes));
      else reference.unary(name, out, x);
    },

    binary(name, out, a, b) {
      if (!binary(name, out, a, b)) reference.binary(name, out, a, b);
    },

    addScaled(out, a, b, s) {
      const k = kernelsFor(out);
      const dense = isDense(out) && isDense(a) && isDense(b) && sameSizes(a.sizes, out.sizes) && sameSizes(b.sizes, out.sizes);
      if (k !== null && dense && reach3(out.storage, a.storage, b.storage)) k.axpy(at(a), Number(s), at(b), at(out), elementCount(out.sizes));
      else reference.addScaled(out, a, b, s);
    },

    copy(out, x) {
      const k = kernelsFor(out);
      if (k === null || out.storage.type !== x.storage.type) return reference.copy(out, x);
      const [sizes, [so, sx]] = collapse(out.sizes, out.strides, broadcastStrides(x, out.sizes));
      const n = sizes.length;
      if (n > 2 || !reach2(out.storage, x.storage)) return reference.copy(out, x);
      const [R, C] = [n > 1 ? sizes[0] : 1, n > 0 ? sizes[n - 1] : 1];
      if (n <= 1 && (n === 0 || (so[0] === 1 && sx[0] === 1))) k.copy(at(x), at(out), C);
      else k.copy_grid(at(x), n > 1 ? sx[0] : 0, sx[n - 1], at(out), n > 1 ? so[0] : 0, so[n - 1], R, C);
    },

    fill(out, value) {
      const k = kernelsFor(out);
      if (k !== null && isDense(out) && admit(out.storage)) k.fill(at(out), Number(value), elementCount(out.sizes));
      else reference.fill(out, value);
    },

    reduce(name, out, x, dims) {
      if (name !== 'sum' || !sum(out, x, dims)) reference.reduce(name, out, x, dims);
    },

    softmax(log, out, x, dim) {
      const k = kernelsFor(x);
      const shape = k === null ? null : rows(x, dim);
      if (k !== null && shape !== null && isDense(out) && reach2(x.storage, out.storage))
        k[log ? 'log_softmax' : 'softmax'](at(x), at(out), shape.R, shape.C);
      else reference.softmax(log, out, x, dim);
    },

    matmul(out, x, y) {
      const k = kernelsFor(out);
      if (k === null || !reach3(out.storage, x.storage, y.storage)) return reference.matmul(out, x, y);
      const [batches, M, K] = x.sizes;
      const N = y.sizes[2];
      const temporary = scratchFor(Number(k.gemm_scratch(M, N, K)));
      const size = out.storage.type === 'float64' ? 8 : 4;
      const [px, py, po] = [at(x), at(y), at(out)];
      for (let b = 0; b < batches; b++)
        k.gemm(
          M, N, K, 1, px + b * x.strides[0] * size, x.strides[1], x.strides[2], py + b * y.strides[0] * size, y.strides[1],
          y.strides[2], 0, po + b * M * N * size, N, temporary,
        ); // prettier-ignore
    },
  };
}
