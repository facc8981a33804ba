import { isOptions, Signature, type Named } from './signature.js';

/** Positional arguments `P`, any number of them from the left, then possibly an object of options `O`. */
export type Trailing<P extends readonly unknown[], O> =
  P | [...positional: P, options?: O] | (P extends readonly [...infer Head, unknown] ? Trailing<Head, O> : never);

/**
 * Binds the arguments of a class that is written in Python in PyTorch, such as an optimizer: its messages are Python's own,
 * which count `self`.
 */
export class Constructor<S extends string> {
  readonly #signature: Signature<S>;

  /** @param text the signature, named `Class.__init__` */
  constructor(text: S) {
    this.#signature = new Signature(text);
  }

  /**
   * The values of all parameters by name.
   *
   * @param args what the constructor was given: positional arguments, then possibly an object of named ones
   * @throws TypeError for an unknown name, a missing argument, too many of them, or one of the wrong type
   */
  bind(args: readonly unknown[]): Named<S> {
    const { name, parameters } = this.#signature;
    let count = args.length;
    while (count > 0 && args[count - 1] === undefined) count--;
    const positional = parameters.filter((p) => !p.keywordOnly);
    const last = args[count - 1];
    const named = isOptions(last) && positional[count - 1]?.kind !== 'any' ? last : {};
    if (named === last) count--;

    const stranger = Object.keys(named).find(
      (key) => named[key] !== undefined && !parameters.some((p) => p.name === key),
    );
    if (stranger !== undefined) throw new TypeError(`${name}() got an unexpected keyword argument '${stranger}'`);
    const required = positional.filter((p) => p.required);
    if (count > positional.length) {
      const [least, most] = [required.length + 1, positional.length + 1];
      const takes = least === most ? `${most} positional arguments` : `from ${least} to ${most} positional arguments`;
      throw new TypeError(`${name}() takes ${takes} but ${count + 1} were given`);
    }
    const missing = required.filter(
      (p) => (args.slice(0, count)[positional.indexOf(p)] ?? named[p.name]) === undefined,
    );
    if (missing.length > 0) throw new TypeError(`${name}() missing ${listOf(missing.map((p) => p.name))}`);

    const values: readonly unknown[] = this.#signature.bind(args);
    return Object.fromEntries(parameters.map((p, i) => [p.name, values[i]])) as Named<S>;
  }
}

/** Names as Python lists missing arguments: `2 required positional arguments: 'a' and 'b'`. */
function listOf(names: readonly string[]): string {
  const quoted = names.map((name) => `'${name}'`);
  const list = quoted.length < 3 ? quoted.join(' and ') : `${quoted.slice(0, -1).join(', ')}, and ${quoted.at(-1)}`;
  return `${names.length} required positional ${names.length === 1 ? 'argument' : 'arguments'}: ${list}`;
}
