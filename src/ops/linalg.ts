// The namespace `torch.linalg`.
export { matrix_norm } from './matrix_norms.js';
export { linalg_norm as norm } from './norms.js';
export { vector_norm } from './vector_norms.js';
