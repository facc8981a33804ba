import { Node, Saved } from '../autograd/node.js';
import { isTensor, Tensor } from '../tensor/tensor.js';

/** The formula for one input of an op. */
export interface InputFormula {
  /** Which parameter it is the gradient of. */
  readonly index: number;
  /** The names of all parameters of the op. */
  readonly names: readonly string[];
  readonly formula: (grad: never, saved: never) => Tensor | null | readonly (Tensor | null)[];
  /** The parameters whose values it needs. */
  readonly needs: readonly number[];
  readonly needsResult: boolean;
}

type Value = Tensor | readonly Tensor[];

const isTensorList = (value: unknown): value is readonly Tensor[] => Array.isArray(value) && value.length > 0 && isTensor(value[0]);

/** Whether gradients flow to an argument: a tensor, or a list with one, that requires grad. */
export function hasGradient(value: unknown): boolean {
  return value instanceof Tensor ? value.requires_grad : isTensorList(value) && value.some((x) => x.requires_grad);
}

/** The tensors of a differentiable argument, one edge each; a number or null has an edge that leads nowhere. */
function edgesOf(value: unknown): readonly (Tensor | null)[] {
  if (isTensor(value)) return [value];
  return isTensorList(value) ? value : [null];
}

/** The node of a defined op. Of the call's tensors it keeps those that a formula of a wanted gradient names. */
export class OpNode extends Node {
  private saved: unknown[] = [];
  private savedResult: Saved | Saved[] | null = null;
  private single = true;
  private readonly edgeCounts: readonly number[];

  constructor(
    private readonly label: string,
    private readonly formulas: readonly InputFormula[],
    values: readonly unknown[],
  ) {
    const edges = formulas.map(({ index }) => edgesOf(values[index]));
    super(edges.flat());
    this.edgeCounts = edges.map((list) => list.length);
  }

  name(): string {
    return this.label;
  }

  /** Makes this the node that computed `result`. */
  attachTo(result: Value): void {
    if (result instanceof Tensor) {
      result.node = this;
      result.outputNumber = 0;
      return;
    }
    this.single = false;
    this.outputs = result.length;
    result.forEach((tensor, i) => {
      if (!tensor.dtype.is_floating_point) return;
      tensor.node = this;
      tensor.outputNumber = i;
    });
  }

  /** Whether the gradient of the input with formula `k` is wanted, its edges beginning at `edge`. */
  private wants(k: number, edge: number): boolean {
    for (let i = 0; i < this.edgeCounts[k]; i++) if (this.next[edge + i] !== null) return true;
    return false;
  }

  /** Keeps the values that the formulas of the wanted gradients name. */
  save(values: readonly unknown[], result: Value): void {
    this.saved = values.map((value) => (isTensor(value) || isTensorList(value) ? null : value));
    let edge = 0;
    this.formulas.forEach(({ needs, needsResult }, k) => {
      if (this.wants(k, edge)) {
        for (const i of needs) {
          const value = values[i];
          if (isTensor(value)) this.saved[i] = new Saved(value);
          else if (isTensorList(value)) this.saved[i] = value.map((x) => new Saved(x));
        }
        if (needsResult)
          this.savedResult = result instanceof Tensor ? new Saved(result, this, 0) : result.map((x, i) => new Saved(x, this, i));
      }
      edge += this.edgeCounts[k];
    });
  }

  backward(grads: readonly (Tensor | null)[]): (Tensor | null)[] {
    const out: (Tensor | null)[] = [];
    const grad = (this.single ? grads[0] : grads) as never;
    this.formulas.forEach(({ formula, names, needs, needsResult }, k) => {
      const count = this.edgeCounts[k];
      if (!this.wants(k, out.length)) {
        for (let i = 0; i < count; i++) out.push(null);
        return;
      }
      const context: Record<string, unknown> = {};
      for (const i of needs) context[names[i]] = unpack(this.saved[i]);
      if (needsResult) context.result = unpack(this.savedResult);
      const gradient = formula(grad, context as never);
      if (Array.isArray(gradient)) out.push(...(gradient as (Tensor | null)[]));
      else out.push(gradient as Tensor | null);
    });
    return out;
  }

  override release(): void {
    for (const value of [...this.saved, this.savedResult])
      for (const saved of Array.isArray(value) ? (value as unknown[]) : [value]) if (saved instanceof Saved) saved.release();
  }
}

function unpack(value: unknown): unknown {
  if (value instanceof Saved) return value.unpack();
  return Array.isArray(value) && value[0] instanceof Saved ? value.map((saved: Saved) => saved.unpack()) : value;
}
