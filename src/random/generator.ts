/// <reference lib="esnext.disposable" preserve="true" />
import { Storage } from '../ndarray/storage.js';
import { contiguousStrides } from '../ndarray/strided.js';
import { cpu, requireCpu, type Device } from '../tensor/device.js';
import { uint8 } from '../tensor/dtype.js';
import { pythonType, RuntimeError, ValueError } from '../tensor/errors.js';
import { isTensor, Tensor } from '../tensor/tensor.js';
import { RandomEngine } from './engine.js';

// Where random numbers come from.

/**
 * A stream of random numbers of its own: PyTorch's Mersenne Twister. Functions that draw take it as `{ generator }`.
 *
 * @example
 * const g = new torch.Generator().manual_seed(2147483647);
 * console.log(torch.rand(2, { generator: g })); // tensor([0.7081, 0.3542])
 * @see PyTorch: `torch.Generator`
 */
export class Generator {
  /** @internal */
  engine = new RandomEngine();

  /** @param device where it lives: the CPU */
  constructor(device: Device | string = 'cpu') {
    requireCpu(device);
  }

  /** Where it lives: the CPU. */
  get device(): Device {
    return cpu;
  }

  /**
   * Restarts the stream from a seed.
   *
   * @param seed a whole number in [-2^63, 2^64), past 2^53 a bigint
   * @returns this generator
   * @throws RuntimeError for what is no number, ValueError for one out of range
   */
  manual_seed(seed: number | bigint): this {
    if (typeof seed !== 'number' && typeof seed !== 'bigint')
      throw new RuntimeError(`manual_seed expected a long, but got ${pythonType(seed)}`);
    this.engine.manual_seed(seed);
    return this;
  }

  /** Restarts the stream from a seed that nobody can foresee, and returns it. */
  seed(): number {
    return this.engine.seed();
  }

  /** The seed from which the stream started: a bigint only past 2^53. */
  initial_seed(): number | bigint {
    return this.engine.initial_seed();
  }

  /** The whole state as a tensor of bytes, as PyTorch's own. */
  get_state(): Tensor {
    const bytes = this.engine.get_state();
    return new Tensor(Storage.adopt('uint8', bytes), [bytes.length], contiguousStrides([bytes.length]), 0, uint8);
  }

  /**
   * Continues from a state that `get_state()` gave, here or in PyTorch.
   *
   * @param new_state the bytes, which are copied
   * @returns this generator
   * @throws TypeError for what is no tensor of bytes, RuntimeError for bytes that are no state
   */
  set_state(new_state: Tensor): this {
    if (!isTensor(new_state)) throw new TypeError(`expected a torch.ByteTensor, but got ${pythonType(new_state)}`);
    if (new_state.dtype !== uint8) throw new TypeError('RNG state must be a torch.ByteTensor');
    this.engine.set_state(Uint8Array.from(new_state.tolist() as number[]));
    return this;
  }

  /** A second generator that continues this stream on its own. */
  clone_state(): Generator {
    const copy = new Generator();
    copy.engine = this.engine.clone();
    return copy;
  }

  /** `<torch.Generator cpu>`; PyTorch prints an address in memory. */
  toString(): string {
    return `<torch.Generator ${this.device.type}>`;
  }

