import type { SparseMatrix } from '../../ndarray/sparse.js';
import type { Trailing } from '../../tensor/constructor.js';
import { float32, uint8 } from '../../tensor/dtype.js';
import { NotImplementedError, RuntimeError, ValueError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import type { Tensor } from '../../tensor/tensor.js';
import { adaptive_avg_pool1d, adaptive_avg_pool2d, adaptive_avg_pool3d } from './adaptive_pool.js';
import { mapAlong } from './linear_maps.js';
import { antialiased, cubic, FILTERS, linear, nearest } from './resampling.js';
import { show, type Sizes } from './windows.js';

/** How elements between those of the input are found. */
export type InterpolationMode =
  'nearest' | 'nearest-exact' | 'linear' | 'bilinear' | 'trilinear' | 'bicubic' | 'lanczos' | 'area';

/** Options of {@link interpolate}. */
export interface InterpolateOptions {
  /** The sizes of the result. */
  size?: Sizes | null;
  /** Or by how much it is larger. */
  scale_factor?: Sizes | null;
  /** How elements between those of the input are found. Default 'nearest'. */
  mode?: InterpolationMode;
  /** Whether the outermost elements stay where they are; otherwise the outer edges of the elements do. Default false. */
  align_corners?: boolean | null;
  /** Whether the factor is computed anew from the sizes. Default false. */
  recompute_scale_factor?: boolean | null;
  /** Whether all elements count that an output covers. Default false. */
  antialias?: boolean;
}

const LINEAR: readonly string[] = ['linear', 'bilinear', 'trilinear'];
const NODES: Readonly<Record<string, string>> = {
  nearest: 'Nearest',
  'nearest-exact': 'NearestExact',
  linear: 'Linear',
  bilinear: 'Bilinear',
  trilinear: 'Trilinear',
  bicubic: 'Bicubic',
  lanczos: 'Lanczos',
};

const repr = (values: readonly number[]) => `(${values.join(', ')}${values.length === 1 ? ',' : ''})`;

/** The numbers for each dimension, from one or a list. */
function each(
  what: string,
  called: string,
  letter: string,
  input: Tensor,
  given: number | readonly number[],
): readonly number[] {
  const dims = input.ndim - 2;
  if (typeof given === 'number') return Array.from({ length: dims }, () => given);
  if (given.length !== dims)
    throw new ValueError(
      `Input and ${what.split(' ')[0]} must have the same number of spatial dimensions, but got input with spatial dimensions of ${show(input.sizes.slice(2))} ` +
        `and ${called} ${repr(given)}. Please provide input tensor in (N, C, d1, d2, ...,dK) format and ${what} in (${letter}1, ${letter}2, ...,${letter}K) format.`,
    );
  return given;
}

/** Which mode a number of spatial dimensions has. */
const OF_DIMS: Readonly<Record<string, number>> = { linear: 1, bilinear: 2, trilinear: 3 };

function requireMode(input: Tensor, mode: string): void {
  const dims = input.ndim - 2;
  const known = mode === 'area' || mode in NODES;
  if (known && mode in OF_DIMS && dims >= 1 && dims <= 3 && OF_DIMS[mode] !== dims)
    throw new NotImplementedError(`Got ${input.ndim}D input, but ${mode} mode needs ${OF_DIMS[mode] + 2}D input`);
  if (!known || dims < 1 || dims > 3 || ((mode === 'bicubic' || mode === 'lanczos') && dims !== 2))
    throw new NotImplementedError(
      `Input Error: Only 3D, 4D and 5D input Tensors supported (got ${input.ndim}D) for the modes: ` +
        `nearest | linear | bilinear | bicubic | trilinear | lanczos | area | nearest-exact (got ${mode})`,
    );
}

function requireNonEmpty(input: Tensor, outputs: readonly number[]): void {
  const sizes = input.sizes.slice(2);
  const axes = ['D', 'H', 'W'].slice(-sizes.length);
  const list = (values: readonly number[]) => `(${axes.map((axis, d) => `${axis}: ${values[d]}`).join(', ')})`;
  if ([...sizes, ...outputs].some((size) => size <= 0))
    throw new RuntimeError(
      `Input and output sizes should be greater than 0, but got input ${list(sizes)} output ${list(outputs)}`,
    );
  if (input.sizes[1] === 0)
    throw new RuntimeError(
      `Non-empty ${input.ndim}D data tensor expected but got a tensor with sizes ${show(input.sizes)}`,
    );
}

const signature = new Signature(
  "interpolate(Tensor input, object size=None, object scale_factor=None, str mode='nearest', bool? align_corners=None, bool? recompute_scale_factor=None, bool antialias=False)",
);

/**
 * Resamples the spatial dimensions to other sizes.
 *
 * Each output is a weighted sum of elements near it: `nearest` takes one (`nearest-exact` the one whose middle is nearest), `linear`,
 * `bilinear` and `trilinear` two along each dimension, `bicubic` four, `lanczos`, with `antialias`, six, `area` the mean of
 * all that it covers.
 *
 * @param input [N, C, *], with one to three spatial dimensions
 * @param args `size` or `scale_factor`, `mode`, `align_corners`, `recompute_scale_factor`, `antialias`
 * @returns a new tensor
 * @throws ValueError or NotImplementedError where the arguments do not fit the input or each other
 * @example
 * const x = torch.tensor([[[1, 2, 3]]]);
 * console.log(torch.nn.functional.interpolate(x, { scale_factor: 2 })); // tensor([[[1., 1., 2., 2., 3., 3.]]])
 * console.log(torch.nn.functional.interpolate(x, 5, { mode: 'linear', align_corners: true })); // tensor([[[1.0000, 1.5000, 2.0000, 2.5000, 3.0000]]])
 * @see PyTorch: `torch.nn.functional.interpolate`
 */
export function interpolate(
  input: Tensor,
  ...args: Trailing<
    [
      size: Sizes | null,
      scale_factor: Sizes | null,
      mode: InterpolationMode,
      align_corners: boolean | null,
      recompute_scale_factor: boolean | null,
      antialias: boolean,
    ],
    InterpolateOptions
  >
): Tensor {
  const [x, size, factor, mode, align_corners, recompute, antialias] = signature.bind([input, ...args]);
  if (align_corners !== null && !LINEAR.includes(mode) && mode !== 'bicubic' && mode !== 'lanczos')
    throw new ValueError(
      'align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear',
    );
  if (size !== null && factor !== null) throw new ValueError('only one of size or scale_factor should be defined');
  if (size === null && factor === null) throw new ValueError('either size or scale_factor should be defined');
  if (recompute === true && size !== null)
    throw new ValueError('recompute_scale_factor is not meaningful with an explicit size.');
  const spatial = x.sizes.slice(2);
  const factors =
    factor === null ? null : each('scale_factor', 'scale_factor of shape', 's', x, factor as number | number[]);
  const outputs =
    factors === null
      ? each('output size', 'output size of', 'o', x, size as number | number[])
      : spatial.map((n, d) => Math.floor(n * factors[d]));
  if (antialias && !(mode in FILTERS && x.ndim === 4))
    throw new ValueError(
      'Anti-alias option is restricted to bilinear, bicubic, and lanczos modes and requires a 4-D tensor as input',
    );
  requireMode(x, mode);
  if (mode === 'lanczos' && align_corners === true)
    throw new ValueError('Lanczos mode does not support align_corners=True');
  if (mode === 'lanczos' && !antialias) throw new ValueError('Lanczos mode requires antialias=True');
  if (mode === 'area')
    return [adaptive_avg_pool1d, adaptive_avg_pool2d, adaptive_avg_pool3d][spatial.length - 1](x, outputs);
  requireNonEmpty(x, outputs);
  if (!x.dtype.is_floating_point && !(x.dtype === uint8 && mode.startsWith('nearest')))
    throw new NotImplementedError(
      `"upsample_${mode}${spatial.length}d_channels_last" not implemented for '${x.dtype.scalarName}'`,
    );

  const aligned = align_corners === true;
  const round = x.dtype === float32 ? Math.fround : (value: number) => value;
  const matrices = spatial.map((n, d): SparseMatrix => {
    const m = outputs[d];
    const step = factors !== null && recompute !== true ? 1 / factors[d] : n / m;
    if (mode === 'nearest' || mode === 'nearest-exact') return nearest(n, m, step, mode === 'nearest-exact');
    const between = aligned ? (m > 1 ? (n - 1) / (m - 1) : 0) : step;
    if (antialias) return antialiased(n, m, between, FILTERS[mode as keyof typeof FILTERS]);
    return (mode === 'bicubic' ? cubic : linear)(n, m, { step: round(between), aligned, round });
  });
  return mapAlong(x, matrices, `Upsample${NODES[mode]}${spatial.length}D${antialias ? 'Aa' : ''}`);
}

/**
 * The same as {@link interpolate}, by its old name.
 *
 * @param input [N, C, *]
 * @param args `size` or `scale_factor`, `mode`, `align_corners`
 * @returns a new tensor
 * @throws ValueError or NotImplementedError where the arguments do not fit
 * @deprecated Use `interpolate`.
 * @example
 * console.log(torch.nn.functional.upsample(torch.tensor([[[1, 2]]]), 4)); // tensor([[[1., 1., 2., 2.]]])
 * @see PyTorch: `torch.nn.functional.upsample`
 */
export function upsample(
  input: Tensor,
  ...args: Trailing<
    [size: Sizes | null, scale_factor: Sizes | null, mode: InterpolationMode, align_corners: boolean | null],
    Omit<InterpolateOptions, 'recompute_scale_factor' | 'antialias'>
  >
): Tensor {
  return interpolate(input, ...args);
}

/** The sizes wanted, or by how much larger. */
export type UpsampleArguments = Trailing<
  [size: Sizes | null, scale_factor: Sizes | null],
  Pick<InterpolateOptions, 'size' | 'scale_factor'>
>;

const upsampleSignature = new Signature('upsample(Tensor input, object size=None, object scale_factor=None)');

/**
 * {@link interpolate} by the nearest element.
 *
 * @param input [N, C, *]
 * @param args `size` or `scale_factor`
 * @returns a new tensor
 * @throws ValueError where not exactly one of them is given
 * @deprecated Use `interpolate`.
 * @example
 * console.log(torch.nn.functional.upsample_nearest(torch.tensor([[[1, 2]]]), 4)); // tensor([[[1., 1., 2., 2.]]])
 * @see PyTorch: `torch.nn.functional.upsample_nearest`
 */
export function upsample_nearest(input: Tensor, ...args: UpsampleArguments): Tensor {
  const [x, size, factor] = upsampleSignature.bind([input, ...args]);
  return interpolate(x, size as Sizes | null, factor as Sizes | null, 'nearest');
}

/**
 * {@link interpolate} by linear interpolation along both dimensions, which keeps the corners where they are.
 *
 * @param input [N, C, H, W]
 * @param args `size` or `scale_factor`
 * @returns a new tensor
 * @throws ValueError where not exactly one of them is given
 * @deprecated Use `interpolate`.
 * @example
 * console.log(torch.nn.functional.upsample_bilinear(torch.tensor([[[[1, 3]]]]), [1, 3])); // tensor([[[[1., 2., 3.]]]])
 * @see PyTorch: `torch.nn.functional.upsample_bilinear`
 */
export function upsample_bilinear(input: Tensor, ...args: UpsampleArguments): Tensor {
  const [x, size, factor] = upsampleSignature.bind([input, ...args]);
  return interpolate(x, size as Sizes | null, factor as Sizes | null, 'bilinear', true);
}
