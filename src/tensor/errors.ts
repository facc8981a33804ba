import { pythonRepr } from './python_number.js';

/** An operation that cannot be carried out, as Python's RuntimeError. */
export class RuntimeError extends Error {
  override name = 'RuntimeError';
}

/** A matrix for which a decomposition or a solution does not exist or is not found, as PyTorch's `torch.linalg.LinAlgError`. */
export class LinAlgError extends RuntimeError {
  /** The name of the class. */
  override name = 'LinAlgError';
}

/** An argument of the right type and a wrong value, as Python's ValueError. */
export class ValueError extends RangeError {
  override name = 'ValueError';
}

/** An index or dimension out of range, as Python's IndexError. */
export class IndexError extends RangeError {
  override name = 'IndexError';
}

/** An operation that does not exist for these arguments, as Python's NotImplementedError. */
export class NotImplementedError extends RuntimeError {
  override name = 'NotImplementedError';
}

/** A condition that does not hold, as Python's AssertionError. */
export class AssertionError extends Error {
  override name = 'AssertionError';
}

/** A name that an object does not have, as Python's AttributeError. */
export class AttributeError extends Error {
  override name = 'AttributeError';
}

/** A key that is missing or cannot be taken, as Python's KeyError, whose text is the repr of the key or of what is wrong with it. */
export class KeyError extends Error {
  override name = 'KeyError';

  /** @param key the key, or a sentence */
  constructor(key: string | number) {
    super(pythonRepr(key));
  }
}

/** The name that Python gives the type of a value, for messages worded as PyTorch's. */
export function pythonType(value: unknown): string {
  if (value === null || value === undefined) return 'NoneType';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  if (typeof value === 'string') return 'str';
  if (Array.isArray(value)) return value.constructor.name === 'Size' ? 'torch.Size' : 'list';
  if (typeof value === 'function') return value.constructor === Function ? 'function' : value.constructor.name;
  const { constructor } = value;
  if (constructor === undefined || constructor === Object) return 'dict';
  return constructor.name === 'DType' ? 'torch.dtype' : constructor.name;
}

/** A number as C++ prints it in PyTorch's messages: six significant digits. */
export function cNumber(x: number): string {
  if (Number.isNaN(x)) return 'nan';
  return Number.isFinite(x) ? String(Number(x.toPrecision(6))) : x > 0 ? 'inf' : '-inf';
}
