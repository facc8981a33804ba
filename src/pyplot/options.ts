import { AttributeError } from '../tensor/errors.js';

/** Short names of options, by the name that they stand for. */
export const ALIASES: Readonly<Record<string, string>> = {
  c: 'color',
  ec: 'edgecolor',
  fc: 'facecolor',
  ls: 'linestyle',
  lw: 'linewidth',
  mec: 'markeredgecolor',
  mew: 'markeredgewidth',
  mfc: 'markerfacecolor',
  ms: 'markersize',
  ha: 'horizontalalignment',
  va: 'verticalalignment',
  size: 'fontsize',
  weight: 'fontweight',
  style: 'fontstyle',
  family: 'fontfamily',
};

/** Whether a value is a plain object of named arguments, not data such as an `ndarray`. */
export function isOptions(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !('data' in value && 'shape' in value);
}

/** The positional arguments of a call, and those named in a trailing object. */
export function splitArguments(
  args: readonly unknown[],
): [positional: unknown[], named: Readonly<Record<string, unknown>>] {
  const last = args.at(-1);
  return isOptions(last) ? [args.slice(0, -1), last] : [[...args], {}];
}

/**
 * Named arguments under their full names, those that are null or undefined left out.
 *
 * @param owner what takes them, for the message: `Line2D`
 * @param known the names that it takes
 * @throws AttributeError for a name that it does not take, TypeError for an option that is given twice
 */
export function readOptions<O>(
  owner: string,
  given: Readonly<Record<string, unknown>>,
  known: readonly (keyof O & string)[],
): Partial<O> {
  const options: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const full = known.includes(name as never) ? name : ALIASES[name];
    if (full === undefined || !known.includes(full as never))
      throw new AttributeError(`${owner}.set() got an unexpected keyword argument '${name}'`);
    if (value === undefined || value === null) continue;
    if (full in options)
      throw new TypeError(
        `Got both '${full}' and '${name === full ? aliasOf(full, given) : name}', which are aliases of one another`,
      );
    options[full] = value;
  }
  return options as Partial<O>;
}

const aliasOf = (full: string, given: object): string =>
  Object.keys(given).find((name) => ALIASES[name] === full) ?? full;

/**
 * Binds a call's arguments to parameters by position or name; what is left of the named ones is returned beside.
 *
 * @throws TypeError for too many positional arguments or one that is given twice
 */
export function bindArguments(
  name: string,
  args: readonly unknown[],
  parameters: readonly string[],
): [bound: Record<string, unknown>, rest: Record<string, unknown>] {
  const [positional, named] = splitArguments(args);
  if (positional.length > parameters.length)
    throw new TypeError(
      `${name}() takes ${parameters.length} positional arguments but ${positional.length} were given`,
    );
  const bound: Record<string, unknown> = {};
  const rest: Record<string, unknown> = {};
  positional.forEach((value, i) => (bound[parameters[i]] = value));
  for (const [key, value] of Object.entries(named)) {
    if (!parameters.includes(key)) rest[key] = value;
    else if (parameters.indexOf(key) < positional.length)
      throw new TypeError(`${name}() got multiple values for argument '${key}'`);
    else bound[key] = value;
  }
  return [bound, rest];
}
