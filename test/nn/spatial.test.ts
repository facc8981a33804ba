import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import * as torch from '../../src/index.js';
import { expectRefused } from '../ops/refused.js';

const { nn, ones } = torch;
const F = nn.functional;

/** What PyTorch computed: tools/spatial_fixtures.py writes these. */
interface Recorded {
  sizes: number[];
  value: number[];
  grads: number[][];
}

type Leaf = (...sizes: number[]) => torch.Tensor;

/** The calls of tools/spatial_fixtures.py, under the same names. */
const calls: Record<string, (x: Leaf) => torch.Tensor> = {
  'conv1d groups dilation': (x) =>
    F.conv1d(x(2, 4, 9), x(6, 2, 3), x(6), { stride: 2, padding: 1, dilation: 2, groups: 2 }),
  conv2d: (x) => F.conv2d(x(1, 2, 5, 6), x(3, 2, 3, 2), x(3), { stride: [2, 1], padding: [1, 0] }),
  'conv2d same': (x) => F.conv2d(x(1, 2, 4, 5), x(2, 2, 2, 3), { padding: 'same', dilation: [1, 2] }),
  conv3d: (x) => F.conv3d(x(1, 2, 4, 4, 4), x(2, 1, 2, 3, 2), { stride: 2, padding: 1, groups: 2 }),
  conv_transpose1d: (x) =>
    F.conv_transpose1d(x(2, 4, 4), x(4, 3, 3), x(6), {
      stride: 3,
      padding: 1,
      output_padding: 2,
      groups: 2,
      dilation: 2,
    }),
  conv_transpose2d: (x) =>
    F.conv_transpose2d(x(1, 3, 3, 4), x(3, 2, 3, 2), null, { stride: 2, padding: 1, output_padding: 1 }),
  conv_transpose3d: (x) => F.conv_transpose3d(x(1, 2, 2, 3, 2), x(2, 1, 2, 2, 2), x(1), { stride: [1, 2, 1] }),
  max_pool2d: (x) => F.max_pool2d(x(1, 2, 5, 7), [3, 2], [2, 2], [1, 0], [1, 2], true),
  max_pool3d: (x) => F.max_pool3d(x(1, 1, 4, 4, 5), 2, { stride: [2, 1, 2] }),
  avg_pool1d: (x) => F.avg_pool1d(x(1, 2, 7), 3, 2, 1, true, false),
  avg_pool2d: (x) => F.avg_pool2d(x(1, 2, 5, 6), 3, 2, 1, true, true),
  avg_pool3d: (x) => F.avg_pool3d(x(1, 1, 3, 4, 5), 2, 1, 0, false, true, 3),
  adaptive_avg_pool2d: (x) => F.adaptive_avg_pool2d(x(1, 2, 5, 7), [3, 4]),
  adaptive_max_pool1d: (x) => F.adaptive_max_pool1d(x(1, 2, 7), 3),
  lp_pool2d: (x) => F.lp_pool2d(x(1, 1, 4, 6).abs(), 3, 2),
  reflect: (x) => F.pad(x(1, 1, 4, 5), [2, 3, 1, -1], 'reflect'),
  replicate: (x) => F.pad(x(1, 1, 4, 5), [2, -1, 1, 3], 'replicate'),
  circular: (x) => F.pad(x(1, 1, 4, 5), [2, -1, -2, 2], 'circular'),
  constant: (x) => F.pad(x(2, 3), [1, -1, 0, 2], { value: 1.5 }),
  unfold: (x) => F.unfold(x(1, 2, 4, 5), [2, 3], [1, 2], [1, 0], [2, 1]),
  fold: (x) => F.fold(x(1, 8, 6), [3, 4], 2),
  bicubic: (x) => F.interpolate(x(1, 1, 4, 5), [3, 7], { mode: 'bicubic' }),
  'bilinear antialias': (x) => F.interpolate(x(1, 1, 6, 7), [3, 4], { mode: 'bilinear', antialias: true }),
  'bicubic antialias': (x) => F.interpolate(x(1, 1, 6, 7), [3, 9], { mode: 'bicubic', antialias: true }),
  lanczos: (x) => F.interpolate(x(1, 1, 6, 7), [3, 9], { mode: 'lanczos', antialias: true }),
  trilinear: (x) => F.interpolate(x(1, 1, 2, 3, 4), { scale_factor: [1.5, 2, 0.6], mode: 'trilinear' }),
  'nearest-exact': (x) => F.interpolate(x(1, 1, 7), 4, { mode: 'nearest-exact' }),
  area: (x) => F.interpolate(x(1, 1, 7), 4, { mode: 'area' }),
  pixel_shuffle: (x) => F.pixel_shuffle(x(1, 8, 2, 2), 2),
  channel_shuffle: (x) => F.channel_shuffle(x(1, 6, 2), 3),
  'grid bilinear zeros': (x) => F.grid_sample(x(1, 2, 3, 4), x(1, 3, 3, 2), { align_corners: false }),
  'grid bicubic reflection': (x) =>
    F.grid_sample(x(1, 2, 5, 4), x(1, 3, 3, 2), 'bicubic', 'reflection', { align_corners: true }),
  'grid nearest border': (x) => F.grid_sample(x(1, 2, 3, 4), x(1, 3, 3, 2).mul(0.9), 'nearest', 'border', false),
  'grid 3d': (x) => F.grid_sample(x(1, 1, 3, 4, 2), x(1, 2, 2, 2, 3), { padding_mode: 'reflection' }),
  'grid bicubic 3d': (x) => F.grid_sample(x(1, 1, 2, 3, 2), x(1, 2, 2, 1, 3).div(2.5), { mode: 'bicubic' }),
  affine_grid: (x) => F.affine_grid(x(1, 2, 3), [1, 1, 2, 3], { align_corners: false }),
  local_response_norm: (x) => F.local_response_norm(x(1, 4, 3), 3, 0.5, 0.6, 2),
  'reflect 3d': (x) => F.pad(x(1, 1, 2, 3, 2), [1, 0, 2, 1, 0, 1], 'reflect'),
  adaptive_max_pool3d: (x) => F.adaptive_max_pool3d(x(1, 1, 3, 4, 5), [2, null, 3]),
  adaptive_avg_pool3d: (x) => F.adaptive_avg_pool3d(x(1, 1, 3, 4, 5), [2, 3, 7]),
  lp_pool1d: (x) => F.lp_pool1d(x(1, 1, 7).abs(), 1.5, 3, 2, true),
  max_unpool2d: (x) => {
    const [y, indices] = F.max_pool2d(x(1, 2, 4, 5), 2, { stride: [2, 1], return_indices: true });
    return F.max_unpool2d(y, indices, 2, { stride: [2, 1] });
  },
  'bilinear align_corners': (x) => F.interpolate(x(1, 1, 3, 4), [5, 2], { mode: 'bilinear', align_corners: true }),
  linear: (x) => F.interpolate(x(1, 2, 5), { scale_factor: 1.7, mode: 'linear', recompute_scale_factor: true }),
  nearest: (x) => F.interpolate(x(1, 1, 2, 3), { scale_factor: [2.5, 1.4] }),
  pixel_unshuffle: (x) => F.pixel_unshuffle(x(1, 2, 4, 6), 2),
  'grid bilinear border': (x) =>
    F.grid_sample(x(1, 2, 3, 4), x(1, 3, 3, 2), { padding_mode: 'border', align_corners: true }),
  'affine_grid 3d': (x) => F.affine_grid(x(2, 3, 4), [2, 1, 2, 1, 2], { align_corners: true }),
};

