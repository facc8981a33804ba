import { kernels } from '../ndarray/kernels.js';
import { bool, uint8 } from '../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../tensor/errors.js';
import { resultType, type Scalar } from '../tensor/promotion.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { div, mul, neg, sub } from './arithmetic.js';
import { addMethod, define, type InPlace, type Method } from './define.js';
import { asTensor, broadcastSizes, converted, pointwise, resultLike, type Operand } from './elementwise.js';

// Pointwise ops of three operands.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** This tensor's element where `condition` holds, that of `other` elsewhere. See {@link where}. */
    where(condition: Tensor, other: Operand): Tensor;
    /** See {@link lerp}. */
    lerp: Method<typeof lerp>;
    /** {@link lerp} in place. */
    lerp_: InPlace<typeof lerp>;
    /** See {@link addcmul}. */
    addcmul: Method<typeof addcmul>;
    /** {@link addcmul} in place. */
    addcmul_: InPlace<typeof addcmul>;
    /** See {@link addcdiv}. */
    addcdiv: Method<typeof addcdiv>;
    /** {@link addcdiv} in place. */
    addcdiv_: InPlace<typeof addcdiv>;
  }
}

const Where = define({
  schema: 'where(Tensor condition, Tensor|Number input, Tensor|Number other)',
  method: false,
  forward: (condition, input, other) => {
    if (condition.dtype !== bool && condition.dtype !== uint8)
      throw new RuntimeError(
        `where expected condition to be a boolean tensor, but got a tensor with dtype ${condition.dtype.scalarName}`,
      );
    const dtype = resultType(input, other);
    const [x, y] = [asTensor(input, dtype), asTensor(other, dtype)];
    const sizes = [condition, x, y].map((t) => t.sizes).reduce(broadcastSizes);
    const result = resultLike([x, y, condition].find((t) => t.sizes === sizes) ?? x, sizes, dtype);
    kernels.where(result, converted(condition, bool), x, y);
    return result;
  },
  derivative: {
    input: (grad, { condition }) => where(condition, grad, 0),
    other: (grad, { condition }) => where(condition, 0, grad),
  },
});

/**
 * Elements of `input` where `condition` holds, and of `other` elsewhere, with broadcasting. An element that is not taken
 * gets the gradient 0.
 *
 * @param condition a bool tensor
 * @param input a tensor or a number
 * @param other a tensor or a number
 * @returns a new tensor
 * @throws RuntimeError where `condition` is not bool, or the sizes do not broadcast
 * @example
 * const x = torch.tensor([1, -2, 3]);
 * console.log(torch.where(x.gt(0), x, 0)); // tensor([1., 0., 3.])
 * @see PyTorch: `torch.where`
 */
export function where(
  condition: Tensor,
  input: Operand | { input: Operand; other: Operand },
  other?: Operand | { other: Operand },
): Tensor;
/** The indices at which `condition` is not zero, one tensor for each dimension. */
export function where(condition: Tensor): Tensor[];
export function where(condition: Tensor, ...values: unknown[]): Tensor | Tensor[] {
  return values.length === 0 ? condition.nonzero({ as_tuple: true }) : Where.apply(condition, ...values);
}

addMethod('where', function (condition: Tensor, other: unknown) {
  return Where.apply(condition, this, other);
});

const Lerp = define({
  schema: 'lerp(Tensor input, Tensor end, Tensor|Number weight)',
  node: (_input, _end, weight) => (isTensor(weight) ? 'LerpBackward1' : 'LerpBackward0'),
  forward: (input, end, weight, out) => {
    if (!input.dtype.is_floating_point) {
      const kernel = isTensor(weight) ? 'lerp_kernel_tensor' : 'lerp_kernel_scalar';
      throw new NotImplementedError(`"${kernel}" not implemented for '${input.dtype.scalarName}'`);
    }
    requireDtype(input, 'end', end);
    if (isTensor(weight)) requireDtype(input, 'weight', weight);
    return pointwise(input.dtype, [input, end, weight], out, (to, [a, b, w]) => kernels.lerp(to, a, b, w));
  },
  derivative: {
    input: (grad, { weight }) => mul(grad, sub(1, weight)),
    end: (grad, { weight }) => mul(grad, weight),
    weight: (grad, { input, end }) => mul(grad, sub(end, input)),
  },
  inplace: true,
});

