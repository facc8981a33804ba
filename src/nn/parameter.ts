import { Signature } from '../tensor/signature.js';
import { emptyTensor, Tensor } from '../tensor/tensor.js';
import { get_default_dtype } from '../tensor/dtype.js';
import { RuntimeError } from '../tensor/errors.js';

// The two kinds of tensor that a module keeps: what is learnt, and what is only remembered.

const parameterSignature = new Signature('Parameter.__new__(Tensor? data=None, bool requires_grad=True)');
const bufferSignature = new Signature('Buffer.__new__(Tensor? data=None, *, bool persistent=True)');

/**
 * A tensor that a module learns. Assigned to a field of a module it is found by `parameters()`, and so by optimizers.
 *
 * It shares the elements of `data`, and is always a leaf.
 *
 * @example
 * const w = new torch.nn.Parameter(torch.zeros(2));
 * console.log(w); // Parameter containing:
 * // tensor([0., 0.], requires_grad=True)
 * @see PyTorch: `torch.nn.Parameter`
 */
export class Parameter extends Tensor {
  /**
   * @param data the initial values; an empty tensor if left out
   * @param requires_grad whether gradients flow to it; default true
   * @throws RuntimeError for integers that are to require a gradient
   */
  constructor(
    data?: Tensor | null | { data?: Tensor; requires_grad?: boolean },
    requires_grad?: boolean | { requires_grad?: boolean },
  ) {
    const [given, requiresGrad] = parameterSignature.bind([data, requires_grad]);
    const { storage, sizes, strides, offset, dtype, version } = given ?? emptyTensor([0], get_default_dtype());
    if (requiresGrad && !dtype.is_floating_point)
      throw new RuntimeError('Only Tensors of floating point and complex dtype can require gradients');
    super(storage, sizes, strides, offset, dtype);
    this.version = version;
    this.leafRequiresGrad = requiresGrad;
  }

  /** PyTorch's repr: `Parameter containing:` and the tensor. */
  override toString(): string {
    return `Parameter containing:\n${super.toString()}`;
  }

  /** In a template literal a parameter without dimensions is written in full, as in Python. */
  override [Symbol.toPrimitive](hint: 'string' | 'number' | 'default'): string | number | bigint | boolean {
    return hint === 'string' ? this.toString() : super[Symbol.toPrimitive](hint);
  }
}

/**
 * A tensor that a module keeps without learning it, such as a running mean. Assigned to a field of a module it is found by
 * `buffers()`, moves with `to()`, and is part of `state_dict()` if it is persistent.
 *
 * @example
 * class Counter extends torch.nn.Module {
 *   steps = new torch.nn.Buffer(torch.tensor(0n));
 *   forward(x: torch.Tensor) {
 *     this.steps.add_(1);
 *     return x;
 *   }
 * }
 * console.log(Object.keys(new Counter().state_dict())); // [ 'steps' ]
 * @see PyTorch: `torch.nn.Buffer`
 */
export class Buffer extends Tensor {
  /** Whether it is part of `state_dict()`. */
  readonly persistent: boolean;

  /**
   * @param data the initial values; an empty tensor if left out
   * @param options `persistent`: whether it is part of `state_dict()`; default true
   */
  constructor(data?: Tensor | null | { data?: Tensor; persistent?: boolean }, options?: { persistent?: boolean }) {
    const [given, persistent] = bufferSignature.bind([data, options]);
    const { storage, sizes, strides, offset, dtype, version } = given ?? emptyTensor([0], get_default_dtype());
    super(storage, sizes, strides, offset, dtype);
    this.version = version;
    this.persistent = persistent;
  }
}
