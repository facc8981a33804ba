import type { Trailing } from '../../tensor/constructor.js';
import { isOptions } from '../../tensor/signature.js';
import type { Tensor } from '../../tensor/tensor.js';
import { elu, hardtanh, leaky_relu, rrelu } from './rectifiers.js';

// Activations that write their result into the input.

/** What was given in order or by name, by name, and that the result is written into the input. */
const inPlace = (names: readonly string[], args: readonly unknown[]): object => {
  const last = args.at(-1);
  const inOrder = isOptions(last) ? args.slice(0, -1) : args;
  const entries = inOrder.map((value, i) => [names[i], value] as const);
  return { ...Object.fromEntries(entries), ...(isOptions(last) ? last : {}), inplace: true };
};

/**
 * The same as {@link elu} with `inplace`.
 *
 * @param args `alpha` (default 1)
 * @returns `input`
 * @example
 * console.log(torch.nn.functional.elu_(torch.tensor([-1, 2]))); // tensor([-0.6321,  2.0000])
 * @see PyTorch: `torch.nn.functional.elu_`
 */
export function elu_(input: Tensor, ...args: Trailing<[alpha: number], { alpha?: number }>): Tensor {
  return elu(input, inPlace(['alpha'], args));
}

/**
 * The same as {@link leaky_relu} with `inplace`.
 *
 * @param args `negative_slope` (default 0.01)
 * @returns `input`
 * @example
 * console.log(torch.nn.functional.leaky_relu_(torch.tensor([-1, 2]), 0.5)); // tensor([-0.5000,  2.0000])
 * @see PyTorch: `torch.nn.functional.leaky_relu_`
 */
export function leaky_relu_(
  input: Tensor,
  ...args: Trailing<[negative_slope: number], { negative_slope?: number }>
): Tensor {
  return leaky_relu(input, inPlace(['negative_slope'], args));
}

/**
 * The same as {@link hardtanh} with `inplace`.
 *
 * @param args `min_val` (default -1), `max_val` (default 1)
 * @returns `input`
 * @throws ValueError where `min_val` is greater than `max_val`
 * @example
 * console.log(torch.nn.functional.hardtanh_(torch.tensor([-3, 0.5]))); // tensor([-1.0000,  0.5000])
 * @see PyTorch: `torch.nn.functional.hardtanh_`
 */
export function hardtanh_(
  input: Tensor,
  ...args: Trailing<[min_val: number, max_val: number], { min_val?: number; max_val?: number }>
): Tensor {
  return hardtanh(input, inPlace(['min_val', 'max_val'], args));
}

/**
 * The same as {@link rrelu} with `inplace`.
 *
 * @param args `lower` (default 1/8), `upper` (default 1/3), `training` (default false)
 * @returns `input`
 * @throws RuntimeError where `lower` is greater than `upper`
 * @example
 * console.log(torch.nn.functional.rrelu_(torch.tensor([-1, 2]), 0.25, 0.75)); // tensor([-0.5000,  2.0000])
 * @see PyTorch: `torch.nn.functional.rrelu_`
 */
export function rrelu_(
  input: Tensor,
  ...args: Trailing<
    [lower: number, upper: number, training: boolean],
    { lower?: number; upper?: number; training?: boolean }
  >
): Tensor {
  return rrelu(input, inPlace(['lower', 'upper', 'training'], args));
}