function requireDtype({ dtype }: Tensor, name: string, x: Tensor): void {
  if (x.dtype !== dtype)
    throw new RuntimeError(`expected dtype ${dtype.cName} for \`${name}\` but got dtype ${x.dtype.cName}`);
}

/**
 * Linear interpolation, input + weight · (end − input), elementwise.
 *
 * @param end where a weight of 1 leads, of the dtype of `input`
 * @param weight a number, or a tensor
 * @returns a new tensor
 * @throws RuntimeError for tensors of different dtypes; NotImplementedError for integers
 * @example
 * console.log(torch.lerp(torch.tensor([0, 10]), torch.tensor([4, 20]), 0.25)); // tensor([ 1.0000, 12.5000])
 * @see PyTorch: `torch.lerp`
 */
export function lerp(input: Tensor, end: Tensor, weight: Operand | { weight: Operand }): Tensor {
  return Lerp.apply(input, end, weight);
}

/** Options of {@link addcmul} and {@link addcdiv}. */
export interface ValueOptions {
  /** The factor of the product or the quotient; whole for integers. Default 1. */
  value?: Scalar;
}

const Addcmul = define({
  schema: 'addcmul(Tensor input, Tensor tensor1, Tensor tensor2, *, Scalar value=1)',
  forward: (input, tensor1, tensor2, value, out) =>
    pointwise(resultType(input, tensor1, tensor2), [input, tensor1, tensor2], out, (to, [a, b, c]) =>
      kernels.addcmul(to, a, b, c, Number(value)),
    ),
  derivative: {
    input: (grad) => grad,
    tensor1: (grad, { tensor2, value }) => mul(grad, mul(tensor2, value)),
    tensor2: (grad, { tensor1, value }) => mul(grad, mul(tensor1, value)),
  },
  inplace: true,
});

/**
 * input + value · tensor1 · tensor2, elementwise, with broadcasting.
 *
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.addcmul(torch.tensor([1, 1]), torch.tensor([2, 3]), torch.tensor([4, 5]), { value: 10 })); // tensor([ 81., 151.])
 * @see PyTorch: `torch.addcmul`
 */
export function addcmul(input: Tensor, tensor1: Tensor, tensor2: Tensor, options?: ValueOptions): Tensor {
  return Addcmul.apply(input, tensor1, tensor2, options);
}

const Addcdiv = define({
  schema: 'addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, *, Scalar value=1)',
  forward: (input, tensor1, tensor2, value, out) => {
    if (!resultType(tensor1, tensor2).is_floating_point)
      throw new RuntimeError(
        'Integer division with addcdiv is no longer supported, and in a future  release addcdiv will perform a true division of tensor1 and tensor2. ' +
          'The historic addcdiv behavior can be implemented as (input + value * torch.trunc(tensor1 / tensor2)).to(input.dtype) for integer inputs ' +
          'and as (input + value * tensor1 / tensor2) for float inputs. ' +
          'The future addcdiv behavior is just the latter implementation: (input + value * tensor1 / tensor2), for all dtypes.',
      );
    return pointwise(resultType(input, tensor1, tensor2), [input, tensor1, tensor2], out, (to, [a, b, c]) =>
      kernels.addcdiv(to, a, b, c, Number(value)),
    );
  },
  derivative: {
    input: (grad) => grad,
    tensor1: (grad, { tensor2, value }) => mul(grad, div(value, tensor2)),
    tensor2: (grad, { tensor1, tensor2, value }) => neg(mul(grad, div(mul(tensor1, value), mul(tensor2, tensor2)))),
  },
  inplace: true,
});

/**
 * input + value · tensor1 / tensor2, elementwise, with broadcasting.
 *
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast, and for a quotient of integers
 * @example
 * console.log(torch.addcdiv(torch.tensor([1, 1]), torch.tensor([2, 3]), torch.tensor([4, 5]), { value: 10 })); // tensor([6., 7.])
 * @see PyTorch: `torch.addcdiv`
 */
export function addcdiv(input: Tensor, tensor1: Tensor, tensor2: Tensor, options?: ValueOptions): Tensor {
  return Addcdiv.apply(input, tensor1, tensor2, options);
}