const recorded = JSON.parse(readFileSync(new URL('fixtures/spatial.json', import.meta.url), 'utf8')) as Record<
  string,
  Recorded
>;

/** Numbers without order, exact in binary. */
const numbers: Leaf = (...sizes) => {
  const count = sizes.reduce((product, size) => product * size, 1);
  return torch
    .tensor(
      Array.from({ length: count }, (_, i) => (((i * 7) % 11) - 5) / 4),
      { dtype: torch.float64 },
    )
    .reshape(sizes);
};

/** The same elements, at every second place of a larger memory and with the last dimension first in it. */
const scattered: Leaf = (...sizes) => {
  const x = numbers(...sizes);
  const moved = torch.stack([x, x], -1).movedim(-2, 0).contiguous();
  return moved.movedim(0, -2).select(-1, 1);
};

function expectClose(x: torch.Tensor, expected: readonly number[], what: string): void {
  const got = x.flatten().tolist() as number[];
  expect(got.length, what).to.equal(expected.length);
  expected.forEach((e, i) => expect(got[i], `${what}, element ${i}`).to.be.closeTo(e, 1e-8 * Math.max(1, Math.abs(e))));
}

describe('functions of neighbourhoods', () => {
  it('are recorded and called under the same names', () => {
    expect(Object.keys(calls).sort()).to.deep.equal(Object.keys(recorded).sort());
  });

  for (const [name, call] of Object.entries(calls))
    for (const [memory, make] of Object.entries({ contiguous: numbers, scattered }))
      it(`${name} has the values and gradients of PyTorch (${memory})`, () => {
        const { sizes, value, grads } = recorded[name];
        const leaves: torch.Tensor[] = [];
        const y = call((...sizes) => {
          leaves.push(make(...sizes).requires_grad_());
          return leaves[leaves.length - 1];
        });
        expect([...y.shape]).to.deep.equal(sizes);
        expectClose(y.detach(), value, 'value');
        y.mul(numbers(...sizes))
          .sum()
          .backward();
        leaves.forEach((leaf, i) => expectClose(leaf.grad as torch.Tensor, grads[i], `gradient ${i}`));
      });
});

