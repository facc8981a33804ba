// The text of a progress bar, as tqdm writes it: ` 40%|████      | 4/10 [00:02<00:03,  1.99it/s, loss=0.5]`.

/** What a bar shows. */
export interface Progress {
  readonly n: number;
  /** How many there will be; null where nobody knows. */
  readonly total: number | null;
  /** In seconds. */
  readonly elapsed: number;
  /** Per second, of late; null where it is not known yet. */
  readonly rate: number | null;
  readonly desc: string;
  readonly postfix: string;
  readonly unit: string;
  /** The width of the line in characters; null for a bar of ten. */
  readonly columns: number | null;
  readonly ascii: boolean;
}

const BLOCKS = ' ▏▎▍▌▋▊▉█';
const ASCII = ' 123456789#';

/** Seconds as `01:23` or `1:02:03`. */
export function interval(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (x: number): string => String(x).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${two(minutes)}:${two(rest)}`;
}

/** A number with three digits: `0.123`, `1.23e-05`. */
export function shortNumber(x: number): string {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 'nan' : x > 0 ? 'inf' : '-inf';
  const exponent = x === 0 ? 0 : Number(x.toExponential(2).split('e')[1]);
  const power = `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  const text =
    exponent < -4 || exponent >= 3
      ? x.toExponential(2).replace(/\.?0*e.*$/, '') + `e${power}`
      : String(Number(x.toPrecision(3)));
  return Number.isInteger(x) && String(x).length <= text.length ? String(x) : text;
}

function rateText(rate: number | null, unit: string): string {
  if (rate === null || !Number.isFinite(rate) || rate <= 0) return `?${unit}/s`;
  return rate >= 1 ? `${rate.toFixed(2).padStart(5)}${unit}/s` : `${(1 / rate).toFixed(2).padStart(5)}s/${unit}`;
}

/** A bar of `width` characters, a share of it full. */
function bar(share: number, width: number, symbols: string): string {
  const steps = symbols.length - 1;
  const filled = Math.min(Math.floor(share * width * steps), width * steps);
  const [whole, part] = [Math.floor(filled / steps), filled % steps];
  const partial = whole < width ? symbols[part] : '';
  return (symbols[steps].repeat(whole) + partial).padEnd(width, symbols[0]);
}

/** The line of a bar. */
export function meter({ n, total, elapsed, rate, desc, postfix, unit, columns, ascii }: Progress): string {
  const prefix = desc === '' ? '' : `${desc}: `;
  const behind = postfix === '' ? '' : `, ${postfix}`;
  const speed = rateText(rate, unit);
  if (total === null || n > total) return `${prefix}${n}${unit} [${interval(elapsed)}, ${speed}${behind}]`;
  const share = total === 0 ? 1 : n / total;
  const left = rate !== null && rate > 0 ? interval((total - n) / rate) : '?';
  const start = `${prefix}${String(Math.round(share * 100)).padStart(3)}%|`;
  const end = `| ${n}/${total} [${interval(elapsed)}<${n === total ? interval(0) : left}, ${speed}${behind}]`;
  const width = columns === null ? 10 : Math.max(1, columns - start.length - end.length);
  return start + bar(share, width, ascii ? ASCII : BLOCKS) + end;
}
