// Everything that `torch` itself offers as a function of tensors. A file listed here exports nothing else.
export * from './arithmetic.js';
export { clone, fill } from './copy.js';
export * from './matrix.js';
export * from './creation.js';
export { mean, sum } from './reduction.js';
export { as_strided, permute, reshape, select, transpose, unsqueeze } from './shape.js';
