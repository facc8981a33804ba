import { float32, float64, type DType } from '../tensor/dtype.js';

/** The arrays that continuous distributions fill. */
export type FloatArray = Float32Array | Float64Array;

/** The dtype whose elements lie in such an array. */
export function floatTypeOf(array: FloatArray): DType {
  return array instanceof Float32Array ? float32 : float64;
}

/** A number as C++ writes it into PyTorch's messages: six significant digits, `1e-07`, `0.123457`, `2`. */
export function sixDigits(x: number): string {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 'nan' : x > 0 ? 'inf' : '-inf';
  const [mantissa, power] = x.toExponential(5).split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return String(Number(x.toPrecision(6)));
  return `${Number(mantissa)}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
