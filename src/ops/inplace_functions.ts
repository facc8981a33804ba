import { pythonType } from '../tensor/errors.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { celu, selu, threshold } from './activation.js';

// The in-place forms that PyTorch has as functions too. All write into their first argument and return it.

/** The names of Tensor's in-place methods. */
type InPlaceName = {
  [K in keyof Tensor]: K extends `${string}_` ? (Tensor[K] extends (...args: never[]) => Tensor ? K : never) : never;
}[keyof Tensor];

type Arguments<K extends InPlaceName> = Tensor[K] extends (...args: infer A) => Tensor ? A : never;

/** The function form of an in-place method. */
function inPlace<K extends InPlaceName>(name: K): (input: Tensor, ...args: Arguments<K>) => Tensor {
  return (input, ...args) => {
    if (!isTensor(input))
      throw new TypeError(`${name}(): argument 'input' (position 1) must be Tensor, not ${pythonType(input)}`);
    return (input[name] as (...args: Arguments<K>) => Tensor).apply(input, args);
  };
}

/** The in-place form of a function that is no method. */
function written<A extends readonly unknown[]>(
  f: (input: Tensor, ...args: A) => Tensor,
): (input: Tensor, ...args: A) => Tensor {
  return (input, ...args) => input.copy_(f(input.clone(), ...args));
}

/**
 * `abs` in place.
 *
 * @example
 * console.log(torch.abs_(torch.tensor([-1.5, 0.25, 2]))); // tensor([1.5000, 0.2500, 2.0000])
 * @see PyTorch: `torch.abs_`
 */
export const abs_ = inPlace('abs_');

/**
 * `acos` in place.
 *
 * @example
 * console.log(torch.acos_(torch.tensor([0, 0.5, 1]))); // tensor([1.5708, 1.0472, 0.0000])
 * @see PyTorch: `torch.acos_`
 */
export const acos_ = inPlace('acos_');

/**
 * `acosh` in place.
 *
 * @example
 * console.log(torch.acosh_(torch.tensor([1, 2, 3]))); // tensor([0.0000, 1.3170, 1.7627])
 * @see PyTorch: `torch.acosh_`
 */
export const acosh_ = inPlace('acosh_');

/**
 * `arccos` in place.
 *
 * @example
 * console.log(torch.arccos_(torch.tensor([0, 0.5, 1]))); // tensor([1.5708, 1.0472, 0.0000])
 * @see PyTorch: `torch.arccos_`
 */
export const arccos_ = inPlace('arccos_');

/**
 * `arccosh` in place.
 *
 * @example
 * console.log(torch.arccosh_(torch.tensor([1, 2, 3]))); // tensor([0.0000, 1.3170, 1.7627])
 * @see PyTorch: `torch.arccosh_`
 */
export const arccosh_ = inPlace('arccosh_');

/**
 * `arcsin` in place.
 *
 * @example
 * console.log(torch.arcsin_(torch.tensor([0, 0.5, 1]))); // tensor([0.0000, 0.5236, 1.5708])
 * @see PyTorch: `torch.arcsin_`
 */
export const arcsin_ = inPlace('arcsin_');

/**
 * `arcsinh` in place.
 *
 * @example
 * console.log(torch.arcsinh_(torch.tensor([0, 0.5, 1]))); // tensor([0.0000, 0.4812, 0.8814])
 * @see PyTorch: `torch.arcsinh_`
 */
export const arcsinh_ = inPlace('arcsinh_');

/**
 * `arctan` in place.
 *
 * @example
 * console.log(torch.arctan_(torch.tensor([0, 0.5, 1]))); // tensor([0.0000, 0.4636, 0.7854])
 * @see PyTorch: `torch.arctan_`
 */
export const arctan_ = inPlace('arctan_');

/**
 * `arctanh` in place.
 *
 * @example
 * console.log(torch.arctanh_(torch.tensor([0, 0.5, 1]))); // tensor([0.0000, 0.5493,    inf])
 * @see PyTorch: `torch.arctanh_`
 */
