import { pythonRepr } from '../../tensor/python_number.js';
import { isOptions } from '../../tensor/signature.js';

/** One number for every dimension, or the numbers given. */
export const sizesFor = (given: readonly number[], dims: number): readonly number[] =>
  given.length === 1 ? new Array<number>(dims).fill(given[0]) : given;

/** Sizes as Python writes a tuple of them. */
export const tupleText = (sizes: readonly number[]): string => pythonRepr(sizes, { tuple: true });

/** The sizes that a result is to have, where several are possible: in order, or by name. */
export type OutputSize = readonly number[] | null | OutputSizeOption;

/** An argument of a layer's call. */
export interface OutputSizeOption {
  /** The sizes that the result is to have, of the spatial dimensions or of all. */
  output_size?: readonly number[] | null;
}

const isOption = (given: OutputSize): given is OutputSizeOption => isOptions(given);

/** The sizes asked for, or null. */
export const outputSizeOf = (given: OutputSize): readonly number[] | null =>
  isOption(given) ? (given.output_size ?? null) : given;
