// Sine and cosine of float32 elements as PyTorch rounds them. Its values are those of one polynomial, and in about one
// case of twenty not the nearest float but its neighbour, by at most 0.6 units in the last place; a sum of many sines, or a
// network trained on them, shows the difference.

/** Beyond this, the remainder of a division by π needs more digits than three parts of π hold. */
const LARGE = 524288;

/** π as a sum; the products of the first two parts with whole and half numbers below LARGE are exact. */
const [PI_HIGH, PI_MIDDLE, PI_LOW] = [3.1415926534682512, 1.2154201012607932e-10, 4.044532497591901e-21];

/** sin r for |r| ≤ π/2: the odd polynomial of degree 9 that begins with r and has the least relative error, 6.1e-9. */
function sinPolynomial(r: number): number {
  const z = r * r;
  return (
    r +
    r *
      z *
      (-0.16666659550427756 + z * (0.008333066246082162 + z * (-0.00019809602901938453 + z * 2.605780637969121e-6)))
  );
}

const remainder = (x: number, k: number) => x - k * PI_HIGH - k * PI_MIDDLE - k * PI_LOW;
const isEven = (k: number) => k % 2 === 0;

/** sin x = (−1)ᵏ sin(x − kπ), k = round(x / π). */
export function sin_float32(x: number): number {
  if (!(Math.abs(x) <= LARGE)) return Math.sin(x);
  if (Math.abs(x) < 1e-9) return x;
  const k = Math.round(x / Math.PI);
  const y = sinPolynomial(remainder(x, k));
  return isEven(k) ? y : -y;
}

/** cos x = sin(x + π/2) = (−1)ᵏ sin(x − (k − ½)π), k = round(x / π + ½). */
export function cos_float32(x: number): number {
  if (!(Math.abs(x) <= LARGE)) return Math.cos(x);
  const k = Math.round(x / Math.PI + 0.5);
  const y = sinPolynomial(remainder(x, k - 0.5));
  return isEven(k) ? y : -y;
}
