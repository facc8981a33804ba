import { kernels } from '../../ndarray/kernels.js';
import { contiguousStrides } from '../../ndarray/strided.js';
import { define, type Op } from '../../ops/define.js';
import { RuntimeError } from '../../tensor/errors.js';
import { emptyTensor, type Tensor } from '../../tensor/tensor.js';
import { denseAs, show } from './windows.js';

// Rearrangements of pixels and channels: the tensor is split into more dimensions, those change places, and are merged again.

/** A copy of x, split into `parts`, these in another `order`, merged to `sizes`. */
function rearranged(x: Tensor, parts: readonly number[], order: readonly number[], sizes: readonly number[]): Tensor {
  const result = emptyTensor(sizes, x.dtype);
  const { storage, strides, offset } = denseAs(x, parts);
  const reordered = order.map((d) => parts[d]);
  const from = { storage, sizes: reordered, strides: order.map((d) => strides[d]), offset };
  kernels.copy({ storage: result.storage, sizes: reordered, strides: contiguousStrides(reordered), offset: 0 }, from);
  return result;
}

/** All leading dimensions as one, and the last three. */
function split(x: Tensor): [lead: readonly number[], batch: number, channels: number, height: number, width: number] {
  const lead = x.sizes.slice(0, -3);
  const [channels, height, width] = x.sizes.slice(-3);
  return [lead, lead.reduce((n, size) => n * size, 1), channels, height, width];
}

function requireImage(name: string, factor: string, value: number, x: Tensor): void {
  if (x.ndim < 3)
    throw new RuntimeError(
      `${name} expects input to have at least 3 dimensions, but got input with ${x.ndim} dimension(s)`,
    );
  if (value <= 0) throw new RuntimeError(`${name} expects a positive ${factor}, but got ${value}`);
}

const PixelShuffle: Op<Tensor> = define({
  schema: 'pixel_shuffle(Tensor input, int upscale_factor)',
  method: false,
  forward: (input, upscale_factor) => {
    const r = upscale_factor;
    requireImage('pixel_shuffle', 'upscale_factor', r, input);
    const [lead, n, channels, h, w] = split(input);
    if (channels % (r * r) !== 0)
      throw new RuntimeError(
        `pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of upscale_factor, but input.size(-3)=${channels} is not divisible by ${r * r}`,
      );
    const c = channels / (r * r);
    return rearranged(input, [n, c, r, r, h, w], [0, 1, 4, 2, 5, 3], [...lead, c, h * r, w * r]);
  },
  derivative: { input: (grad, { upscale_factor }) => pixel_unshuffle(grad, upscale_factor) },
});

/**
 * Makes images r times larger from r² times as many channels: [*, C·r², H, W] becomes [*, C, H·r, W·r].
 *
 * @param upscale_factor r, at least 1
 * @returns a new tensor
 * @throws RuntimeError where r² does not divide the channels
 * @example
 * const x = torch.tensor([[[1]], [[2]], [[3]], [[4]]]);
 * console.log(torch.nn.functional.pixel_shuffle(x, 2)); // tensor([[[1., 2.],
 * //          [3., 4.]]])
 * @see PyTorch: `torch.nn.functional.pixel_shuffle`; Shi et al., Real-time single image and video super-resolution, 2016
 */
export function pixel_shuffle(input: Tensor, upscale_factor: number | { upscale_factor: number }): Tensor {
  return PixelShuffle.apply(input, upscale_factor);
}

const PixelUnshuffle: Op<Tensor> = define({
  schema: 'pixel_unshuffle(Tensor input, int downscale_factor)',
  method: false,
  forward: (input, downscale_factor) => {
    const r = downscale_factor;
    requireImage('pixel_unshuffle', 'downscale_factor', r, input);
    const [lead, n, c, height, width] = split(input);
    for (const [name, at, size] of [
      ['height', -2, height],
      ['width', -1, width],
    ] as const)
      if (size % r !== 0)
        throw new RuntimeError(
          `pixel_unshuffle expects ${name} to be divisible by downscale_factor, but input.size(${at})=${size} is not divisible by ${r}`,
        );
    const [h, w] = [height / r, width / r];
    return rearranged(input, [n, c, h, r, w, r], [0, 1, 3, 5, 2, 4], [...lead, c * r * r, h, w]);
  },
  derivative: { input: (grad, { downscale_factor }) => pixel_shuffle(grad, downscale_factor) },
});

/**
 * Makes r² times as many channels from images, r times smaller: [*, C, H·r, W·r] becomes [*, C·r², H, W].
 *
 * @param downscale_factor r, at least 1
 * @returns a new tensor
 * @throws RuntimeError where r does not divide height and width
 * @example
 * const x = torch.tensor([[[1, 2], [3, 4]]]);
 * console.log(torch.nn.functional.pixel_unshuffle(x, 2).flatten()); // tensor([1., 2., 3., 4.])
 * @see PyTorch: `torch.nn.functional.pixel_unshuffle`
 */
export function pixel_unshuffle(input: Tensor, downscale_factor: number | { downscale_factor: number }): Tensor {
  return PixelUnshuffle.apply(input, downscale_factor);
}

const ChannelShuffle: Op<Tensor> = define({
  schema: 'channel_shuffle(Tensor input, int groups)',
  method: false,
  forward: (input, groups) => {
    if (input.ndim < 3)
      throw new RuntimeError(
        `channel_shuffle expects input with > 2 dims, but got input with sizes ${show(input.sizes)}`,
      );
    if (groups <= 0)
      throw new RuntimeError(`Number of groups to divide channels in must be positive. Value of groups:${groups}`);
    const [n, channels, ...rest] = input.sizes;
    if (channels % groups !== 0)
      throw new RuntimeError(
        `Number of channels must be divisible by groups. Got ${channels} channels and ${groups} groups.`,
      );
    return rearranged(
      input,
      [n, groups, channels / groups, ...rest],
      [0, 2, 1, ...rest.map((_, d) => d + 3)],
      input.sizes,
    );
  },
  derivative: { input: (grad, { groups, sizes }) => channel_shuffle(grad, Math.max(1, sizes[1] / groups)) },
});

/**
 * Mixes groups of channels: the first channels of all groups, then the second ones, and so on.
 *
 * @param input [N, C, *]
 * @param groups how many groups, which divides C
 * @returns a new tensor
 * @throws RuntimeError where it does not
 * @example
 * const x = torch.tensor([[[1], [2], [3], [4]]]);
 * console.log(torch.nn.functional.channel_shuffle(x, 2).flatten()); // tensor([1., 3., 2., 4.])
 * @see PyTorch: `torch.nn.functional.channel_shuffle`; Zhang et al., ShuffleNet, 2018
 */
export function channel_shuffle(input: Tensor, groups: number | { groups: number }): Tensor {
  return ChannelShuffle.apply(input, groups);
}
