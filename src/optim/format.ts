import { pythonRepr, type PythonReprOptions, type PythonValue } from '../tensor/python_number.js';
import { isTensor } from '../tensor/tensor.js';

/** Options that are floats in PyTorch, and print as such also when they are whole: `lr: 1.0`. */
export const FLOAT_OPTIONS: ReadonlySet<string> = new Set([
  ...['lr', 'initial_lr', 'max_lr', 'min_lr', 'base_momentum', 'max_momentum', 'momentum_decay'],
  ...['alpha', 'betas', 'eps', 'etas', 'lambd', 'rho', 'tolerance_change', 'tolerance_grad'],
]);

/** A value as Python's `str` writes it: a string and a tensor as they are, else `None`, `True`, `0.001`, `(0.9, 0.999)`. */
export function formatOption(value: unknown, options?: PythonReprOptions): string {
  return typeof value === 'string' || isTensor(value) ? `${value}` : pythonRepr(value as PythonValue, options);
}