export const arctanh_ = inPlace('arctanh_');

/**
 * `asin` in place.
 *
 * @example
 * console.log(torch.asin_(torch.tensor([0, 0.5, 1]))); // tensor([0.0000, 0.5236, 1.5708])
 * @see PyTorch: `torch.asin_`
 */
export const asin_ = inPlace('asin_');

/**
 * `asinh` in place.
 *
 * @example
 * console.log(torch.asinh_(torch.tensor([0, 0.5, 1]))); // tensor([0.0000, 0.4812, 0.8814])
 * @see PyTorch: `torch.asinh_`
 */
export const asinh_ = inPlace('asinh_');

/**
 * `atan` in place.
 *
 * @example
 * console.log(torch.atan_(torch.tensor([0, 0.5, 1]))); // tensor([0.0000, 0.4636, 0.7854])
 * @see PyTorch: `torch.atan_`
 */
export const atan_ = inPlace('atan_');

/**
 * `atanh` in place.
 *
 * @example
 * console.log(torch.atanh_(torch.tensor([0, 0.5, 1]))); // tensor([0.0000, 0.5493,    inf])
 * @see PyTorch: `torch.atanh_`
 */
export const atanh_ = inPlace('atanh_');

/**
 * `ceil` in place.
 *
 * @example
 * console.log(torch.ceil_(torch.tensor([-1.5, 0.25, 2]))); // tensor([-1.,  1.,  2.])
 * @see PyTorch: `torch.ceil_`
 */
export const ceil_ = inPlace('ceil_');

/**
 * `celu` in place.
 *
 * @example
 * console.log(torch.celu_(torch.tensor([-1, 0, 1]), 2)); // tensor([-0.7869,  0.0000,  1.0000])
 * @see PyTorch: `torch.celu_`
 */
export const celu_ = written(celu);

/**
 * `clamp` in place.
 *
 * @example
 * console.log(torch.clamp_(torch.tensor([-2, 0.5, 3]), -1, 1)); // tensor([-1.0000,  0.5000,  1.0000])
 * @see PyTorch: `torch.clamp_`
 */
export const clamp_ = inPlace('clamp_');

/**
 * `clamp_max` in place.
 *
 * @example
 * console.log(torch.clamp_max_(torch.tensor([-2, 0.5, 3]), 0)); // tensor([-2.,  0.,  0.])
 * @see PyTorch: `torch.clamp_max_`
 */
export const clamp_max_ = inPlace('clamp_max_');

/**
 * `clamp_min` in place.
 *
 * @example
 * console.log(torch.clamp_min_(torch.tensor([-2, 0.5, 3]), 0)); // tensor([0.0000, 0.5000, 3.0000])
 * @see PyTorch: `torch.clamp_min_`
 */
export const clamp_min_ = inPlace('clamp_min_');

/**
 * `clip` in place.
 *
 * @example
 * console.log(torch.clip_(torch.tensor([-2, 0.5, 3]), -1, 1)); // tensor([-1.0000,  0.5000,  1.0000])
 * @see PyTorch: `torch.clip_`
 */
export const clip_ = inPlace('clip_');

/**
 * `cos` in place.
 *
 * @example
 * console.log(torch.cos_(torch.tensor([0, 0.5, 1]))); // tensor([1.0000, 0.8776, 0.5403])
 * @see PyTorch: `torch.cos_`
 */
export const cos_ = inPlace('cos_');

/**
 * `cosh` in place.
 *
 * @example
 * console.log(torch.cosh_(torch.tensor([0, 0.5, 1]))); // tensor([1.0000, 1.1276, 1.5431])
 * @see PyTorch: `torch.cosh_`
 */
export const cosh_ = inPlace('cosh_');

/**
 * `deg2rad` in place.
 *
 * @example
 * console.log(torch.deg2rad_(torch.tensor([0, 0.5, 1]))); // tensor([0.0000, 0.0087, 0.0175])
 * @see PyTorch: `torch.deg2rad_`
 */
