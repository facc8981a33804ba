import { Signature } from '../tensor/signature.js';
import type { Tensor } from '../tensor/tensor.js';
import { reshape } from './shape.js';
import { unsqueeze } from './singletons.js';

// At least so many dimensions.

type OneOrMore = Tensor[] | [readonly Tensor[]];

/** A function of one tensor as PyTorch offers it: for one, or for each of several, in a list or as separate arguments. */
function forEach(name: string, f: (x: Tensor) => Tensor): (args: OneOrMore) => Tensor | Tensor[] {
  const signature = new Signature(`${name}(Tensor[] tensors)` as 'f(Tensor[] tensors)');
  return (args) => {
    const results = signature.bind(args)[0].map(f);
    return args.length === 1 && !Array.isArray(args[0]) ? results[0] : results;
  };
}

const atLeast1 = forEach('atleast_1d', (x) => (x.sizes.length === 0 ? reshape(x, [1]) : x));

const atLeast2 = forEach('atleast_2d', (x) => {
  if (x.sizes.length === 0) return reshape(x, [1, 1]);
  return x.sizes.length === 1 ? unsqueeze(x, 0) : x;
});

const atLeast3 = forEach('atleast_3d', (x) => {
  if (x.sizes.length === 0) return reshape(x, [1, 1, 1]);
  if (x.sizes.length === 1) return unsqueeze(unsqueeze(x, 0), -1);
  return x.sizes.length === 2 ? unsqueeze(x, -1) : x;
});

/**
 * `input` with at least one dimension.
 *
 * @param input a tensor; or several, separately or as a list
 * @returns a view, or the tensor itself; a list of them for several
 * @example
 * console.log(torch.atleast_1d(torch.tensor(5))); // tensor([5.])
 * @see PyTorch: `torch.atleast_1d`
 */
export function atleast_1d(input: Tensor): Tensor;
/** Each of several tensors with at least one dimension. */
export function atleast_1d(...tensors: OneOrMore): Tensor[];
export function atleast_1d(...tensors: OneOrMore): Tensor | Tensor[] {
  return atLeast1(tensors);
}

/**
 * `input` with at least two dimensions: a vector becomes a row.
 *
 * @param input a tensor; or several, separately or as a list
 * @returns a view, or the tensor itself; a list of them for several
 * @example
 * console.log(torch.atleast_2d(torch.tensor([1, 2]))); // tensor([[1., 2.]])
 * @see PyTorch: `torch.atleast_2d`
 */
export function atleast_2d(input: Tensor): Tensor;
/** Each of several tensors with at least two dimensions. */
export function atleast_2d(...tensors: OneOrMore): Tensor[];
export function atleast_2d(...tensors: OneOrMore): Tensor | Tensor[] {
  return atLeast2(tensors);
}

/**
 * `input` with at least three dimensions: a vector becomes the middle one, a matrix the first two.
 *
 * @param input a tensor; or several, separately or as a list
 * @returns a view, or the tensor itself; a list of them for several
 * @example
 * console.log(torch.atleast_3d(torch.tensor([1, 2])).shape); // torch.Size([1, 2, 1])
 * @see PyTorch: `torch.atleast_3d`
 */
export function atleast_3d(input: Tensor): Tensor;
/** Each of several tensors with at least three dimensions. */
export function atleast_3d(...tensors: OneOrMore): Tensor[];
export function atleast_3d(...tensors: OneOrMore): Tensor | Tensor[] {
  return atLeast3(tensors);
}
