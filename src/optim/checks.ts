import { RuntimeError, ValueError } from '../tensor/errors.js';
import { isTensor } from '../tensor/tensor.js';
import { formatOption } from './format.js';

/** Refuses a negative option, and NaN: `Invalid momentum value: -1`. */
export function requireNonNegative(options: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(options))
    if (!(Number(value) >= 0)) throw new ValueError(`Invalid ${name}: ${formatOption(value)}`);
}

/** Refuses a learning rate that is negative, or a tensor of several. */
export function requireLearningRate(lr: unknown): void {
  if (isTensor(lr) && lr.numel() !== 1) throw new ValueError('Tensor lr must be 1-element');
  requireNonNegative({ 'learning rate': lr });
}

/** Refuses decay rates outside [0, 1), and what is no pair. */
export function requireBetas(betas: readonly number[]): void {
  betas.forEach((beta, i) => {
    if (!(beta >= 0 && beta < 1)) throw new ValueError(`Invalid beta parameter at index ${i}: ${formatOption(beta)}`);
  });
  requirePair('betas', betas);
}

/** Refuses what is no pair of numbers. */
export function requirePair(name: string, pair: readonly number[]): void {
  if (pair.length !== 2) throw new ValueError(`${name} must be a pair of numbers, got ${formatOption(pair)}`);
}

/** Refuses options that say in different ways how to compute. */
export function requireOneImplementation(
  fused: boolean | null,
  foreach: boolean | null,
  differentiable: boolean,
): void {
  if (fused && differentiable) throw new RuntimeError('`fused` does not support `differentiable`');
  if (fused && foreach) throw new RuntimeError('`fused` and `foreach` cannot be `True` together.');
}
