import type { DType } from '../tensor/dtype.js';
import { pythonType, RuntimeError } from '../tensor/errors.js';
import { resultType, type Scalar } from '../tensor/promotion.js';
import { Signature } from '../tensor/signature.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { sameSizes } from '../ndarray/strided.js';

// Questions about tensors, asked as functions.

/**
 * Whether a value is a tensor.
 *
 * @param obj any value
 * @example
 * console.log(torch.is_tensor(torch.zeros(2)), torch.is_tensor([0, 0])); // true false
 * @see PyTorch: `torch.is_tensor`
 */
export function is_tensor(obj: unknown): obj is Tensor {
  return isTensor(obj);
}

/** The tensor that a function of one tensor was called with. */
function only(name: string, input: unknown): Tensor {
  if (!isTensor(input))
    throw new TypeError(`${name}(): argument 'input' (position 1) must be Tensor, not ${pythonType(input)}`);
  return input;
}

/**
 * Whether the dtype of `input` is `float32` or `float64`.
 *
 * @throws TypeError for what is no tensor
 * @example
 * console.log(torch.is_floating_point(torch.zeros(2))); // true
 * @see PyTorch: `torch.is_floating_point`
 */
export function is_floating_point(input: Tensor): boolean {
  return only('is_floating_point', input).dtype.is_floating_point;
}

/**
 * Whether the elements of `input` are complex: never.
 *
 * @throws TypeError for what is no tensor
 * @example
 * console.log(torch.is_complex(torch.zeros(2))); // false
 * @see PyTorch: `torch.is_complex`
 */
export function is_complex(input: Tensor): boolean {
  return only('is_complex', input).is_complex();
}

/**
 * Whether the dtype of `input` is signed.
 *
 * @throws TypeError for what is no tensor
 * @example
 * console.log(torch.is_signed(torch.zeros(2, { dtype: torch.uint8 }))); // false
 * @see PyTorch: `torch.is_signed`
 */
export function is_signed(input: Tensor): boolean {
  return only('is_signed', input).dtype.is_signed;
}

/**
 * Whether the one element of `input` is not zero.
 *
 * @throws RuntimeError where there is not exactly one element
 * @example
 * console.log(torch.is_nonzero(torch.tensor([0.5]))); // true
 * @see PyTorch: `torch.is_nonzero`
 */
export function is_nonzero(input: Tensor): boolean {
  const n = only('is_nonzero', input).numel();
  if (n !== 1)
    throw new RuntimeError(
      `Boolean value of Tensor with ${n === 0 ? 'no values' : 'more than one value'} is ambiguous`,
    );
  return Number(input.item()) !== 0;
}

/**
 * Whether two tensors have the same sizes.
 *
 * @throws TypeError for what is no tensor
 * @example
 * console.log(torch.is_same_size(torch.zeros(2), torch.zeros(2, 1))); // false
 * @see PyTorch: `torch.is_same_size`
 */
export function is_same_size(input: Tensor, other: Tensor): boolean {
  return sameSizes(only('is_same_size', input).sizes, only('is_same_size', other).sizes);
}

/**
 * The number of elements.
 *
 * @throws TypeError for what is no tensor
 * @example
 * console.log(torch.numel(torch.zeros(2, 3))); // 6
 * @see PyTorch: `torch.numel`
 */
export function numel(input: Tensor): number {
  return only('numel', input).numel();
}

const ResultType = new Signature('result_type(Operand tensor, Operand other)');

/**
 * The dtype in which two operands are combined: tensors with dimensions come first, then 0-dim tensors, then numbers;
 * a later group only counts if it is of a higher category (bool < integer < float).
 *
 * @param tensor a tensor or a number
 * @param other a tensor or a number
 * @example
 * console.log(torch.result_type(torch.arange(2), 0.5)); // torch.float32
 * @see PyTorch: `torch.result_type`
 */
export function result_type(tensor: Tensor | Scalar, other: Tensor | Scalar): DType {
  return resultType(...ResultType.bind([tensor, other]));
}
