import { cat } from '../../ops/index.js';
import { isTensor, type Tensor } from '../../tensor/tensor.js';
import { typeName } from '../registry.js';

// All parameters as one vector, and back.

/**
 * The elements of all parameters, one after the other, as one vector. Gradients flow through it.
 *
 * @param parameters the parameters, in order
 * @returns a new tensor of one dimension
 * @example
 * console.log(torch.nn.utils.parameters_to_vector([torch.ones(1, 2), torch.zeros(1)])); // tensor([1., 1., 0.])
 * @see PyTorch: `torch.nn.utils.parameters_to_vector`
 */
export function parameters_to_vector(parameters: Iterable<Tensor>): Tensor {
  return cat(Array.from(parameters, (x) => x.view(-1)));
}

/**
 * Gives the parameters the elements of a vector, one parameter after the other. They share its memory.
 *
 * @param vec a vector with as many elements as the parameters have together
 * @param parameters the parameters, in order
 * @throws TypeError for what is no tensor
 * @example
 * const w = new torch.nn.Parameter(torch.zeros(2));
 * torch.nn.utils.vector_to_parameters(torch.tensor([1, 2]), [w]);
 * console.log(w.detach()); // tensor([1., 2.])
 * @see PyTorch: `torch.nn.utils.vector_to_parameters`
 */
export function vector_to_parameters(vec: Tensor, parameters: Iterable<Tensor>): void {
  if (!isTensor(vec)) throw new TypeError(`expected torch.Tensor, but got: ${typeName(vec)}`);
  let at = 0;
  for (const parameter of parameters) {
    const count = parameter.numel();
    parameter.data = vec.narrow(0, at, count).view([...parameter.sizes]).data;
    at += count;
  }
}
