import ops from 'ndarray-ops';
import { toElement, type ElementType, type Scalar } from '../element.js';
import { cos_float32, sin_float32 } from '../special/trigonometry.js';
import { Storage } from '../storage.js';
import { broadcastTo, type Strided } from '../strided.js';
import { map } from './map.js';
import { asNdarray } from './ndarray_view.js';

type Unary = (x: number) => number | boolean;
type Binary = (x: number, y: number) => number | boolean;
type BigUnary = (x: bigint) => bigint | boolean;
type BigBinary = (x: bigint, y: bigint) => bigint | boolean;

const sign = (x: number) => (x > 0 ? 1 : x < 0 ? -1 : 0);

/** Rounds half to even, as IEEE 754 and PyTorch do. */
export function roundHalfToEven(x: number): number {
  const r = Math.round(x);
  return Math.abs(x % 1) === 0.5 && r % 2 !== 0 ? r - 1 : Object.is(x, -0) || (x < 0 && r === 0) ? -0 : r;
}

/** σ(x) = 1 / (1 + e⁻ˣ), written so that neither tail loses precision. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}

/** The functions of one float variable, by PyTorch's names. Other families add theirs with {@link addUnary}. */
const unaryFloat: Record<string, Unary> = {
  abs: Math.abs,
  neg: (x) => -x,
  sign,
  square: (x) => x * x,
  sqrt: Math.sqrt,
  rsqrt: (x) => 1 / Math.sqrt(x),
  reciprocal: (x) => 1 / x,
  floor: Math.floor,
  ceil: Math.ceil,
  round: roundHalfToEven,
  trunc: Math.trunc,
  frac: (x) => x - Math.trunc(x),
  exp: Math.exp,
  exp2: (x) => 2 ** x,
  expm1: Math.expm1,
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  log1p: Math.log1p,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  sigmoid,
  relu: (x) => (x > 0 ? x : x === x ? 0 : NaN),
  isnan: (x) => x !== x,
  isinf: (x) => x === Infinity || x === -Infinity,
  isfinite: Number.isFinite,
  signbit: (x) => x < 0 || Object.is(x, -0),
  logical_not: (x) => x === 0,
  bitwise_not: (x) => ~x,
};

/** Where float32 elements have a function of their own. */
const unarySingle: Record<string, Unary> = { sin: sin_float32, cos: cos_float32 };

const unaryBig: Record<string, BigUnary> = {
  abs: (x) => (x < 0n ? -x : x),
  neg: (x) => -x,
  sign: (x) => (x > 0n ? 1n : x < 0n ? -1n : 0n),
  square: (x) => x * x,
  relu: (x) => (x > 0n ? x : 0n),
  signbit: (x) => x < 0n,
  logical_not: (x) => !x,
  bitwise_not: (x) => ~x,
  isnan: () => false,
  isinf: () => false,
  isfinite: () => true,
};

/** Python's modulo: the sign of the divisor. */
export function remainder(x: number, y: number): number {
  const r = x % y;
  return r !== 0 && r < 0 !== y < 0 ? r + y : r;
}

/** Python's floor division, from the exact remainder so that the quotient is never one too large. */
export function floorDivide(x: number, y: number): number {
  if (y === 0) return x / y;
  const r = x % y;
  let quotient = (x - r) / y;
  if (r !== 0 && r < 0 !== y < 0) quotient -= 1;
  if (quotient === 0) return x / y < 0 || Object.is(x / y, -0) ? -0 : 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

const power = (x: number, y: number) =>
  x === 1 || y === 0 ? 1 : Math.abs(x) === 1 && !Number.isFinite(y) && y === y ? 1 : x ** y;
const nanMax = (x: number, y: number) => (x !== x || y !== y ? NaN : x > y ? x : y);
const nanMin = (x: number, y: number) => (x !== x || y !== y ? NaN : x < y ? x : y);

const binaryFloat: Record<string, Binary> = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
  floor_divide: floorDivide,
  trunc_divide: (x, y) => Math.trunc(x / y),
  remainder,
  fmod: (x, y) => x % y,
  pow: power,
  atan2: Math.atan2,
  hypot: Math.hypot,
  maximum: nanMax,
  minimum: nanMin,
  fmax: (x, y) => (x !== x ? y : y !== y ? x : x > y ? x : y),
  fmin: (x, y) => (x !== x ? y : y !== y ? x : x < y ? x : y),
  eq: (x, y) => x === y,
  ne: (x, y) => x !== y,
  lt: (x, y) => x < y,
  le: (x, y) => x <= y,
  gt: (x, y) => x > y,
  ge: (x, y) => x >= y,
  logical_and: (x, y) => x !== 0 && y !== 0,
  logical_or: (x, y) => x !== 0 || y !== 0,
  logical_xor: (x, y) => (x !== 0) !== (y !== 0),
  bitwise_and: (x, y) => x & y,
  bitwise_or: (x, y) => x | y,
  bitwise_xor: (x, y) => x ^ y,
  bitwise_left_shift: (x, y) => (y < 0 || y > 31 ? 0 : x << y),
  bitwise_right_shift: (x, y) => x >> Math.min(y < 0 ? 31 : y, 31),
};

/** Where the integer types differ from the floats: products that keep their low bits. */
const binaryInt: Record<string, Binary> = {
  mul: Math.imul,
  pow: (x, y) => {
    let result = 1;
    for (let base = x, n = y; n > 0; n = Math.floor(n / 2), base = Math.imul(base, base))
      if (n % 2 === 1) result = Math.imul(result, base);
    return y < 0 ? (x === 1 ? 1 : x === -1 ? (y % 2 === 0 ? 1 : -1) : 0) : result;
  },
};

