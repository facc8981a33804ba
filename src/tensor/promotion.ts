import { bool, float32, float64, get_default_dtype, int16, int32, int64, int8, uint8, type DType } from './dtype.js';

/** A number among tensors: a Python int when whole (or a bigint), a bool, and a Python float otherwise. */
export type Scalar = number | bigint | boolean;

const LADDER = [bool, uint8, int8, int16, int32, int64, float32, float64];

/**
 * The smallest dtype that holds the values of both.
 *
 * @example
 * console.log(torch.promote_types(torch.uint8, torch.int8)); // torch.int16
 */
export function promote_types(type1: DType, type2: DType): DType {
  if (type1 === type2) return type1;
  const [low, high] = LADDER.indexOf(type1) < LADDER.indexOf(type2) ? [type1, type2] : [type2, type1];
  return low === uint8 && high === int8 ? int16 : high;
}

/**
 * Whether a value of dtype `from_` may be stored as `to` by PyTorch's casting rules: never from float to integer, never
 * from number to bool.
 *
 * @example
 * console.log(torch.can_cast(torch.float32, torch.int64)); // false
 */
export function can_cast(from_: DType, to: DType): boolean {
  if (from_.is_floating_point && !to.is_floating_point) return false;
  return from_ === bool || to !== bool;
}

/** @internal The dtype of a number among tensors. */
export function scalarType(value: Scalar): DType {
  if (typeof value === 'boolean') return bool;
  return typeof value === 'bigint' || Number.isInteger(value) ? int64 : get_default_dtype();
}

const category = (type: DType) => (type.is_floating_point ? 2 : type === bool ? 0 : 1);

/** The stronger operand decides the dtype unless the weaker one is of a higher category (bool < integer < float). */
function combine(strong: DType | null, weak: DType | null): DType | null {
  if (strong === null || weak === null) return strong ?? weak;
  return category(weak) > category(strong) ? weak : strong;
}

/** @internal What promotion needs to know of a tensor. */
export interface Typed {
  readonly dtype: DType;
  readonly sizes: readonly number[];
}

/**
 * @internal The dtype in which operands are combined: tensors with dimensions come first, then 0-dim tensors, then
 * plain numbers; a later group only counts if it is of a higher category. Source: `torch.result_type`.
 */
export function resultType(...operands: (Typed | Scalar)[]): DType {
  const [first, second] = operands;
  if (operands.length === 2 && typeof first === 'object' && typeof second === 'number' && first.dtype.is_floating_point)
    return first.dtype;
  let dimensioned: DType | null = null;
  let zeroDim: DType | null = null;
  let plain: DType | null = null;
  const join = (a: DType | null, b: DType) => (a === null ? b : promote_types(a, b));
  for (const operand of operands) {
    if (typeof operand !== 'object') plain = join(plain, scalarType(operand));
    else if (operand.sizes.length > 0) dimensioned = join(dimensioned, operand.dtype);
    else zeroDim = join(zeroDim, operand.dtype);
  }
  return combine(dimensioned, combine(zeroDim, plain)) ?? get_default_dtype();
}
