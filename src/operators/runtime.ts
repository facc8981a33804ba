/**
 * The functions that rewritten arithmetic calls: `a + b` becomes `add(a, b)`, and `p -= g` becomes `p = subAssign(p, g)`. They
 * mean JavaScript's operators, except where an operand has an operator of its own.
 *
 * @module microtorch/operators/runtime
 */

// Numbers are told apart by one `typeof`, which the engine removes where it knows the types. Each function is written out,
// so that it collects types and is inlined apart from the others. Operands are asked for tsover's methods and nothing is
// imported: any copy of the library will do, and any other library that has them.

type Plain = (left: number, right: number) => unknown;
type Method = (this: unknown, left: unknown, right?: unknown) => unknown;

/** The key that tsover gives an operator: its own symbol where it runs, else the registered one that it would make. */
function wellKnown(name: string): symbol {
  const known: unknown = Reflect.get(Symbol, name);
  return typeof known === 'symbol' ? known : Symbol.for(`Symbol.${name}`);
}

const PLUS = wellKnown('operatorPlus');
const MINUS = wellKnown('operatorMinus');
const STAR = wellKnown('operatorStar');
const SLASH = wellKnown('operatorSlash');
const STAR_STAR = wellKnown('operatorStarStar');
const PERCENT = wellKnown('operatorPercent');
const DEFER = wellKnown('deferOperation');
const ASSIGN = Symbol.for('microtorch.operatorAssign');
const NEGATE = Symbol.for('microtorch.operatorNegate');

function methodOf(value: unknown, key: symbol): Method | undefined {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return undefined;
  const method = (value as Record<symbol, unknown>)[key];
  return typeof method === 'function' ? (method as Method) : undefined;
}

/** What the left operand's method says, then what the right one's does, and then what JavaScript says. */
function operate(key: symbol, left: unknown, right: unknown, plain: Plain): unknown {
  let result: unknown = DEFER;
  const first = methodOf(left, key);
  if (first !== undefined) result = first.call(left, left, right);
  if (result !== DEFER) return result;
  const second = methodOf(right, key);
  if (second !== undefined) result = second.call(right, left, right);
  return result === DEFER ? plain(left as number, right as number) : result;
}

/** In place where the left operand can do that. */
function assign(sign: string, key: symbol, left: unknown, right: unknown, plain: Plain): unknown {
  const inPlace = methodOf(left, ASSIGN);
  return inPlace === undefined ? operate(key, left, right, plain) : inPlace.call(left, sign, right);
}

const plus: Plain = (left, right) => left + right;
const minus: Plain = (left, right) => left - right;
const star: Plain = (left, right) => left * right;
const slash: Plain = (left, right) => left / right;
const starStar: Plain = (left, right) => left ** right;
const percent: Plain = (left, right) => left % right;

/** `left + right` */
export function add(left: unknown, right: unknown): unknown {
  return typeof left === 'number' && typeof right === 'number' ? left + right : operate(PLUS, left, right, plus);
}

/** `left - right` */
export function sub(left: unknown, right: unknown): unknown {
  return typeof left === 'number' && typeof right === 'number' ? left - right : operate(MINUS, left, right, minus);
}

/** `left * right` */
export function mul(left: unknown, right: unknown): unknown {
  return typeof left === 'number' && typeof right === 'number' ? left * right : operate(STAR, left, right, star);
}

/** `left / right` */
export function div(left: unknown, right: unknown): unknown {
  return typeof left === 'number' && typeof right === 'number' ? left / right : operate(SLASH, left, right, slash);
}

/** `left ** right` */
export function pow(left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return left ** right;
  return operate(STAR_STAR, left, right, starStar);
}

/** `left % right`: on numbers JavaScript's, with the sign of `left`; on tensors Python's, with that of `right` */
export function mod(left: unknown, right: unknown): unknown {
  return typeof left === 'number' && typeof right === 'number' ? left % right : operate(PERCENT, left, right, percent);
}

/** `-operand` */
export function neg(operand: unknown): unknown {
  if (typeof operand === 'number') return -operand;
  const negate = methodOf(operand, NEGATE);
  return negate === undefined ? -(operand as number) : negate.call(operand, operand);
}

/** The new value of `left` in `left += right` */
export function addAssign(left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  return assign('+=', PLUS, left, right, plus);
}

/** The new value of `left` in `left -= right` */
export function subAssign(left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return assign('-=', MINUS, left, right, minus);
}

/** The new value of `left` in `left *= right` */
export function mulAssign(left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return left * right;
  return assign('*=', STAR, left, right, star);
}

/** The new value of `left` in `left /= right` */
export function divAssign(left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return left / right;
  return assign('/=', SLASH, left, right, slash);
}

/** The new value of `left` in `left **= right` */
export function powAssign(left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return left ** right;
  return assign('**=', STAR_STAR, left, right, starStar);
}

/** The new value of `left` in `left %= right` */
export function modAssign(left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return left % right;
  return assign('%=', PERCENT, left, right, percent);
}

/** The key in `object[key] += value` as a property key, so that an object is asked for it only once. */
export function propertyKey(key: unknown): PropertyKey {
  if (typeof key === 'number' || typeof key === 'string' || typeof key === 'symbol') return key;
  return Reflect.ownKeys({ [key as string]: 0 })[0];
}

/** The object in `object.key += value`: itself. A call where there would be a parenthesis, which could follow a name. */
export function same<T>(object: T): T {
  return object;
}