describe('layers of neighbourhoods', () => {
  const layers: [torch.nn.Module, string][] = [
    [new nn.ZeroPad2d([1, 2, 0, 1]), 'ZeroPad2d((1, 2, 0, 1))'],
    [new nn.ConstantPad1d([1, 2], 3.5), 'ConstantPad1d(padding=(1, 2), value=3.5)'],
    [new nn.ConstantPad2d(1, { value: 0 }), 'ConstantPad2d(padding=(1, 1, 1, 1), value=0)'],
    [new nn.ReflectionPad3d(1), 'ReflectionPad3d((1, 1, 1, 1, 1, 1))'],
    [new nn.AvgPool1d(3, 2), 'AvgPool1d(kernel_size=(3,), stride=(2,), padding=(0,))'],
    [new nn.AvgPool2d([3, 2], { padding: 1 }), 'AvgPool2d(kernel_size=(3, 2), stride=(3, 2), padding=1)'],
    [new nn.AvgPool3d(2), 'AvgPool3d(kernel_size=2, stride=2, padding=0)'],
    [new nn.LPPool1d(2, 3), 'LPPool1d(norm_type=2, kernel_size=3, stride=None, ceil_mode=False)'],
    [
      new nn.LPPool2d(1.5, [3, 2], { stride: 2 }),
      'LPPool2d(norm_type=1.5, kernel_size=(3, 2), stride=2, ceil_mode=False)',
    ],
    [new nn.AdaptiveAvgPool2d([null, 3]), 'AdaptiveAvgPool2d(output_size=(None, 3))'],
    [new nn.AdaptiveMaxPool1d(2), 'AdaptiveMaxPool1d(output_size=2)'],
    [new nn.MaxUnpool2d(2, { stride: [2, 1] }), 'MaxUnpool2d(kernel_size=(2, 2), stride=(2, 1), padding=(0, 0))'],
    [new nn.MaxPool2d(2, { padding: 1 }), 'MaxPool2d(kernel_size=2, stride=2, padding=1, dilation=1, ceil_mode=False)'],
    [new nn.Unfold([2, 3]), 'Unfold(kernel_size=(2, 3), dilation=1, padding=0, stride=1)'],
    [new nn.Fold([3, 4], 2), 'Fold(output_size=(3, 4), kernel_size=2, dilation=1, padding=0, stride=1)'],
    [new nn.PixelShuffle(2), 'PixelShuffle(upscale_factor=2)'],
    [new nn.PixelUnshuffle(2), 'PixelUnshuffle(downscale_factor=2)'],
    [new nn.ChannelShuffle(3), 'ChannelShuffle(groups=3)'],
    [new nn.LocalResponseNorm(2), 'LocalResponseNorm(2, alpha=0.0001, beta=0.75, k=1.0)'],
    [new nn.Upsample({ scale_factor: 2 }), "Upsample(scale_factor=2.0, mode='nearest')"],
    [new nn.Upsample([3, 4], { mode: 'bilinear' }), "Upsample(size=(3, 4), mode='bilinear')"],
    [new nn.UpsamplingBilinear2d([2, 3]), "UpsamplingBilinear2d(size=(2, 3), mode='bilinear')"],
  ];
  for (const [layer, text] of layers)
    it(`print as PyTorch prints them: ${text}`, () => {
      expect(String(layer)).to.equal(text);
    });

  it('find the size before pooling when it is given by name', () => {
    const x = torch.arange(25).float().reshape(1, 1, 5, 5);
    const [y, indices] = new nn.MaxPool2d(2, 2, { return_indices: true })(x) as unknown as torch.Tensor[];
    const z = new nn.MaxUnpool2d(2, 2)(y, indices, { output_size: x.shape });
    expect([...z.shape]).to.deep.equal([1, 1, 5, 5]);
    expect(z.sum().item()).to.equal(6 + 8 + 16 + 18);
  });

  it('take the size of a transposed convolution by name, too', () => {
    const [down, up] = [new nn.Conv2d(1, 1, 3, { stride: 2, padding: 1 }), new nn.ConvTranspose2d(1, 1, 3, 2, 1)];
    const x = ones(1, 1, 12, 12);
    expect([...up(down(x)).shape]).to.deep.equal([1, 1, 11, 11]);
    expect([...up(down(x), { output_size: x.shape }).shape]).to.deep.equal([1, 1, 12, 12]);
    expect(() => up(down(x), [13, 13])).to.throw(
      'requested an output size of (13, 13), but valid sizes range from [11, 11] to [12, 12] (for an input of torch.Size([6, 6]))',
    );
  });

  it('are of the class that PyTorch derives them from', () => {
    expect(new nn.ZeroPad1d(1)).instanceOf(nn.ConstantPad1d);
    expect(new nn.UpsamplingNearest2d({ scale_factor: 2 })).instanceOf(nn.Upsample);
  });
});

