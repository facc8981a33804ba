import { DType, dtypes } from './dtype.js';
import { Device } from './device.js';
import { pythonType } from './errors.js';
import { isTensor, type Tensor } from './tensor.js';
import type { Scalar } from './promotion.js';

// A signature is written as PyTorch writes it, and read twice: by the type checker, which infers the types of a formula's
// parameters from it, and at run time, to bind positional and named arguments:
//
//     sum(Tensor input, int[]? dim=None, bool keepdim=False, *, dtype? dtype=None)

/** The kinds of parameter, and the JavaScript values that they bind to. A `?` behind the kind admits null. */
interface Kinds {
  Tensor: Tensor;
  'Tensor[]': Tensor[];
  /** A tensor or a number. */
  Operand: Tensor | Scalar;
  /** The same where PyTorch has overloads: at least one argument of the call must be a tensor. */
  'Tensor|Number': Tensor | Scalar;
  Scalar: Scalar;
  int: number;
  /** One whole number or a list of them; binds to a list. */
  'int[]': number[];
  /** The same; as the last positional parameter it also takes separate numbers. */
  size: number[];
  /** A list of whole numbers, never one alone. */
  ints: number[];
  float: number;
  /** The order of a norm: a number or a name. */
  order: number | string;
  'float[]': number[];
  bool: boolean;
  str: string;
  dtype: DType;
  device: Device | string;
  function: (...args: never[]) => unknown;
  any: unknown;
  /** Anything too, but a plain object in its place is the object of named arguments. */
  object: unknown;
}

type Split<S extends string> = S extends `${infer Head}, ${infer Tail}`
  ? [Head, ...Split<Tail>]
  : S extends ''
    ? []
    : [S];
type NamedKind<P extends string> = P extends `${infer Kind} ${infer Name}=${string}`
  ? [Kind, Name]
  : P extends `${infer Kind} ${infer Name}`
    ? [Kind, Name]
    : never;
type ValueOf<Kind> = Kind extends `${infer K}?` ? ValueOf<K> | null : Kind extends keyof Kinds ? Kinds[Kind] : never;
type ValuesOf<Ps> = Ps extends [infer P extends string, ...infer Rest]
  ? P extends '*'
    ? ValuesOf<Rest>
    : [ValueOf<NamedKind<P>[0]>, ...ValuesOf<Rest>]
  : [];
type RecordOf<Ps> = Ps extends [infer P extends string, ...infer Rest]
  ? P extends '*'
    ? RecordOf<Rest>
    : { [K in NamedKind<P>[1]]: ValueOf<NamedKind<P>[0]> } & RecordOf<Rest>
  : unknown;
type Inside<S extends string> = S extends `${string}(${infer P})` ? Split<P> : never;

/** The values of a signature's parameters, in order. */
export type Values<S extends string> = ValuesOf<Inside<S>>;
/** The values of a signature's parameters, by name. */
export type Named<S extends string> = RecordOf<Inside<S>>;

/** One parameter of a signature. */
export interface Parameter {
  readonly name: string;
  readonly kind: keyof Kinds;
  readonly nullable: boolean;
  readonly required: boolean;
  readonly fallback: unknown;
  /** Whether only a named argument sets it. */
  readonly keywordOnly: boolean;
  /** Whether it takes any tensor, or any number, as it is: the usual arguments need no further look. */
  readonly takesTensor: boolean;
  readonly takesNumber: boolean;
}

const TENSOR_KINDS: readonly string[] = ['Tensor', 'Operand', 'Tensor|Number'];
const NUMBER_KINDS: readonly string[] = ['Operand', 'Tensor|Number', 'Scalar', 'float'];

/** Whether a value is a trailing object of named arguments. */
export function isOptions(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !('data' in value && 'shape' in value);
}

/** NumPy's names of parameters, which PyTorch accepts too. */
const NUMPY_NAMES: Record<string, string> = { dim: 'axis', keepdim: 'keepdims', input: 'x', other: 'x2' };

const isWhole = (x: unknown) => (typeof x === 'number' && Number.isInteger(x)) || typeof x === 'bigint';
const isNumberTensor = (x: unknown): x is Tensor => isTensor(x) && x.numel() === 1;

