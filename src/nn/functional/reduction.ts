import { mean, sum } from '../../ops/index.js';
import type { Trailing } from '../../tensor/constructor.js';
import { ValueError } from '../../tensor/errors.js';
import type { Tensor } from '../../tensor/tensor.js';

// How the losses of the elements become the result of a loss.

/** `mean` and `sum` give one number, `none` the loss of every element. */
export type Reduction = 'none' | 'mean' | 'sum';

/** Options of all losses. */
export interface LossOptions {
  /** How the losses of the elements become the result. Default 'mean'. */
  reduction?: Reduction;
  /** @deprecated Use `reduction`. */
  size_average?: boolean | null;
  /** @deprecated Use `reduction`. */
  reduce?: boolean | null;
}

/** The arguments that most losses have after their tensors. */
export type LossArguments<O = LossOptions> = Trailing<
  [size_average: boolean | null, reduce: boolean | null, reduction: Reduction],
  O
>;

/** The reduction that is meant, by its name or by the two switches that it once was. */
export function reductionOf(size_average: boolean | null, reduce: boolean | null, reduction: string): Reduction {
  if (size_average !== null || reduce !== null)
    return reduce === false ? 'none' : size_average === false ? 'sum' : 'mean';
  return requireReduction(reduction);
}

/** @throws ValueError for what is no reduction */
export function requireReduction(reduction: string): Reduction {
  if (reduction !== 'none' && reduction !== 'mean' && reduction !== 'sum')
    throw new ValueError(`${reduction} is not a valid value for reduction`);
  return reduction;
}

/** Reduces losses with ops. */
export function reduceLoss(losses: Tensor, reduction: string): Tensor {
  return reduction === 'none' ? losses : reduction === 'sum' ? sum(losses) : mean(losses);
}

/** What a reduction multiplies the gradient of each of `count` losses with. */
export const shareOf = (reduction: string, count: number): number => (reduction === 'mean' ? 1 / count : 1);