export const deg2rad_ = inPlace('deg2rad_');

/**
 * `erf` in place.
 *
 * @example
 * console.log(torch.erf_(torch.tensor([0, 0.5, 1]))); // tensor([0.0000, 0.5205, 0.8427])
 * @see PyTorch: `torch.erf_`
 */
export const erf_ = inPlace('erf_');

/**
 * `erfc` in place.
 *
 * @example
 * console.log(torch.erfc_(torch.tensor([0, 0.5, 1]))); // tensor([1.0000, 0.4795, 0.1573])
 * @see PyTorch: `torch.erfc_`
 */
export const erfc_ = inPlace('erfc_');

/**
 * `exp2` in place.
 *
 * @example
 * console.log(torch.exp2_(torch.tensor([0, 0.5, 1]))); // tensor([1.0000, 1.4142, 2.0000])
 * @see PyTorch: `torch.exp2_`
 */
export const exp2_ = inPlace('exp2_');

/**
 * `exp` in place.
 *
 * @example
 * console.log(torch.exp_(torch.tensor([0, 0.5, 1]))); // tensor([1.0000, 1.6487, 2.7183])
 * @see PyTorch: `torch.exp_`
 */
export const exp_ = inPlace('exp_');

/**
 * `expm1` in place.
 *
 * @example
 * console.log(torch.expm1_(torch.tensor([0, 0.5, 1]))); // tensor([0.0000, 0.6487, 1.7183])
 * @see PyTorch: `torch.expm1_`
 */
export const expm1_ = inPlace('expm1_');

/**
 * `fill` in place.
 *
 * @example
 * console.log(torch.fill_(torch.tensor([1, 2]), 7)); // tensor([7., 7.])
 * @see PyTorch: `torch.fill_`
 */
export const fill_ = inPlace('fill_');

/**
 * `fix` in place.
 *
 * @example
 * console.log(torch.fix_(torch.tensor([-1.5, 0.25, 2]))); // tensor([-1.,  0.,  2.])
 * @see PyTorch: `torch.fix_`
 */
export const fix_ = inPlace('fix_');

/**
 * `floor` in place.
 *
 * @example
 * console.log(torch.floor_(torch.tensor([-1.5, 0.25, 2]))); // tensor([-2.,  0.,  2.])
 * @see PyTorch: `torch.floor_`
 */
export const floor_ = inPlace('floor_');

/**
 * `frac` in place.
 *
 * @example
 * console.log(torch.frac_(torch.tensor([-1.5, 0.25, 2]))); // tensor([-0.5000,  0.2500,  0.0000])
 * @see PyTorch: `torch.frac_`
 */
export const frac_ = inPlace('frac_');

/**
 * `gcd` in place.
 *
 * @example
 * console.log(torch.gcd_(torch.tensor([12n, 0n]), torch.tensor([18n, 5n]))); // tensor([6, 5])
 * @see PyTorch: `torch.gcd_`
 */
export const gcd_ = inPlace('gcd_');

/**
 * `i0` in place.
 *
 * @example
 * console.log(torch.i0_(torch.tensor([0, 0.5, 1]))); // tensor([1.0000, 1.0635, 1.2661])
 * @see PyTorch: `torch.i0_`
 */
export const i0_ = inPlace('i0_');

/**
 * `lcm` in place.
 *
 * @example
 * console.log(torch.lcm_(torch.tensor([4n, 0n]), torch.tensor([6n, 5n]))); // tensor([12,  0])
 * @see PyTorch: `torch.lcm_`
 */
export const lcm_ = inPlace('lcm_');

/**
 * `ldexp` in place.
 *
 * @example
 * console.log(torch.ldexp_(torch.tensor([1, 3]), torch.tensor([2n, -1n]))); // tensor([4.0000, 1.5000])
 * @see PyTorch: `torch.ldexp_`
 */
