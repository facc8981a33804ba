import { enable_grad, no_grad } from '../autograd/modes.js';
import { zeros } from '../ops/creation.js';
import { cat } from '../ops/joining.js';
import { Constructor, type Trailing } from '../tensor/constructor.js';
import { RuntimeError, ValueError } from '../tensor/errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { requireLearningRate } from './checks.js';
import { strongWolfe, type LinePoint } from './line_search.js';
import type { Group, Params } from './groups.js';
import { Optimizer } from './optimizer.js';
import type { CommonOptions } from './parameterwise.js';

/** Options of {@link LBFGS}. */
export interface LBFGSOptions extends Pick<CommonOptions, 'lr' | 'maximize'> {
  /** How many iterations a step makes at most. Default 20. */
  max_iter?: number;
  /** How often a step evaluates the closure at most. Default 5/4 of `max_iter`. */
  max_eval?: number | null;
  /** The step ends when no element of the gradient is larger. Default 1e-7. */
  tolerance_grad?: number;
  /** The step ends when neither the value nor a parameter changes by more. Default 1e-9. */
  tolerance_change?: number;
  /** How many iterations are remembered. Default 100. */
  history_size?: number;
  /** How far to go along a direction: the learning rate, or what a search finds. Default null. */
  line_search_fn?: 'strong_wolfe' | null;
}

/** The state, kept at the first parameter: counts, the last direction and how far it was gone, and the pairs y, s, 1 / y·s. */
type LBFGSState = {
  func_evals: number;
  n_iter: number;
  d?: Tensor;
  t?: number;
  old_dirs?: Tensor[];
  old_stps?: Tensor[];
  ro?: Tensor[];
  H_diag?: Tensor | number;
  prev_flat_grad?: Tensor;
  prev_loss?: number;
};

const LIMITS =
  'Operand lr=1, float max_iter=20, float? max_eval=None, float tolerance_grad=1e-7, float tolerance_change=1e-9';
const signature = new Constructor(
  `LBFGS.__init__(object params, ${LIMITS}, float history_size=100, str? line_search_fn=None, *, bool maximize=False)`,
);

const largest = (x: Tensor): number => x.abs().max().item();

/**
 * L-BFGS: a quasi-Newton method, which estimates the curvature from the changes y of the gradient and s of the parameters in the
 * last iterations. A step makes several iterations and evaluates a closure in each.
 *
 *     q = −g;   for the pairs from the newest: αᵢ = (sᵢ·q) / (yᵢ·sᵢ),  q ← q − αᵢ yᵢ
 *     r = (y·s / y·y) q;   for the pairs from the oldest: r ← r + (αᵢ − (yᵢ·r) / (yᵢ·sᵢ)) sᵢ
 *     θ ← θ + t r
 *
 * @example
 * const w = torch.tensor([1, -2], { requires_grad: true });
 * const optimizer = new torch.optim.LBFGS([w], { line_search_fn: 'strong_wolfe' });
 * const loss = optimizer.step(() => {
 *   optimizer.zero_grad();
 *   const value = w.sub(3).pow(2).sum();
 *   value.backward();
 *   return value;
 * });
 * console.log(loss.item()); // 29
 * console.log(w); // tensor([3.0000, 3.0000], requires_grad=True)
 * @see PyTorch: `torch.optim.LBFGS`; Nocedal and Wright 2006, "Numerical Optimization", algorithm 7.4
 */
export class LBFGS extends Optimizer {
  /** The one group of parameters, with its options. */
  declare param_groups: Group<LBFGSOptions>[];
  /** @internal */
  override readonly written = { lr: '1' };

  /**
   * @param params parameters, or `[name, parameter]` pairs; one group of them
   * @param options `lr` (1), `max_iter`, `max_eval`, `tolerance_grad`, `tolerance_change`, `history_size`, `line_search_fn`, in this
   *   order or by name, and `maximize` by name
   * @throws ValueError for a negative learning rate, several groups, or parameters that cannot be optimized
   */
  constructor(
    params: Params<LBFGSOptions>,
    ...options: Trailing<
      [
        lr: number | Tensor,
        max_iter: number,
        max_eval: number | null,
        tolerance_grad: number,
        tolerance_change: number,
        history_size: number,
        line_search_fn: 'strong_wolfe' | null,
      ],
      LBFGSOptions
    >
  ) {
    const { params: given, ...defaults } = signature.bind([params, ...options]);
    requireLearningRate(defaults.lr);
    super(given as Params, { ...defaults, max_eval: defaults.max_eval ?? Math.floor((defaults.max_iter * 5) / 4) });
    if (this.param_groups.length !== 1)
      throw new ValueError("LBFGS doesn't support per-parameter options (parameter groups)");
  }

  /**
   * Makes up to `max_iter` iterations.
   *
   * @param closure computes the loss and its gradients afresh: it clears the gradients, and calls `backward`
   * @returns what `closure` returned the first time
   */
  override step<T>(closure: () => T): T {
    if (typeof closure !== 'function')
      throw new TypeError("LBFGS.step() missing 1 required positional argument: 'closure'");
    return no_grad(() => this.minimize(() => enable_grad(closure)));
  }

