import { mode } from '../autograd/modes.js';
import { engineOps } from '../autograd/node.js';
import { checkInPlace, rebaseHistory } from '../autograd/views.js';
import { kernels } from '../ndarray/kernels.js';
import { sameSizes } from '../ndarray/strided.js';
import { RuntimeError } from '../tensor/errors.js';
import { can_cast } from '../tensor/promotion.js';
import type { Tensor } from '../tensor/tensor.js';
import { requireNoInternalOverlap } from './memory.js';
import { anyGradient, hasGradient, OpNode, type InputFormula } from './op_node.js';

/**
 * The in-place form of an op: its value is written into `self`, its first argument, and the graph of `self` continues
 * with the op's node. Everything is checked before anything is written.
 */
export function writeInPlace(
  self: Tensor,
  values: readonly unknown[],
  nodeName: string,
  formulas: readonly InputFormula[],
  forward: (...values: readonly unknown[]) => Tensor,
): void {
  const recorded = mode.grad && self.dtype.is_floating_point && anyGradient(formulas, values);
  checkInPlace(self, recorded);
  requireNoInternalOverlap(self);
  const needsSelf = formulas.some(({ index, needs }) => needs.includes(0) && hasGradient(values[index]));
  // the values before they are overwritten stay in the graph, where second derivatives find them
  const before = recorded && needsSelf ? [engineOps.clone(self), ...values.slice(1)] : values;
  const node = recorded ? new OpNode(nodeName, formulas, values) : null;
  node?.save(before, null); // before the write, which may spoil an argument
  const result = forward(...values, self);
  if (result !== self) overwrite(self, result);
  self.version.value++;
  if (node === null) return;
  rebaseHistory(self, node);
  node.saveResult(self);
}

/** Refuses a result that the written-to tensor cannot hold, worded as PyTorch's. */
export function requireFits(self: Tensor, sizes: readonly number[], dtype: Tensor['dtype']): void {
  if (!sameSizes(self.sizes, sizes))
    throw new RuntimeError(
      `output with shape [${self.sizes.join(', ')}] doesn't match the broadcast shape [${sizes.join(', ')}]`,
    );
  if (!can_cast(dtype, self.dtype))
    throw new RuntimeError(
      `result type ${dtype.scalarName} can't be cast to the desired output type ${self.dtype.scalarName}`,
    );
}

function overwrite(self: Tensor, result: Tensor): void {
  requireFits(self, result.sizes, result.dtype);
  kernels.copy(self, result);
}
