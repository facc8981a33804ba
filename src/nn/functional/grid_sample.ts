import {
  abs,
  add,
  arange,
  clamp,
  fmod,
  floor,
  gather,
  matmul,
  mul,
  ones,
  reshape,
  round,
  stack,
  sub,
  transpose,
  where,
  zeros_like,
} from '../../ops/index.js';
import { contiguousStrides, elementCount } from '../../ndarray/strided.js';
import type { Trailing } from '../../tensor/constructor.js';
import { NotImplementedError, RuntimeError, ValueError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import type { Tensor } from '../../tensor/tensor.js';
import { show } from './windows.js';

// Sampling images at places that a grid gives, in coordinates from -1 to 1 along each dimension.

/** How elements around a place are weighted. */
export type GridSampleMode = 'bilinear' | 'nearest' | 'bicubic';

/** What lies outside: zeros, the outermost elements, or the image reflected. */
export type GridPaddingMode = 'zeros' | 'border' | 'reflection';

/** Options of {@link grid_sample}. */
export interface GridSampleOptions {
  /** How elements around a place are weighted. Default 'bilinear'. */
  mode?: GridSampleMode;
  /** What lies outside. Default 'zeros'. */
  padding_mode?: GridPaddingMode;
  /** Whether -1 and 1 are the middles of the outermost elements; otherwise their outer edges. Default false. */
  align_corners?: boolean | null;
}

/** An index along one dimension, as a float tensor, and the weight of the elements there. */
interface Tap {
  readonly index: Tensor;
  readonly weight: Tensor;
}

/** A place reflected into the image: back and forth between its ends. */
function reflected(x: Tensor, size: number, aligned: boolean): Tensor {
  const [low, span] = aligned ? [0, size - 1] : [-0.5, size];
  if (span === 0) return zeros_like(x);
  const from = abs(sub(x, low));
  const rest = fmod(from, span);
  const flips = floor(from.div(span)).detach();
  return add(where(fmod(flips, 2).eq(0), rest, sub(span, rest)), low);
}

/** A place brought inside, where what lies outside is not zero. */
function inside(x: Tensor, size: number, padding: string, aligned: boolean): Tensor {
  if (padding === 'zeros') return x;
  return clamp(padding === 'border' ? x : reflected(x, size, aligned), 0, size - 1);
}

/** Keys' cubic convolution with a = -3/4, at 1 + t, t, 1 - t and 2 - t from the place. */
function cubicWeights(t: Tensor): Tensor[] {
  const a = -0.75;
  const near = (x: Tensor) =>
    x
      .mul(a + 2)
      .sub(a + 3)
      .mul(x)
      .mul(x)
      .add(1);
  const far = (x: Tensor) =>
    x
      .mul(a)
      .sub(5 * a)
      .mul(x)
      .add(8 * a)
      .mul(x)
      .sub(4 * a);
  const other = sub(1, t);
  return [far(add(t, 1)), near(t), near(other), far(add(other, 1))];
}

/** The elements along one dimension that a place is a weighted sum of. */
function taps(x: Tensor, size: number, mode: string, padding: string, aligned: boolean): Tap[] {
  if (mode === 'nearest') {
    const place = inside(x, size, padding, aligned);
    const index = round(place);
    return [{ index, weight: add(mul(index, 0), 1) }];
  }
  if (mode === 'bilinear') {
    const place = inside(x, size, padding, aligned);
    const left = floor(place).detach();
    const part = sub(place, left);
    return [
      { index: left, weight: sub(1, part) },
      { index: add(left, 1), weight: part },
    ];
  }
  const left = floor(x).detach();
  return cubicWeights(sub(x, left)).map((weight, k) => ({
    index: inside(add(left, k - 1), size, padding, aligned),
    weight,
  }));
}

function requireShapes(input: Tensor, grid: Tensor): void {
  const dims = grid.ndim - 2;
  if (input.sizes[0] !== grid.sizes[0])
    throw new RuntimeError(
      `grid_sampler(): expected grid and input to have same batch size, but got input with sizes ${show(input.sizes)} and grid with sizes ${show(grid.sizes)}`,
    );
  if (grid.sizes.at(-1) !== input.ndim - 2)
    throw new RuntimeError(
      `grid_sampler(): expected grid to have size ${input.ndim - 2} in last dimension, but got grid with sizes ${show(grid.sizes)}`,
    );
  const empty = input.sizes.findIndex((size, d) => d >= 2 && size <= 0);
  if (empty >= 0)
    throw new RuntimeError(
      `grid_sampler(): expected input to have non-empty spatial dimensions, but input has sizes ${show(input.sizes)} with dimension ${empty} being empty`,
    );
  if (input.ndim !== grid.ndim || dims < 2 || dims > 3)
    throw new RuntimeError(
      `grid_sampler(): expected 4D or 5D input and grid with same number of dimensions, but got input with sizes ${show(input.sizes)} and grid with sizes ${show(grid.sizes)}`,
    );
  if (input.dtype !== grid.dtype)
    throw new RuntimeError(`expected scalar type ${input.dtype.scalarName} but found ${grid.dtype.scalarName}`);
}

const signature = new Signature(
  "grid_sample(Tensor input, Tensor grid, str mode='bilinear', str padding_mode='zeros', bool? align_corners=None)",
);

/**
 * Samples images at the places that a grid gives: y[n, c, p] = x[n, c] at grid[n, p].
 *
 * @param input x, [N, C, H, W] or [N, C, D, H, W]
 * @param grid [N, *, 2] or [N, *, 3]: for each place x, y (and z), from -1 to 1 inside the image
 * @param args `mode` (default 'bilinear'), `padding_mode` (default 'zeros'), `align_corners` (default false)
 * @returns y, a new tensor [N, C, *]
 * @throws RuntimeError or ValueError where the arguments do not fit each other
 * @example
 * const x = torch.tensor([[[[1, 2], [3, 4]]]]);
 * console.log(torch.nn.functional.grid_sample(x, torch.zeros(1, 1, 1, 2))); // tensor([[[[2.5000]]]])
 * @see PyTorch: `torch.nn.functional.grid_sample`; Jaderberg et al., Spatial transformer networks, 2015
 */
export function grid_sample(
  input: Tensor,
  grid: Tensor,
  ...args: Trailing<
    [mode: GridSampleMode, padding_mode: GridPaddingMode, align_corners: boolean | null],
    GridSampleOptions
  >
): Tensor {
  const [x, at, mode, padding, align_corners] = signature.bind([input, grid, ...args]);
  if (!['bilinear', 'nearest', 'bicubic'].includes(mode))
    throw new ValueError(
      `nn.functional.grid_sample(): expected mode to be 'bilinear', 'nearest' or 'bicubic', but got: '${mode}'`,
    );
  if (!['zeros', 'border', 'reflection'].includes(padding))
    throw new ValueError(
      `nn.functional.grid_sample(): expected padding_mode to be 'zeros', 'border', or 'reflection', but got: '${padding}'`,
    );
  requireShapes(x, at);
  const aligned = align_corners === true;
  const [n, channels, ...sizes] = x.sizes;
  const places = at.sizes.slice(1, -1);
  const count = elementCount(places);
  const flat = reshape(x, [n, channels, elementCount(sizes)]);
  const strides = contiguousStrides(sizes);
  const along = sizes.map((size, d) => {
    const coordinate = reshape(at.select(-1, sizes.length - 1 - d), [n, count]);
    const place = aligned ? mul(add(coordinate, 1), (size - 1) / 2) : add(coordinate, 1).mul(size).sub(1).div(2);
    return taps(place, size, mode, padding, aligned);
  });

  /** Σ weight · x over all combinations of taps along dimensions from d on. */
  const sample = (d: number, index: Tensor | null, weight: Tensor | null): Tensor => {
    if (d === sizes.length) {
      const where_ = (index as Tensor).long().unsqueeze(1).expand([n, channels, count]);
      return mul(gather(flat, 2, where_), (weight as Tensor).unsqueeze(1));
    }
    return along[d]
      .map((tap) => {
        const known = tap.index.detach();
        const bounded = clamp(known, 0, sizes[d] - 1);
        const counted = where(known.eq(bounded), tap.weight, 0); // nothing comes from outside
        const step = where(bounded.isnan(), 0, bounded).mul(strides[d]);
        return sample(
          d + 1,
          index === null ? step : add(index, step),
          weight === null ? counted : mul(weight, counted),
        );
      })
      .reduce((sum, part) => add(sum, part));
  };
  return reshape(sample(0, null, null), [n, channels, ...places]);
}

const affineSignature = new Signature('affine_grid(Tensor theta, ints size, bool? align_corners=None)');

/**
 * The grid of places that affine maps give for {@link grid_sample}: θ·(x, y, 1) for every place of an image.
 *
 * @param theta θ, [N, 2, 3] or [N, 3, 4]
 * @param size the sizes of the image, [N, C, H, W] or [N, C, D, H, W]
 * @param align_corners whether -1 and 1 are the middles of the outermost elements; otherwise their outer edges. Default false
 * @returns a new tensor [N, H, W, 2] or [N, D, H, W, 3]
 * @throws ValueError or NotImplementedError where the sizes do not fit
 * @example
 * const theta = torch.tensor([[[1, 0, 0], [0, 1, 0]]]);
 * console.log(torch.nn.functional.affine_grid(theta, [1, 1, 1, 2])); // tensor([[[[-0.5000,  0.0000],
 * //           [ 0.5000,  0.0000]]]])
 * @see PyTorch: `torch.nn.functional.affine_grid`
 */
export function affine_grid(
  theta: Tensor,
  size: readonly number[] | { size: readonly number[]; align_corners?: boolean | null },
  align_corners?: boolean | null | { align_corners?: boolean | null },
): Tensor {
  const [map, sizes, align] = affineSignature.bind([theta, size, align_corners]);
  if (!map.dtype.is_floating_point)
    throw new ValueError(`Expected theta to have floating point type, but got ${String(map.dtype)}`);
  const [n, , ...spatial] = sizes;
  const dims = spatial.length;
  if (dims !== 2 && dims !== 3)
    throw new NotImplementedError(
      `affine_grid only supports 4D and 5D sizes, for 2D and 3D affine transforms, respectively. Got size (${sizes.join(', ')}).`,
    );
  if (map.ndim !== 3 || map.sizes[1] !== dims || map.sizes[2] !== dims + 1)
    throw new ValueError(
      `Expected a batch of ${dims}D affine matrices of shape Nx${dims}x${dims + 1} for size (${sizes.join(', ')}). Got ${String(map.shape)}.`,
    );
  if (sizes.some((count) => count <= 0))
    throw new ValueError(`Expected non-zero, positive output size. Got (${sizes.join(', ')})`);
  const { dtype } = map;
  const coordinates = spatial.map((count, d) => {
    const middle = arange(count, { dtype })
      .mul(2)
      .sub(count - 1); // -(count - 1) to count - 1
    const line = align === true ? (count > 1 ? middle.div(count - 1) : middle) : middle.div(count);
    return reshape(
      line,
      spatial.map((_, i) => (i === d ? count : 1)),
    ).expand(spatial);
  });
  const places = stack([...coordinates.reverse(), ones(spatial, { dtype })], -1).reshape(1, -1, dims + 1);
  return reshape(matmul(places, transpose(map, 1, 2)), [n, ...spatial, dims]);
}
