/**
 * The classical orthogonal polynomials, as torch.special defines them: degree n is a number, truncated to an integer,
 * and the polynomial of a negative (or infinite, or nan) degree is 0.
 *
 * All are three-term recurrences from p_0 = 1 and p_1. The Chebyshev polynomials of higher degree are trigonometric
 * functions of arccos(x) where |x| < 1.
 */

/** n as a whole number; nan and infinities count as negative. */
const wholeDegree = (n: number): number => (Number.isFinite(n) ? Math.trunc(n) : -1);

/** The sign of (-1)**n. */
const alternate = (n: number): number => (n % 2 === 0 ? 1 : -1);

/**
 * p_n, from p_0 = 1, p_1 = first and p_(k + 1) = next(k, p_k, p_(k - 1)).
 *
 * @param n degree
 * @param first p_1
 * @param next one step of the recurrence
 * @returns p_n; 0 for n < 0
 */
function recurrence(n: number, first: number, next: (k: number, p: number, before: number) => number): number {
  const degree = wholeDegree(n);
  if (degree < 0) return 0;
  if (degree === 0) return 1;
  let before = 1;
  let p = first;
  for (let k = 1; k < degree && !Number.isNaN(p); k++) [before, p] = [p, next(k, p, before)];
  return p;
}

/** What tells the four kinds of Chebyshev polynomials apart. */
interface Chebyshev {
  /** p_1(x). */
  first(x: number): number;
  /** p_n(1). */
  right(n: number): number;
  /** p_n(-1), up to the sign (-1)**n. */
  left(n: number): number;
  /** p_n(cos theta). */
  cosine(n: number, theta: number): number;
}

const one = (): number => 1;

const FIRST: Chebyshev = { first: (x) => x, right: one, left: one, cosine: (n, theta) => Math.cos(n * theta) };

const SECOND: Chebyshev = {
  first: (x) => x + x,
  right: (n) => n + 1,
  left: (n) => n + 1,
  cosine: (n, theta) => Math.sin((n + 1) * theta) / Math.sin(theta),
};

const THIRD: Chebyshev = {
  first: (x) => x + x - 1,
  right: one,
  left: (n) => n + n + 1,
  cosine: (n, theta) => Math.cos((n + 0.5) * theta) / Math.cos(theta / 2),
};

const FOURTH: Chebyshev = {
  first: (x) => x + x + 1,
  right: (n) => n + n + 1,
  left: one,
  cosine: (n, theta) => Math.sin((n + 0.5) * theta) / Math.sin(theta / 2),
};

/**
 * A Chebyshev polynomial of any kind: by p_(k + 1) = 2x p_k - p_(k - 1), and for degrees above `direct` and |x| < 1 by
 * its trigonometric form.
 */
function chebyshev(kind: Chebyshev, x: number, n: number, direct: number): number {
  const degree = wholeDegree(n);
  if (degree > 1) {
    if (x === 1) return kind.right(degree);
    if (x === -1) return alternate(degree) * kind.left(degree);
    if (degree > direct && Math.abs(x) < 1) return kind.cosine(degree, Math.acos(x));
  }
  return recurrence(degree, kind.first(x), (_, p, before) => (x + x) * p - before);
}

/**
 * Chebyshev polynomial of the first kind, T_n(cos theta) = cos(n theta).
 *
 * @param x argument
 * @param n degree
 * @returns T_n(x)
 * @see torch.special.chebyshev_polynomial_t
 */
export const chebyshev_t = (x: number, n: number): number => chebyshev(FIRST, x, n, 6);

/**
 * Chebyshev polynomial of the second kind, U_n(cos theta) = sin((n + 1) theta) / sin(theta).
 *
 * @param x argument
 * @param n degree
 * @returns U_n(x)
 * @see torch.special.chebyshev_polynomial_u
 */
export const chebyshev_u = (x: number, n: number): number => chebyshev(SECOND, x, n, 8);