export const ldexp_ = inPlace('ldexp_');

/**
 * `log10` in place.
 *
 * @example
 * console.log(torch.log10_(torch.tensor([0.5, 1, 2]))); // tensor([-0.3010,  0.0000,  0.3010])
 * @see PyTorch: `torch.log10_`
 */
export const log10_ = inPlace('log10_');

/**
 * `log1p` in place.
 *
 * @example
 * console.log(torch.log1p_(torch.tensor([0, 0.5, 1]))); // tensor([0.0000, 0.4055, 0.6931])
 * @see PyTorch: `torch.log1p_`
 */
export const log1p_ = inPlace('log1p_');

/**
 * `log2` in place.
 *
 * @example
 * console.log(torch.log2_(torch.tensor([0.5, 1, 2]))); // tensor([-1.,  0.,  1.])
 * @see PyTorch: `torch.log2_`
 */
export const log2_ = inPlace('log2_');

/**
 * `log` in place.
 *
 * @example
 * console.log(torch.log_(torch.tensor([0.5, 1, 2]))); // tensor([-0.6931,  0.0000,  0.6931])
 * @see PyTorch: `torch.log_`
 */
export const log_ = inPlace('log_');

/**
 * `logit` in place.
 *
 * @example
 * console.log(torch.logit_(torch.tensor([0.25, 0.5, 0.75]))); // tensor([-1.0986,  0.0000,  1.0986])
 * @see PyTorch: `torch.logit_`
 */
export const logit_ = inPlace('logit_');

/**
 * `nan_to_num` in place.
 *
 * @example
 * console.log(torch.nan_to_num_(torch.tensor([NaN, 1]))); // tensor([0., 1.])
 * @see PyTorch: `torch.nan_to_num_`
 */
export const nan_to_num_ = inPlace('nan_to_num_');

/**
 * `neg` in place.
 *
 * @example
 * console.log(torch.neg_(torch.tensor([-1.5, 0.25, 2]))); // tensor([ 1.5000, -0.2500, -2.0000])
 * @see PyTorch: `torch.neg_`
 */
export const neg_ = inPlace('neg_');

/**
 * `negative` in place.
 *
 * @example
 * console.log(torch.negative_(torch.tensor([-1.5, 0.25, 2]))); // tensor([ 1.5000, -0.2500, -2.0000])
 * @see PyTorch: `torch.negative_`
 */
export const negative_ = inPlace('negative_');

/**
 * `rad2deg` in place.
 *
 * @example
 * console.log(torch.rad2deg_(torch.tensor([0, 0.5, 1]))); // tensor([ 0.0000, 28.6479, 57.2958])
 * @see PyTorch: `torch.rad2deg_`
 */
export const rad2deg_ = inPlace('rad2deg_');

/**
 * `reciprocal` in place.
 *
 * @example
 * console.log(torch.reciprocal_(torch.tensor([0.5, 1, 2]))); // tensor([2.0000, 1.0000, 0.5000])
 * @see PyTorch: `torch.reciprocal_`
 */
export const reciprocal_ = inPlace('reciprocal_');

/**
 * `relu` in place.
 *
 * @example
 * console.log(torch.relu_(torch.tensor([-1.5, 0.25, 2]))); // tensor([0.0000, 0.2500, 2.0000])
 * @see PyTorch: `torch.relu_`
 */
export const relu_ = inPlace('relu_');

/**
 * `round` in place.
 *
 * @example
 * console.log(torch.round_(torch.tensor([-1.5, 0.25, 2]))); // tensor([-2.,  0.,  2.])
 * @see PyTorch: `torch.round_`
 */
export const round_ = inPlace('round_');

/**
 * `rsqrt` in place.
 *
 * @example
 * console.log(torch.rsqrt_(torch.tensor([0.5, 1, 2]))); // tensor([1.4142, 1.0000, 0.7071])
 * @see PyTorch: `torch.rsqrt_`
 */
