/** 2^27 + 1, which splits 53 bits into two halves of 26. */
const SPLITTER = 2 ** 27 + 1;

/**
 * `a·b + c`, rounded once: a fused multiply-add in double precision.
 *
 * PyTorch's kernels are compiled to it, which shows in the last bit. The product and the sum are each computed with
 * their rounding error (Dekker, "A floating-point technique for extending the available precision", 1971; Knuth, TAOCP 2,
 * section 4.2.2), and the two errors are added at the end. In single precision `Math.fround(a * b + c)` does the same,
 * since the product of two singles is exact in double precision.
 */
export function fma(a: number, b: number, c: number): number {
  const product = a * b;
  const sum = product + c;
  if (!Number.isFinite(sum)) return sum;

  const scaledA = SPLITTER * a;
  const highA = scaledA - (scaledA - a);
  const lowA = a - highA;
  const scaledB = SPLITTER * b;
  const highB = scaledB - (scaledB - b);
  const lowB = b - highB;
  const productError = lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);

  const added = sum - product;
  const sumError = product - (sum - added) + (c - added);
  const error = productError + sumError;
  return Number.isNaN(error) ? sum : sum + error;
}
