import type { Tensor } from '../tensor/tensor.js';
import { define } from './define.js';
import { binary, type Operand } from './elementwise.js';

// Orthogonal polynomials of degree n. As in PyTorch they have no gradient.

const ChebyshevPolynomialT = define({
  schema: 'special_chebyshev_polynomial_t(Tensor|Number input, Tensor|Number n)',
  forward: binary('chebyshev_polynomial_t', 'float'),
  method: false,
});

/**
 * Chebyshev’s polynomial of the first kind, Tₙ(x) = cos(n · arccos x), elementwise.
 *
 * @param input x
 * @param n the degree, a whole number; the result is 0 for a negative one
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.special.chebyshev_polynomial_t(torch.tensor([0, 0.5, 1]), 3)); // tensor([-0., -1.,  1.])
 * @see PyTorch: `torch.special.chebyshev_polynomial_t`
 */
export function chebyshev_polynomial_t(input: Operand, n: Operand | { n: Operand }): Tensor {
  return ChebyshevPolynomialT.apply(input, n);
}

const ChebyshevPolynomialU = define({
  schema: 'special_chebyshev_polynomial_u(Tensor|Number input, Tensor|Number n)',
  forward: binary('chebyshev_polynomial_u', 'float'),
  method: false,
});

/**
 * Chebyshev’s polynomial of the second kind, Uₙ(x) = sin((n + 1)θ) / sin θ for x = cos θ, elementwise.
 *
 * @param input x
 * @param n the degree, a whole number; the result is 0 for a negative one
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.special.chebyshev_polynomial_u(torch.tensor([0, 0.5, 1]), 3)); // tensor([-0., -1.,  4.])
 * @see PyTorch: `torch.special.chebyshev_polynomial_u`
 */
export function chebyshev_polynomial_u(input: Operand, n: Operand | { n: Operand }): Tensor {
  return ChebyshevPolynomialU.apply(input, n);
}

const ChebyshevPolynomialV = define({
  schema: 'special_chebyshev_polynomial_v(Tensor|Number input, Tensor|Number n)',
  forward: binary('chebyshev_polynomial_v', 'float'),
  method: false,
});

/**
 * Chebyshev’s polynomial of the third kind, Vₙ(x) = cos((n + ½)θ) / cos(θ/2) for x = cos θ, elementwise.
 *
 * @param input x
 * @param n the degree, a whole number; the result is 0 for a negative one
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.special.chebyshev_polynomial_v(torch.tensor([0, 0.5, 1]), 3)); // tensor([ 1., -1.,  1.])
 * @see PyTorch: `torch.special.chebyshev_polynomial_v`
 */
export function chebyshev_polynomial_v(input: Operand, n: Operand | { n: Operand }): Tensor {
  return ChebyshevPolynomialV.apply(input, n);
}

const ChebyshevPolynomialW = define({
  schema: 'special_chebyshev_polynomial_w(Tensor|Number input, Tensor|Number n)',
  forward: binary('chebyshev_polynomial_w', 'float'),
  method: false,
});

/**
 * Chebyshev’s polynomial of the fourth kind, Wₙ(x) = sin((n + ½)θ) / sin(θ/2) for x = cos θ, elementwise.
 *
 * @param input x
 * @param n the degree, a whole number; the result is 0 for a negative one
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.special.chebyshev_polynomial_w(torch.tensor([0, 0.5, 1]), 3)); // tensor([-1., -1.,  7.])
 * @see PyTorch: `torch.special.chebyshev_polynomial_w`
 */
export function chebyshev_polynomial_w(input: Operand, n: Operand | { n: Operand }): Tensor {
  return ChebyshevPolynomialW.apply(input, n);
}

const ShiftedChebyshevPolynomialT = define({
  schema: 'special_shifted_chebyshev_polynomial_t(Tensor|Number input, Tensor|Number n)',
  forward: binary('shifted_chebyshev_polynomial_t', 'float'),
  method: false,
});

/**
 * Chebyshev’s polynomial of the first kind on [0, 1] instead of [−1, 1]: the one of degree n at 2x − 1, elementwise.
 *
 * @param input x
 * @param n the degree, a whole number; the result is 0 for a negative one
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.special.shifted_chebyshev_polynomial_t(torch.tensor([0, 0.5, 1]), 3)); // tensor([-1., -0.,  1.])
 * @see PyTorch: `torch.special.shifted_chebyshev_polynomial_t`
 */
export function shifted_chebyshev_polynomial_t(input: Operand, n: Operand | { n: Operand }): Tensor {
  return ShiftedChebyshevPolynomialT.apply(input, n);
}

const ShiftedChebyshevPolynomialU = define({
  schema: 'special_shifted_chebyshev_polynomial_u(Tensor|Number input, Tensor|Number n)',
  forward: binary('shifted_chebyshev_polynomial_u', 'float'),
  method: false,
});

/**
 * Chebyshev’s polynomial of the second kind on [0, 1] instead of [−1, 1]: the one of degree n at 2x − 1, elementwise.
 *
 * @param input x
 * @param n the degree, a whole number; the result is 0 for a negative one
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.special.shifted_chebyshev_polynomial_u(torch.tensor([0, 0.5, 1]), 3)); // tensor([-4., -0.,  4.])
 * @see PyTorch: `torch.special.shifted_chebyshev_polynomial_u`
 */
export function shifted_chebyshev_polynomial_u(input: Operand, n: Operand | { n: Operand }): Tensor {
  return ShiftedChebyshevPolynomialU.apply(input, n);
}