  private minimize<T>(closure: () => T): T {
    const [group] = this.param_groups;
    const { max_iter, tolerance_grad, tolerance_change, line_search_fn } = group;
    const max_eval = group.max_eval as number;
    const lr = Number(group.lr);
    const first = closure();
    let value = this.signed(first);
    let gradient = this.flatGradient();
    const state = this.stateOfAll();
    state.func_evals++;
    if (largest(gradient) <= tolerance_grad) return first;

    for (let iteration = 1, evaluations = 1; iteration <= max_iter; iteration++) {
      state.n_iter++;
      const d = (state.d = this.direction(gradient, state));
      const previous = value;
      state.prev_flat_grad = gradient.clone();
      state.prev_loss = value;
      let t = (state.t = state.n_iter === 1 ? gradient.abs().sum().reciprocal().clamp({ max: 1 }).mul(lr).item() : lr);
      const slope = gradient.dot(d).item();
      if (slope > -tolerance_change) break;

      if (line_search_fn !== null) {
        if (line_search_fn !== 'strong_wolfe') throw new RuntimeError("only 'strong_wolfe' is supported");
        const start = { t: 0, value, gradient, slope };
        const evaluate = (at: number) => this.pointOnLine(closure, at, d);
        const found = strongWolfe(evaluate, start, t, largest(d), tolerance_change, max_eval - evaluations);
        ({ t, value, gradient } = found.point);
        state.t = t;
        this.move(t, d);
        evaluations += found.evaluations;
        state.func_evals += found.evaluations;
      } else {
        this.move(t, d);
        if (iteration === max_iter) break;
        value = this.signed(closure());
        gradient = this.flatGradient();
        evaluations++;
        state.func_evals++;
      }
      if (evaluations >= max_eval || largest(gradient) <= tolerance_grad) break;
      if (largest(d) * t <= tolerance_change || Math.abs(value - previous) < tolerance_change) break;
    }
    return first;
  }

  /** The direction in which to go: minus the gradient, multiplied by the estimate of the inverse curvature. */
  private direction(gradient: Tensor, state: LBFGSState): Tensor {
    const { d, t, prev_flat_grad } = state;
    if (d === undefined || t === undefined || prev_flat_grad === undefined) {
      Object.assign(state, { old_dirs: [], old_stps: [], ro: [], H_diag: 1 });
      return gradient.neg();
    }
    const { old_dirs = [], old_stps = [], ro = [] } = state;
    const y = gradient.sub(prev_flat_grad);
    const s = d.mul(t);
    const ys = y.dot(s);
    if (ys.item() > 1e-10) {
      if (old_dirs.length === this.param_groups[0].history_size)
        [old_dirs, old_stps, ro].forEach((list) => list.shift());
      old_dirs.push(y);
      old_stps.push(s);
      ro.push(ys.reciprocal());
      state.H_diag = ys.div(y.dot(y));
    }
    const alphas: Tensor[] = [];
    const q = gradient.neg();
    for (let i = old_dirs.length - 1; i >= 0; i--) {
      alphas[i] = old_stps[i].dot(q).mul(ro[i]);
      q.add_(old_dirs[i], { alpha: -alphas[i].item() });
    }
    const r = q.mul(state.H_diag ?? 1);
    for (let i = 0; i < old_dirs.length; i++) {
      const beta = old_dirs[i].dot(r).mul(ro[i]);
      r.add_(old_stps[i], { alpha: alphas[i].sub(beta).item() });
    }
    return r;
  }

  /** The closure's value and gradient at distance `t` from the parameters, which stay where they are. */
  private pointOnLine(closure: () => unknown, t: number, d: Tensor): LinePoint {
    const { params } = this.param_groups[0];
    const here = params.map((param) => param.clone());
    this.move(t, d);
    const value = this.signed(closure());
    const gradient = this.flatGradient();
    params.forEach((param, i) => param.copy_(here[i]));
    return { t, value, gradient, slope: gradient.dot(d).item() };
  }

  /** Moves the parameters by t d. */
  private move(t: number, d: Tensor): void {
    let start = 0;
    for (const param of this.param_groups[0].params) {
      const length = param.numel();
      param.add_(d.narrow(0, start, length).view(param.sizes), { alpha: t });
      start += length;
    }
  }

  /** The gradients of all parameters as one vector, for a descent. */
  private flatGradient(): Tensor {
    const { params, maximize } = this.param_groups[0];
    const flat = cat(params.map((p) => p.grad?.reshape(-1) ?? zeros([p.numel()], { dtype: p.dtype })));
    return maximize ? flat.neg() : flat;
  }

  /** The value for a descent. */
  private signed(loss: unknown): number {
    return this.param_groups[0].maximize ? -Number(loss) : Number(loss);
  }

  private stateOfAll(): LBFGSState {
    const [param] = this.param_groups[0].params;
    const state = this.state.get(param) ?? { func_evals: 0, n_iter: 0 };
    this.state.set(param, state);
    return state as LBFGSState;
  }
}
