import { index_select } from '../ops/gathering.js';
import { from_numpy } from '../ops/interop.js';
import { IndexError } from '../tensor/errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { Dataset } from './dataset.js';
import { assert } from './protocol.js';

/**
 * Tensors of the same length, as a dataset: item i is the list of their rows i.
 *
 * @example
 * const X = torch.tensor([[1, 2], [3, 4], [5, 6]]);
 * const y = torch.tensor([0n, 1n, 0n]);
 * const dataset = new torch.utils.data.TensorDataset(X, y);
 * const [row, label] = dataset[1];
 * console.log(row); // tensor([3., 4.])
 * console.log(label); // tensor(1)
 * @see PyTorch: `torch.utils.data.TensorDataset`
 */
export class TensorDataset<T extends readonly Tensor[] = Tensor[]> extends Dataset<T> {
  /** The tensors. */
  tensors: T;

  /**
   * @param tensors tensors with the same size in dimension 0
   * @throws AssertionError for sizes that differ, IndexError for a tensor without dimensions
   */
  constructor(...tensors: T) {
    super();
    const [first] = tensors;
    for (const each of tensors) assert(each.size(0) === first.size(0), 'Size mismatch between tensors');
    this.tensors = tensors;
  }

  /** The rows at an index, or the parts that any other index of a tensor names. */
  override __getitem__(index: number | string | readonly number[] | Tensor): T {
    return this.tensors.map((x) => x.index(index)) as readonly Tensor[] as T;
  }

  override __len__(): number {
    if (this.tensors.length === 0) throw new IndexError('tuple index out of range');
    return this.tensors[0].size(0);
  }

  /** @internal One read of all rows, in place of a tensor for each of them. */
  override collated(indices: readonly number[]): unknown {
    if (this.__getitem__ !== TensorDataset.prototype.__getitem__) return null;
    const length = this.__len__();
    if (!indices.every((i) => Number.isInteger(i) && i >= 0 && i < length)) return null;
    const rows = new BigInt64Array(indices.length);
    for (let i = 0; i < rows.length; i++) rows[i] = BigInt(indices[i]);
    const index = from_numpy(rows);
    return this.tensors.map((x) => index_select(x, 0, index));
  }
}