/**
 * Chebyshev polynomial of the third kind, V_n(cos theta) = cos((n + 1/2) theta) / cos(theta / 2).
 *
 * @param x argument
 * @param n degree
 * @returns V_n(x)
 * @see torch.special.chebyshev_polynomial_v
 */
export const chebyshev_v = (x: number, n: number): number => chebyshev(THIRD, x, n, 8);

/**
 * Chebyshev polynomial of the fourth kind, W_n(cos theta) = sin((n + 1/2) theta) / sin(theta / 2).
 *
 * @param x argument
 * @param n degree
 * @returns W_n(x)
 * @see torch.special.chebyshev_polynomial_w
 */
export const chebyshev_w = (x: number, n: number): number => chebyshev(FOURTH, x, n, 8);

/**
 * Shifted Chebyshev polynomial of the first kind, T_n(2x - 1).
 *
 * @param x argument
 * @param n degree
 * @returns T_n(2x - 1)
 * @see torch.special.shifted_chebyshev_polynomial_t
 */
export const shifted_chebyshev_t = (x: number, n: number): number => chebyshev(FIRST, x + x - 1, n, 6);

/**
 * Shifted Chebyshev polynomial of the second kind, U_n(2x - 1).
 *
 * @param x argument
 * @param n degree
 * @returns U_n(2x - 1)
 * @see torch.special.shifted_chebyshev_polynomial_u
 */
export const shifted_chebyshev_u = (x: number, n: number): number => chebyshev(SECOND, x + x - 1, n, 6);

/**
 * Shifted Chebyshev polynomial of the third kind, V_n(2x - 1).
 *
 * @param x argument
 * @param n degree
 * @returns V_n(2x - 1)
 * @see torch.special.shifted_chebyshev_polynomial_v
 */
export const shifted_chebyshev_v = (x: number, n: number): number => chebyshev(THIRD, x + x - 1, n, 6);

/**
 * Shifted Chebyshev polynomial of the fourth kind, W_n(2x - 1).
 *
 * @param x argument
 * @param n degree
 * @returns W_n(2x - 1)
 * @see torch.special.shifted_chebyshev_polynomial_w
 */
export const shifted_chebyshev_w = (x: number, n: number): number => chebyshev(FOURTH, x + x - 1, n, 6);

/**
 * Physicist's Hermite polynomial, H_(n + 1) = 2x H_n - 2n H_(n - 1).
 *
 * @param x argument
 * @param n degree
 * @returns H_n(x)
 * @see torch.special.hermite_polynomial_h
 */
export const hermite_h = (x: number, n: number): number =>
  recurrence(n, x + x, (k, p, before) => (x + x) * p - 2 * k * before);

/**
 * Probabilist's Hermite polynomial, He_(n + 1) = x He_n - n He_(n - 1).
 *
 * @param x argument
 * @param n degree
 * @returns He_n(x)
 * @see torch.special.hermite_polynomial_he
 */
export const hermite_he = (x: number, n: number): number => recurrence(n, x, (k, p, before) => x * p - k * before);

/**
 * Laguerre polynomial, (n + 1) L_(n + 1) = (2n + 1 - x) L_n - n L_(n - 1).
 *
 * @param x argument
 * @param n degree
 * @returns L_n(x)
 * @see torch.special.laguerre_polynomial_l
 */
export const laguerre_l = (x: number, n: number): number =>
  recurrence(n, 1 - x, (k, p, before) => ((2 * k + (1 - x)) * p - k * before) / (k + 1));

/**
 * Legendre polynomial, (n + 1) P_(n + 1) = (2n + 1) x P_n - n P_(n - 1).
 *
 * @param x argument
 * @param n degree
 * @returns P_n(x)
 * @see torch.special.legendre_polynomial_p
 */
export const legendre_p = (x: number, n: number): number =>
  recurrence(n, x, (k, p, before) => ((2 * k + 1) * x * p - k * before) / (k + 1));