export const rsqrt_ = inPlace('rsqrt_');

/**
 * `selu` in place.
 *
 * @example
 * console.log(torch.selu_(torch.tensor([-1, 0, 1]))); // tensor([-1.1113,  0.0000,  1.0507])
 * @see PyTorch: `torch.selu_`
 */
export const selu_ = written(selu);

/**
 * `sigmoid` in place.
 *
 * @example
 * console.log(torch.sigmoid_(torch.tensor([0, 0.5, 1]))); // tensor([0.5000, 0.6225, 0.7311])
 * @see PyTorch: `torch.sigmoid_`
 */
export const sigmoid_ = inPlace('sigmoid_');

/**
 * `sin` in place.
 *
 * @example
 * console.log(torch.sin_(torch.tensor([0, 0.5, 1]))); // tensor([0.0000, 0.4794, 0.8415])
 * @see PyTorch: `torch.sin_`
 */
export const sin_ = inPlace('sin_');

/**
 * `sinc` in place.
 *
 * @example
 * console.log(torch.sinc_(torch.tensor([0, 0.5, 1]))); // tensor([ 1.0000e+00,  6.3662e-01, -2.7828e-08])
 * @see PyTorch: `torch.sinc_`
 */
export const sinc_ = inPlace('sinc_');

/**
 * `sinh` in place.
 *
 * @example
 * console.log(torch.sinh_(torch.tensor([0, 0.5, 1]))); // tensor([0.0000, 0.5211, 1.1752])
 * @see PyTorch: `torch.sinh_`
 */
export const sinh_ = inPlace('sinh_');

/**
 * `sqrt` in place.
 *
 * @example
 * console.log(torch.sqrt_(torch.tensor([0, 0.5, 1]))); // tensor([0.0000, 0.7071, 1.0000])
 * @see PyTorch: `torch.sqrt_`
 */
export const sqrt_ = inPlace('sqrt_');

/**
 * `square` in place.
 *
 * @example
 * console.log(torch.square_(torch.tensor([-1.5, 0.25, 2]))); // tensor([2.2500, 0.0625, 4.0000])
 * @see PyTorch: `torch.square_`
 */
export const square_ = inPlace('square_');

/**
 * `tan` in place.
 *
 * @example
 * console.log(torch.tan_(torch.tensor([0, 0.5, 1]))); // tensor([0.0000, 0.5463, 1.5574])
 * @see PyTorch: `torch.tan_`
 */
export const tan_ = inPlace('tan_');

/**
 * `tanh` in place.
 *
 * @example
 * console.log(torch.tanh_(torch.tensor([0, 0.5, 1]))); // tensor([0.0000, 0.4621, 0.7616])
 * @see PyTorch: `torch.tanh_`
 */
export const tanh_ = inPlace('tanh_');

/**
 * `threshold` in place.
 *
 * @example
 * console.log(torch.threshold_(torch.tensor([1, 2, 3]), 2, -1)); // tensor([-1., -1.,  3.])
 * @see PyTorch: `torch.threshold_`
 */
export const threshold_ = written(threshold);

/**
 * `trunc` in place.
 *
 * @example
 * console.log(torch.trunc_(torch.tensor([-1.5, 0.25, 2]))); // tensor([-1.,  0.,  2.])
 * @see PyTorch: `torch.trunc_`
 */
export const trunc_ = inPlace('trunc_');

/**
 * `xlogy` in place.
 *
 * @example
 * console.log(torch.xlogy_(torch.tensor([0, 2]), torch.tensor([2, 3]))); // tensor([0.0000, 2.1972])
 * @see PyTorch: `torch.xlogy_`
 */
export const xlogy_ = inPlace('xlogy_');

/**
 * `zero` in place.
 *
 * @example
 * console.log(torch.zero_(torch.tensor([1, 2]))); // tensor([0., 0.])
 * @see PyTorch: `torch.zero_`
 */
export const zero_ = inPlace('zero_');
