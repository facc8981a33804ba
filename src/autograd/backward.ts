import { sameSizes } from '../ndarray/strided.js';
import { RuntimeError } from '../tensor/errors.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { runBackward } from './engine.js';
import { engineOps } from './node.js';

const asList = <T>(x: T | readonly T[]): readonly T[] => (Array.isArray(x) ? (x as readonly T[]) : [x as T]);

/** Options of a backward pass. */
export interface BackwardOptions {
  /** Keeps saved values, so that backward can run again. Default: the value of `create_graph`. */
  retain_graph?: boolean | null;
  /** Records the gradients themselves, for higher derivatives. */
  create_graph?: boolean;
  /** Accumulates only into these tensors. */
  inputs?: Tensor | readonly Tensor[] | null;
}

/** The gradients to start from: those given, and 1 for a root with one element. */
function rootGradients(roots: readonly Tensor[], given: readonly (Tensor | null | undefined)[]): Tensor[] {
  return roots.map((root, i) => {
    const grad = given[i] ?? null;
    if (grad !== null) {
      if (!sameSizes(grad.sizes, root.sizes))
        throw new RuntimeError(
          `Mismatch in shape: grad_output[${i}] has a shape of ${grad.shape} and output[${i}] has a shape of ${root.shape}.`,
        );
      return grad.dtype === root.dtype ? grad : engineOps.cast(grad, root.dtype);
    }
    if (!root.requires_grad)
      throw new RuntimeError(`element ${i} of tensors does not require grad and does not have a grad_fn`);
    if (root.numel() !== 1) throw new RuntimeError('grad can be implicitly created only for scalar outputs');
    return engineOps.fullLike(root, 1);
  });
}

function requireGraph(roots: readonly Tensor[]): void {
  roots.forEach((root, i) => {
    if (!root.requires_grad)
      throw new RuntimeError(`element ${i} of tensors does not require grad and does not have a grad_fn`);
  });
}

/**
 * Adds d(Σᵢ tensorsᵢ · grad_tensorsᵢ)/d(leaf) to the `grad` of every leaf that requires grad.
 *
 * @param tensors the results to differentiate
 * @param grad_tensors the gradient of each result; may be left out for results with one element
 * @throws RuntimeError where there is no graph, for results of several elements without gradients, for a graph already freed
 * @example
 * const x = torch.tensor([3], { requires_grad: true });
 * torch.autograd.backward([x.mul(x)], [torch.ones(1)]);
 * console.log(x.grad); // tensor([6.])
 */
export function backward(
  tensors: Tensor | readonly Tensor[],
  grad_tensors:
    | Tensor
    | readonly (Tensor | null)[]
    | (BackwardOptions & { grad_tensors?: Tensor | readonly (Tensor | null)[] })
    | null = null,
  options: BackwardOptions = {},
): void {
  if (grad_tensors !== null && !isTensor(grad_tensors) && !Array.isArray(grad_tensors)) {
    options = { ...grad_tensors, ...options };
    grad_tensors = (grad_tensors as { grad_tensors?: Tensor }).grad_tensors ?? null;
  }
  const roots = asList(tensors);
  const inputs = options.inputs === undefined || options.inputs === null ? null : asList(options.inputs as Tensor);
  if (inputs !== null && inputs.length === 0)
    throw new RuntimeError("'inputs' argument to backward() cannot be empty.");
  const grads = rootGradients(roots, grad_tensors === null ? [] : asList(grad_tensors as Tensor));
  requireGraph(roots);
  const createGraph = options.create_graph ?? false;
  runBackward({ roots, grads, inputs, createGraph, keepGraph: options.retain_graph ?? createGraph, accumulate: true });
}

/** Options of {@link grad}. */
export interface GradOptions {
  /** The gradient of each output; may be left out for outputs with one element. */
  grad_outputs?: Tensor | readonly (Tensor | null)[] | null;
  /** Keeps saved values, so that backward can run again. Default: the value of `create_graph`. */
  retain_graph?: boolean | null;
  /** Records the gradients themselves, for higher derivatives. */
  create_graph?: boolean;
  /** Gives null for inputs that the outputs do not depend on, instead of throwing. */
  allow_unused?: boolean | null;
  /** Gives zeros for inputs that the outputs do not depend on. */
  materialize_grads?: boolean;
}

/**
 * The gradients d(Σ outputs · grad_outputs)/d(input), one for each input; nothing is accumulated.
 *
 * @param outputs what to differentiate
 * @param inputs with respect to what
 * @returns one gradient for each input; null for an unused one with `allow_unused`
 * @throws RuntimeError where an input does not require grad, or is not used
 * @example
 * const x = torch.tensor(2, { requires_grad: true });
 * const [dy] = torch.autograd.grad(x.pow(3), x, { create_graph: true });
 * const [ddy] = torch.autograd.grad(dy, x);
 * console.log(`${dy} ${ddy}`); // 12.0 12.0
 */
export function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: Tensor | readonly Tensor[],
  grad_outputs: Tensor | readonly (Tensor | null)[] | GradOptions | null = null,
  options: GradOptions = {},
): Tensor[] {
  if (grad_outputs !== null && !isTensor(grad_outputs) && !Array.isArray(grad_outputs)) {
    options = { ...(grad_outputs as GradOptions), ...options };
    grad_outputs = options.grad_outputs ?? null;
  }
  const roots = asList(outputs);
  const wanted = asList(inputs);
  const { create_graph = false, materialize_grads = false } = options;
  if (materialize_grads && options.allow_unused === false)
    throw new RuntimeError(
      'Expected allow_unused to be True or not passed when materialize_grads=True, but got: allow_unused=False.',
    );
  const grads = rootGradients(roots, grad_outputs === null ? [] : asList(grad_outputs as Tensor));
  requireGraph(roots);
  for (const input of wanted)
    if (!input.requires_grad) throw new RuntimeError('One of the differentiated Tensors does not require grad');
  const keepGraph = options.retain_graph ?? create_graph;
  const found = runBackward({ roots, grads, inputs: wanted, createGraph: create_graph, keepGraph, accumulate: false });
  const missing = found.indexOf(null);
  if (missing >= 0 && !options.allow_unused && !materialize_grads)
    throw new RuntimeError(
      `The differentiated Tensor at index ${missing} appears to not have been used in the graph. ` +
        'Set allow_unused=True if this is the desired behavior.',
    );
  return found.map((g, i) => (g === null && materialize_grads ? engineOps.fullLike(wanted[i], 0) : g)) as Tensor[];
}
