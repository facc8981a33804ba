import { rcParams } from '../style/rc.js';

/** The texts of an axis's ticks, and what stands once at its end: a power of ten, or a number to add. */
export interface TickLabels {
  readonly labels: readonly string[];
  readonly offset: string;
}

const POWER_LIMITS = [-5, 6];
const LEADING_DIGITS_HIDDEN = 4;

const minus = (text: string): string => (rcParams['axes.unicode_minus'] ? text.replaceAll('-', '−') : text);
const decade = (x: number): number => Math.floor(Math.log10(x));

/** The common first digits of all ticks, when they are so many that they are written once; 0 otherwise. */
function commonOffset(ticks: readonly number[]): number {
  const low = Math.min(...ticks);
  const high = Math.max(...ticks);
  if (low === high || (low <= 0 && high >= 0)) return 0;
  const [small, large] = [Math.abs(low), Math.abs(high)].sort((a, b) => a - b);
  const sign = Math.sign(low);
  const quotient = (x: number, power: number): number => Math.floor(x / 10 ** power + 1e-12);
  let power = Math.ceil(Math.log10(large));
  while (quotient(small, power) === quotient(large, power)) power--;
  power++;
  if ((large - small) / 10 ** power <= 1e-2) {
    power = Math.ceil(Math.log10(large));
    while (quotient(large, power) - quotient(small, power) <= 1) power--;
    power++;
  }
  const leading = quotient(large, power);
  return leading >= 10 ** (LEADING_DIGITS_HIDDEN - 1) ? sign * leading * 10 ** power : 0;
}

/** How many decimals tell the ticks apart. */
function decimalsFor(values: readonly number[]): number {
  const range = Math.max(...values) - Math.min(...values) || Math.max(...values.map(Math.abs)) || 1;
  const size = decade(range);
  let decimals = Math.max(0, 3 - size);
  const rounded = (d: number): boolean =>
    values.every((v) => Math.abs(v - Number(v.toFixed(Math.min(d, 100)))) < 1e-3 * 10 ** size);
  while (decimals > 0 && rounded(decimals - 1)) decimals--;
  return Math.min(decimals, 100);
}

const scientific = (x: number): string => {
  const [mantissa, exponent] = x.toExponential().split('e');
  return `${mantissa}e${Number(exponent)}`;
};

/**
 * The labels of a linear axis's ticks: as many decimals as needed, numbers of 1e6 and more or of 1e-5 and less with their
 * power of ten at the end of the axis.
 *
 * @param low the axis's ends, which count where there are few ticks
 */
export function linearLabels(ticks: readonly number[], low: number, high: number): TickLabels {
  const shown = ticks.filter((tick) => tick >= Math.min(low, high) && tick <= Math.max(low, high));
  if (shown.length === 0) return { labels: ticks.map(() => ''), offset: '' };
  const offset = commonOffset(shown);
  const largest = offset !== 0 ? Math.abs(high - low) : Math.max(...ticks.map(Math.abs));
  const order = largest === 0 ? 0 : decade(largest * (1 + 1e-12));
  const power = order <= POWER_LIMITS[0] || order >= POWER_LIMITS[1] ? order : 0;
  const scaled = (tick: number): number => (tick - offset) / 10 ** power;
  const decimals = decimalsFor((ticks.length < 5 ? [...ticks, low, high] : ticks).map(scaled));
  const label = (tick: number): string => {
    const text = scaled(tick).toFixed(decimals);
    return minus(Number(text) === 0 ? text.replace('-', '') : text);
  };
  const times = power === 0 ? '' : `1e${power}`;
  const plus = offset === 0 ? '' : `${offset > 0 ? '+' : ''}${scientific(offset)}`;
  return { labels: ticks.map(label), offset: minus(times + plus) };
}

/** A power of a base, as mathematics: `10³`. */
export function powerLabel(value: number, base = 10): string {
  if (value === 0) return '$0$';
  const exponent = Math.log(Math.abs(value)) / Math.log(base);
  const whole = Math.round(exponent);
  const sign = value < 0 ? '-' : '';
  if (Math.abs(exponent - whole) < 1e-9) return `$${sign}${base}^{${whole}}$`;
  const power = Math.floor(exponent + 1e-9);
  return `$${sign}${Number((Math.abs(value) / base ** power).toPrecision(6))}\\times${base}^{${power}}$`;
}
