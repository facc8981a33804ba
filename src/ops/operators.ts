import { pythonType } from '../tensor/errors.js';
import type { Scalar } from '../tensor/promotion.js';
import { isTensor, Tensor } from '../tensor/tensor.js';
import { add, mul, neg, reciprocal, remainder, rsub } from './arithmetic.js';
import type { Operand } from './elementwise.js';
import { pow } from './powers.js';

// What `+ - * / % **` mean on tensors. The methods have the keys that `tsover`, a TypeScript with operator overloading,
// looks up, so its type checker and editor service know the operators; microtorch/operators makes them run.

/** The type of an operator that does not exist: nothing can be done with it, so the checker complains where it is used. */
export interface Unsupported {
  /** Why there is no result. */
  readonly unsupported: 'a tensor and a string have no operator in common';
}

declare global {
  interface SymbolConstructor {
    /** The key of `+`. */
    readonly operatorPlus: unique symbol;
    /** The key of `-`. */
    readonly operatorMinus: unique symbol;
    /** The key of `*`. */
    readonly operatorStar: unique symbol;
    /** The key of `/`. */
    readonly operatorSlash: unique symbol;
    /** The key of `**`. */
    readonly operatorStarStar: unique symbol;
    /** The key of `%`. */
    readonly operatorPercent: unique symbol;
    /** What an operator returns to leave the operation to its other operand. */
    readonly deferOperation: unique symbol;
  }
}

declare module '../tensor/tensor.js' {
  interface Tensor {
    /** `left + right`, as {@link add}. */
    [Symbol.operatorPlus](left: Operand, right: Operand): Tensor;
    /** `left + 'text'` is an error of the type checker. */
    [Symbol.operatorPlus](left: Tensor, right: string): Unsupported;
    /** `left - right`, as `torch.sub`. */
    [Symbol.operatorMinus](left: Operand, right: Operand): Tensor;
    /** `left * right`, as {@link mul}. */
    [Symbol.operatorStar](left: Operand, right: Operand): Tensor;
    /** `left / right`, as `torch.div`. */
    [Symbol.operatorSlash](left: Operand, right: Operand): Tensor;
    /** `left ** right`, as {@link pow}. */
    [Symbol.operatorStarStar](left: Operand, right: Operand): Tensor;
    /** `left % right`, Python's, as {@link remainder}. */
    [Symbol.operatorPercent](left: Operand, right: Operand): Tensor;
  }
}

type Key = 'operatorPlus' | 'operatorMinus' | 'operatorStar' | 'operatorSlash' | 'operatorStarStar' | 'operatorPercent';

/** A well-known symbol of tsover, made if nobody did so before: the registered one that its own runtime makes. */
function wellKnown(name: Key | 'deferOperation'): symbol {
  if (!(name in Symbol)) Object.defineProperty(Symbol, name, { value: Symbol.for(`Symbol.${name}`) });
  return Symbol[name];
}

const DEFER = wellKnown('deferOperation');

const isOperand = (x: unknown): x is Operand =>
  typeof x === 'number' || isTensor(x) || typeof x === 'bigint' || typeof x === 'boolean';

/** Python's TypeError for operands that have no operator in common. */
function refuse(sign: string, left: unknown, right: unknown): never {
  const named = sign === '**' ? '** or pow()' : sign;
  const [a, b] = [left, right].map((x) => (isTensor(x) ? 'Tensor' : pythonType(x)));
  throw new TypeError(`unsupported operand type(s) for ${named}: '${a}' and '${b}'`);
}

/** What a tensor does with an operand that is neither a tensor nor a number. */
function unusual(key: symbol, sign: string, left: unknown, right: unknown): symbol {
  const other = isTensor(left) ? right : left;
  if (typeof other === 'symbol') Number(other); // JavaScript's own error
  const isOverloaded = typeof other === 'object' && other !== null && key in other;
  // text before a tensor is concatenation, JavaScript's own
  if (isOverloaded || (sign === '+' && typeof left === 'string')) return DEFER;
  return refuse(sign, left, right);
}

/** An operator: what a tensor on the left does, and what one on the right does with a number before it. */
function defineOperator(
  name: Key,
  sign: string,
  onLeft: (left: Tensor, right: Operand) => Tensor,
  onRight: (left: Scalar, right: Tensor) => Tensor,
): void {
  const key = wellKnown(name);
  const method = (left: unknown, right: unknown): Tensor | symbol => {
    if (isTensor(left)) return isOperand(right) ? onLeft(left, right) : unusual(key, sign, left, right);
    return isTensor(right) && isOperand(left) ? onRight(left as Scalar, right) : unusual(key, sign, left, right);
  };
  Object.defineProperty(Tensor.prototype, key, { value: method, writable: true, configurable: true });
}

// With a number on the left these are what Python calls on the tensor: __rsub__ and __rtruediv__, with their rounding.
defineOperator('operatorPlus', '+', (left, right) => left.add(right), add);
defineOperator(
  'operatorMinus',
  '-',
  (left, right) => left.sub(right),
  (left, right) => rsub(right, left),
);
defineOperator('operatorStar', '*', (left, right) => left.mul(right), mul);
defineOperator(
  'operatorSlash',
  '/',
  (left, right) => left.div(right),
  (left, right) => reciprocal(right).mul(left),
);
defineOperator('operatorStarStar', '**', (left, right) => left.pow(right), pow);
defineOperator('operatorPercent', '%', (left, right) => left.remainder(right), remainder);

/** Python's in-place operators: the tensor on the left is written to. */
const IN_PLACE: Readonly<Record<string, (self: Tensor, other: Operand) => Tensor>> = {
  '+=': (self, other) => self.add_(other),
  '-=': (self, other) => self.sub_(other),
  '*=': (self, other) => self.mul_(other),
  '/=': (self, other) => self.div_(other),
  '**=': (self, other) => self.pow_(other),
  '%=': (self, other) => self.remainder_(other),
};

// tsover has no key for these two: its `a += b` is `a = a + b`, and its checker takes `-x` for a number
Object.defineProperties(Tensor.prototype, {
  [Symbol.for('microtorch.operatorAssign')]: {
    value: function (this: Tensor, sign: string, other: unknown): Tensor {
      if (typeof other === 'symbol') Number(other);
      return isOperand(other) ? IN_PLACE[sign](this, other) : refuse(sign, this, other);
    },
  },
  [Symbol.for('microtorch.operatorNegate')]: {
    value: function (this: Tensor): Tensor {
      return neg(this);
    },
  },
});