/** For each kind: what a message calls it, whether a value is one, and the value to bind (as it is when absent). */
const kinds: { [K in keyof Kinds]: { called: string; accepts(x: unknown): boolean; convert?(x: never): Kinds[K] } } = {
  Tensor: { called: 'Tensor', accepts: isTensor },
  'Tensor[]': { called: 'tuple of Tensors', accepts: (x) => Array.isArray(x) && x.every(isTensor) },
  Operand: { called: 'Tensor', accepts: (x) => isTensor(x) || isScalar(x) },
  'Tensor|Number': { called: 'Tensor', accepts: (x) => isTensor(x) || isScalar(x) },
  Scalar: {
    called: 'Number',
    accepts: (x) => isScalar(x) || isNumberTensor(x),
    convert: (x: Scalar | Tensor) => (isTensor(x) ? x.item() : x),
  },
  int: {
    called: 'int',
    accepts: (x) => isWhole(x) || (isNumberTensor(x) && !x.dtype.is_floating_point),
    convert: (x: unknown) => Number(x),
  },
  'int[]': { called: 'tuple of ints', accepts: isIntList, convert: toIntList },
  size: { called: 'tuple of ints', accepts: isIntList, convert: toIntList },
  ints: { called: 'tuple of ints', accepts: (x) => Array.isArray(x) && isIntList(x), convert: toIntList },
  float: {
    called: 'float',
    accepts: (x) => typeof x === 'number' || typeof x === 'bigint' || isNumberTensor(x),
    convert: (x: unknown) => Number(x),
  },
  order: {
    called: 'Number',
    accepts: (x) => typeof x === 'string' || kinds.float.accepts(x),
    convert: (x: unknown) => (typeof x === 'string' ? x : Number(x)),
  },
  'float[]': {
    called: 'tuple of floats',
    accepts: (x) => typeof x === 'number' || (Array.isArray(x) && x.every((v) => typeof v === 'number')),
    convert: (x: number | number[]) => (typeof x === 'number' ? [x] : x),
  },
  bool: { called: 'bool', accepts: (x) => typeof x === 'boolean' },
  str: { called: 'str', accepts: (x) => typeof x === 'string' },
  dtype: { called: 'torch.dtype', accepts: (x) => x instanceof DType },
  device: { called: 'torch.device', accepts: (x) => x instanceof Device || typeof x === 'string' },
  function: { called: 'function', accepts: (x) => typeof x === 'function' },
  any: { called: 'object', accepts: () => true },
  object: { called: 'object', accepts: () => true },
};

function isScalar(x: unknown): x is Scalar {
  return typeof x === 'number' || typeof x === 'bigint' || typeof x === 'boolean';
}

const accepts = ({ kind, nullable }: Parameter, value: unknown) =>
  (value === null && nullable) || kinds[kind].accepts(value);

function isIntList(x: unknown): boolean {
  return isWhole(x) || (Array.isArray(x) && x.every((v) => kinds.int.accepts(v)));
}

function toIntList(x: unknown): number[] {
  return Array.isArray(x) ? x.map(Number) : [Number(x)];
}

const constants: Record<string, unknown> = { None: null, True: true, False: false, inf: Infinity, ...dtypes };

function parseFallback(text: string): unknown {
  if (text in constants) return constants[text];
  if (text.startsWith("'")) return text.slice(1, -1);
  return JSON.parse(text) as unknown;
}

function parseParameter(text: string, keywordOnly: boolean): Parameter {
  const [declaration, fallback] = text.split(/=(.*)/s);
  const space = declaration.lastIndexOf(' ');
  const written = declaration.slice(0, space);
  const kind = written.replace('?', '');
  return {
    name: declaration.slice(space + 1),
    kind: kind as keyof Kinds,
    nullable: written.endsWith('?'),
    takesTensor: TENSOR_KINDS.includes(kind),
    takesNumber: NUMBER_KINDS.includes(kind),
    required: fallback === undefined,
    fallback: fallback === undefined ? undefined : parseFallback(fallback),
    keywordOnly,
  };
}

