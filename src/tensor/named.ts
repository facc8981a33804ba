import type { Tensor } from './tensor.js';

/** Elements and where they were: the result of `x.max(dim)`, `x.sort()` and their kin. */
export type ValuesAndIndices = readonly [values: Tensor, indices: Tensor] & {
  /** The elements. */
  readonly values: Tensor;
  /** Where they were along the dimension, as int64. */
  readonly indices: Tensor;
};

/** The classes made so far, by their names. */
const types = new Map<string, new () => Tensor[]>();

/** A class of arrays whose entries have names too, printed as PyTorch prints a named tuple. */
function namedType(type: string, names: readonly string[]): new () => Tensor[] {
  class NamedTuple extends Array<Tensor> {
    static override get [Symbol.species]() {
      return Array;
    }

    override toString(): string {
      const entries = names.map((name, i) => `${name}=${this[i].toString()}`);
      return `torch.return_types.${type}(\n${entries.join(',\n')})`;
    }

    [Symbol.for('nodejs.util.inspect.custom')](): string {
      return this.toString();
    }
  }
  names.forEach((name, i) =>
    Object.defineProperty(NamedTuple.prototype, name, {
      get(this: NamedTuple) {
        return this[i];
      },
    }),
  );
  return NamedTuple;
}

/**
 * @internal Results with names, as PyTorch's `torch.return_types`: an array that is taken apart as `const [v, i] = r` or as
 * `const { values, indices } = r`.
 *
 * @param names a name for each result
 * @param results the results
 * @param type the name of the type, as it is printed: the op's
 */
export function named<const K extends readonly string[], const R extends readonly Tensor[]>(
  names: K,
  results: R,
  type: string,
): R & { readonly [name in K[number]]: Tensor } {
  let Type = types.get(type);
  if (Type === undefined) types.set(type, (Type = namedType(type, names)));
  const tuple = new Type();
  tuple.push(...results);
  return tuple as readonly Tensor[] as R & { readonly [name in K[number]]: Tensor };
}
