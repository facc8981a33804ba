import type { Tensor } from './tensor.js';

/** Elements and where they were: the result of `x.max(dim)`, `x.sort()` and their kin. */
export type ValuesAndIndices = readonly [values: Tensor, indices: Tensor] & {
  /** The elements. */
  readonly values: Tensor;
  /** Where they were along the dimension, as int64. */
  readonly indices: Tensor;
};

const inspect = Symbol.for('nodejs.util.inspect.custom');

/**
 * @internal An array of results whose entries have names too, as PyTorch's `torch.return_types`: it is taken apart as
 * `const [v, i] = r` and as `const { values, indices } = r`.
 *
 * @param names a name for each entry
 * @param results the entries
 * @param type the name of the type, as it is printed: the op's
 */
export function named<const K extends readonly string[], const R extends readonly Tensor[]>(
  names: K,
  results: R,
  type = 'result',
): R & { readonly [name in K[number]]: Tensor } {
  const text = () =>
    `torch.return_types.${type}(\n${names.map((name, i) => `${name}=${results[i].toString()}`).join(',\n')})`;
  const fields = names.map((name, i) => [name, { value: results[i] }]);
  return Object.defineProperties([...results], {
    ...(Object.fromEntries(fields) as PropertyDescriptorMap),
    toString: { value: text },
    [inspect]: { value: text },
  }) as readonly Tensor[] as R & { readonly [name in K[number]]: Tensor };
}
