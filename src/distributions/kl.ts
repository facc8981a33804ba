import { logical_or } from '../ops/logic.js';
import { where } from '../ops/ternary.js';
import { NotImplementedError } from '../tensor/errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { Bernoulli } from './bernoulli.js';
import { Categorical } from './categorical.js';
import type { Distribution } from './distribution.js';
import { Exponential } from './exponential.js';
import { Independent } from './independent.js';
import { Laplace } from './laplace.js';
import { LogNormal } from './log_normal.js';
import { Normal } from './normal.js';
import { Poisson } from './poisson.js';
import { Uniform } from './uniform.js';
import { softplus, sumRightmost } from './utils.js';

/** A class of distributions. */
interface Kind<D extends Distribution> {
  readonly prototype: D;
}
/** KL(p ‖ q) for two kinds of distribution. */
type Formula<P extends Distribution, Q extends Distribution> = (p: P, q: Q) => Tensor;

const formulas = new Map<unknown, Map<unknown, Formula<never, never>>>();

/**
 * Registers a formula for {@link kl_divergence}: `register_kl(P, Q)((p, q) => …)`.
 *
 * @param type_p the class of p; its subclasses inherit the formula
 * @param type_q the class of q
 * @returns what takes the formula, and returns it
 * @see PyTorch: `torch.distributions.register_kl`
 */
export function register_kl<P extends Distribution, Q extends Distribution>(type_p: Kind<P>, type_q: Kind<Q>) {
  return <F extends Formula<P, Q>>(formula: F): F => {
    const row = formulas.get(type_p) ?? new Map<unknown, Formula<never, never>>();
    formulas.set(type_p, row.set(type_q, formula));
    return formula;
  };
}

/** The classes of an object, its own first. */
function lineage(x: object): unknown[] {
  const classes: unknown[] = [];
  for (let p: unknown = Object.getPrototypeOf(x); p !== null; p = Object.getPrototypeOf(p))
    classes.push((p as object).constructor);
  return classes;
}

/**
 * The Kullback–Leibler divergence KL(p ‖ q) = ∫ p(x)·log(p(x)/q(x)) dx.
 *
 * @param p a distribution, or a batch of them
 * @param q a distribution of a kind for which a formula is known
 * @returns a tensor with the sizes of the batch
 * @throws NotImplementedError where no formula is known
 * @example
 * const [p, q] = [new torch.distributions.Normal(0, 1), new torch.distributions.Normal(1, 2)];
 * console.log(torch.distributions.kl_divergence(p, q)); // tensor(0.4431)
 * @see PyTorch: `torch.distributions.kl_divergence`
 */
export function kl_divergence(p: Distribution, q: Distribution): Tensor {
  for (const type_p of lineage(p))
    for (const type_q of lineage(q)) {
      const formula = formulas.get(type_p)?.get(type_q);
      if (formula !== undefined) return formula(p as never, q as never);
    }
  const [nameP, nameQ] = [p.constructor.name, q.constructor.name];
  throw new NotImplementedError(`No KL(p || q) is implemented for p type ${nameP} and q type ${nameQ}`);
}

register_kl(
  Normal,
  Normal,
)((p, q) => {
  const ratio = p.scale.div(q.scale).pow(2);
  const distance = p.loc.sub(q.loc).div(q.scale).pow(2);
  return ratio.add(distance).sub(1).sub(ratio.log()).mul(0.5);
});

register_kl(LogNormal, LogNormal)((p, q) => kl_divergence(p.base_dist, q.base_dist));

register_kl(
  Bernoulli,
  Bernoulli,
)((p, q) => {
  /** P·(log P − log Q) for the probabilities of one outcome, from −log P and −log Q. */
  const part = (P: Tensor, minusLogP: Tensor, Q: Tensor, minusLogQ: Tensor) =>
    where(P.eq(0), 0, where(Q.eq(0), Infinity, P.mul(minusLogQ.sub(minusLogP))));
  const [failureP, failureQ] = [p.probs.neg().add(1), q.probs.neg().add(1)];
  const success = part(p.probs, softplus(p.logits.neg()), q.probs, softplus(q.logits.neg()));
  return success.add(part(failureP, softplus(p.logits), failureQ, softplus(q.logits)));
});

register_kl(
  Categorical,
  Categorical,
)((p, q) => {
  const terms = p.probs.mul(p.logits.sub(q.logits));
  return where(p.probs.eq(0), 0, where(q.probs.eq(0), Infinity, terms)).sum(-1);
});

register_kl(
  Uniform,
  Uniform,
)((p, q) => {
  const result = q.high.sub(q.low).div(p.high.sub(p.low)).log();
  return where(logical_or(q.low.gt(p.low), q.high.lt(p.high)), Infinity, result);
});

register_kl(
  Exponential,
  Exponential,
)((p, q) => {
  const ratio = q.rate.div(p.rate);
  return ratio.log().neg().add(ratio).sub(1);
});

register_kl(
  Laplace,
  Laplace,
)((p, q) => {
  const ratio = p.scale.div(q.scale);
  const distance = p.loc.sub(q.loc).abs();
  const overlap = ratio.mul(distance.neg().div(p.scale).exp());
  return ratio.log().neg().add(distance.div(q.scale)).add(overlap).sub(1);
});

register_kl(Poisson, Poisson)((p, q) => p.rate.mul(p.rate.log().sub(q.rate.log())).sub(p.rate.sub(q.rate)));

register_kl(
  Independent,
  Independent,
)((p, q) => {
  if (p.reinterpreted_batch_ndims !== q.reinterpreted_batch_ndims)
    throw new NotImplementedError('kl_divergence: both must reinterpret as many dimensions of their batches');
  return sumRightmost(kl_divergence(p.base_dist, q.base_dist), p.reinterpreted_batch_ndims);
});