  /** @internal */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

/** The generator that everything draws from that is not given another. */
export const default_generator = new Generator();

/** @internal The engine to draw from: that of the given generator, or the default one. */
export function engineOf(call: string, generator: unknown): RandomEngine {
  if (generator === null || generator === undefined) return default_generator.engine;
  if (!(generator instanceof Generator))
    throw new TypeError(`${call}(): argument 'generator' must be torch.Generator, not ${pythonType(generator)}`);
  return generator.engine;
}

/**
 * Restarts the default stream from a seed: from here on the same program draws the same numbers, those of PyTorch.
 *
 * @param seed a whole number in [-2^63, 2^64), past 2^53 a bigint
 * @returns the default generator
 * @throws ValueError for what is no number or out of range
 * @example
 * torch.manual_seed(0);
 * console.log(torch.rand(2)); // tensor([0.4963, 0.7682])
 * @see PyTorch: `torch.manual_seed`
 */
export function manual_seed(seed: number | bigint): Generator {
  if (typeof seed === 'string') throw new ValueError(`invalid literal for int() with base 10: '${String(seed)}'`);
  return default_generator.manual_seed(typeof seed === 'boolean' ? Number(seed) : seed);
}

/**
 * Restarts the default stream from a seed that nobody can foresee.
 *
 * @returns the seed
 * @example
 * console.log(torch.seed() === torch.initial_seed()); // true
 * @see PyTorch: `torch.seed`
 */
export function seed(): number {
  return default_generator.seed();
}

/**
 * The seed from which the default stream started.
 *
 * @returns a number, past 2^53 a bigint
 * @example
 * torch.manual_seed(7);
 * console.log(torch.initial_seed()); // 7
 * @see PyTorch: `torch.initial_seed`
 */
export function initial_seed(): number | bigint {
  return default_generator.initial_seed();
}

/**
 * The state of the default stream, to continue from with {@link set_rng_state}.
 *
 * @returns a uint8 tensor of 5056 elements
 * @example
 * console.log(torch.get_rng_state().shape); // torch.Size([5056])
 * @see PyTorch: `torch.get_rng_state`
 */
export function get_rng_state(): Tensor {
  return default_generator.get_state();
}

/**
 * Continues the default stream from a state.
 *
 * @param new_state what {@link get_rng_state} gave, here or in PyTorch
 * @throws TypeError for what is no tensor of bytes, RuntimeError for bytes that are no state
 * @example
 * const state = torch.get_rng_state();
 * const first = torch.rand(1).item();
 * torch.set_rng_state(state);
 * console.log(torch.rand(1).item() === first); // true
 * @see PyTorch: `torch.set_rng_state`
 */
export function set_rng_state(new_state: Tensor): void {
  default_generator.set_state(new_state);
}

/** Puts back the state of the default stream when disposed of. */
export class RngGuard {
  readonly #state: Tensor | null;

  /** @internal */
  constructor(enabled: boolean) {
    this.#state = enabled ? get_rng_state() : null;
  }

  /** Puts back the state. */
  [Symbol.dispose](): void {
    if (this.#state !== null) set_rng_state(this.#state);
  }
}

/** Options of {@link fork_rng}. */
export interface ForkOptions {
  /** Whether to do it at all. Default true. */
  enabled?: boolean;
  /** Accepted and without effect: there is one device. */
  devices?: readonly unknown[];
}

/**
 * Runs `action`, and puts the default stream back to where it was: what is drawn inside does not change what is drawn after.
 *
 * @param action what to run; left out, the state is put back when the returned guard is disposed of
 * @returns what `action` returns
 * @example
 * torch.manual_seed(0);
 * torch.random.fork_rng(() => torch.rand(100));
 * console.log(torch.rand(2)); // tensor([0.4963, 0.7682])
 * @see PyTorch: `torch.random.fork_rng`
 */
export function fork_rng<T>(action: () => T, options?: ForkOptions): T;
export function fork_rng(options?: ForkOptions): RngGuard;
export function fork_rng<T>(first?: (() => T) | ForkOptions, second?: ForkOptions): T | RngGuard {
  const [action, options] = typeof first === 'function' ? [first, second] : [undefined, first];
  const guard = new RngGuard(options?.enabled ?? true);
  if (action === undefined) return guard;
  let pending = false;
  try {
    const result = action();
    if (!(result instanceof Promise)) return result;
    pending = true;
    return result.finally(() => guard[Symbol.dispose]()) as T;
  } finally {
    if (!pending) guard[Symbol.dispose]();
  }
}
