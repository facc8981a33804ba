/** A finite number's magnitude as `mantissa · 2^exponent`, exactly. */
function decompose(x: number): { mantissa: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & ((1n << 52n) - 1n);
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | (1n << 52n), exponent: biased - 1075 };
}

/**
 * |x|·10^power as the nearest integer, a tie going to the even one.
 *
 * JavaScript's `toFixed` and `toExponential` send ties away from zero (0.5 → '1') where Python sends them to even ('0'),
 * and stop at 100 digits; whole numbers are exact and have neither difference.
 */
function roundScaled(x: number, power: number): bigint {
  const { mantissa, exponent } = decompose(x);
  let numerator = mantissa;
  let denominator = 1n;
  if (power >= 0) numerator *= 10n ** BigInt(power);
  else denominator *= 10n ** BigInt(-power);
  if (exponent >= 0) numerator <<= BigInt(exponent);
  else denominator <<= BigInt(-exponent);

  const quotient = numerator / denominator;
  const twiceRest = 2n * (numerator - quotient * denominator);
  const up = twiceRest > denominator || (twiceRest === denominator && quotient % 2n === 1n);
  return up ? quotient + 1n : quotient;
}

const isNegative = (x: number): boolean => x < 0 || Object.is(x, -0);

/** `nan`, `inf` or `-inf`, as every Python format writes them. */
const nonFinite = (x: number): string => (Number.isNaN(x) ? 'nan' : x > 0 ? 'inf' : '-inf');

/** An exponent with its sign and at least two digits: `e-05`, `e+16`, `e+100`. */
const exponentText = (exponent: number): string =>
  `e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;

/**
 * A number with `digits` digits after the point, as Python's `f'{x:.{digits}f}'`: rounded from its exact binary value, ties to even.
 *
 * @param x any number; NaN and the infinities give `nan`, `inf`, `-inf`
 * @param digits a whole number ≥ 0; with 0 there is no point
 * @example
 * pythonFixed(0.03125, 4); // '0.0312'
 */
export function pythonFixed(x: number, digits: number): string {
  if (!Number.isFinite(x)) return nonFinite(x);
  const all = roundScaled(x, digits)
    .toString()
    .padStart(digits + 1, '0');
  const whole = all.slice(0, all.length - digits);
  const magnitude = digits === 0 ? whole : `${whole}.${all.slice(-digits)}`;
  return (isNegative(x) ? '-' : '') + magnitude;
}

/**
 * A number in scientific notation with `digits` digits after the point, as Python's `f'{x:.{digits}e}'`: rounded from its exact
 * binary value, ties to even.
 *
 * @param x any number; NaN and the infinities give `nan`, `inf`, `-inf`
 * @param digits a whole number ≥ 0; with 0 there is no point
 * @example
 * pythonExponential(12345.678, 4); // '1.2346e+04'
 */
export function pythonExponential(x: number, digits: number): string {
  if (!Number.isFinite(x)) return nonFinite(x);
  // The leading digit's place as the shortest decimal has it: rounding may move it by one, which shows in the digit count.
  let exponent = Number(x.toExponential().split('e')[1]);
  let all = roundScaled(x, digits - exponent).toString();
  if (x !== 0 && all.length !== digits + 1) {
    exponent += all.length - (digits + 1);
    all = roundScaled(x, digits - exponent).toString();
  }
  all = all.padEnd(digits + 1, '0');
  const magnitude = digits === 0 ? all : `${all[0]}.${all.slice(1)}`;
  return (isNegative(x) ? '-' : '') + magnitude + exponentText(exponent);
}

/**
 * A number as Python's `repr` writes a float: the shortest decimal that reads back as the same number.
 *
 * There is always a point or an exponent; the exponent form is taken below 1e-4 and from 1e16 on.
 *
 * @param x any number
 * @example
 * pythonFloat(2); // '2.0'
 * pythonFloat(0.00001); // '1e-05'
 */
export function pythonFloat(x: number): string {
  if (!Number.isFinite(x)) return nonFinite(x);
  const [mantissa, power] = Math.abs(x).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const exponent = Number(power);
  const sign = isNegative(x) ? '-' : '';
  if (exponent < -4 || exponent >= 16) return sign + mantissa + exponentText(exponent);
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const point = exponent + 1;
  return `${sign}${digits.slice(0, point).padEnd(point, '0')}.${digits.slice(point) || '0'}`;
}

/**
 * A tensor's element as Python's f-string writes it: `True`, `7`, `2.0`.
 *
 * @param x the element
 * @param isFloat whether the dtype is floating point, so that 2 is `2.0` and not `2`; a number that is not whole is a float anyway
 * @example
 * `${pythonScalar(2, true)} ${pythonScalar(2, false)} ${pythonScalar(true, false)}`; // '2.0 2 True'
 */
export function pythonScalar(x: number | bigint | boolean, isFloat: boolean): string {
  if (isFloat) return pythonFloat(Number(x));
  if (typeof x === 'boolean') return x ? 'True' : 'False';
  return Number.isInteger(x) || typeof x === 'bigint' ? BigInt(x).toString() : pythonFloat(x);
}

/** A value that has a Python form; any object that is neither array nor plain (a dtype, a device) gives its own `toString()`. */
export type PythonValue = null | undefined | boolean | number | bigint | string | object;

/** How `pythonRepr` reads what JavaScript leaves open. */
export interface PythonReprOptions {
  /** Whether arrays are tuples, `(1, 2)`, and not lists. */
  tuple?: boolean;
  /** Whether whole numbers are floats, `1.0`, and not ints. */
  float?: boolean;
}

/** A string as Python's `repr` quotes it. */
function pythonString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const named: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', [quote]: `\\${quote}` };
  const escape = (character: string): string => {
    if (character in named) return named[character];
    if (character === ' ' || !/[\p{C}\p{Z}]/u.test(character)) return character;
    const hex = character.codePointAt(0)!.toString(16);
    if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`;
    return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
  };
  return quote + [...text].map(escape).join('') + quote;
}

/**
 * A value as Python's `repr` writes it in the text of a module or an optimizer: `None`, `True`, `3`, `0.5`, `'zeros'`, `[1, 2]`, `(3,)`.
 *
 * @param value null and undefined are None, plain objects are dicts; numbers are ints when whole, floats otherwise
 * @param options whether arrays are tuples and whole numbers floats, at every depth
 * @throws TypeError for a function, which has no Python form
 * @example
 * pythonRepr([3, 3], { tuple: true }); // '(3, 3)'
 * pythonRepr(1, { float: true }); // '1.0'
 */
export function pythonRepr(value: PythonValue, options: PythonReprOptions = {}): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'string') return pythonString(value);
  if (typeof value === 'number') return pythonScalar(value, options.float ?? false);
  if (typeof value === 'bigint' || typeof value === 'boolean') return pythonScalar(value, false);
  if (typeof value !== 'object') throw new TypeError(`pythonRepr: value must be data, got a ${typeof value}`);
  if (Array.isArray(value)) {
    const items = value.map((item: PythonValue) => pythonRepr(item, options));
    if (!options.tuple) return `[${items.join(', ')}]`;
    return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return String(value);
  const entries = Object.entries(value).map(
    ([key, item]: [string, PythonValue]) => `${pythonString(key)}: ${pythonRepr(item, options)}`,
  );
  return `{${entries.join(', ')}}`;
}