const ShiftedChebyshevPolynomialV = define({
  schema: 'special_shifted_chebyshev_polynomial_v(Tensor|Number input, Tensor|Number n)',
  forward: binary('shifted_chebyshev_polynomial_v', 'float'),
  method: false,
});

/**
 * Chebyshev’s polynomial of the third kind on [0, 1] instead of [−1, 1]: the one of degree n at 2x − 1, elementwise.
 *
 * @param input x
 * @param n the degree, a whole number; the result is 0 for a negative one
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.special.shifted_chebyshev_polynomial_v(torch.tensor([0, 0.5, 1]), 3)); // tensor([-7.,  1.,  1.])
 * @see PyTorch: `torch.special.shifted_chebyshev_polynomial_v`
 */
export function shifted_chebyshev_polynomial_v(input: Operand, n: Operand | { n: Operand }): Tensor {
  return ShiftedChebyshevPolynomialV.apply(input, n);
}

const ShiftedChebyshevPolynomialW = define({
  schema: 'special_shifted_chebyshev_polynomial_w(Tensor|Number input, Tensor|Number n)',
  forward: binary('shifted_chebyshev_polynomial_w', 'float'),
  method: false,
});

/**
 * Chebyshev’s polynomial of the fourth kind on [0, 1] instead of [−1, 1]: the one of degree n at 2x − 1, elementwise.
 *
 * @param input x
 * @param n the degree, a whole number; the result is 0 for a negative one
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.special.shifted_chebyshev_polynomial_w(torch.tensor([0, 0.5, 1]), 3)); // tensor([-1., -1.,  7.])
 * @see PyTorch: `torch.special.shifted_chebyshev_polynomial_w`
 */
export function shifted_chebyshev_polynomial_w(input: Operand, n: Operand | { n: Operand }): Tensor {
  return ShiftedChebyshevPolynomialW.apply(input, n);
}

const HermitePolynomialH = define({
  schema: 'special_hermite_polynomial_h(Tensor|Number input, Tensor|Number n)',
  forward: binary('hermite_polynomial_h', 'float'),
  method: false,
});

/**
 * Hermite’s polynomial Hₙ(x) of the physicists, with Hₙ₊₁ = 2x · Hₙ − 2n · Hₙ₋₁, elementwise.
 *
 * @param input x
 * @param n the degree, a whole number; the result is 0 for a negative one
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.special.hermite_polynomial_h(torch.tensor([0, 0.5, 1]), 3)); // tensor([-0., -5., -4.])
 * @see PyTorch: `torch.special.hermite_polynomial_h`
 */
export function hermite_polynomial_h(input: Operand, n: Operand | { n: Operand }): Tensor {
  return HermitePolynomialH.apply(input, n);
}

const HermitePolynomialHe = define({
  schema: 'special_hermite_polynomial_he(Tensor|Number input, Tensor|Number n)',
  forward: binary('hermite_polynomial_he', 'float'),
  method: false,
});

/**
 * Hermite’s polynomial Heₙ(x) of the probabilists, with Heₙ₊₁ = x · Heₙ − n · Heₙ₋₁, elementwise.
 *
 * @param input x
 * @param n the degree, a whole number; the result is 0 for a negative one
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.special.hermite_polynomial_he(torch.tensor([0, 0.5, 1]), 3)); // tensor([-0.0000, -1.3750, -2.0000])
 * @see PyTorch: `torch.special.hermite_polynomial_he`
 */
export function hermite_polynomial_he(input: Operand, n: Operand | { n: Operand }): Tensor {
  return HermitePolynomialHe.apply(input, n);
}

const LaguerrePolynomialL = define({
  schema: 'special_laguerre_polynomial_l(Tensor|Number input, Tensor|Number n)',
  forward: binary('laguerre_polynomial_l', 'float'),
  method: false,
});

/**
 * Laguerre’s polynomial Lₙ(x), with (n + 1) · Lₙ₊₁ = (2n + 1 − x) · Lₙ − n · Lₙ₋₁, elementwise.
 *
 * @param input x
 * @param n the degree, a whole number; the result is 0 for a negative one
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.special.laguerre_polynomial_l(torch.tensor([0, 0.5, 1]), 3)); // tensor([ 1.0000, -0.1458, -0.6667])
 * @see PyTorch: `torch.special.laguerre_polynomial_l`
 */
export function laguerre_polynomial_l(input: Operand, n: Operand | { n: Operand }): Tensor {
  return LaguerrePolynomialL.apply(input, n);
}

const LegendrePolynomialP = define({
  schema: 'special_legendre_polynomial_p(Tensor|Number input, Tensor|Number n)',
  forward: binary('legendre_polynomial_p', 'float'),
  method: false,
});

/**
 * Legendre’s polynomial Pₙ(x), with (n + 1) · Pₙ₊₁ = (2n + 1) · x · Pₙ − n · Pₙ₋₁, elementwise.
 *
 * @param input x
 * @param n the degree, a whole number; the result is 0 for a negative one
 * @returns a new tensor
 * @throws RuntimeError where the sizes do not broadcast
 * @example
 * console.log(torch.special.legendre_polynomial_p(torch.tensor([0, 0.5, 1]), 3)); // tensor([-0.0000, -0.4375,  1.0000])
 * @see PyTorch: `torch.special.legendre_polynomial_p`
 */
export function legendre_polynomial_p(input: Operand, n: Operand | { n: Operand }): Tensor {
  return LegendrePolynomialP.apply(input, n);
}
