import { kernels } from '../../ndarray/kernels.js';
import { sparseMatrix } from '../../ndarray/sparse.js';
import { define, type Op } from '../../ops/define.js';
import type { Trailing } from '../../tensor/constructor.js';
import { bool } from '../../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../../tensor/errors.js';
import type { Scalar } from '../../tensor/promotion.js';
import { Signature } from '../../tensor/signature.js';
import { emptyTensor, viewAs, type Tensor } from '../../tensor/tensor.js';
import { mapAlong } from './linear_maps.js';
import { show } from './windows.js';

// Padding: what surrounds a tensor is a constant, or its own elements mirrored, repeated or continued from the other side.

/** Before and after each dimension how much is added (or, negative, cut off), in the order of the dimensions. */
function amounts(pad: readonly number[], ndim: number): [before: number[], after: number[]] {
  const [before, after] = [new Array<number>(ndim).fill(0), new Array<number>(ndim).fill(0)];
  for (let i = 0; 2 * i < pad.length; i++) [before[ndim - 1 - i], after[ndim - 1 - i]] = [pad[2 * i], pad[2 * i + 1]];
  return [before, after];
}

const ConstantPad: Op<Tensor> = define({
  schema: 'constant_pad_nd(Tensor input, ints pad, Scalar value=0)',
  method: false,
  forward: (input, pad, value) => {
    const [before, after] = amounts(pad, input.ndim);
    const kept = input.sizes.map((size, d) => size + Math.min(before[d], 0) + Math.min(after[d], 0));
    if (kept.some((size) => size < 0)) throw new RuntimeError('narrow(): length must be non-negative.');
    const result = emptyTensor(
      kept.map((size, d) => size + Math.max(before[d], 0) + Math.max(after[d], 0)),
      input.dtype,
    );
    kernels.fill(result, value);
    const from = (x: Tensor, skipped: readonly number[]) =>
      viewAs(x, kept, x.strides, x.offset + skipped.reduce((sum, n, d) => sum + Math.max(n, 0) * x.strides[d], 0));
    kernels.copy(
      from(result, before),
      from(
        input,
        before.map((n) => -n),
      ),
    );
    return result;
  },
  derivative: {
    input: (grad, { pad }) =>
      ConstantPad.apply(
        grad,
        pad.map((n) => -n),
      ),
  },
});

/** How one dimension of `size` elements continues: the element for each place of the result. */
type Continuation = (size: number, before: number, after: number) => number[];

const places = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);

/** Reflection at both ends, which are not repeated. */
const reflected: Continuation = (size, before, after) =>
  places(-before, size + after).map((i) => (i < 0 ? -i : i < size ? i : 2 * (size - 1) - i));

/** The first and the last element without end. */
const replicated: Continuation = (size, before, after) =>
  places(-before, size + after).map((i) => Math.min(Math.max(i, 0), size - 1));

/** What is left after cutting, again and again. */
const circular: Continuation = (size, before, after) => {
  const start = Math.max(-before, 0);
  const left = size - start - Math.max(-after, 0);
  return places(-Math.max(before, 0), left + Math.max(after, 0)).map((i) => start + ((i + left) % left));
};

type Refuse = (input: Tensor, dims: number, before: readonly number[], after: readonly number[]) => void;

/** What holds for reflection and replication. */
const refuseEmpty: Refuse = (input, dims, before, after) => {
  const batch = input.ndim === dims + 2;
  if (input.sizes.some((size, d) => size === 0 && !(batch && d === 0)))
    throw new RuntimeError(
      `Expected ${dims + 1}D or ${dims + 2}D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions for input, but got: ${show(input.sizes)}`,
    );
  const first = input.ndim - dims;
  const axes = ['D', 'H', 'W'].slice(-dims);
  const sizes = input.sizes.slice(first);
  const outputs = sizes.map((size, i) => size + before[first + i] + after[first + i]);
  const list = (values: readonly number[], last: string) => axes.map((axis, i) => `${axis}: ${values[i]}`).join(last);
  if (outputs.some((size) => size < 1))
    throw new RuntimeError(
      `Calculated output ${list(outputs, ' ')} must be >= 1 in every dimension (input ${list(sizes, ', ')})`,
    );
};

const refuseReflection: Refuse = (input, dims, before, after) => {
  for (let i = 1; i <= dims; i++) {
    const d = input.ndim - i;
    if (input.sizes[d] > 0 && Math.max(before[d], after[d]) >= input.sizes[d])
      throw new RuntimeError(
        `Argument #${2 + 2 * i}: Padding size should be less than the corresponding input dimension, but got: ` +
          `padding (${before[d]}, ${after[d]}) at dimension ${d} of input ${show(input.sizes)}`,
      );
  }
  refuseEmpty(input, dims, before, after);
};

