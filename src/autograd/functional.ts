import { pythonType, RuntimeError } from '../tensor/errors.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { grad } from './backward.js';
import { enable_grad } from './modes.js';
import { engineOps } from './node.js';

// Jacobians, Hessians and their products with vectors, of functions of tensors. Source: torch.autograd.functional.

/** One tensor or several. */
export type Tensors = Tensor | readonly Tensor[];

/** Options of the functions of this namespace. */
export interface FunctionalOptions {
  /** Whether the result can itself be differentiated. */
  create_graph?: boolean;
  /** Whether a result that does not depend on an input is an error instead of zeros. */
  strict?: boolean;
}

/** A tensor or a list of tensors as a list; `what` names it in the message. */
function asList(value: unknown, what: string, caller: string): readonly Tensor[] {
  if (isTensor(value)) return [value];
  if (Array.isArray(value) && value.every(isTensor)) return value;
  throw new TypeError(
    `The ${what} given to ${caller} must be either a Tensor or a tuple of Tensors but the given ${what} has type <class '${pythonType(value)}'>.`,
  );
}

const OUTPUTS = 'outputs of the user-provided function';

/** The results of `func` at copies of the inputs that require grad. */
function evaluate(func: (...inputs: Tensor[]) => Tensors, inputs: Tensors, caller: string, create_graph: boolean) {
  const given = asList(inputs, 'inputs', caller);
  const args = given.map((x) => (create_graph && x.requires_grad ? asView(x) : x.detach().requires_grad_()));
  const returned: unknown = func(...args);
  const outputs = asList(returned, OUTPUTS, caller);
  return { args, outputs, single: isTensor(returned), singleInput: isTensor(inputs) };
}

/** The same value at another place in the graph, so that derivatives with respect to it go no further. */
function asView(x: Tensor): Tensor {
  return engineOps.asStrided(x, x.sizes, x.strides, x.offset);
}

function requireGraph(outputs: readonly Tensor[], strict: boolean): void {
  const i = outputs.findIndex((x) => !x.requires_grad);
  if (strict && i >= 0)
    throw new RuntimeError(
      `Output ${i} of the user-provided function does not require gradients. The outputs must be computed in a ` +
        'differentiable manner from the input when running in strict mode.',
    );
}

/** The gradients of outputs, with zeros where an output does not depend on an input. */
function gradients(
  outputs: readonly Tensor[],
  inputs: readonly Tensor[],
  starts: readonly Tensor[],
  create_graph: boolean,
  strict: boolean,
): Tensor[] {
  const used = outputs.map((_, i) => i).filter((i) => outputs[i].requires_grad);
  const found: (Tensor | null)[] =
    used.length === 0
      ? inputs.map(() => null)
      : grad(
          used.map((i) => outputs[i]),
          inputs,
          used.map((i) => starts[i]),
          { allow_unused: true, create_graph, retain_graph: true },
        );
  return found.map((g, i) => {
    if (g === null && strict)
      throw new RuntimeError(
        `The output of the user-provided function is independent of input ${i}. This is not allowed in strict mode.`,
      );
    return g ?? engineOps.fullLike(inputs[i], 0);
  });
}

function checkVector(v: Tensors | null | undefined, like: readonly Tensor[], whatIsSingle: string): readonly Tensor[] {
  if (v === null || v === undefined) {
    if (like.length !== 1 || like[0].numel() !== 1)
      throw new RuntimeError(`The vector v can only be None if ${whatIsSingle} a single Tensor with a single element.`);
    return like.map((x) => engineOps.fullLike(x, 1));
  }
  const list = isTensor(v) ? [v] : v;
  if (list.length !== like.length)
    throw new RuntimeError(`v is a tuple of invalid length: should be ${like.length} but got ${list.length}.`);
  list.forEach((x, i) => {
    if (x.sizes.join() !== like[i].sizes.join())
      throw new RuntimeError(
        list.length === 1
          ? `v has invalid size: should be ${like[0].shape} but got ${x.shape}.`
          : `Entry ${i} in v has invalid size: should be ${like[i].shape} but got ${x.shape}.`,
      );
  });
  return list;
}

const unwrap = (list: readonly Tensor[], single: boolean): Tensor & Tensor[] =>
  (single ? list[0] : list) as Tensor & Tensor[];
const detachUnless = (keep: boolean, list: readonly Tensor[]) => (keep ? list : list.map((x) => x.detach()));

/** The product of a vector with the Jacobian: [outputs, vᵀJ]. */
export function vjp(
  func: (...inputs: Tensor[]) => Tensors,
  inputs: Tensors,
  v: Tensors | null = null,
  options: FunctionalOptions = {},
): [Tensors, Tensors] {
  const { create_graph = false, strict = false } = options;
  return enable_grad(() => {
    const { args, outputs, single, singleInput } = evaluate(func, inputs, 'vjp', create_graph);
    requireGraph(outputs, strict);
    const vector = checkVector(v, outputs, 'the user-provided function returns');
    const product = gradients(outputs, args, vector, create_graph, strict);
    return [
      unwrap(detachUnless(create_graph, outputs), single),
      unwrap(detachUnless(create_graph, product), singleInput),
    ];
  });
}

