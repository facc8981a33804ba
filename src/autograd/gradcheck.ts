import { kernels } from '../ndarray/kernels.js';
import { ValueError } from '../tensor/errors.js';
import { emptyTensor, isTensor, type Tensor } from '../tensor/tensor.js';
import { toElement } from '../ndarray/element.js';
import { grad } from './backward.js';
import { enable_grad, no_grad } from './modes.js';
import { engineOps } from './node.js';

/** A gradient that does not agree with the differences of values. */
export class GradcheckError extends Error {
  /** The name of the class. */
  override name = 'GradcheckError';
}

/** A function of the inputs: of one, or of each of a list. */
export type FunctionOf<Inputs> = (
  ...inputs: Inputs extends readonly unknown[] ? Inputs : [Inputs]
) => Tensor | readonly Tensor[];

/** Options of {@link gradcheck}. */
export interface GradcheckOptions {
  /** The step of the differences. Default 1e-6. */
  eps?: number;
  /** Absolute tolerance. Default 1e-5. */
  atol?: number;
  /** Relative tolerance. Default 1e-3. */
  rtol?: number;
  /** Whether a mismatch throws (the default) or gives false. */
  raise_exception?: boolean;
}

type Matrix = number[][];

/** The elements of a tensor by position, wherever they lie. */
function positions(x: Tensor): number[] {
  const found: number[] = [];
  const walk = (d: number, at: number): void => {
    if (d === x.sizes.length) found.push(at);
    else for (let i = 0; i < x.sizes[d]; i++) walk(d + 1, at + i * x.strides[d]);
  };
  walk(0, x.offset);
  return found;
}

const values = (x: Tensor): number[] => positions(x).map((at) => Number(x.storage.data[x.storage.start + at]));

function asList(result: Tensor | readonly Tensor[]): Tensor[] {
  return (isTensor(result) ? [result] : [...result]).filter((x) => isTensor(x) && x.dtype.is_floating_point);
}

/** ∂outputs/∂input by central differences: for each output a matrix [elements of input][elements of output]. */
function numericalJacobians(f: () => Tensor[], input: Tensor, eps: number): Matrix[] {
  const columns = positions(input).map((at) => {
    const write = (value: number) =>
      (input.storage.data[input.storage.start + at] = toElement(input.dtype.name, value) as never);
    const original = Number(input.storage.data[input.storage.start + at]);
    write(original + eps);
    const above = f().map(values);
    write(original - eps);
    const below = f().map(values);
    write(original);
    return above.map((list, k) => list.map((y, j) => (y - below[k][j]) / (2 * eps)));
  });
  const outputs = f().length;
  return Array.from({ length: outputs }, (_, k) => columns.map((column) => column[k]));
}

/** ∂output/∂inputs by backward, one element of the output at a time: for each input [its elements][elements of output]. */
function analyticalJacobians(output: Tensor, inputs: readonly Tensor[]): Matrix[] {
  const jacobians: Matrix[] = inputs.map((input) => Array.from({ length: input.numel() }, () => []));
  for (let j = 0; j < output.numel(); j++) {
    const one = engineOps.fullLike(output, 0);
    one.storage.data[one.storage.start + j] = 1 as never;
    const grads = grad(output, inputs, one, { retain_graph: true, allow_unused: true });
    jacobians.forEach((jacobian, i) => {
      const g = grads[i] as Tensor | null;
      const list = g === null ? [] : values(g);
      jacobian.forEach((row, k) => row.push(list[k] ?? 0));
    });
  }
  return jacobians;
}

function asTensor(matrix: Matrix, like: Tensor): Tensor {
  const x = emptyTensor([matrix.length, matrix[0]?.length ?? 0], like.dtype);
  kernels.fill(x, 0);
  matrix.flat().forEach((value, i) => (x.storage.data[x.storage.start + i] = value as never));
  return x;
}

/**
 * Checks the gradients of `func` against central differences (f(x + ε) − f(x − ε)) / 2ε. Use float64 inputs.
 *
 * @param func a function of the inputs that returns a tensor, or several
 * @param inputs a tensor or a list of arguments; gradients of the float tensors that require grad are checked
 * @returns true where all agree: |a − n| ≤ atol + rtol·|n|
 * @throws GradcheckError where one does not, unless `raise_exception` is false; ValueError where no input requires grad
 * @example
 * const x = torch.tensor([1, 2], { dtype: torch.float64, requires_grad: true });
 * console.log(torch.autograd.gradcheck((x) => x.pow(3), [x])); // true
 * @see PyTorch: `torch.autograd.gradcheck`
 */
