// Where ticks stand: at multiples of 1, 2, 2.5 or 5 times a power of ten, as few as fit; on a logarithmic axis at powers.

/** What a step may begin with on an axis. */
const AXIS_STEPS = [1, 2, 2.5, 5, 10];
/** What it may begin with between contour lines. */
export const CONTOUR_STEPS = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The multiple of `step` at or below `x`, a hair below the next one counting as that. */
const floorMultiple = (x: number, step: number, offset: number): number => {
  const quotient = Math.floor(x / step);
  return isClose(x - (quotient + 1) * step, 0, step, offset) ? quotient + 1 : quotient;
};
const ceilMultiple = (x: number, step: number, offset: number): number => {
  const quotient = Math.floor(x / step);
  const rest = x - quotient * step;
  return isClose(rest, 0, step, offset) ? quotient : quotient + 1;
};

/** Equal up to what the numbers' size lets be known. */
function isClose(a: number, b: number, step: number, offset: number): boolean {
  const digits = Math.abs(offset) > 0 ? Math.max(10 ** (Math.log10(Math.abs(offset) / step) - 12), 1e-10) : 1e-10;
  return Math.abs(a - b) / step < Math.min(0.4999, digits);
}

/**
 * Tick places of a linear axis between `low` and `high`, at most `bins` intervals; one beyond each end may be among them.
 *
 * @param begin what a step may begin with
 */
export function linearTicks(low: number, high: number, bins: number, begin: readonly number[] = AXIS_STEPS): number[] {
  if (!(high > low)) return [low];
  const middle = (low + high) / 2;
  const range = high - low;
  const far = Math.abs(middle) / range >= 100;
  const offset = far ? Math.sign(middle) * 10 ** Math.floor(Math.log10(Math.abs(middle))) : 0;
  const scale = 10 ** Math.floor(Math.log10(range / bins));
  const [from, to] = [low - offset, high - offset];
  const steps = [...begin.slice(0, -1).map((step) => step / 10), ...begin, 10 * begin[1]].map((step) => step * scale);
  const fits = steps.findIndex((step) => step >= range / bins);
  let ticks: number[] = [];
  for (let i = fits < 0 ? steps.length - 1 : fits; i >= 0; i--) {
    const step = steps[i];
    const base = Math.floor(from / step) * step;
    const first = floorMultiple(from - base, step, offset);
    const last = ceilMultiple(to - base, step, offset);
    ticks = Array.from({ length: last - first + 1 }, (_, k) => (first + k) * step + base);
    if (ticks.filter((tick) => tick >= from && tick <= to).length >= 2) break;
  }
  return ticks.map((tick) => clean(tick + offset, range));
}

/** A number without the dust of additions: 0.30000000000000004 is 0.3. */
const clean = (x: number, range: number): number => {
  const digits = Math.min(Math.max(14 - Math.floor(Math.log10(range)), 0), 100);
  return Math.abs(x) < range * 1e-12 ? 0 : digits <= 20 ? Number(x.toFixed(digits)) : Number(x.toPrecision(14));
};

/** Powers of the base between `low` and `high`, at most `count`, evenly many decades apart. */
export function logTicks(low: number, high: number, count: number, base = 10): number[] {
  const [from, to] = [Math.log(low) / Math.log(base), Math.log(high) / Math.log(base)];
  const decades = Math.floor(to + 1e-9) - Math.ceil(from - 1e-9);
  const stride = Math.max(1, Math.ceil((decades + 1) / Math.max(count, 1)));
  const first = Math.ceil(from - 1e-9);
  const exponents = Array.from({ length: Math.max(decades + 1, 0) }, (_, i) => first + i);
  return exponents.filter((exponent) => exponent % stride === 0 || stride === 1).map((exponent) => base ** exponent);
}

/** The places between powers: 2, 3, … times each; none where the axis spans too many decades. */
export function logMinorTicks(low: number, high: number, count: number, base = 10): number[] {
  const [from, to] = [Math.log(low) / Math.log(base), Math.log(high) / Math.log(base)];
  if (to - from > 10 || Math.floor(to) - Math.ceil(from) + 1 > count) return [];
  const ticks: number[] = [];
  for (let exponent = Math.floor(from); exponent <= Math.ceil(to); exponent++)
    for (let i = 2; i < base; i++) ticks.push(i * base ** exponent);
  return ticks.filter((tick) => tick >= low && tick <= high);
}

/** The four minor ticks (three where the step is 2 or 2.5 … as matplotlib divides it) between major ones. */
export function linearMinorTicks(major: readonly number[], low: number, high: number): number[] {
  if (major.length < 2) return [];
  const step = major[1] - major[0];
  const mantissa = step / 10 ** Math.floor(Math.log10(step) + 1e-9);
  const parts = [1, 2.5, 5, 10].some((m) => Math.abs(mantissa - m) < 1e-6) ? 5 : 4;
  const minor = step / parts;
  const from = Math.ceil((low - major[0]) / minor - 1e-9);
  const to = Math.floor((high - major[0]) / minor + 1e-9);
  return Array.from({ length: Math.max(to - from + 1, 0) }, (_, i) => from + i)
    .filter((k) => k % parts !== 0)
    .map((k) => major[0] + k * minor);
}