describe('what PyTorch refuses of neighbourhoods', () => {
  const image = ones(1, 1, 3, 3);
  const line = ones(1, 2, 3);
  expectRefused([
    [
      () => F.pad(line, [3, 0], 'reflect'),
      'Argument #4: Padding size should be less than the corresponding input dimension, but got: padding (3, 0) at dimension 2 of input [1, 2, 3]',
    ],
    [() => F.pad(line, [1, 0, 0]), 'Padding length must be divisible by 2'],
    [() => F.pad(line, [1, 1], 'foo' as never), 'Unrecognised padding mode foo'],
    [() => F.pad(line, [1, 1], 'reflect', 1), `Padding mode "reflect" doesn't take in value argument`],
    [() => F.pad(line, [4, 0], 'circular'), 'Padding value causes wrapping around more than once.'],
    [() => new nn.CircularPad2d(1)(ones(3, 3)), 'expected 3D or 4D input (got 2D input)'],
    [
      () => new nn.ReflectionPad1d({} as never),
      "ReflectionPad1d.__init__() missing 1 required positional argument: 'padding'",
    ],
    [
      () => new nn.ConstantPad2d({ padding: 1 }),
      "ConstantPad2d.__init__() missing 1 required positional argument: 'value'",
    ],
    [
      () => F.avg_pool2d(image, 2, { padding: 2 }),
      'pad should be at most half of effective kernel size, but got pad=2, kernel_size=2 and dilation=1',
    ],
    [() => F.avg_pool2d(image, 2, { divisor_override: 0 }), 'divisor must be not zero'],
    [
      () => F.avg_pool1d(ones(1, 3), 5),
      'Given input size: (1x1x3). Calculated output size: (1x1x0). Output size is too small',
    ],
    [() => F.adaptive_avg_pool2d(image, [1, 2, 3]), 'adaptive_avg_pool2d: output_size must be 2'],
    [
      () => F.adaptive_max_pool2d(ones(1, 0, 3), 2),
      'adaptive_max_pool2d(): Expected input to have non-zero size for non-batch dimensions, but input has sizes [1, 0, 3] with dimension 1 being empty',
    ],
    [
      () => F.max_unpool2d(ones(1, 1, 2, 2), ones(1, 1, 2, 2), 2),
      'elements in indices should be type int64 but got: Float',
    ],
    [
      () => F.max_unpool2d(ones(1, 1, 2, 2), torch.full([1, 1, 2, 2], 99n), 2),
      'Found an invalid max index: 99 (output volumes are of size 4x4)',
    ],
    [
      () => F.max_unpool2d(ones(1, 1, 2, 2), torch.full([1, 1, 2, 2], 1n), 2, { output_size: [9, 9] }),
      'invalid output_size "(9, 9)" (dim 0 must be between 2 and 6)',
    ],
    [() => F.interpolate(line, 4, { scale_factor: 2 }), 'only one of size or scale_factor should be defined'],
    [() => F.interpolate(line), 'either size or scale_factor should be defined'],
    [() => F.interpolate(line, 4, { mode: 'bilinear' }), 'Got 3D input, but bilinear mode needs 4D input'],
    [
      () => F.interpolate(ones(3), 4),
      'Input Error: Only 3D, 4D and 5D input Tensors supported (got 1D) for the modes: nearest | linear | bilinear | bicubic | trilinear | lanczos | area | nearest-exact (got nearest)',
    ],
    [
      () => F.interpolate(line, 4, { align_corners: true }),
      'align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear',
    ],
    [
      () => F.interpolate(line, [4, 5]),
      'Input and output must have the same number of spatial dimensions, but got input with spatial dimensions of [3] and output size of (4, 5). Please provide input tensor in (N, C, d1, d2, ...,dK) format and output size in (o1, o2, ...,oK) format.',
    ],
    [
      () => F.interpolate(image, 4, { antialias: true }),
      'Anti-alias option is restricted to bilinear, bicubic, and lanczos modes and requires a 4-D tensor as input',
    ],
    [() => F.interpolate(image, 4, { mode: 'lanczos' }), 'Lanczos mode requires antialias=True'],
    [
      () => F.interpolate(image, 4, { mode: 'lanczos', align_corners: true }),
      'Lanczos mode does not support align_corners=True',
    ],
    [
      () => F.fold(ones(1, 7, 6), [3, 4], 2),
      "Expected size of input's dimension 1 to be divisible by the product of kernel_size, but got input.size(1)=7 and kernel_size=(2, 2).",
    ],
    [
      () => F.unfold(ones(1, 2, 1, 1), 2),
      'Given input with spatial size (1, 1), kernel_size=(2, 2), dilation=(1, 1), padding=(0, 0), calculated shape of the array of sliding blocks as (0, 0), but its components must be at least one.',
    ],
    [
      () => F.pixel_shuffle(ones(1, 3, 2, 2), 2),
      "pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of upscale_factor, but input.size(-3)=3 is not divisible by 4",
    ],
    [
      () => F.pixel_unshuffle(ones(1, 3, 3, 2), 2),
      'pixel_unshuffle expects height to be divisible by downscale_factor, but input.size(-2)=3 is not divisible by 2',
    ],
    [
      () => F.channel_shuffle(ones(1, 5, 2), 2),
      'Number of channels must be divisible by groups. Got 5 channels and 2 groups.',
    ],
    [
      () => F.grid_sample(image, ones(1, 2, 2, 3)),
      'grid_sampler(): expected grid to have size 2 in last dimension, but got grid with sizes [1, 2, 2, 3]',
    ],
    [
      () => F.grid_sample(image, ones(1, 2, 2, 2), 'foo' as never),
      "nn.functional.grid_sample(): expected mode to be 'bilinear', 'nearest' or 'bicubic', but got: 'foo'",
    ],
    [
      () => F.affine_grid(ones(1, 2, 2), [1, 1, 2, 2]),
      'Expected a batch of 2D affine matrices of shape Nx2x3 for size (1, 1, 2, 2). Got torch.Size([1, 2, 2]).',
    ],
    [() => F.local_response_norm(ones(2, 3), 2), 'Expected 3D or higher dimensionality'],
    [
      () => F.max_pool2d(ones(1, 1, 2, 2), 3),
      'Given input size: (1x2x2). Calculated output size: (1x0x0). Output size is too small',
    ],
  ]);
});
