import { Constructor } from '../../tensor/constructor.js';
import type { Tensor } from '../../tensor/tensor.js';
import { channel_shuffle, pixel_shuffle, pixel_unshuffle } from '../functional/shuffling.js';
import { Layer } from '../layer.js';

const pixelShuffle = new Constructor('PixelShuffle.__init__(int upscale_factor)');

/**
 * Makes images r times larger from r² times as many channels: [*, C·r², H, W] becomes [*, C, H·r, W·r].
 *
 * @example
 * console.log(new torch.nn.PixelShuffle(2)(torch.ones(1, 8, 3, 4)).shape); // torch.Size([1, 2, 6, 8])
 * @see PyTorch: `torch.nn.PixelShuffle`
 */
export class PixelShuffle extends Layer {
  /** The factor r. */
  upscale_factor: number;

  /**
   * @param args `upscale_factor`
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: [upscale_factor: number | { upscale_factor: number }]) {
    super();
    this.upscale_factor = pixelShuffle.bind(args).upscale_factor;
  }

  /** @returns the input with its elements in another order */
  forward(input: Tensor): Tensor {
    return pixel_shuffle(input, this.upscale_factor);
  }

  override extra_repr(): string {
    return `upscale_factor=${this.upscale_factor}`;
  }
}

const pixelUnshuffle = new Constructor('PixelUnshuffle.__init__(int downscale_factor)');

/**
 * Makes r² times as many channels from images, r times smaller: [*, C, H·r, W·r] becomes [*, C·r², H, W].
 *
 * @example
 * console.log(new torch.nn.PixelUnshuffle(2)(torch.ones(1, 2, 6, 8)).shape); // torch.Size([1, 8, 3, 4])
 * @see PyTorch: `torch.nn.PixelUnshuffle`
 */
export class PixelUnshuffle extends Layer {
  /** The factor r. */
  downscale_factor: number;

  /**
   * @param args `downscale_factor`
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: [downscale_factor: number | { downscale_factor: number }]) {
    super();
    this.downscale_factor = pixelUnshuffle.bind(args).downscale_factor;
  }

  /** @returns the input with its elements in another order */
  forward(input: Tensor): Tensor {
    return pixel_unshuffle(input, this.downscale_factor);
  }

  override extra_repr(): string {
    return `downscale_factor=${this.downscale_factor}`;
  }
}

const channelShuffle = new Constructor('ChannelShuffle.__init__(int groups)');

/**
 * Mixes groups of channels: the first channels of all groups, then the second ones, and so on.
 *
 * @example
 * console.log(new torch.nn.ChannelShuffle(2)(torch.tensor([[[1], [2], [3], [4]]])).flatten()); // tensor([1., 3., 2., 4.])
 * @see PyTorch: `torch.nn.ChannelShuffle`
 */
export class ChannelShuffle extends Layer {
  /** How many groups there are. */
  groups: number;

  /**
   * @param args `groups`
   * @throws TypeError for a missing or unknown argument
   */
  constructor(...args: [groups: number | { groups: number }]) {
    super();
    this.groups = channelShuffle.bind(args).groups;
  }

  /** @returns the input with its elements in another order */
  forward(input: Tensor): Tensor {
    return channel_shuffle(input, this.groups);
  }

  override extra_repr(): string {
    return `groups=${this.groups}`;
  }
}
