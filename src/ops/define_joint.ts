import { mode } from '../autograd/modes.js';
import { Node, Saved } from '../autograd/node.js';
import { Signature, type Named, type Values } from '../tensor/signature.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { namesNeeded } from './define.js';

// An op of several results whose gradients come from one computation, such as a recurrent layer: one formula returns those
// of all tensors among the arguments. As elsewhere, the graph saves what the formula names in its parameter list.

/** What the formula may name: the arguments, each result by its number, and which gradients are wanted. */
type Context<S extends string> = Named<S> & {
  readonly [result: `result${number}`]: Tensor;
  /** For each tensor among the arguments whether its gradient is wanted. */
  readonly wanted: readonly boolean[];
};

/** The definition of an op whose gradients are computed together. */
export interface JointDefinition<S extends string> {
  /** Its signature, as in `define`. */
  readonly schema: S;
  /** Its results. */
  readonly forward: (...values: Values<S>) => readonly Tensor[];
  /**
   * The gradients of all tensors among the arguments, in their order; null for one that is not wanted.
   *
   * @param grads those of the results, null for one that was not used
   */
  readonly gradients: (grads: readonly (Tensor | null)[], saved: Context<S>) => readonly (Tensor | null)[];
  /** For each result the name of its node: in PyTorch they may come from several. */
  readonly nodes: (...values: Values<S>) => readonly string[];
}

/** A formula, and what it needs. */
interface JointFormula {
  /** The positions of the tensors among the arguments. */
  readonly inputs: readonly number[];
  readonly gradients: (grads: readonly (Tensor | null)[], saved: Record<string, unknown>) => readonly (Tensor | null)[];
  /** The arguments that it names. */
  readonly needs: readonly (readonly [position: number, name: string])[];
  /** The results that it names. */
  readonly needsResults: readonly (readonly [number: number, name: string])[];
}

/**
 * Defines an op whose gradients are computed together: an inner one, which the library itself calls with arguments that it has
 * checked.
 */
export function defineJoint<const S extends string>(definition: JointDefinition<S>): (...values: Values<S>) => readonly Tensor[] {
  const { forward, nodes } = definition;
  const { parameters } = new Signature(definition.schema);
  const inputs = parameters.flatMap(({ kind }, i) => (kind === 'Tensor' ? [i] : []));
  const gradients = definition.gradients as JointFormula['gradients'];
  let formula: JointFormula | null = null; // found when it is first needed: by then all ops that it may mention exist
  const inspect = (): JointFormula => {
    const names = [...namesNeeded(gradients)];
    const needs = names.map((name) => [parameters.findIndex((p) => p.name === name), name] as const);
    const needsResults = names.filter((name) => /^result\d+$/.test(name)).map((name) => [Number(name.slice(6)), name] as const);
    return { inputs, gradients, needs: needs.filter(([position]) => position >= 0), needsResults };
  };
  return (...values) => {
    const results = forward(...values);
    if (mode.grad && inputs.some((i) => requiresGrad(values[i])))
      new JointNode(nodes(...values), (formula ??= inspect()), values, results);
    return results;
  };
}

const requiresGrad = (value: unknown): boolean => isTensor(value) && value.requires_grad;

/** The node of an op whose gradients are computed together. */
class JointNode extends Node {
  private readonly saved: Record<string, unknown>;

  constructor(
    private readonly labels: readonly string[],
    private readonly formula: JointFormula,
    values: readonly unknown[],
    results: readonly Tensor[],
  ) {
    super(formula.inputs.map((i) => values[i] as Tensor | null));
    this.outputs = results.length;
    results.forEach((tensor, i) => {
      tensor.node = this;
      tensor.outputNumber = i;
    });
    this.saved = { wanted: this.next.map((node) => node !== null) };
    for (const [position, name] of formula.needs) {
      const value = values[position];
      this.saved[name] = isTensor(value) ? new Saved(value) : value;
    }
    for (const [number, name] of formula.needsResults) this.saved[name] = new Saved(results[number], this, number);
  }

  name(output = 0): string {
    return this.labels[output];
  }

  backward(grads: readonly (Tensor | null)[]): (Tensor | null)[] {
    const context: Record<string, unknown> = {};
    for (const name in this.saved) {
      const value = this.saved[name];
      context[name] = value instanceof Saved ? value.unpack() : value;
    }
    return [...this.formula.gradients(grads, context)];
  }

  override release(): void {
    for (const name in this.saved) {
      const value = this.saved[name];
      if (value instanceof Saved) value.release();
    }
  }
}
