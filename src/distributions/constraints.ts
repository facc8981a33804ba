import { logical_and, logical_or } from '../ops/logic.js';
import { pythonFloat } from '../tensor/python_number.js';
import type { Tensor } from '../tensor/tensor.js';

// What parameters and samples must satisfy. Each constraint prints as it does in PyTorch's messages.

/** A bound: a number, or one for every element. */
export type Bound = Tensor | number;

/** A set of allowed values. */
export class Constraint {
  /** @internal */
  constructor(
    private readonly text: string,
    /** Whether each value (each vector, for a constraint on vectors) is allowed. */
    readonly check: (value: Tensor) => Tensor,
  ) {}

  /** Such as `GreaterThan(lower_bound=0.0)`. */
  toString(): string {
    return this.text;
  }

  /** @internal */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.text;
  }
}

/** A bound as Python's f-string writes it. */
const shown = (bound: Bound) => (typeof bound === 'number' ? pythonFloat(bound) : `${bound}`);
const both = (lower: string, upper: string) => `(lower_bound=${lower}, upper_bound=${upper})`;
const isWhole = (value: Tensor) => value.remainder(1).eq(0);

/** Any number but NaN. */
export const real = new Constraint('Real()', (value) => value.eq(value));

/** 0 and 1. */
export const boolean = new Constraint('Boolean()', (value) => logical_or(value.eq(0), value.eq(1)));

/** Vectors that are not negative and sum to 1, along the last dimension. */
export const simplex = new Constraint('Simplex()', (value) =>
  logical_and(value.ge(0).all(-1), value.sum(-1).sub(1).abs().lt(1e-6)),
);

/** x > lower_bound. */
export const greater_than = (lower_bound: Bound) =>
  new Constraint(`GreaterThan(lower_bound=${shown(lower_bound)})`, (value) => value.gt(lower_bound));

/** x ≥ lower_bound. */
export const greater_than_eq = (lower_bound: Bound) =>
  new Constraint(`GreaterThanEq(lower_bound=${shown(lower_bound)})`, (value) => value.ge(lower_bound));

/** x < upper_bound. */
export const less_than = (upper_bound: Bound) =>
  new Constraint(`LessThan(upper_bound=${shown(upper_bound)})`, (value) => value.lt(upper_bound));

/** lower_bound ≤ x ≤ upper_bound. */
export const interval = (lower_bound: Bound, upper_bound: Bound) =>
  new Constraint(`Interval${both(shown(lower_bound), shown(upper_bound))}`, (value) =>
    logical_and(value.ge(lower_bound), value.le(upper_bound)),
  );

/** Whole numbers from lower_bound to upper_bound, both included. */
export const integer_interval = (lower_bound: number, upper_bound: number) =>
  new Constraint(`IntegerInterval${both(String(lower_bound), String(upper_bound))}`, (value) =>
    logical_and(isWhole(value), logical_and(value.ge(lower_bound), value.le(upper_bound))),
  );

/** `base`, for all elements of the last `ndims` dimensions together. */
export const independent = (base: Constraint, ndims: number) =>
  new Constraint(`IndependentConstraint(${base}, ${ndims})`, (value) => {
    let valid = base.check(value);
    for (let d = 0; d < ndims; d++) valid = valid.all(-1);
    return valid;
  });

/** x > 0. */
export const positive = greater_than(0);
/** x ≥ 0. */
export const nonnegative = greater_than_eq(0);
/** 0, 1, 2, … */
export const nonnegative_integer = new Constraint('IntegerGreaterThan(lower_bound=0)', (value) =>
  logical_and(isWhole(value), value.ge(0)),
);
/** 0 ≤ x ≤ 1. */
export const unit_interval = interval(0, 1);
/** Vectors without NaN. */
export const real_vector = independent(real, 1);
