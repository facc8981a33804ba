import { mode } from '../autograd/modes.js';
import { Node, Saved } from '../autograd/node.js';
import { Signature, type Named, type Values } from '../tensor/signature.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { namesNeeded } from './define.js';

// An op of several results whose gradients come from one computation, such as a recurrent layer: one formula returns those
// of all tensors among the arguments. As elsewhere, the graph saves what the formula names in its parameter list.

/** What the formula may name: the arguments, and which gradients are wanted. */
type Context<S extends string> = Named<S> & {
  /** For each tensor among the arguments whether its gradient is wanted. */
  readonly wanted: readonly boolean[];
};

/** The definition of an op whose gradients are computed together. */
export interface JointDefinition<S extends string, K> {
  /** Its signature, as in `define`. */
  readonly schema: S;
  /**
   * Its results, and what else the gradients need of the computation.
   *
   * @param recorded whether gradients may be asked for, so that something has to be kept
   */
  readonly forward: (
    recorded: boolean,
    ...values: Values<S>
  ) => { readonly results: readonly Tensor[]; readonly kept: K };
  /**
   * The gradients of all tensors among the arguments, in their order; null for one that is not wanted.
   *
   * @param grads those of the results, null for one that was not used
   */
  readonly gradients: (grads: readonly (Tensor | null)[], saved: Context<S>, kept: K) => readonly (Tensor | null)[];
  /** For each result the name of its node: in PyTorch they may come from several. */
  readonly nodes: (...values: Values<S>) => readonly string[];
}

/** A formula, and what it needs. */
interface JointFormula {
  /** The positions of the tensors among the arguments. */
  readonly inputs: readonly number[];
  /** The positions of the arguments that the formula names. */
  readonly needs: readonly number[];
  /** The names of all arguments. */
  readonly names: readonly string[];
  readonly gradients: (grads: readonly (Tensor | null)[], saved: never, kept: never) => readonly (Tensor | null)[];
}

const requiresGrad = (value: unknown): boolean => isTensor(value) && value.requires_grad;

/**
 * Defines an op whose gradients are computed together: an inner one, which the library itself calls with arguments that it has
 * checked.
 */
export function defineJoint<const S extends string, K>({
  schema,
  forward,
  gradients,
  nodes,
}: JointDefinition<S, K>): (...values: Values<S>) => readonly Tensor[] {
  const { parameters } = new Signature(schema);
  const inputs = parameters.flatMap(({ kind }, i) => (kind === 'Tensor' ? [i] : []));
  const names = parameters.map(({ name }) => name);
  let formula: JointFormula | null = null; // found when it is first needed: by then all ops that it may mention exist
  const inspect = (): JointFormula => {
    const found = namesNeeded(gradients);
    return { inputs, names, gradients, needs: names.flatMap((name, i) => (found.has(name) ? [i] : [])) };
  };
  return (...values) => {
    const recorded = mode.grad && inputs.some((i) => requiresGrad(values[i]));
    const { results, kept } = forward(recorded, ...values);
    if (recorded) new JointNode(nodes(...values), (formula ??= inspect()), values, kept).attachTo(results);
    return results;
  };
}

/** The node of an op whose gradients are computed together. */
class JointNode extends Node {
  private readonly saved: readonly unknown[];

  constructor(
    private readonly labels: readonly string[],
    private readonly formula: JointFormula,
    values: readonly unknown[],
    private kept: unknown,
  ) {
    super(formula.inputs.map((i) => values[i] as Tensor | null));
    this.saved = formula.needs.map((i) => {
      const value = values[i];
      return isTensor(value) ? new Saved(value, value.node as Node | null, value.outputNumber) : value;
    });
  }

  attachTo(results: readonly Tensor[]): void {
    this.outputs = results.length;
    results.forEach((tensor, i) => {
      tensor.node = this;
      tensor.outputNumber = i;
    });
  }

  name(output = 0): string {
    return this.labels[output];
  }

  backward(grads: readonly (Tensor | null)[]): (Tensor | null)[] {
    const { needs, names, gradients } = this.formula;
    const context: Record<string, unknown> = { wanted: this.next.map((node) => node !== null) };
    needs.forEach((position, i) => {
      const value = this.saved[i];
      context[names[position]] = value instanceof Saved ? value.unpack() : value;
    });
    return [...gradients(grads, context as never, this.kept as never)];
  }

  override release(): void {
    for (const value of this.saved) if (value instanceof Saved) value.release();
    this.kept = null;
  }
}
