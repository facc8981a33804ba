import { kernels } from '../ndarray/kernels.js';
import { Storage } from '../ndarray/storage.js';
import { elementCount } from '../ndarray/strided.js';
import { RuntimeError } from '../tensor/errors.js';
import { Signature } from '../tensor/signature.js';
import { Tensor, viewAs } from '../tensor/tensor.js';
import { addMethod, define, type InPlace, type Method, type Op } from './define.js';
import { filled } from './dense.js';
import { arange } from './sequences.js';
import { extent, mayOverlap, type Walk } from './view_geometry.js';
import { addInPlaceView, defineView } from './view_inplace.js';

// Memory seen under any sizes and strides.

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** See {@link as_strided}. */
    as_strided: Method<typeof as_strided>;
    /** {@link as_strided} in place: this tensor takes on these sizes and strides. */
    as_strided_: InPlace<typeof as_strided>;
  }
}

/** Where a view lies in its storage. */
interface Place extends Walk {
  readonly offset: number;
}

/** Refuses a place that leaves the storage. */
function requireWithin(x: Tensor, { sizes, strides, offset }: Place): void {
  const show = (list: readonly number[]) => `[${list.join(', ')}]`;
  if (sizes.length !== strides.length) throw new RuntimeError('mismatch in length of strides and shape');
  if (strides.some((step) => step < 0))
    throw new RuntimeError(
      `as_strided: Negative strides are not supported at the moment, got strides: ${show(strides)}`,
    );
  if (sizes.some((size) => size < 0))
    throw new RuntimeError(
      `Storage size calculation overflowed with sizes=${show(sizes)} and strides=${show(strides)}`,
    );
  if (offset < 0) throw new RuntimeError(`Tensor: invalid storage offset ${offset}`);
  const { itemsize } = x.dtype;
  const needed = offset + extent({ sizes, strides });
  if (elementCount(sizes) > 0 && needed > x.storage.length)
    throw new RuntimeError(
      `setStorage: sizes ${show(sizes)}, strides ${show(strides)}, storage offset ${offset}, and itemsize ${itemsize} ` +
        `requiring a storage size of ${needed * itemsize} are out of bounds for storage of size ${x.storage.length * itemsize}`,
    );
}

const [View, ViewInPlace] = defineView(
  {
    schema: '_as_strided(Tensor input, any place, any own)',
    node: 'AsStrided',
    method: false,
    forward: (input, place) => {
      const { sizes, strides, offset } = place as Place;
      return viewAs(input, sizes, strides, offset);
    },
    derivative: { input: (grad, { place, own }) => throughMemory(grad, place as Place, own as Place) },
  },
  'AsStridedBackward1',
);

/** The gradient of elements at `from` in a storage becomes that of the elements at `to`: added up in memory, and read. */
function throughMemory(grad: Tensor, from: Place, to: Place): Tensor {
  const start = Math.min(from.offset, to.offset);
  const length = Math.max(from.offset + extent(from), to.offset + extent(to)) - start;
  const at = (memory: Tensor, { sizes, strides, offset }: Place) => as_strided(memory, sizes, strides, offset - start);
  const addUp = (values: Tensor, place: Place) => {
    const memory = filled([length], 0, grad.dtype);
    if (mayOverlap(place)) return memory.index_add(0, at(arange(length), place).reshape(-1), values.reshape(-1));
    at(memory, place).copy_(values);
    return memory;
  };
  const total = addUp(grad, from);
  if (!mayOverlap(to)) return at(total, to);
  return at(total.div(addUp(filled(to.sizes, 1, grad.dtype), to).clamp_min(1)), to); // each element gets its share of the place
}

const signature = new Signature('as_strided(Tensor input, int[] size, int[] stride, int? storage_offset=None)');

function stridedBy(view: Op<Tensor>, args: readonly unknown[], self: number): Tensor {
  const [input, sizes, strides, storage_offset] = signature.bind(args, self);
  const place = { sizes, strides, offset: storage_offset ?? input.offset };
  requireWithin(input, place);
  return view.apply(input, place, { sizes: input.sizes, strides: input.strides, offset: input.offset });
}

addMethod('as_strided', function (...args) {
  return stridedBy(View, [this, ...args], 1);
});
addInPlaceView('as_strided_', (self, ...args) => stridedBy(ViewInPlace, [self, ...args], 1));

/**
 * A view of the storage of `input` under any sizes and strides, which may overlap.
 *
 * @param size the sizes of the view
 * @param stride the steps between neighbours along each dimension, in elements
 * @param storage_offset where the first element lies in the storage; by default where that of `input` lies
 * @returns a view
 * @throws RuntimeError where the view would pass the end of the storage
 * @example
 * console.log(torch.as_strided(torch.arange(4), [2, 2], [1, 1])); // tensor([[0, 1],
 * //         [1, 2]])
 * @see PyTorch: `torch.as_strided`
 */
export function as_strided(
  input: Tensor,
  size: readonly number[],
  stride: readonly number[],
  storage_offset?: number | null | { storage_offset?: number | null },
): Tensor {
  return stridedBy(View, [input, size, stride, storage_offset], 0);
}

const LaidOut = define({
  schema: '_laid_out(Tensor input, int[] strides)',
  node: 'Clone',
  method: false,
  forward: (input, strides) => {
    const storage = Storage.allocate(input.dtype.name, extent({ sizes: input.sizes, strides }));
    const result = new Tensor(storage, input.sizes, strides, 0, input.dtype);
    kernels.copy(result, input);
    return result;
  },
  derivative: { input: (grad) => grad },
});

/** A copy of `x` whose elements lie in memory with these strides. */
export function laidOut(x: Tensor, strides: readonly number[]): Tensor {
  return LaidOut.apply(x, strides);
}