const refuseWrapping: Refuse = (input, dims, before, after) => {
  for (let d = input.ndim - dims; d < input.ndim; d++) {
    const size = input.sizes[d];
    if (before[d] > size || after[d] > size)
      throw new RuntimeError('Padding value causes wrapping around more than once.');
    if (size + before[d] + after[d] < 0)
      throw new RuntimeError('Negative padding value is resulting in an empty dimension');
  }
};

/** The modes in which a tensor's own elements surround it: how, what is refused, and the name of the node. */
const MODES: Readonly<Record<string, { continued: Continuation; refuse: Refuse; node: string }>> = {
  reflect: { continued: reflected, refuse: refuseReflection, node: 'ReflectionPad' },
  replicate: { continued: replicated, refuse: refuseEmpty, node: 'ReplicationPad' },
  circular: { continued: circular, refuse: refuseWrapping, node: 'CircularPad' },
};

function continuedPad(input: Tensor, pad: readonly number[], mode: string): Tensor {
  const dims = pad.length / 2;
  if (dims < 1 || dims > 3 || (input.ndim !== dims + 1 && input.ndim !== dims + 2))
    throw new NotImplementedError(
      `Padding size ${pad.length} is not supported for ${input.ndim}D input tensor.\n` +
        'Supported combinations for non-constant padding:\n' +
        '  - 2D or 3D input: padding size = 2 (pads last dimension)\n' +
        '  - 3D or 4D input: padding size = 4 (pads last 2 dimensions)\n' +
        '  - 4D or 5D input: padding size = 6 (pads last 3 dimensions)',
    );
  const { continued, refuse, node } = MODES[mode];
  const [before, after] = amounts(pad, input.ndim);
  refuse(input, dims, before, after);
  if (input.dtype === bool && mode !== 'circular')
    throw new NotImplementedError(
      `"${mode === 'reflect' ? 'reflection' : 'replication'}_pad${dims}d" not implemented for 'Bool'`,
    );
  const first = input.ndim - dims;
  const matrices = input.sizes.slice(first).map((size, i) => {
    const places = continued(size, before[first + i], after[first + i]);
    return sparseMatrix(
      size,
      places.map((place) => [place]),
    );
  });
  return mapAlong(input, matrices, `${node}${dims}D`);
}

/** How a tensor is surrounded. */
export type PadMode = 'constant' | 'reflect' | 'replicate' | 'circular';

/** Options of {@link pad}. */
export interface PadOptions {
  /** How much is added, in pairs: before and after the last dimension, then those of the one before, and so on. */
  pad?: readonly number[];
  /** How. Default 'constant'. */
  mode?: PadMode;
  /** The constant. Default 0. */
  value?: Scalar | null;
}

const padSignature = new Signature("pad(Tensor input, int[] pad, str mode='constant', Scalar? value=None)");

/**
 * Surrounds a tensor with a constant (`constant`), its own elements mirrored at the ends (`reflect`), its first and last elements
 * (`replicate`) or those from the other side (`circular`). A negative amount cuts off.
 *
 * @param args `pad`: how much, in pairs from the last dimension on: [left, right, top, bottom, …]; `mode`; `value`
 * @returns a new tensor
 * @throws RuntimeError or NotImplementedError where the amounts do not fit the input or the mode
 * @example
 * const x = torch.tensor([[1, 2, 3]]);
 * console.log(torch.nn.functional.pad(x, [1, 2])); // tensor([[0., 1., 2., 3., 0., 0.]])
 * console.log(torch.nn.functional.pad(x, [2, 1], 'reflect')); // tensor([[3., 2., 1., 2., 3., 2.]])
 * @see PyTorch: `torch.nn.functional.pad`
 */
export function pad(
  input: Tensor,
  ...args: Trailing<[pad: readonly number[], mode: PadMode, value: Scalar | null], PadOptions>
): Tensor {
  const [x, by, mode, value] = padSignature.bind([input, ...args]);
  if (by.length % 2 !== 0) throw new RuntimeError('Padding length must be divisible by 2');
  if (by.length > 2 * x.ndim)
    throw new RuntimeError(
      `Padding length should be less than or equal to two times the input dimension but got padding length ${by.length} and input of dimension ${x.ndim}`,
    );
  if (mode === 'constant') return ConstantPad.apply(x, by, value ?? 0);
  if (!Object.hasOwn(MODES, mode)) throw new NotImplementedError(`Unrecognised padding mode ${mode}`);
  if (value !== null && value !== 0) throw new RuntimeError(`Padding mode "${mode}" doesn't take in value argument`);
  return continuedPad(x, by, mode);
}
