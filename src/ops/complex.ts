import { Tensor } from '../tensor/tensor.js';
import { compose, define, type Method } from './define.js';
import { unary, zerosLike } from './elementwise.js';

// What is asked of complex numbers, answered for real ones, the only ones there are.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link angle}. */
    angle: Method<typeof angle>;
    /** See {@link conj}. */
    conj: Method<typeof conj>;
    /** See {@link conj}. */
    conj_physical: Method<typeof conj>;
    /** See {@link conj}. */
    resolve_conj: Method<typeof conj>;
    /** See {@link conj}. */
    resolve_neg: Method<typeof conj>;
    /** This tensor: the real part of a real number is the number. */
    readonly real: Tensor;
  }
}

const Angle = define({
  schema: 'angle(Tensor input)',
  forward: unary('angle', 'float'),
  derivative: { input: (grad) => zerosLike(grad) },
});

/**
 * The angle of each number in the complex plane: π for a negative one, 0 for others, NaN for NaN.
 *
 * @returns a new tensor
 * @example
 * console.log(torch.angle(torch.tensor([2, -1, 0]))); // tensor([0.0000, 3.1416, 0.0000])
 * @see PyTorch: `torch.angle`
 */
export function angle(input: Tensor): Tensor {
  return Angle.apply(input);
}

const Conj = compose({
  schema: 'conj(Tensor input)',
  compose: (input) => input,
  aliases: ['conj_physical', 'resolve_conj', 'resolve_neg'],
});

/**
 * The complex conjugate: of a real tensor, the tensor itself.
 *
 * @returns `input`
 * @example
 * console.log(torch.conj(torch.tensor([1, -2]))); // tensor([ 1., -2.])
 * @see PyTorch: `torch.conj`
 */
export function conj(input: Tensor): Tensor {
  return Conj.apply(input);
}

/**
 * The same as {@link conj}.
 *
 * @example
 * console.log(torch.conj_physical(torch.tensor([1, -2]))); // tensor([ 1., -2.])
 * @see PyTorch: `torch.conj_physical`
 */
export const conj_physical = conj;

/**
 * The same as {@link conj}.
 *
 * @example
 * console.log(torch.resolve_conj(torch.tensor([1, -2]))); // tensor([ 1., -2.])
 * @see PyTorch: `torch.resolve_conj`
 */
export const resolve_conj = conj;

/**
 * The same as {@link conj}.
 *
 * @example
 * console.log(torch.resolve_neg(torch.tensor([1, -2]))); // tensor([ 1., -2.])
 * @see PyTorch: `torch.resolve_neg`
 */
export const resolve_neg = conj;

/**
 * The real part: of a real tensor, the tensor itself.
 *
 * @returns `input`
 * @example
 * console.log(torch.real(torch.tensor([1, -2]))); // tensor([ 1., -2.])
 * @see PyTorch: `torch.real`
 */
export function real(input: Tensor): Tensor {
  return Conj.apply(input);
}

Object.defineProperty(Tensor.prototype, 'real', {
  get(this: Tensor) {
    return this;
  },
  configurable: true,
});
