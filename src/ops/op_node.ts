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
  /** Whether the parameter is a list of tensors. */
  readonly isList: boolean;
}

type Value = Tensor | readonly Tensor[];

const isTensorList = (value: unknown): value is readonly Tensor[] =>
  Array.isArray(value) && value.length > 0 && isTensor(value[0]);

/** Whether gradients flow to an argument: a tensor, or a list with one, that requires grad. */
export function hasGradient(value: unknown): boolean {
  return value instanceof Tensor ? value.requires_grad : isTensorList(value) && value.some((x) => x.requires_grad);
}

/** Whether gradients flow to any of the differentiable arguments, so that the call must be recorded. */
export function anyGradient(formulas: readonly InputFormula[], values: readonly unknown[]): boolean {
  for (let i = 0; i < formulas.length; i++) if (hasGradient(values[formulas[i].index])) return true;
  return false;
}

/** The tensors of the differentiable arguments, one edge each; a number or null has an edge that leads nowhere. */
function edgesOf(formulas: readonly InputFormula[], values: readonly unknown[]): (Tensor | null)[] {
  const edges: (Tensor | null)[] = [];
  for (const { index } of formulas) {
    const value = values[index];
    if (isTensorList(value)) edges.push(...value);
    else edges.push(value instanceof Tensor ? value : null);
  }
  return edges;
}

/** The node of a defined op. Of the call's tensors it keeps those that a formula of a wanted gradient names. */
export class OpNode extends Node {
  private saved: unknown[] = [];
  private savedResult: Saved | Saved[] | null = null;
  private single = true;
  private keepsResult = false;

  constructor(
    private readonly label: string,
    private readonly formulas: readonly InputFormula[],
    values: readonly unknown[],
  ) {
    super(edgesOf(formulas, values));
    // A list of tensors, which only one argument can be, has the edges that the others leave over.
    this.listLength = this.next.length - formulas.length + 1;
  }

  private readonly listLength: number;

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

  /** How many edges the input of a formula has. */
  private edgeCount(formula: InputFormula): number {
    return formula.isList ? this.listLength : 1;
  }

  /** Whether one of `count` edges from `first` on leads somewhere. */
  private wants(first: number, count: number): boolean {
    for (let i = 0; i < count; i++) if (this.next[first + i] !== null) return true;
    return false;
  }

  /** Keeps the values that the formulas of the wanted gradients name; a result that is yet to come is null. */
  save(values: readonly unknown[], result: Value | null): void {
    const saved = new Array<unknown>(values.length);
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      saved[i] = value instanceof Tensor || isTensorList(value) ? null : value;
    }
    let edge = 0;
    for (const formula of this.formulas) {
      const count = this.edgeCount(formula);
      if (this.wants(edge, count)) {
        for (const i of formula.needs) {
          const value = values[i];
          if (value instanceof Tensor) saved[i] = new Saved(value);
          else if (isTensorList(value)) saved[i] = value.map((x) => new Saved(x));
        }
        this.keepsResult ||= formula.needsResult;
      }
      edge += count;
    }
    this.saved = saved;
    if (result !== null) this.saveResult(result);
  }

  /** Keeps the result, if a formula of a wanted gradient names it. */
  saveResult(result: Value): void {
    if (!this.keepsResult) return;
    this.savedResult =
      result instanceof Tensor ? new Saved(result, this, 0) : result.map((x, i) => new Saved(x, this, i));
  }

  backward(grads: readonly (Tensor | null)[]): (Tensor | null)[] {
    const out: (Tensor | null)[] = [];
    const grad = (this.single ? grads[0] : grads) as never;
    for (const input of this.formulas) {
      const count = this.edgeCount(input);
      if (!this.wants(out.length, count)) {
        for (let i = 0; i < count; i++) out.push(null);
        continue;
      }
      const gradient = input.formula(grad, this.contextOf(input, out.length) as never);
      if (Array.isArray(gradient)) out.push(...(gradient as (Tensor | null)[]));
      else out.push(gradient as Tensor | null);
    }
    return out;
  }

  /** What the formula of the input at `edge` may name. */
  private contextOf({ needs, names, needsResult }: InputFormula, edge: number): Record<string, unknown> {
    const shape = this.inputs[edge];
    const context: Record<string, unknown> = { sizes: shape?.sizes, strides: shape?.strides };
    for (let i = 0; i < needs.length; i++) context[names[needs[i]]] = unpack(this.saved[needs[i]]);
    if (needsResult)
      context.result = Array.isArray(this.savedResult) ? lazily(this.savedResult) : unpack(this.savedResult);
    return context;
  }

  override release(): void {
    for (let i = 0; i < this.saved.length; i++) releaseSaved(this.saved[i]);
    releaseSaved(this.savedResult);
  }
}

function releaseSaved(value: unknown): void {
  if (value instanceof Saved) value.release();
  else if (Array.isArray(value)) value.forEach(releaseSaved);
}

function unpack(value: unknown): unknown {
  if (value instanceof Saved) return value.unpack();
  return Array.isArray(value) && value[0] instanceof Saved ? value.map((saved: Saved) => saved.unpack()) : value;
}

/** Several results, each checked when it is used: the others may have been overwritten. */
function lazily(saved: readonly Saved[]): Tensor[] {
  const results: Tensor[] = [];
  saved.forEach((one, i) => Object.defineProperty(results, i, { get: () => one.unpack() }));
  return results;
}
