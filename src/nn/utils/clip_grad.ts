import { no_grad } from '../../autograd/modes.js';
import { clamp, div, stack, tensor } from '../../ops/index.js';
import { vector_norm } from '../../ops/linalg.js';
import type { Trailing } from '../../tensor/constructor.js';
import { RuntimeError } from '../../tensor/errors.js';
import { pythonFloat } from '../../tensor/python_number.js';
import { Signature } from '../../tensor/signature.js';
import { isTensor, type Tensor } from '../../tensor/tensor.js';

// Keeping gradients from exploding.

/** One tensor, or several. */
export type Tensors = Tensor | Iterable<Tensor>;

/** Options of the clipping functions. */
export interface ClipOptions {
  /** Which norm: 1, 2, `Infinity`, … Default 2. */
  norm_type?: number;
  /** Whether a norm that is NaN or infinite is an error. Default false. */
  error_if_nonfinite?: boolean;
  /** Accepted and without effect. */
  foreach?: boolean | null;
}

const listOf = (tensors: Tensors): Tensor[] => (isTensor(tensors) ? [tensors] : [...tensors]);
const gradientsOf = (parameters: Tensors): Tensor[] =>
  listOf(parameters).flatMap(({ grad }) => (grad === null ? [] : [grad]));

const totalNormSignature = new Signature(
  'get_total_norm(any tensors, float norm_type=2, bool error_if_nonfinite=False, bool? foreach=None)',
);

/**
 * The norm of all elements of all tensors together.
 *
 * @param tensors a tensor or several
 * @param options `norm_type` (default 2), `error_if_nonfinite` (default false)
 * @returns a 0-dim tensor
 * @throws RuntimeError for a norm that is not finite, if asked for
 * @example
 * console.log(torch.nn.utils.get_total_norm([torch.tensor([3]), torch.tensor([0, 4])])); // tensor(5.)
 * @see PyTorch: `torch.nn.utils.get_total_norm`
 */
export function get_total_norm(
  tensors: Tensors,
  ...options: Trailing<[norm_type: number, error_if_nonfinite: boolean, foreach: boolean | null], ClipOptions>
): Tensor {
  const [given, p, error_if_nonfinite] = totalNormSignature.bind([tensors, ...options]);
  const list = listOf(given as Tensors);
  if (list.length === 0) return tensor(0);
  const total = no_grad(() => vector_norm(stack(list.map((x) => vector_norm(x, p))), p));
  if (error_if_nonfinite && !Number.isFinite(total.item()))
    throw new RuntimeError(
      `The total norm of order ${pythonFloat(p)} for gradients from \`parameters\` is non-finite, so it cannot be clipped. ` +
        'To disable this error and scale the gradients by the non-finite norm anyway, set `error_if_nonfinite=False`',
    );
  return total;
}

/**
 * Multiplies the gradients of all parameters by max_norm / total_norm, where that is less than 1.
 *
 * @param parameters a parameter or several
 * @param max_norm the largest norm that the gradients may have together
 * @param total_norm the norm that they have
 * @example
 * const w = torch.ones(2, { requires_grad: true });
 * w.mul(3).sum().backward();
 * torch.nn.utils.clip_grads_with_norm_(w, 1, torch.tensor(6));
 * console.log(w.grad); // tensor([0.5000, 0.5000])
 * @see PyTorch: `torch.nn.utils.clip_grads_with_norm_`
 */
export function clip_grads_with_norm_(parameters: Tensors, max_norm: number, total_norm: Tensor): void {
  no_grad(() => {
    const factor = clamp(div(max_norm, total_norm.add(1e-6)), { max: 1 });
    for (const grad of gradientsOf(parameters)) grad.mul_(factor);
  });
}

const clipNormSignature = new Signature(
  'clip_grad_norm_(any parameters, float max_norm, float norm_type=2, bool error_if_nonfinite=False, bool? foreach=None)',
);

/**
 * Scales the gradients of all parameters down, in place, so that their norm is at most `max_norm`; the norm is that of all
 * elements together.
 *
 * @param parameters a parameter or several; those without a gradient are left out
 * @param max_norm the largest norm that they may have
 * @param options `norm_type` (default 2), `error_if_nonfinite` (default false)
 * @returns the norm before
 * @throws RuntimeError for a norm that is not finite, if asked for
 * @example
 * const w = torch.ones(2, { requires_grad: true });
 * w.mul(torch.tensor([3, 4])).sum().backward();
 * console.log(torch.nn.utils.clip_grad_norm_(w, 1), w.grad); // tensor(5.) tensor([0.6000, 0.8000])
 * @see PyTorch: `torch.nn.utils.clip_grad_norm_`; Pascanu et al., On the difficulty of training recurrent neural networks
 */
export function clip_grad_norm_(
  parameters: Tensors,
  max_norm: number | (ClipOptions & { max_norm: number }),
  ...options: Trailing<[norm_type: number, error_if_nonfinite: boolean, foreach: boolean | null], ClipOptions>
): Tensor {
  const [given, limit, p, error_if_nonfinite] = clipNormSignature.bind([parameters, max_norm, ...options]);
  const list = listOf(given as Tensors);
  const total = get_total_norm(gradientsOf(list), p, error_if_nonfinite);
  clip_grads_with_norm_(list, limit, total);
  return total;
}

const clipValueSignature = new Signature('clip_grad_value_(any parameters, float clip_value, bool? foreach=None)');

/**
 * Clips every element of the gradients of all parameters to [−clip_value, clip_value], in place.
 *
 * @param parameters a parameter or several; those without a gradient are left out
 * @param clip_value the largest magnitude that an element may have
 * @example
 * const w = torch.ones(2, { requires_grad: true });
 * w.mul(torch.tensor([3, -0.5])).sum().backward();
 * torch.nn.utils.clip_grad_value_(w, 1);
 * console.log(w.grad); // tensor([ 1.0000, -0.5000])
 * @see PyTorch: `torch.nn.utils.clip_grad_value_`
 */
export function clip_grad_value_(
  parameters: Tensors,
  clip_value: number | { clip_value: number; foreach?: boolean | null },
  foreach?: boolean | null | { foreach?: boolean | null },
): void {
  const [given, limit] = clipValueSignature.bind([parameters, clip_value, foreach]);
  no_grad(() => {
    for (const grad of gradientsOf(given as Tensors)) grad.clamp_(-limit, limit);
  });
}
