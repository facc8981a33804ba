// The namespace `torch.linalg`.
export { LinAlgError } from '../tensor/errors.js';
export { matrix_norm } from './matrix_norms.js';
export { linalg_norm as norm } from './norms.js';
export { vector_norm } from './vector_norms.js';
export { linalg_diagonal as diagonal } from './diagonals.js';
export { matmul } from './products.js';
export { linalg_vander as vander } from './vandermonde.js';
export * from './linalg/cholesky.js';
export * from './linalg/determinant.js';
export { eigh, eigvalsh, type Eigen } from './linalg/eigen.js';
export * from './linalg/functions.js';
export { inv, inv_ex, type InverseAndInfo } from './linalg/inverse.js';
export * from './linalg/ldl.js';
export * from './linalg/lstsq.js';
export {
  lu,
  lu_factor,
  lu_factor_ex,
  type CompactFactors,
  type CompactFactorsAndInfo,
  type Factors,
  type LuOptions,
} from './linalg/lu.js';
export * from './linalg/lu_solve.js';
export { multi_dot } from './linalg/multi_dot.js';
export * from './linalg/products.js';
export { cond, matrix_rank, pinv, type ConditionOrder, type ToleranceOptions } from './linalg/pseudoinverse.js';
export { householder_product, qr, type QrFactors, type QrMode } from './linalg/qr.js';
export * from './linalg/solve.js';
export { svd, svdvals, type SvdFactors, type SvdOptions } from './linalg/svd.js';
export * from './linalg/tensors.js';
export * from './linalg/triangular.js';