/** The product of the Jacobian with a vector: [outputs, Jv], by differentiating vᵀJ with respect to v twice. */
export function jvp(
  func: (...inputs: Tensor[]) => Tensors,
  inputs: Tensors,
  v: Tensors | null = null,
  options: FunctionalOptions = {},
): [Tensors, Tensors] {
  const { create_graph = false, strict = false } = options;
  return enable_grad(() => {
    const { args, outputs, single } = evaluate(func, inputs, 'jvp', create_graph);
    requireGraph(outputs, strict);
    const vector = checkVector(v, args, 'the input to the user-provided function is');
    const dummies = outputs.map((x) => engineOps.fullLike(x, 0).requires_grad_());
    const backwards = gradients(outputs, args, dummies, true, strict);
    const product = gradients(backwards, dummies, vector, create_graph, strict);
    return [unwrap(detachUnless(create_graph, outputs), single), unwrap(detachUnless(create_graph, product), single)];
  });
}

/**
 * The Jacobian of `func`: J[i…, j…] = ∂output[i…]/∂input[j…].
 *
 * @param func a function of tensors that returns a tensor or a list of tensors
 * @param inputs the point: a tensor, or a list of arguments
 * @returns for one input and one output a tensor of sizes [...output, ...input]; otherwise lists of them
 * @throws TypeError for what is no tensor
 * @example
 * const x = torch.tensor([1, 2]);
 * console.log(torch.autograd.functional.jacobian((x) => x.pow(2), x)); // tensor([[2., 0.],
 * //         [0., 4.]])
 * @see PyTorch: `torch.autograd.functional.jacobian`
 */
export function jacobian(
  func: (...inputs: Tensor[]) => Tensors,
  inputs: Tensors,
  options: FunctionalOptions = {},
): Tensor & Tensor[] & Tensor[][] {
  const { create_graph = false, strict = false } = options;
  return enable_grad(() => {
    const { args, outputs, single, singleInput } = evaluate(func, inputs, 'jacobian', create_graph);
    requireGraph(outputs, strict);
    const rows = outputs.map((output) => {
      const perElement: Tensor[][] = [];
      for (let j = 0; j < output.numel(); j++) {
        const start = engineOps.fullLike(output, 0);
        start.storage.data[start.storage.start + j] = 1 as never;
        perElement.push(gradients([output], args, [start], create_graph, strict));
      }
      const blocks = args.map((input, i) =>
        engineOps.stack(perElement.map((list) => list[i])).view([...output.sizes, ...input.sizes]),
      );
      return unwrap(detachUnless(create_graph, blocks), singleInput);
    });
    return (single ? rows[0] : rows) as Tensor & Tensor[] & Tensor[][];
  });
}

/** A function to differentiate twice must return one number. */
function requireScalar(output: Tensors, caller: string): Tensor {
  const list = asList(output, OUTPUTS, caller);
  if (list.length !== 1 || list[0].numel() !== 1)
    throw new RuntimeError(`The Tensor returned by the function given to ${caller} should contain a single element`);
  return list[0].sizes.length === 0 ? list[0] : list[0].view([]);
}

/**
 * The Hessian of a function with one number as its result: H[i…, j…] = ∂²output/∂input[i…]∂input[j…].
 *
 * @param func a function of tensors that returns a tensor with one element
 * @param inputs the point: a tensor, or a list of arguments
 * @returns for one input a tensor of sizes [...input, ...input]; otherwise a list of lists
 * @throws RuntimeError where the result has several elements
 * @example
 * const x = torch.tensor([1, 2]);
 * console.log(torch.autograd.functional.hessian((x) => x.pow(3).sum(), x)); // tensor([[ 6.,  0.],
 * //         [ 0., 12.]])
 * @see PyTorch: `torch.autograd.functional.hessian`
 */
export function hessian(
  func: (...inputs: Tensor[]) => Tensors,
  inputs: Tensors,
  options: FunctionalOptions = {},
): Tensor & Tensor[] & Tensor[][] {
  asList(inputs, 'inputs', 'hessian');
  const gradient = (...list: Tensor[]): Tensors => {
    const output = requireScalar(func(...list), 'hessian');
    const found = gradients([output], list, [engineOps.fullLike(output, 1)], true, options.strict ?? false);
    return isTensor(inputs) ? found[0] : found;
  };
  return jacobian(gradient, inputs, options);
}

/** The product of a vector with the Hessian: [output, vᵀH]. */
export function vhp(
  func: (...inputs: Tensor[]) => Tensors,
  inputs: Tensors,
  v: Tensors | null = null,
  options: FunctionalOptions = {},
): [Tensor, Tensors] {
  const { create_graph = false, strict = false } = options;
  return enable_grad(() => {
    const { args, outputs, singleInput } = evaluate(func, inputs, 'vhp', create_graph);
    const output = requireScalar(outputs[0], 'vhp');
    const vector = checkVector(v, args, 'the input to the user-provided function is');
    const first = gradients([output], args, [engineOps.fullLike(output, 1)], true, strict);
    const product = gradients(first, args, vector, create_graph, strict);
    return [detachUnless(create_graph, [output])[0], unwrap(detachUnless(create_graph, product), singleInput)];
  });
}

/** The product of the Hessian with a vector: [output, Hv]. The Hessian is symmetric, so this is {@link vhp}. */
export function hvp(
  func: (...inputs: Tensor[]) => Tensors,
  inputs: Tensors,
  v: Tensors | null = null,
  options: FunctionalOptions = {},
): [Tensor, Tensors] {
  return vhp(func, inputs, v, options);
}