export function gradcheck<const Inputs extends Tensor | readonly unknown[]>(
  func: FunctionOf<Inputs>,
  inputs: Inputs,
  options?: GradcheckOptions,
): boolean;
export function gradcheck(
  func: FunctionOf<never[]>,
  inputs: Tensor | readonly unknown[],
  options: GradcheckOptions = {},
): boolean {
  const { eps = 1e-6, atol = 1e-5, rtol = 1e-3, raise_exception = true } = options;
  const args = isTensor(inputs) ? [inputs] : [...inputs];
  const wanted = args.filter((x): x is Tensor => isTensor(x) && x.requires_grad);
  const fail = (error: Error): false => {
    if (raise_exception) throw error;
    return false;
  };
  if (wanted.length === 0)
    return fail(
      new ValueError(
        'gradcheck expects at least one input tensor to require gradient, but none of them have requires_grad=True.',
      ),
    );
  const evaluate = () => asList(func(...(args as never[])));
  const outputs = evaluate();
  const numerical = wanted.map((input) => no_grad(() => numericalJacobians(evaluate, input, eps)));
  for (const [k, output] of outputs.entries()) {
    const analytical = output.requires_grad ? analyticalJacobians(output, wanted) : null;
    for (const [i, input] of wanted.entries()) {
      const expected = numerical[i][k];
      const got = analytical?.[i] ?? expected.map((row) => row.map(() => 0));
      const agrees = expected.every((row, a) =>
        row.every((n, b) => n === got[a][b] || Math.abs(got[a][b] - n) <= atol + rtol * Math.abs(n)),
      );
      if (!agrees)
        return fail(
          new GradcheckError(
            `Jacobian mismatch for output ${k} with respect to input ${i},\n` +
              `numerical:${asTensor(expected, output)}\nanalytical:${asTensor(got, input)}\n`,
          ),
        );
    }
  }
  return true;
}

/**
 * Checks the second derivatives of `func`: the gradients of its gradients, against differences of the gradients.
 *
 * @param func a function of the inputs that returns a tensor, or several
 * @param inputs a tensor or a list of arguments
 * @param grad_outputs the gradients to start from; ones if left out
 * @returns true where all agree
 * @throws GradcheckError where one does not, unless `raise_exception` is false
 * @example
 * const x = torch.tensor([1, 2], { dtype: torch.float64, requires_grad: true });
 * console.log(torch.autograd.gradgradcheck((x) => x.sin(), [x])); // true
 * @see PyTorch: `torch.autograd.gradgradcheck`
 */
export function gradgradcheck<const Inputs extends Tensor | readonly unknown[]>(
  func: FunctionOf<Inputs>,
  inputs: Inputs,
  grad_outputs?: Tensor | readonly Tensor[] | null,
  options?: GradcheckOptions,
): boolean;
export function gradgradcheck(
  func: FunctionOf<never[]>,
  inputs: Tensor | readonly unknown[],
  grad_outputs: Tensor | readonly Tensor[] | null = null,
  options: GradcheckOptions = {},
): boolean {
  const args = isTensor(inputs) ? [inputs] : [...inputs];
  const outputs = asList(func(...(args as never[]))).filter((x) => x.requires_grad);
  const starts = (
    grad_outputs === null ? outputs.map((x) => spread(x)) : isTensor(grad_outputs) ? [grad_outputs] : [...grad_outputs]
  ).map((x) => x.detach().requires_grad_());
  const gradients = (...list: unknown[]) =>
    enable_grad(() => {
      const given = list.slice(0, args.length);
      const results = asList(func(...(given as never[]))).filter((x) => x.requires_grad);
      const wanted = given.filter((x): x is Tensor => isTensor(x) && x.requires_grad);
      const found = grad(results, wanted, list.slice(args.length) as Tensor[], {
        create_graph: true,
        allow_unused: true,
      });
      return found.filter(isTensor);
    });
  return gradcheck(gradients, [...args, ...starts], options);
}

/** Gradients to start from that treat no two elements alike. */
function spread(x: Tensor): Tensor {
  const result = emptyTensor(x.sizes, x.dtype);
  for (let i = 0; i < result.numel(); i++)
    result.storage.data[result.storage.start + i] = (1 + 0.25 * Math.sin(1 + i)) as never;
  return result;
}
