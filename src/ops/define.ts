import { mode } from '../autograd/modes.js';
import { registerView } from '../autograd/views.js';
import { Signature, type Named, type Values } from '../tensor/signature.js';
import { Tensor } from '../tensor/tensor.js';
import { writeInPlace } from './inplace.js';
import { anyGradient, OpNode, type InputFormula } from './op_node.js';

// An op is defined once, as data: its signature, its value and its derivative. From that follow the function, the method
// and the in-place form, the checks of the arguments and the node in the graph.
//
//     const Mul = define({
//       schema: 'mul(Operand input, Operand other)',
//       forward: arithmetic('mul'),
//       derivative: {
//         input: (grad, { other }) => mul(grad, other),
//         other: (grad, { input }) => mul(grad, input),
//       },
//     });
//
// A formula names, in its parameter list, the values that it needs; the graph saves those and no others. Formulas are
// written with ops, so they can be differentiated again. Broadcasting is undone by the engine.

/** What an op returns: one tensor, or several. */
export type Result = Tensor | readonly Tensor[];

/** The gradient that a formula gets: that of the result, or a list of them (null for a result that was not used). */
type GradOf<R extends Result> = R extends Tensor ? Tensor : readonly (Tensor | null)[];

/**
 * What a formula may name: the arguments of the call, its result, and the sizes and strides of the input whose gradient it
 * is. These cost nothing; a tensor that is named is kept, and must not be written to before the backward pass.
 */
type Context<S extends string, R extends Result> = Named<S> & {
  readonly result: R;
  readonly sizes: readonly number[];
  readonly strides: readonly number[];
};

type GradientFor<V> = V extends readonly Tensor[] ? readonly (Tensor | null)[] : Tensor | null;

/** For each differentiable input, the gradient of the loss with respect to it. */
export type Derivative<S extends string, R extends Result> = {
  readonly [K in keyof Named<S>]?: (grad: GradOf<R>, saved: Context<S, R>) => GradientFor<Named<S>[K]>;
};

interface Names<S extends string> {
  /** Its signature, as PyTorch writes it: `sum(Tensor input, int[]? dim=None, bool keepdim=False)`. */
  readonly schema: S;
  /** Whether it is a method too; by default, when its first parameter is called `input`. */
  readonly method?: boolean;
  /** Whether there is an in-place form, the method `name_`. */
  readonly inplace?: boolean;
  /** Other names of the method. */
  readonly aliases?: readonly string[];
}

/** The definition of an op with a derivative of its own (or none). */
export interface Definition<S extends string, R extends Result> extends Names<S> {
  /** Its value. An op with an in-place form may write to `out`, which has the right sizes, and return it. */
  readonly forward: (...values: [...Values<S>, out?: Tensor]) => R;
  readonly derivative?: Derivative<S, R>;
  /**
   * The name of its node, `Backward0` added if it is missing; by default the schema's name in CamelCase. A function of the
   * arguments where PyTorch's overloads have nodes of their own.
   */
  readonly node?: string | ((...values: Values<S>) => string);
}

/** The definition of an op that is an expression in other ops, and takes its derivative from them. */
export interface Composition<S extends string, R> extends Names<S> {
  readonly compose: (...values: Values<S>) => R;
}

/** A defined op: what its function, method and in-place form call. */
export interface Op<R = unknown> {
  readonly name: string;
  readonly signature: Signature;
  /** The function form. */
  apply(...args: readonly unknown[]): R;
  /** The in-place form, or null. */
  applyInPlace: ((self: Tensor, ...args: readonly unknown[]) => Tensor) | null;
}

/** All ops by name, for the tests and tools that walk them. */
export const registry = new Map<string, Op>();

/** Defines an op with its own derivative. */
export function define<const S extends string, R extends Result>(definition: Definition<S, R>): Op<R> {
  const signature = new Signature(definition.schema);
  const formulas = inputFormulas(signature, definition.derivative ?? {});
  const given = definition.node ?? camelCase(signature.name);
  const nodeName = (values: readonly unknown[]): string => {
    const name = typeof given === 'string' ? given : given(...(values as Values<S>));
    return name.includes('Backward') ? name : `${name}Backward0`;
  };
  const forward = definition.forward as (...values: readonly unknown[]) => R;

  const run = (values: readonly unknown[]): R => {
    const result = forward(...values);
    if (mode.grad && anyGradient(formulas, values)) {
      const node = new OpNode(nodeName(values), formulas, values);
      node.attachTo(result);
      node.save(values, result);
    }
    if (result instanceof Tensor) {
      if (result.viewOf !== null) registerView(result, values[0] as Tensor, 'alone');
    } else
      for (const view of result) if (view.viewOf !== null) registerView(view, values[0] as Tensor, 'among several');
    return result;
  };
  return install(definition, signature, run, (self, values) => {
    writeInPlace(self, values, nodeName(values), formulas, forward as (...values: readonly unknown[]) => Tensor);
  });
}

