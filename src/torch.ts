// The namespace `torch`: re-exports, nothing else.
export { Tensor } from './tensor/tensor.js';
export { Size } from './tensor/size.js';
export * from './tensor/dtype.js';
export {
  DType as dtype,
  float32 as float,
  float64 as double,
  int16 as short,
  int32 as int,
  int64 as long,
} from './tensor/dtype.js';
export { can_cast, promote_types } from './tensor/promotion.js';
export * as cuda from './tensor/cuda.js';
export { device } from './tensor/device.js';
export { set_printoptions } from './tensor/printing.js';
export {
  enable_grad,
  inference_mode,
  is_grad_enabled,
  is_inference_mode_enabled,
  no_grad,
  set_grad_enabled,
} from './autograd/modes.js';
import './autograd/tensor_methods.js';
import './ops/engine_ops.js';
import './ops/indexing.js';
import './ops/operators.js';
export * as autograd from './autograd/index.js';
export * from './ops/index.js';
export * from './random/index.js';
export * as random from './random/namespace.js';
export * as distributions from './distributions/index.js';
export * as nn from './nn/index.js';
export * as optim from './optim/index.js';
export * as utils from './utils.js';
export * as special from './ops/special.js';
export type { Trailing } from './tensor/constructor.js';
export type { ElementGetter, NdArrayLike, TensorData, TypedArray } from './tensor/data.js';
export type { Device } from './tensor/device.js';
export type { ValuesAndIndices } from './tensor/named.js';
export type { PrintOptions, SetPrintOptions } from './tensor/printing.js';
export type { Scalar } from './tensor/promotion.js';
export type { GraphNode, NestedNumbers } from './tensor/tensor.js';
export type { GradientHook } from './autograd/node.js';
export type { ToOptions } from './ops/copy.js';
export type { Operand } from './ops/elementwise.js';
export type { Unsupported } from './ops/operators.js';
export type { MatrixOrder } from './ops/matrix_norms.js';
export type { NormOptions } from './ops/vector_norms.js';