const bigRemainder = (x: bigint, y: bigint) => {
  const r = x % y;
  return r !== 0n && r < 0n !== y < 0n ? r + y : r;
};

const binaryBig: Record<string, BigBinary> = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  floor_divide: (x, y) => (x - bigRemainder(x, y)) / y,
  trunc_divide: (x, y) => x / y,
  remainder: bigRemainder,
  fmod: (x, y) => x % y,
  pow: (x, y) => {
    if (y < 0n) return x === 1n ? 1n : x === -1n ? (y % 2n === 0n ? 1n : -1n) : 0n;
    let result = 1n;
    for (let base = x, n = y; n > 0n; n >>= 1n, base = BigInt.asIntN(64, base * base))
      if (n & 1n) result = BigInt.asIntN(64, result * base);
    return result;
  },
  maximum: (x, y) => (x > y ? x : y),
  minimum: (x, y) => (x < y ? x : y),
  fmax: (x, y) => (x > y ? x : y),
  fmin: (x, y) => (x < y ? x : y),
  eq: (x, y) => x === y,
  ne: (x, y) => x !== y,
  lt: (x, y) => x < y,
  le: (x, y) => x <= y,
  gt: (x, y) => x > y,
  ge: (x, y) => x >= y,
  logical_and: (x, y) => x !== 0n && y !== 0n,
  logical_or: (x, y) => x !== 0n || y !== 0n,
  logical_xor: (x, y) => (x !== 0n) !== (y !== 0n),
  bitwise_and: (x, y) => x & y,
  bitwise_or: (x, y) => x | y,
  bitwise_xor: (x, y) => x ^ y,
  bitwise_left_shift: (x, y) => (y < 0n || y > 63n ? 0n : x << y),
  bitwise_right_shift: (x, y) => x >> (y < 0n || y > 63n ? 63n : y),
};

/** Plain arithmetic on floats and int64 is ndarray-ops' own. */
const arithmetic = { add: ops.add, sub: ops.sub, mul: ops.mul, div: ops.div } as const;

/** Adds functions of one variable to the reference backend; `big` holds their int64 forms. */
export function addUnary(functions: Record<string, Unary>, big: Record<string, BigUnary> = {}): void {
  Object.assign(unaryFloat, functions);
  Object.assign(unaryBig, big);
}

/** Adds functions of two variables to the reference backend; `big` holds their int64 forms. */
export function addBinary(functions: Record<string, Binary>, big: Record<string, BigBinary> = {}): void {
  Object.assign(binaryFloat, functions);
  Object.assign(binaryBig, big);
}

function find<F>(table: Record<string, F>, name: string, type: string): F {
  const f = table[name];
  if (f === undefined) throw new Error(`no kernel '${name}' for ${type} elements`);
  return f;
}

/** out = f(x), f by name; `out` may have another element type than `x` only where f gives a truth value. */
export function unary(name: string, out: Strided, x: Strided): void {
  if (x.storage.type === 'int64') map(out, [x], truthy(out, find(unaryBig, name, 'int64')));
  else {
    const { type } = x.storage;
    map(out, [x], (type === 'float32' ? unarySingle[name] : undefined) ?? find(unaryFloat, name, type));
  }
}

/** out = f(a, b), f by name, with inputs of one element type broadcast to `out`; one of them may be a plain number. */
export function binary(name: string, out: Strided, a: Strided | Scalar, b: Strided | Scalar): void {
  const type = (isView(a) ? a : (b as Strided)).storage.type;
  const x = isView(a) ? a : asView(type, a);
  const y = isView(b) ? b : asView(type, b);
  if (
    name in arithmetic &&
    type === out.storage.type &&
    (type === 'float32' || type === 'float64' || type === 'int64')
  ) {
    const [o, a, b] = [out, broadcastTo(x, out.sizes), broadcastTo(y, out.sizes)].map(asNdarray);
    arithmetic[name as keyof typeof arithmetic](o, a, b);
  } else if (type === 'bool' && out.storage.type === 'bool') {
    const f = find(binaryFloat, name, type);
    map(out, [x, y], (p: number, q: number) => (f(p, q) ? 1 : 0));
  } else if (type === 'int64') map(out, [x, y], truthy(out, find(binaryBig, name, type)));
  else if (type === 'float32' || type === 'float64') map(out, [x, y], find(binaryFloat, name, type));
  else map(out, [x, y], binaryInt[name] ?? find(binaryFloat, name, type));
}

const isView = (x: Strided | Scalar): x is Strided => typeof x === 'object';

/** A number as a view of one element. */
export function asView(type: ElementType, value: Scalar): Strided {
  const storage = Storage.allocate(type, 1);
  storage.data[storage.start] = toElement(type, value) as never;
  return { storage, sizes: [], strides: [], offset: 0 };
}

/** out = a + s·b, rounded once. */
export function addScaled(out: Strided, a: Strided, b: Strided, s: Scalar): void {
  if (out.storage.type === 'int64') map(out, [a, b], (x: bigint, y: bigint) => x + BigInt(s) * y);
  else if (out.storage.type.startsWith('float')) map(out, [a, b], (x: number, y: number) => x + Number(s) * y);
  else map(out, [a, b], (x: number, y: number) => x + Math.imul(Number(s), y));
}

/** Truth values of bigint functions go into bool storage as they are; into int64 storage they must be bigints. */
function truthy<A extends bigint[]>(out: Strided, f: (...xs: A) => bigint | boolean): (...xs: A) => bigint | boolean {
  return out.storage.type === 'int64' ? (...xs) => BigInt(f(...xs)) : f;
}
