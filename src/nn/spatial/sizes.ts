import { pythonRepr } from '../../tensor/python_number.js';

/** One number for every dimension, or the numbers given. */
export const sizesFor = (given: readonly number[], dims: number): readonly number[] =>
  given.length === 1 ? new Array<number>(dims).fill(given[0]) : given;

/** Sizes as Python writes a tuple of them. */
export const tupleText = (sizes: readonly number[]): string => pythonRepr(sizes, { tuple: true });
