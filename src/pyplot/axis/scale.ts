import { ValueError } from '../../tensor/errors.js';

/** How data become lengths along an axis. */
export interface Scale {
  readonly name: ScaleName;
  /** A monotone function of the data. */
  readonly forward: (value: number) => number;
  readonly inverse: (value: number) => number;
  /** Values at or below it have no place. */
  readonly above: number;
}

/** The names of the scales. */
export type ScaleName = 'linear' | 'log' | 'symlog';

/** What lies below everything that a logarithmic axis shows. */
const FAR_BELOW = -1000;

const identity = (value: number): number => value;

const linear: Scale = { name: 'linear', forward: identity, inverse: identity, above: -Infinity };

const log = (base: number): Scale => ({
  name: 'log',
  // as matplotlib's `nonpositive='clip'`: what has no logarithm lies far below
  forward: (value) => (value > 0 ? Math.log(value) / Math.log(base) : value <= 0 ? FAR_BELOW : NaN),
  inverse: (value) => base ** value,
  above: 0,
});

/** Logarithmic away from zero and linear within one decade below `threshold`. */
const symlog = (base: number, threshold: number): Scale => {
  const room = 1 / (1 - 1 / base);
  return {
    name: 'symlog',
    forward: (value) => {
      const size = Math.abs(value);
      if (size <= threshold) return value * room;
      return Math.sign(value) * threshold * (room + Math.log(size / threshold) / Math.log(base));
    },
    inverse: (value) => {
      const size = Math.abs(value);
      if (size <= threshold * room) return value / room;
      return Math.sign(value) * threshold * base ** (size / threshold - room);
    },
    above: -Infinity,
  };
};

/** Options of a scale. */
export interface ScaleOptions {
  /** Of the logarithm. Default 10. */
  base?: number;
  /** Up to where `'symlog'` is linear. Default 2. */
  linthresh?: number;
}

/**
 * The scale of a name.
 *
 * @throws ValueError for an unknown one
 */
export function scaleOf(name: ScaleName, { base = 10, linthresh = 2 }: ScaleOptions = {}): Scale {
  if (name === 'linear') return linear;
  if (name === 'log') return log(base);
  if (name === 'symlog') return symlog(base, linthresh);
  throw new ValueError(
    `'${String(name)}' is not a valid value for scale; supported values are 'linear', 'log', 'symlog'`,
  );
}
