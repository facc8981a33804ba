import * as torch from '../../src/index.js';

// The matrices that the tests of linear algebra share.

const { tensor } = torch;

/** Symmetric positive-definite. */
export const spd = tensor([
  [4, 1, 2],
  [1, 3, 0],
  [2, 0, 5],
]);
/** Neither symmetric nor triangular. */
export const g = tensor([
  [2, -1, 0],
  [1, 3, 2],
  [0, 4, -1],
]);
export const b = tensor([
  [1, 2],
  [0, 1],
  [3, -1],
]);
export const tall = tensor([
  [1, 2],
  [3, 4],
  [5, 9],
]);
export const wide = tall.T;
export const singular = tensor([
  [1, 2],
  [2, 4],
]);
export const indefinite = tensor([
  [0, 2, 3],
  [2, 0, 6],
  [3, 6, 1],
]);
export const batch = torch.stack([g, spd]);
