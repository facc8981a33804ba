import { pythonType } from './errors.js';
import { isOptions, Signature, type Values } from './signature.js';

// Functions that PyTorch gives several signatures: randint(high, size) and randint(low, high, size).

/** One signature of a function, and what it does. */
export interface Overload<R> {
  readonly signature: Signature;
  call(...values: never[]): R;
}

/** One signature of a function, as {@link Signature} reads it, and what it does with the arguments. */
export function overload<const S extends string, R>(schema: S, call: (...values: Values<S>) => R): Overload<R> {
  return { signature: new Signature(schema), call };
}

/**
 * A function of an argument list that calls the first overload whose signature fits.
 *
 * @throws TypeError worded as PyTorch's where none fits: of the only one that takes so many arguments, or of all
 */
export function overloads<R>(...list: readonly Overload<R>[]): (args: readonly unknown[]) => R {
  return (args) => {
    const fitting = list.find(({ signature }) => signature.matches(args));
    const { signature, call } = fitting ?? onlyPlausible(list, args);
    return call(...(signature.bind(args) as never[]));
  };
}

/** The positional arguments, and those named in a trailing object. */
function split(args: readonly unknown[]): [positional: unknown[], named: Record<string, unknown>] {
  const given = args.filter((x) => x !== undefined);
  const last = given.at(-1);
  return isOptions(last) ? [given.slice(0, -1), last] : [given, {}];
}

function onlyPlausible<R>(list: readonly Overload<R>[], args: readonly unknown[]): Overload<R> {
  const [positional, named] = split(args);
  const count = positional.length + Object.keys(named).length;
  const plausible = list.filter(({ signature: { parameters } }) => {
    const required = parameters.filter((parameter) => parameter.required).length;
    return required <= count && count <= parameters.length;
  });
  if (plausible.length === 1) return plausible[0];
  const types = [
    ...positional.map(pythonType),
    ...Object.entries(named).map(([name, x]) => `${name}=${pythonType(x)}`),
  ];
  const { name } = list[0].signature;
  throw new TypeError(
    `${name}() received an invalid combination of arguments - got (${types.join(', ')}), but expected one of:\n` +
      list.map(({ signature: { text } }) => ` * ${text.slice(name.length)}\n`).join(''),
  );
}