/** Binds the arguments of a call, positional and named, to the parameters of a signature. */
export class Signature<S extends string = string> {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly #positional: number;
  readonly #variadic: boolean;
  readonly #overloaded: boolean;

  constructor(readonly text: S) {
    const open = text.indexOf('(');
    this.name = text.slice(0, open);
    const entries = text
      .slice(open + 1, -1)
      .split(', ')
      .filter(Boolean);
    const star = entries.indexOf('*');
    this.parameters = entries
      .map((entry, i) => [entry, i] as const)
      .filter(([entry]) => entry !== '*')
      .map(([entry, i]) => parseParameter(entry, star >= 0 && i > star));
    this.#positional = star >= 0 ? star : entries.length;
    this.#overloaded = this.parameters.some((parameter) => parameter.kind === 'Tensor|Number');
    this.#variadic = ['size', 'Tensor[]'].includes(this.parameters[this.#positional - 1]?.kind);
  }

  /**
   * The values of the parameters, in order: positional arguments, then those named in a trailing plain object, then
   * defaults. `undefined` takes the default.
   *
   * @param self 1 for a method call, whose first argument is the tensor itself and has no position
   * @throws TypeError worded as PyTorch words it, naming the call, the argument and what was given
   */
  bind(args: readonly unknown[], self = 0): Values<S> {
    const { parameters } = this;
    let count = args.length;
    while (count > 0 && args[count - 1] === undefined) count--;
    let named: Record<string, unknown> | null = null;
    if (count > 0) {
      const last = args[count - 1];
      const receiver = parameters[Math.min(count, this.#positional) - 1];
      if (isOptions(last) && (count > this.#positional || receiver?.kind !== 'any')) {
        named = last;
        count--;
      }
    }
    let positional = args;
    if (count > this.#positional || this.#spreads(args, count)) {
      positional = this.#gather(args, count, self);
      count = this.#positional;
    }
    const values = new Array<unknown>(parameters.length);
    for (let i = 0; i < parameters.length; i++) {
      const parameter = parameters[i];
      let value = i < count && !parameter.keywordOnly ? positional[i] : undefined;
      if (named === null) {
        if (value === undefined) {
          values[i] = this.#fallback(parameter);
          continue;
        }
        if (isTensor(value) ? parameter.takesTensor : typeof value === 'number' && parameter.takesNumber) {
          values[i] = value;
          continue;
        }
      }
      let position = i + 1 - self;
      if (named !== null) {
        const given = named[parameter.name] ?? named[NUMPY_NAMES[parameter.name]];
        if (given !== undefined || named[parameter.name] === null) {
          if (value !== undefined)
            throw new TypeError(`${this.name}() got multiple values for argument '${parameter.name}'`);
          value = given ?? null;
          position = 0;
        }
      }
      if (this.#overloaded && value !== undefined && !accepts(parameter, value)) this.#refuseCombination(args, self);
      values[i] = value === undefined ? this.#fallback(parameter) : this.#check(parameter, value, position);
    }
    if (named !== null) this.#refuseUnknown(named);
    if (this.#overloaded && !values.some(isTensor)) this.#refuseCombination(args, self);
    return values as Values<S>;
  }

  /** Whether `args` fit, for choosing between signatures. */
  matches(args: readonly unknown[]): boolean {
    const fixed = this.#positional - (this.#variadic ? 1 : 0);
    let inOrder = 0; // how many positional arguments there are before the first that is named or left out
    for (let i = 0; i < args.length; i++) {
      const value = args[i];
      if (value === undefined || isOptions(value)) continue;
      if (i < fixed ? !accepts(this.parameters[i], value) : !this.#variadic) return false;
      if (inOrder === i) inOrder++;
    }
    if (inOrder >= this.#required() && !args.some(isOptions)) return true;
    try {
      this.bind(args);
      return true;
    } catch {
      return false;
    }
  }

  /** Whether the last positional parameter is given as separate numbers or tensors: `view(2, 3)`. */
  #spreads(args: readonly unknown[], count: number): boolean {
    return this.#variadic && count === this.#positional && !Array.isArray(args[count - 1]) && args[count - 1] !== null;
  }

  #gather(args: readonly unknown[], count: number, self: number): unknown[] {
    const fixed = this.#positional - 1;
    const rest = args.slice(fixed, count);
    if (!this.#variadic || rest.some(Array.isArray)) {
      const [least, most] = [this.#required() - self, this.#positional - self];
      if (most === 0) throw new TypeError(`TensorBase.${this.name}() takes no arguments (${count - self} given)`);
      const many = most === 1 ? '1 positional argument' : `${most} positional arguments`;
      const takes = least === most ? many : `from ${least} to ${most} positional arguments`;
      const hint = this.parameters.some((p) => p.keywordOnly)
        ? ' (others are named in a trailing object: { name: value })'
        : '';
      throw new TypeError(`${this.name}() takes ${takes} but ${count - self} were given${hint}`);
    }
    const single = rest.length === 1 && !kinds[this.parameters[fixed].kind].accepts(rest); // `zeros(2.5)`: said of the number, not of a list
    return [...args.slice(0, fixed), single ? rest[0] : rest];
  }

  #required(): number {
    return this.parameters.filter((p) => p.required && !p.keywordOnly).length;
  }

  #fallback(parameter: Parameter): unknown {
    if (!parameter.required) return parameter.fallback;
    throw new TypeError(`${this.name}() missing 1 required positional arguments: "${parameter.name}"`);
  }

  /** No overload takes these arguments: the error lists what would have been taken. */
  #refuseCombination(args: readonly unknown[], self: number): never {
    const given = args.slice(self).filter((x) => x !== undefined);
    const last = given.at(-1);
    const named = isOptions(last) ? Object.entries(last).map(([name, x]) => `${name}=${pythonType(x)}`) : [];
    const types = [...given.slice(0, named.length > 0 ? -1 : undefined).map(pythonType), ...named];
    const overload = (called: string) =>
      this.parameters
        .slice(self)
        .map(({ kind, name, required, fallback }) => {
          const type = kind === 'Tensor|Number' ? called : kinds[kind].called;
          return required ? `${type} ${name}` : `${type} ${name} = ${fallback === null ? 'None' : String(fallback)}`;
        })
        .join(', ');
    const expected = ['Tensor', 'Number'].map((called) => ` * (${overload(called)})\n`).join('');
    throw new TypeError(
      `${this.name}() received an invalid combination of arguments - got (${types.join(', ')}), but expected one of:\n${expected}`,
    );
  }

  #check({ kind, name, nullable }: Parameter, value: unknown, position: number): unknown {
    if (value === null && nullable) return null;
    const rule = kinds[kind];
    if (!rule.accepts(value)) {
      const where = position > 0 ? ` (position ${position})` : '';
      if (rule.called === 'tuple of ints' && Array.isArray(value)) this.#refuseElement(name, where, value);
      if (kind === 'Tensor[]' && Array.isArray(value)) {
        const at = value.findIndex((x) => !isTensor(x));
        throw new TypeError(
          `expected Tensor as element ${at} in argument ${position - 1}, but got ${pythonType(value[at])}`,
        );
      }
      throw new TypeError(
        `${this.name}(): argument '${name}'${where} must be ${rule.called}, not ${pythonType(value)}`,
      );
    }
    return rule.convert === undefined ? value : rule.convert(value as never);
  }

  /** A list of sizes in which something is no whole number. */
  #refuseElement(name: string, where: string, list: readonly unknown[]): never {
    const bad = list.findIndex((element) => !kinds.int.accepts(element));
    const type = pythonType(list[bad]);
    throw new TypeError(
      bad === 0
        ? `${this.name}(): argument '${name}'${where} must be tuple of ints, but found element of type ${type} at pos 0`
        : `${this.name}(): argument '${name}' failed to unpack the object at pos ${bad + 1} with error "type must be tuple of ints,but got ${type}"`,
    );
  }

  #refuseUnknown(named: Record<string, unknown>): void {
    for (const name of Object.keys(named))
      if (named[name] !== undefined && !this.parameters.some((p) => p.name === name || NUMPY_NAMES[p.name] === name))
        throw new TypeError(`${this.name}() got an unexpected keyword argument '${name}'`);
  }
}
