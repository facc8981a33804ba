import type { Tensor } from '../tensor/tensor.js';
import { div, mul } from './arithmetic.js';
import { clone } from './copy.js';
import { define, type InPlace, type Method } from './define.js';
import { refuseBool, requireFloat, unary, zerosLike } from './elementwise.js';

// Rounding to whole numbers, and to decimals.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link floor}. */
    floor: Method<typeof floor>;
    /** {@link floor} in place. */
    floor_: InPlace<typeof floor>;
    /** See {@link ceil}. */
    ceil: Method<typeof ceil>;
    /** {@link ceil} in place. */
    ceil_: InPlace<typeof ceil>;
    /** See {@link trunc}. */
    trunc: Method<typeof trunc>;
    /** {@link trunc} in place. */
    trunc_: InPlace<typeof trunc>;
    /** See {@link trunc}. */
    fix: Method<typeof trunc>;
    /** {@link trunc} in place. */
    fix_: InPlace<typeof trunc>;
    /** See {@link round}. */
    round: Method<typeof round>;
    /** {@link round} in place. */
    round_: InPlace<typeof round>;
    /** See {@link frac}. */
    frac: Method<typeof frac>;
    /** {@link frac} in place. */
    frac_: InPlace<typeof frac>;
  }
}

/** The value of an op that rounds: integers are whole already. */
function toWhole(kernel: string): (input: Tensor, out?: Tensor) => Tensor {
  const rounded = unary(kernel, 'same');
  return (input, out) => {
    refuseBool(`${kernel}_vml_cpu`, input);
    return input.dtype.is_floating_point ? rounded(input, out) : (out ?? clone(input));
  };
}

const Floor = define({
  schema: 'floor(Tensor input)',
  forward: toWhole('floor'),
  derivative: { input: (grad) => zerosLike(grad) },
  inplace: true,
});

/**
 * ⌊x⌋, elementwise: the largest whole number that is not greater.
 *
 * @returns a new tensor
 * @throws NotImplementedError for a bool tensor
 * @example
 * console.log(torch.floor(torch.tensor([-1.5, 0.5, 2]))); // tensor([-2.,  0.,  2.])
 * @see PyTorch: `torch.floor`
 */
export function floor(input: Tensor): Tensor {
  return Floor.apply(input);
}

const Ceil = define({
  schema: 'ceil(Tensor input)',
  forward: toWhole('ceil'),
  derivative: { input: (grad) => zerosLike(grad) },
  inplace: true,
});

/**
 * ⌈x⌉, elementwise: the smallest whole number that is not less.
 *
 * @returns a new tensor
 * @throws NotImplementedError for a bool tensor
 * @example
 * console.log(torch.ceil(torch.tensor([-1.5, 0.5, 2]))); // tensor([-1.,  1.,  2.])
 * @see PyTorch: `torch.ceil`
 */
export function ceil(input: Tensor): Tensor {
  return Ceil.apply(input);
}

const Trunc = define({
  schema: 'trunc(Tensor input)',
  forward: toWhole('trunc'),
  derivative: { input: (grad) => zerosLike(grad) },
  inplace: true,
  aliases: ['fix'],
});

/**
 * x without its fractional part, elementwise: rounded towards 0.
 *
 * @returns a new tensor
 * @throws NotImplementedError for a bool tensor
 * @example
 * console.log(torch.trunc(torch.tensor([-1.5, 0.5, 2]))); // tensor([-1.,  0.,  2.])
 * @see PyTorch: `torch.trunc`
 */
export function trunc(input: Tensor): Tensor {
  return Trunc.apply(input);
}

/**
 * The same as {@link trunc}.
 *
 * @example
 * console.log(torch.fix(torch.tensor([-1.5, 0.5, 2]))); // tensor([-1.,  0.,  2.])
 * @see PyTorch: `torch.fix`
 */
export const fix = trunc;

const toNearest = toWhole('round');

const Round = define({
  schema: 'round(Tensor input, *, int decimals=0)',
  forward: (input, decimals, out) => {
    if (decimals === 0) return toNearest(input, out);
    requireFloat('round_cpu', input);
    const x = input.detach();
    const power = 10 ** Math.abs(decimals);
    return decimals > 0 ? div(toNearest(mul(x, power)), power) : mul(toNearest(div(x, power)), power);
  },
  node: (_input, decimals) => (decimals === 0 ? 'RoundBackward0' : 'RoundBackward1'),
  derivative: { input: (grad) => zerosLike(grad) },
  inplace: true,
});

/**
 * Rounds to the nearest whole number, or to `decimals` digits behind the point, elementwise; halves go to the even neighbour.
 *
 * @param options `decimals`, how many digits to keep; negative ones round in front of the point
 * @returns a new tensor
 * @throws NotImplementedError for a bool tensor, and for integers with `decimals`
 * @example
 * console.log(torch.round(torch.tensor([-1.5, 0.5, 2.7]))); // tensor([-2.,  0.,  3.])
 * console.log(torch.round(torch.tensor([1.234, 5.678]), { decimals: 1 })); // tensor([1.2000, 5.7000])
 * @see PyTorch: `torch.round`
 */
export function round(input: Tensor, options?: { decimals?: number }): Tensor {
  return Round.apply(input, options);
}

const fractions = unary('frac', 'same');

const Frac = define({
  schema: 'frac(Tensor input)',
  forward: (input, out) => {
    requireFloat('frac_cpu', input);
    return fractions(input, out);
  },
  derivative: { input: (grad) => grad },
  inplace: true,
});

/**
 * The fractional part x − trunc(x), elementwise, with the sign of x.
 *
 * @returns a new tensor
 * @throws NotImplementedError for integers
 * @example
 * console.log(torch.frac(torch.tensor([-1.5, 0.25, 2]))); // tensor([-0.5000,  0.2500,  0.0000])
 * @see PyTorch: `torch.frac`
 */
export function frac(input: Tensor): Tensor {
  return Frac.apply(input);
}
