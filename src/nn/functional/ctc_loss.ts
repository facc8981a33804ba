import { define } from '../../ops/define.js';
import { arange, cat, full, logaddexp, logsumexp, stack, tensor, where, zeros } from '../../ops/index.js';
import type { Trailing } from '../../tensor/constructor.js';
import { int64 } from '../../tensor/dtype.js';
import { NotImplementedError, RuntimeError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import { isTensor, type Tensor } from '../../tensor/tensor.js';
import { requireReduction, type Reduction } from './reduction.js';

// Connectionist temporal classification (Graves et al. 2006): how likely a sequence of labels is, over all the ways to
// spread it over the steps. A path goes through blank, label 1, blank, label 2, …, blank: it stays, moves on by one, or
// by two where that skips a blank between different labels.

/** The states of the paths, for each sequence of a batch. */
interface Lattice {
  /** The class of each state, [N, L]. */
  readonly classes: Tensor;
  /** Whether there is such a state: shorter sequences have fewer, [N, L]. */
  readonly exists: Tensor;
  /** Whether it may follow the state two before it, [N, L]. */
  readonly skips: Tensor;
  /** Whether a path may end there, [N, L]. */
  readonly ends: Tensor;
}

function lattice(targets: Tensor, lengths: Tensor, blank: number): Lattice {
  const [n, most] = targets.sizes;
  const states = arange(2 * most + 1);
  const last = lengths.mul(2).unsqueeze(1);
  const exists = states.le(last);
  const blanks = full([n, most + 1, 1], BigInt(blank));
  const padded = cat([targets, zeros([n, 1], { dtype: int64 })], 1).unsqueeze(2);
  const spread = cat([blanks, padded], 2)
    .flatten(1)
    .narrow(1, 0, 2 * most + 1);
  const classes = where(exists, spread, blank);
  const skips = states
    .remainder(2)
    .eq(1)
    .logical_and(classes.ne(shifted(classes, 2, -1)));
  const ends = exists.logical_and(states.ge(last.sub(1)));
  return { classes, exists, skips, ends };
}

/** The elements `by` places further to the right (or, if negative, to the left), with `value` where nothing came. */
function shifted(x: Tensor, by: number, value: number): Tensor {
  const [n, length] = x.sizes;
  const count = Math.min(Math.abs(by), length);
  const gap = full([n, count], value, { dtype: x.dtype });
  return by > 0 ? cat([gap, x.narrow(1, 0, length - count)], 1) : cat([x.narrow(1, count, length - count), gap], 1);
}

/** log p of the class of each state at each step, [T, N, L]. */
const emissions = (log_probs: Tensor, { classes, exists }: Lattice): Tensor =>
  where(exists, log_probs.gather(2, classes.expand(log_probs.sizes[0], -1, -1)), -Infinity);

/** log of the probability of all beginnings of paths that are in each state at each step, [T, N, L]. */
function forwards(emitted: Tensor, { skips }: Lattice): Tensor {
  const steps = emitted.unbind(0);
  const at = [where(arange(emitted.sizes[2]).lt(2), steps[0], -Infinity)];
  for (const step of steps.slice(1)) {
    const before = at[at.length - 1];
    const moved = logaddexp(before, shifted(before, 1, -Infinity));
    at.push(logaddexp(moved, where(skips, shifted(before, 2, -Infinity), -Infinity)).add(step));
  }
  return stack(at);
}

/** The same for the ends of paths, of which the first state counts too. */
function backwards(emitted: Tensor, { skips, ends }: Lattice, lengths: Tensor): Tensor {
  const steps = emitted.unbind(0);
  const skipsNext = shifted(skips.long(), -2, 0).eq(1);
  const at: Tensor[] = [];
  let after = full(steps[0].sizes, -Infinity, { dtype: emitted.dtype });
  for (let t = steps.length - 1; t >= 0; t--) {
    const moved = logaddexp(after, shifted(after, -1, -Infinity));
    const going = logaddexp(moved, where(skipsNext, shifted(after, -2, -Infinity), -Infinity)).add(steps[t]);
    const isLast = lengths.eq(t + 1).unsqueeze(1);
    after = where(isLast, where(ends, steps[t], -Infinity), going);
    at[t] = after;
  }
  return stack(at);
}

/** log p of each sequence, [N]: of all paths that end where they may at its last step. */
function likelihoods(begun: Tensor, { ends }: Lattice, inputLengths: Tensor, targetLengths: Tensor): Tensor {
  const n = inputLengths.numel();
  const last = begun.index(inputLengths.sub(1).clamp(0), arange(n));
  const ofPaths = logsumexp(where(ends, last, -Infinity), 1);
  return where(inputLengths.eq(0), where(targetLengths.eq(0), 0, -Infinity), ofPaths);
}

const Ctc = define({
  schema: 'ctc_loss(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank)',
  method: false,
  forward: (log_probs, targets, input_lengths, target_lengths, blank) => {
    const states = lattice(targets, target_lengths, blank);
    const begun = forwards(emissions(log_probs, states), states);
    return likelihoods(begun, states, input_lengths, target_lengths).neg();
  },
  derivative: {
    // p − the probability that a path is in a state of the class, as PyTorch has it: right where log_probs is a log softmax
    log_probs: (grad, { log_probs, targets, input_lengths, target_lengths, blank, result }) => {
      const states = lattice(targets, target_lengths, blank);
      const emitted = emissions(log_probs, states);
      const paths = forwards(emitted, states).add(backwards(emitted, states, input_lengths));
      const logs = paths.sub(emitted).add(result.unsqueeze(1));
      const inStates = where(paths.eq(-Infinity), 0, logs).exp().mul(paths.ne(-Infinity));
      const classes = states.classes.expand(inStates.sizes);
      const inClasses = zeros(log_probs.sizes, { dtype: log_probs.dtype }).scatter_add(2, classes, inStates);
      const isStep = arange(log_probs.sizes[0]).unsqueeze(1).lt(input_lengths).unsqueeze(2);
      return where(isStep, log_probs.exp().sub(inClasses), 0).mul(grad.unsqueeze(1));
    },
  },
});

/** Lengths: an integer tensor, a list, or for a single sequence a number. */
export type Lengths = Tensor | readonly number[] | number;

/** Options of {@link ctc_loss}. */
export interface CtcLossFunctionOptions {
  /** The class that is no label. Default 0. */
  blank?: number;
  /** How the losses of the sequences become the result; the mean is taken of each divided by its length. Default 'mean'. */
  reduction?: Reduction;
  /** Whether losses that are infinite, where a sequence is too long for its steps, become 0. Default false. */
  zero_infinity?: boolean;
}

const signature = new Signature(
  "ctc_loss(Tensor log_probs, Tensor targets, object input_lengths, object target_lengths, int blank=0, str reduction='mean', bool zero_infinity=False)",
);

/** Lengths as a list, each from 0 to `most`. */
function lengthsOf(given: unknown, name: string, batch: number, most: number): number[] {
  if (isTensor(given) && given.dtype.is_floating_point) throw new RuntimeError(`${name} must be integral`);
  const list = isTensor(given) ? given.flatten().tolist() : given;
  const lengths = (Array.isArray(list) ? list : [list]).map(Number);
  if (lengths.length !== batch) throw new RuntimeError(`${name} must be of size batch_size`);
  for (const length of lengths) {
    const doing = '(while checking arguments for ctc_loss_allocate_outputs)';
    if (length < 0)
      throw new RuntimeError(`Expected ${name} to have value at least 0, but got value ${length} ${doing}`);
    if (length > most)
      throw new RuntimeError(`Expected ${name} to have value at most ${most}, but got value ${length} ${doing}`);
  }
  return lengths;
}

/** The targets as a matrix with a row for each sequence: they are given so, or one behind the other. */
function rowsOf(targets: Tensor, lengths: readonly number[]): Tensor {
  const expected = (size: number, d: number) =>
    `Expected tensor to have size ${d === 1 ? 'at least ' : ''}${size} at dimension ${d}, but got size ${targets.sizes[d]} ` +
    "for argument #2 'targets' (while checking arguments for ctc_loss_allocate_outputs)";
  const most = Math.max(0, ...lengths);
  const labels = targets.to(int64);
  if (targets.ndim === 2) {
    if (targets.sizes[0] !== lengths.length) throw new RuntimeError(expected(lengths.length, 0));
    if (targets.sizes[1] < most) throw new RuntimeError(expected(most, 1));
    return labels.narrow(1, 0, most);
  }
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (targets.ndim !== 1 || targets.sizes[0] !== total) throw new RuntimeError(expected(total, 0));
  const ends = lengths.map((_, i) => lengths.slice(0, i).reduce((sum, length) => sum + length, 0));
  return stack(
    lengths.map((length, i) => cat([labels.narrow(0, ends[i], length), zeros([most - length], { dtype: int64 })])),
  );
}

/**
 * −log p of a sequence of labels, over all the ways to spread it, with blanks, over the steps of an input.
 *
 * @param log_probs the logarithms of the probabilities of the classes, from `log_softmax`: [T, N, C], or [T, C] without a batch
 * @param targets the labels, [N, S], or those of all sequences one behind the other
 * @param input_lengths how many steps each input has, at most T
 * @param target_lengths how many labels each sequence has
 * @param args `blank` (default 0), `reduction` (default 'mean'), `zero_infinity` (default false)
 * @returns a new tensor: a number, or with the reduction 'none' [N]
 * @throws RuntimeError where sizes or lengths do not fit
 * @example
 * const logs = torch.full([3, 1, 2], 0.5).log(); // three steps, blank and one label
 * const loss = torch.nn.functional.ctc_loss(logs, torch.tensor([[1n]]), [3], [1]);
 * console.log(loss.neg().exp()); // tensor(0.7500)
 * @see PyTorch: `torch.nn.functional.ctc_loss`; Graves et al., Connectionist temporal classification, 2006
 */
export function ctc_loss(
  log_probs: Tensor,
  targets: Tensor,
  input_lengths: Lengths,
  target_lengths: Lengths,
  ...args: Trailing<[blank: number, reduction: Reduction, zero_infinity: boolean], CtcLossFunctionOptions>
): Tensor {
  const given = signature.bind([log_probs, targets, input_lengths, target_lengths, ...args]);
  const [logs, labels, inputs, outputs, blank, how, zero_infinity] = given;
  const reduction = requireReduction(how);
  if (!logs.dtype.is_floating_point)
    throw new NotImplementedError(`"ctc_loss_cpu" not implemented for '${logs.dtype.scalarName}'`);
  if (logs.ndim !== 2 && logs.ndim !== 3)
    throw new RuntimeError(
      `Expected 3-dimensional tensor, but got ${logs.ndim}-dimensional tensor for argument #1 'log_probs' (while checking arguments for ctc_loss_allocate_outputs)`,
    );
  const x = logs.ndim === 2 ? logs.unsqueeze(1) : logs;
  const [steps, batch, classes] = x.sizes;
  if (blank < 0 || blank >= classes) throw new RuntimeError('blank must be in label range');
  const inputLengths = tensor(lengthsOf(inputs, 'input_lengths', batch, steps), { dtype: int64 });
  const lengths = lengthsOf(outputs, 'target_lengths', batch, Infinity);
  const targetLengths = tensor(lengths, { dtype: int64 });
  let losses = Ctc.apply(x, rowsOf(labels, lengths), inputLengths, targetLengths, blank);
  if (zero_infinity) losses = where(losses.eq(Infinity), 0, losses);
  if (reduction === 'mean') return losses.div(targetLengths.clamp(1)).mean();
  if (reduction === 'sum') return losses.sum();
  return logs.ndim === 2 ? losses.squeeze(0) : losses;
}
