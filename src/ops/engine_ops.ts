import { engineOps } from '../autograd/node.js';
import { kernels } from '../ndarray/kernels.js';
import { emptyTensor } from '../tensor/tensor.js';
import { add } from './arithmetic.js';
import { cast, clone } from './copy.js';
import { stack } from './joining.js';
import { sum_to_size } from './reduction.js';
import { as_strided, laidOut } from './strided.js';

// The few ops that the engine of automatic differentiation needs itself.

Object.assign(engineOps, {
  add,
  cast,
  clone,
  stack: (tensors) => stack(tensors),
  sumTo: sum_to_size,
  asStrided: as_strided,
  layOut: laidOut,
  write: (x, value) => void x.copy_(value),
  fullLike: ({ sizes, dtype }, value) => {
    const result = emptyTensor(sizes, dtype);
    kernels.fill(result, value);
    return result;
  },
} satisfies typeof engineOps);
