import { KeyError, ValueError } from '../../tensor/errors.js';
import { CYCLE, type Color } from './color.js';

/** A size of text: in points, or relative to `font.size`. */
export type FontSize =
  number | 'xx-small' | 'x-small' | 'small' | 'medium' | 'large' | 'larger' | 'smaller' | 'x-large' | 'xx-large';

const defaults = {
  'axes.axisbelow': 'line' as boolean | 'line',
  'axes.edgecolor': 'black' as Color,
  'axes.facecolor': 'white' as Color,
  'axes.grid': false,
  'axes.grid.axis': 'both' as 'both' | 'x' | 'y',
  'axes.labelcolor': 'black' as Color,
  'axes.labelpad': 4,
  'axes.labelsize': 'medium' as FontSize,
  'axes.labelweight': 'normal',
  'axes.linewidth': 0.8,
  'axes.prop_cycle': CYCLE as readonly Color[],
  'axes.spines.bottom': true,
  'axes.spines.left': true,
  'axes.spines.right': true,
  'axes.spines.top': true,
  'axes.titlepad': 6,
  'axes.titlesize': 'large' as FontSize,
  'axes.titleweight': 'normal',
  'axes.unicode_minus': true,
  'axes.xmargin': 0.05,
  'axes.ymargin': 0.05,
  'figure.dpi': 100,
  'figure.facecolor': 'white' as Color,
  'figure.figsize': [6.4, 4.8] as readonly number[],
  'figure.subplot.bottom': 0.11,
  'figure.subplot.hspace': 0.2,
  'figure.subplot.left': 0.125,
  'figure.subplot.right': 0.9,
  'figure.subplot.top': 0.88,
  'figure.subplot.wspace': 0.2,
  'figure.titlesize': 'large' as FontSize,
  'font.family': 'sans-serif' as string | readonly string[],
  'font.size': 10,
  'font.weight': 'normal',
  'grid.alpha': 1,
  'grid.color': '#b0b0b0' as Color,
  'grid.linestyle': '-',
  'grid.linewidth': 0.8,
  'hist.bins': 10,
  'image.cmap': 'viridis',
  'image.origin': 'upper' as 'upper' | 'lower',
  'legend.edgecolor': '0.8' as Color,
  'legend.facecolor': 'inherit' as Color,
  'legend.fancybox': true,
  'legend.fontsize': 'medium' as FontSize,
  'legend.framealpha': 0.8,
  'legend.frameon': true,
  'legend.loc': 'best' as string | number,
  'lines.color': 'C0' as Color,
  'lines.linestyle': '-',
  'lines.linewidth': 1.5,
  'lines.marker': 'None' as string | number,
  'lines.markeredgewidth': 1,
  'lines.markersize': 6,
  'patch.edgecolor': 'black' as Color,
  'patch.linewidth': 1,
  'savefig.dpi': 'figure' as 'figure' | number,
  'savefig.format': 'png',
  'scatter.marker': 'o' as string | number,
  'text.color': 'black' as Color,
  'xtick.color': 'black' as Color,
  'xtick.direction': 'out' as 'in' | 'out' | 'inout',
  'xtick.labelsize': 'medium' as FontSize,
  'xtick.major.pad': 3.5,
  'xtick.major.size': 3.5,
  'xtick.major.width': 0.8,
  'xtick.minor.pad': 3.4,
  'xtick.minor.size': 2,
  'xtick.minor.width': 0.6,
  'ytick.color': 'black' as Color,
  'ytick.direction': 'out' as 'in' | 'out' | 'inout',
  'ytick.labelsize': 'medium' as FontSize,
  'ytick.major.pad': 3.5,
  'ytick.major.size': 3.5,
  'ytick.major.width': 0.8,
  'ytick.minor.pad': 3.4,
  'ytick.minor.size': 2,
  'ytick.minor.width': 0.6,
};

/** The settings that {@link rcParams} holds, by matplotlib's names. */
export type RcParams = typeof defaults;

function check(key: string, value: unknown): void {
  if (!Object.hasOwn(defaults, key))
    throw new KeyError(`${key} is not a valid rc parameter (see rcParams.keys() for a list of valid parameters)`);
  const fallback = defaults[key as keyof RcParams];
  if (typeof fallback === 'number' && !Number.isFinite(value))
    throw new ValueError(`Key ${key}: could not convert ${JSON.stringify(value)} to float`);
  if (typeof fallback === 'boolean' && typeof value !== 'boolean')
    throw new ValueError(`Key ${key}: could not convert ${JSON.stringify(value)} to bool`);
  const isSize = Array.isArray(value) && value.length === 2 && value.every((v) => Number.isFinite(v) && v > 0);
  if (key === 'figure.figsize' && !isSize)
    throw new ValueError(`Key figure.figsize: expected two positive numbers, got ${JSON.stringify(value)}`);
}

/**
 * The settings of all figures that are made from now on, by matplotlib's names.
 *
 * @throws KeyError for a name that is no setting, ValueError for a value that it cannot take
 * @example
 * import plt from 'microtorch/pyplot';
 * plt.rcParams['font.size'] = 16;
 * console.log(plt.rcParams['font.size']); // 16
 * plt.rcdefaults();
 * @see matplotlib: `matplotlib.pyplot.rcParams`
 */
export const rcParams: RcParams = new Proxy(
  { ...defaults },
  {
    get(target, key): unknown {
      if (typeof key === 'string' && key.includes('.')) check(key, defaults[key as keyof RcParams]);
      return Reflect.get(target, key);
    },
    set(target, key, value: unknown) {
      check(String(key), value);
      return Reflect.set(target, key, value);
    },
  },
);

/**
 * Sets several settings of a group: `rc('lines', { linewidth: 2 })` is `rcParams['lines.linewidth'] = 2`.
 *
 * @throws as {@link rcParams}
 * @see matplotlib: `matplotlib.pyplot.rc`
 */
export function rc(group: string, settings: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(settings)) Object.assign(rcParams, { [`${group}.${name}`]: value });
}

/** Gives all settings their defaults again. matplotlib: `matplotlib.pyplot.rcdefaults`. */
export function rcdefaults(): void {
  Object.assign(rcParams, defaults);
}

const SIZES: Readonly<Record<string, number>> = {
  'xx-small': 0.579,
  'x-small': 0.694,
  small: 0.833,
  smaller: 0.833,
  medium: 1,
  large: 1.2,
  larger: 1.2,
  'x-large': 1.44,
  'xx-large': 1.728,
};

/** A size of text in points. */
export function points(size: FontSize): number {
  if (typeof size === 'number') return size;
  if (!Object.hasOwn(SIZES, size))
    throw new ValueError(`'${size}' is not a valid font size: a number of points, or ${Object.keys(SIZES).join(', ')}`);
  return SIZES[size] * rcParams['font.size'];
}