/** Defines an op as an expression in other ops. */
export function compose<const S extends string, R>(definition: Composition<S, R>): Op<R> {
  const signature = new Signature(definition.schema);
  const run = definition.compose as (...values: readonly unknown[]) => R;
  return install(
    definition,
    signature,
    (values) => run(...values),
    (self, values) => {
      const copy = mode.grad && self.requires_grad ? (self as Tensor & { clone(): Tensor }).clone() : self;
      (self as Tensor & { copy_(x: unknown): Tensor }).copy_(run(copy, ...values.slice(1)));
    },
  );
}

/** Gives Tensor the method and the in-place form. */
function install<S extends string, R>(
  { method, inplace = false, aliases = [] }: Names<S>,
  signature: Signature<S>,
  run: (values: readonly unknown[]) => R,
  runInPlace: (self: Tensor, values: readonly unknown[]) => void,
): Op<R> {
  const { name, parameters } = signature;
  const signatureInPlace = inplace ? new Signature(signature.text.replace('(', '_(')) : signature;
  const applyInPlace = (self: Tensor, ...args: readonly unknown[]): Tensor => {
    runInPlace(self, signatureInPlace.bind([self, ...args], 1) as readonly unknown[]);
    return self;
  };
  const op: Op<R> = {
    name,
    signature,
    apply: (...args) => run(signature.bind(args)),
    applyInPlace: inplace ? applyInPlace : null,
  };
  const isMethod = method ?? parameters[0]?.name === 'input';
  for (const methodName of [name.split('.').pop() as string, ...aliases]) {
    if (isMethod)
      addMethod(methodName, function (this: Tensor, ...args: unknown[]) {
        return run(signature.bind([this, ...args], 1));
      });
    if (inplace)
      addMethod(`${methodName}_`, function (this: Tensor, ...args: unknown[]) {
        return applyInPlace(this, ...args);
      });
  }
  registry.set(name, op);
  return op;
}

/** Gives Tensor a method; its type is declared beside the op, by merging into the interface. */
export function addMethod(name: string, method: (this: Tensor, ...args: never[]) => unknown): void {
  Object.defineProperty(Tensor.prototype, name, { value: method, writable: true, configurable: true });
}

function camelCase(name: string): string {
  return name.replace(/(^|[_.\d])[a-z]/g, (match) => match.toUpperCase()).replace(/[_.]/g, '');
}

type AnyFormula = InputFormula['formula'];

function inputFormulas(signature: Signature, derivative: object): InputFormula[] {
  const names = signature.parameters.map((parameter) => parameter.name);
  return names.flatMap((name, index) => {
    const formula = (derivative as Record<string, AnyFormula>)[name];
    return formula === undefined
      ? []
      : [new LazyFormula(index, names, formula, signature.parameters[index].kind === 'Tensor[]')];
  });
}

/** A formula that is asked what it needs when it is first recorded: by then all ops that it may mention exist. */
class LazyFormula implements InputFormula {
  private found: Set<string> | null = null;
  private indices: readonly number[] = [];

  constructor(
    readonly index: number,
    readonly names: readonly string[],
    readonly formula: AnyFormula,
    readonly isList: boolean,
  ) {}

  private inspect(): Set<string> {
    if (this.found === null) {
      const found = (this.found = namesNeeded(this.formula));
      this.indices = this.names.flatMap((name, i) => (found.has(name) ? [i] : []));
    }
    return this.found;
  }

  get needs(): readonly number[] {
    this.inspect();
    return this.indices;
  }

  get needsResult(): boolean {
    return this.inspect().has('result');
  }
}

/**
 * The names that a formula takes apart in its parameter list. It is called once with a recorder in place of values; the
 * first thing that its body does with one ends the call (as does an error, in a formula that only refuses).
 */
export function namesNeeded(formula: (...args: never[]) => unknown): Set<string> {
  const names = new Set<string>();
  const end = () => {
    throw names;
  };
  const value: unknown = new Proxy(end, {
    // a list of gradients may be taken apart in the parameter list too
    get: (_target, key) => (key === Symbol.iterator ? () => new Array<unknown>(16).fill(value).values() : end()),
    apply: end,
  });
  const recorder = new Proxy(
    {},
    {
      get(_target, name) {
        names.add(String(name));
        return value;
      },
    },
  );
  try {
    formula(value as never, recorder as never);
  } catch {
    // what it needs is known
  }
  return names;
}

/** The type of a function's method form: the same without the first parameter. */
export type Method<F> = F extends (input: never, ...rest: infer Rest) => infer R ? (...rest: Rest) => R : never;

/** The type of a function's in-place form: a method that returns its tensor. */
export type InPlace<F> = F extends (input: never, ...rest: infer Rest) => unknown ? (...rest: Rest) => Tensor : never;
