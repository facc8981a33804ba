import { define } from '../../ops/define.js';
import { arange, empty_like, full, narrow, sort, tensor, transpose, zeros } from '../../ops/index.js';
import { kernels } from '../../ndarray/kernels.js';
import { elementCount } from '../../ndarray/strided.js';
import type { Trailing } from '../../tensor/constructor.js';
import { int16, int32, int64, int8, float32, float64, uint8 } from '../../tensor/dtype.js';
import { AssertionError, pythonType, RuntimeError, ValueError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import { emptyTensor, isTensor, viewAs, type Tensor } from '../../tensor/tensor.js';

// The namespace torch.nn.utils.rnn: batches of sequences of different lengths, padded to one length, or packed.
//
// Packed, the rows of all first time steps come first, then those of the second, and so on. The sequences are sorted, the
// longest first, so each time step has the first few sequences of the batch: `batch_sizes` says how many.

/**
 * A batch of sequences of different lengths, packed. Recurrent layers take and return it in place of a tensor.
 *
 * It is a tuple, `[data, batch_sizes, sorted_indices, unsorted_indices]`, with these names. Functions such as `pack_sequence`
 * make it.
 *
 * @example
 * const { pack_sequence } = torch.nn.utils.rnn;
 * const packed = pack_sequence([torch.tensor([1, 2, 3]), torch.tensor([4, 5])]);
 * console.log(packed.data, packed.batch_sizes); // tensor([1., 4., 2., 5., 3.]) tensor([2, 2, 1])
 * @see PyTorch: `torch.nn.utils.rnn.PackedSequence`
 */
export class PackedSequence extends Array<Tensor | null> {
  /** The rows of all time steps, [N, *]. */
  declare readonly data: Tensor;
  /** The number of sequences at each time step, int64. */
  declare readonly batch_sizes: Tensor;
  /** The places that the sorted sequences had before; null for sequences that came sorted. */
  declare readonly sorted_indices: Tensor | null;
  /** The places that the sequences have among the sorted ones; null for sequences that came sorted. */
  declare readonly unsorted_indices: Tensor | null;

  /**
   * @param data the rows of all time steps; or `[data, batch_sizes]`
   * @param unsorted_indices by default the inverse of `sorted_indices`
   */
  constructor(
    data: Tensor | readonly [data: Tensor, batch_sizes: Tensor],
    batch_sizes: Tensor | null = null,
    sorted_indices: Tensor | null = null,
    unsorted_indices: Tensor | null = invert_permutation(sorted_indices),
  ) {
    super();
    if (batch_sizes === null && !(Array.isArray(data) && data.length === 2))
      throw new AssertionError('Expected data to be a list or tuple of length 2');
    const [rows, sizes] = isTensor(data) ? [data, batch_sizes as Tensor] : data;
    this.push(rows, sizes, sorted_indices, unsorted_indices);
    const named = { data: rows, batch_sizes: sizes, sorted_indices, unsorted_indices };
    for (const [name, value] of Object.entries(named)) Object.defineProperty(this, name, { value });
  }

  /** Derived arrays (`map`, `slice`, …) are plain. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  /** With the data converted as `Tensor.to` does it; itself where there is nothing to convert. */
  to(...target: Parameters<Tensor['to']>): PackedSequence {
    const data = this.data.to(...target);
    return data === this.data
      ? this
      : new PackedSequence(data, this.batch_sizes, this.sorted_indices, this.unsorted_indices);
  }

  /** With float64 data. */
  double(): PackedSequence {
    return this.to(float64);
  }

  /** With float32 data. */
  float(): PackedSequence {
    return this.to(float32);
  }

  /** With int64 data. */
  long(): PackedSequence {
    return this.to(int64);
  }

  /** With int32 data. */
  int(): PackedSequence {
    return this.to(int32);
  }

  /** With int16 data. */
  short(): PackedSequence {
    return this.to(int16);
  }

  /** With int8 data. */
  char(): PackedSequence {
    return this.to(int8);
  }

  /** With uint8 data. */
  byte(): PackedSequence {
    return this.to(uint8);
  }

  /** On the CPU, where it is. */
  cpu(): PackedSequence {
    return this;
  }

  /** Whether the data lies on a GPU: never. */
  get is_cuda(): boolean {
    return this.data.is_cuda;
  }

  /** PyTorch's repr. */
  override toString(): string {
    const fields = ['data', 'batch_sizes', 'sorted_indices', 'unsorted_indices'];
    return `PackedSequence(${fields.map((name, i) => `${name}=${this[i] === null ? 'None' : String(this[i])}`).join(', ')})`;
  }

  /** @internal */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

/**
 * The inverse of a permutation: where each number stands in it.
 *
 * @param permutation the numbers 0, 1, … in any order, int64; or null
 * @returns a new tensor; null for null
 * @example
 * console.log(torch.nn.utils.rnn.invert_permutation(torch.tensor([2n, 0n, 1n]))); // tensor([1, 2, 0])
 * @see PyTorch: `torch.nn.utils.rnn.invert_permutation`
 */
export function invert_permutation(permutation: Tensor): Tensor;
export function invert_permutation(permutation: Tensor | null): Tensor | null;
export function invert_permutation(permutation: Tensor | null): Tensor | null {
  if (permutation === null) return null;
  return empty_like(permutation).scatter_(0, permutation, arange(permutation.numel()));
}

const listOf = (x: Tensor): number[] => x.tolist() as number[];

/** Neighbouring time steps with the same number of sequences. */
function runsOf(batchSizes: readonly number[]): { time: number; steps: number; row: number; batch: number }[] {
  const runs: { time: number; steps: number; row: number; batch: number }[] = [];
  let row = 0;
  batchSizes.forEach((batch, time) => {
    const last = runs.at(-1);
    if (last?.batch === batch) last.steps++;
    else runs.push({ time, steps: 1, row, batch });
    row += batch;
  });
  return runs;
}

/** Writes packed rows into padded memory [T, B, *]; returns that. */
function pad(into: Tensor, rows: Tensor, batchSizes: readonly number[]): Tensor {
  for (const { time, steps, row, batch } of runsOf(batchSizes)) {
    const part = narrow(rows, 0, row, steps * batch).view([steps, batch, ...rows.sizes.slice(1)]);
    narrow(narrow(into, 0, time, steps), 1, 0, batch).copy_(part);
  }
  return into;
}

const Pack = define({
  schema: '_pack_padded_sequence(Tensor input, ints batch_sizes)',
  node: 'PackPaddedSequence',
  method: false,
  forward: (input, batch_sizes) => {
    const features = input.sizes.slice(2);
    const result = emptyTensor([batch_sizes.reduce((sum, size) => sum + size, 0), ...features], input.dtype);
    const width = elementCount(features);
    for (const { time, steps, row, batch } of runsOf(batch_sizes)) {
      const sizes = [steps, batch, ...features];
      const to = viewAs(result, sizes, [batch * width, ...result.strides], row * width);
      kernels.copy(to, viewAs(input, sizes, input.strides, input.offset + time * input.strides[0]));
    }
    return result;
  },
  derivative: {
    input: (grad, { batch_sizes, sizes }) => pad(zeros([...sizes], { dtype: grad.dtype }), grad, batch_sizes),
  },
});

/** Options of {@link pack_padded_sequence}. */
export interface PackOptions {
  /** Whether the input is [B, T, *] and not [T, B, *]. Default false. */
  batch_first?: boolean;
  /** Whether the sequences must come sorted, the longest first; otherwise they are sorted here. Default true. */
  enforce_sorted?: boolean;
}

const packSignature = new Signature(
  'pack_padded_sequence(Tensor input, object lengths, bool batch_first=False, bool enforce_sorted=True)',
);

/**
 * Packs padded sequences.
 *
 * @param input [T, B, *], or [B, T, *] with `batch_first`
 * @param lengths how long each sequence is: a list, or a tensor
 * @param options `batch_first`, `enforce_sorted`
 * @returns the packed sequences; the padding is left out
 * @throws RuntimeError for lengths that do not fit, are not positive, or are not sorted while `enforce_sorted` holds
 * @example
 * const { pack_padded_sequence } = torch.nn.utils.rnn;
 * const x = torch.tensor([[1, 2, 0], [3, 0, 0], [4, 5, 6]]);
 * const packed = pack_padded_sequence(x, [2, 1, 3], { batch_first: true, enforce_sorted: false });
 * console.log(packed.data); // tensor([4., 1., 3., 5., 2., 6.])
 * console.log(packed.sorted_indices); // tensor([2, 0, 1])
 * @see PyTorch: `torch.nn.utils.rnn.pack_padded_sequence`
 */
export function pack_padded_sequence(
  input: Tensor,
  lengths: Tensor | readonly number[],
  ...options: Trailing<[batch_first: boolean, enforce_sorted: boolean], PackOptions>
): PackedSequence {
  const [x, given, batchFirst, enforceSorted] = packSignature.bind([input, lengths, ...options]);
  let sizes = isTensor(given) ? given.to(int64) : tensor(given as number[], { dtype: int64 });
  let padded = x;
  let order: Tensor | null = null;
  if (!enforceSorted) {
    ({ values: sizes, indices: order } = sort(sizes, { descending: true }));
    padded = padded.index_select(batchFirst ? 0 : 1, order);
  }
  if (batchFirst) padded = transpose(padded, 0, 1);
  const batchSizes = batchSizesOf(padded, sizes);
  return new PackedSequence(Pack.apply(padded, batchSizes), tensor(batchSizes, { dtype: int64 }), order);
}

/** How many sequences there are at each time step, of lengths that are sorted. */
function batchSizesOf(padded: Tensor, sizes: Tensor): number[] {
  if (sizes.ndim !== 1)
    throw new RuntimeError(
      `'lengths' argument should be a 1D CPU int64 tensor, but got ${sizes.ndim}D cpu Long tensor`,
    );
  const batch = padded.size(1);
  if (padded.numel() === 0) throw new RuntimeError('Cannot pack empty tensors.');
  const lengths = listOf(sizes);
  if (lengths.length !== batch)
    throw new RuntimeError(
      `Expected \`len(lengths)\` to be equal to batch_size, but got ${lengths.length} (batch_size=${batch})`,
    );
  if (lengths[batch - 1] <= 0)
    throw new RuntimeError(
      "Length of all samples has to be greater than 0, but found an element in 'lengths' that is <= 0",
    );
  if (lengths.some((length, i) => i > 0 && length > lengths[i - 1]))
    throw new RuntimeError(
      '`lengths` array must be sorted in decreasing order when `enforce_sorted` is True. You can pass ' +
        '`enforce_sorted=False` to pack_padded_sequence and/or pack_sequence to sidestep this requirement if you do not ' +
        'need ONNX exportability.',
    );
  if (lengths[0] > padded.sizes[0])
    throw new RuntimeError(
      `pack_padded_sequence: lengths must be at most the padded length ${padded.sizes[0]}, got ${lengths[0]}`,
    );
  return Array.from({ length: lengths[0] }, (_, time) => lengths.filter((length) => length > time).length);
}

/** Options of {@link pad_packed_sequence}. */
export interface PadPackedOptions {
  /** Whether the result is [B, T, *] and not [T, B, *]. Default false. */
  batch_first?: boolean;
  /** What fills up short sequences. Default 0. */
  padding_value?: number;
  /** The length to pad to; by default that of the longest sequence. */
  total_length?: number | null;
}

const unpackSignature = new Signature(
  'pad_packed_sequence(object sequence, bool batch_first=False, float padding_value=0, int? total_length=None)',
);

/**
 * Pads packed sequences: the opposite of {@link pack_padded_sequence}.
 *
 * @param sequence packed sequences
 * @param options `batch_first`, `padding_value`, `total_length`
 * @returns the padded sequences, [T, B, *] or [B, T, *], in their first order, and their lengths
 * @throws ValueError for a `total_length` that is too short
 * @example
 * const { pack_sequence, pad_packed_sequence } = torch.nn.utils.rnn;
 * const packed = pack_sequence([torch.tensor([1, 2, 3]), torch.tensor([4, 5])]);
 * const [padded, lengths] = pad_packed_sequence(packed, { batch_first: true });
 * console.log(padded); // tensor([[1., 2., 3.],
 * //         [4., 5., 0.]])
 * console.log(lengths); // tensor([3, 2])
 * @see PyTorch: `torch.nn.utils.rnn.pad_packed_sequence`
 */
export function pad_packed_sequence(
  sequence: PackedSequence,
  ...options: Trailing<[batch_first: boolean, padding_value: number, total_length: number | null], PadPackedOptions>
): [padded: Tensor, lengths: Tensor] {
  const [, batchFirst, fill, total] = unpackSignature.bind([sequence, ...options]);
  const { data, unsorted_indices } = sequence;
  const batchSizes = listOf(sequence.batch_sizes);
  const longest = batchSizes.length;
  if (total !== null && total < longest)
    throw new ValueError(
      'Expected total_length to be at least the length of the longest sequence in input, but got ' +
        `total_length=${total} and max sequence length being ${longest}`,
    );
  const into = full([total ?? longest, batchSizes[0], ...data.sizes.slice(1)], fill, { dtype: data.dtype });
  const padded = pad(into, data, batchSizes);
  const lengths = tensor(
    Array.from({ length: batchSizes[0] }, (_, i) => batchSizes.filter((size) => size > i).length),
    { dtype: int64 },
  );
  const result = batchFirst ? transpose(padded, 0, 1) : padded;
  if (unsorted_indices === null) return [result, lengths];
  return [result.index_select(batchFirst ? 0 : 1, unsorted_indices), lengths.index_select(0, unsorted_indices)];
}

/** Options of {@link pad_sequence}. */
export interface PadSequenceOptions {
  /** Whether the result is [B, T, *] and not [T, B, *]. Default false. */
  batch_first?: boolean;
  /** What fills up short sequences. Default 0. */
  padding_value?: number;
  /** On which side they are filled up: 'right' (default) or 'left'. */
  padding_side?: 'left' | 'right';
}

const padSignature = new Signature(
  "pad_sequence(object sequences, bool batch_first=False, float padding_value=0, str padding_side='right')",
);

/**
 * Pads sequences of different lengths to that of the longest, and stacks them.
 *
 * @param sequences tensors [L, *] with any L; or one tensor, whose rows they are
 * @param options `batch_first`, `padding_value`, `padding_side`
 * @returns a new tensor [T, B, *], or [B, T, *] with `batch_first`
 * @throws RuntimeError where there is no sequence, or they do not fit together
 * @example
 * const { pad_sequence } = torch.nn.utils.rnn;
 * console.log(pad_sequence([torch.tensor([1, 2, 3]), torch.tensor([4, 5])], { batch_first: true })); // tensor([[1., 2., 3.],
 * //         [4., 5., 0.]])
 * @see PyTorch: `torch.nn.utils.rnn.pad_sequence`
 */
export function pad_sequence(
  sequences: Tensor | readonly Tensor[],
  ...options: Trailing<
    [batch_first: boolean, padding_value: number, padding_side: 'left' | 'right'],
    PadSequenceOptions
  >
): Tensor {
  const [given, batchFirst, fill, side] = padSignature.bind([sequences, ...options]);
  if (!isTensor(given) && !Array.isArray(given))
    throw new RuntimeError(
      `pad_sequence: Expected iterable for input sequences, but got arg of type: <class '${pythonType(given)}'>`,
    );
  const list = [...(given as Tensor | readonly Tensor[])];
  if (list.length === 0) throw new RuntimeError('received an empty list of sequences');
  if (side !== 'left' && side !== 'right')
    throw new RuntimeError(`Expected padding_side to be one of left or right, but got ${side}.`);
  const [first] = list;
  if (first.ndim === 0) throw new RuntimeError('ArrayRef: invalid slice, N = 1; size = 0');
  const longest = Math.max(...list.map((x) => x.size(0)));
  const outer = batchFirst ? [list.length, longest] : [longest, list.length];
  const result = full([...outer, ...first.sizes.slice(1)], fill, { dtype: first.dtype });
  list.forEach((x, i) => {
    const start = side === 'left' ? longest - x.length : 0;
    narrow(result.select(batchFirst ? 0 : 1, i), 0, start, x.length).copy_(x);
  });
  return result;
}

/**
 * Takes padded sequences apart: the opposite of {@link pad_sequence}.
 *
 * @param padded_sequences [T, B, *], or [B, T, *] with `batch_first`
 * @param lengths how long each sequence is
 * @returns a new tensor [L, *] for each sequence
 * @throws ValueError where there are not as many lengths as sequences
 * @example
 * const { pad_sequence, unpad_sequence } = torch.nn.utils.rnn;
 * const padded = pad_sequence([torch.tensor([1, 2, 3]), torch.tensor([4, 5])]);
 * console.log(unpad_sequence(padded, torch.tensor([3n, 2n]))); // [ tensor([1., 2., 3.]), tensor([4., 5.]) ]
 * @see PyTorch: `torch.nn.utils.rnn.unpad_sequence`
 */
export function unpad_sequence(
  padded_sequences: Tensor,
  lengths: Tensor | readonly number[],
  batch_first: boolean | { batch_first?: boolean } = false,
): Tensor[] {
  const batchFirst = typeof batch_first === 'boolean' ? batch_first : (batch_first.batch_first ?? false);
  const batch = batchFirst ? padded_sequences : transpose(padded_sequences, 0, 1);
  const list = isTensor(lengths) ? listOf(lengths) : lengths;
  if (list.length !== batch.length)
    throw new ValueError(`zip() argument 2 is ${list.length < batch.length ? 'shorter' : 'longer'} than argument 1`);
  const times = arange(batch.size(1));
  return list.map((length, i) => batch[i].index(times.lt(length)));
}

/**
 * Packs sequences of different lengths.
 *
 * @param sequences tensors [L, *], the longest first unless `enforce_sorted` is false
 * @param enforce_sorted whether they must come sorted; otherwise they are sorted here. Default true
 * @returns the packed sequences
 * @throws RuntimeError where they do not fit together, or are not sorted while `enforce_sorted` holds
 * @example
 * const { pack_sequence } = torch.nn.utils.rnn;
 * console.log(pack_sequence([torch.tensor([1, 2]), torch.tensor([3])]));
 * // PackedSequence(data=tensor([1., 3., 2.]), batch_sizes=tensor([2, 1]), sorted_indices=None, unsorted_indices=None)
 * @see PyTorch: `torch.nn.utils.rnn.pack_sequence`
 */
export function pack_sequence(
  sequences: readonly Tensor[],
  enforce_sorted: boolean | { enforce_sorted?: boolean } = true,
): PackedSequence {
  const enforce = typeof enforce_sorted === 'boolean' ? enforce_sorted : (enforce_sorted.enforce_sorted ?? true);
  const lengths = sequences.map((x) => x.size(0));
  return pack_padded_sequence(pad_sequence(sequences), lengths, { enforce_sorted: enforce });
}

/**
 * Takes packed sequences apart: the opposite of {@link pack_sequence}.
 *
 * @param packed_sequences packed sequences
 * @returns a new tensor [L, *] for each sequence
 * @example
 * const { pack_sequence, unpack_sequence } = torch.nn.utils.rnn;
 * const packed = pack_sequence([torch.tensor([1, 2]), torch.tensor([3])]);
 * console.log(unpack_sequence(packed)); // [ tensor([1., 2.]), tensor([3.]) ]
 * @see PyTorch: `torch.nn.utils.rnn.unpack_sequence`
 */
export function unpack_sequence(packed_sequences: PackedSequence): Tensor[] {
  const [padded, lengths] = pad_packed_sequence(packed_sequences, { batch_first: true });
  return unpad_sequence(padded, lengths, true);
}
