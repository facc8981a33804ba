// The namespace `torch.linalg`.
export { linalg_norm as norm, matrix_norm, vector_norm } from './norms.js';
