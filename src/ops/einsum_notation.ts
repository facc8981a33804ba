import { RuntimeError, ValueError } from '../tensor/errors.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';

// Reading Einstein's notation: which label every dimension of the operands and of the result has.

/** A label for each dimension: a letter, or a number for those that an ellipsis stands for. */
export interface Notation {
  readonly operands: readonly (readonly string[])[];
  readonly output: readonly string[];
}

/** The subscripts of an operand as numbers from 0 to 51, or '...' for dimensions that have none. */
export type Sublist = readonly (number | '...')[];

const ELLIPSIS = '...';

/** Takes subscripts apart, into letters and at most one ellipsis. `at` is where they begin in the equation. */
function split(text: string, at: number, owner: string): string[] {
  const found: string[] = [];
  const isOutput = owner === 'output';
  for (let i = 0; i < text.length; i++) {
    if (text[i] === ' ') continue;
    if (/[a-zA-Z]/.test(text[i])) found.push(text[i]);
    else if (text[i] !== '.')
      throw new RuntimeError(
        `einsum(): invalid subscript given at index ${at + i} in the equation string, subscripts must be in [a-zA-Z]`,
      );
    else if (found.includes(ELLIPSIS))
      throw new RuntimeError(
        `einsum(): found '.' for ${owner} ${isOutput ? 'but an ellipsis (...)' : 'for which an ellipsis'} was already found`,
      );
    else if (!text.startsWith(ELLIPSIS, i))
      throw new RuntimeError(
        `einsum(): found '.' for ${owner} that is not part of any ellipsis${isOutput ? ' (...)' : ''}`,
      );
    else {
      found.push(ELLIPSIS);
      i += ELLIPSIS.length - 1;
    }
  }
  return found;
}

/** How many dimensions the ellipsis of an operand stands for. */
function covered(subscripts: readonly string[], rank: number, operand: number): number {
  const hasEllipsis = subscripts.includes(ELLIPSIS);
  const letters = subscripts.length - Number(hasEllipsis);
  const problem = !hasEllipsis && letters !== rank ? 'does not match' : letters > rank ? 'is more than' : null;
  if (problem !== null)
    throw new RuntimeError(
      `einsum(): the number of subscripts in the equation (${letters}) ${problem} the number of dimensions (${rank}) for ` +
        `operand ${operand}${hasEllipsis ? '' : ' and no ellipsis was given'}`,
    );
  return rank - letters;
}

/** The labels of the result where the equation does not say: those that occur once, in alphabetical order. */
function implicitOutput(operands: readonly (readonly string[])[], ellipsis: readonly string[]): string[] {
  const letters = operands.flat().filter((label) => !ellipsis.includes(label));
  const single = letters.filter((label) => letters.indexOf(label) === letters.lastIndexOf(label));
  return [...ellipsis, ...single.sort()];
}

function requireOutput(output: readonly string[], operands: readonly (readonly string[])[]): void {
  output.forEach((label, i) => {
    if (output.indexOf(label) !== i)
      throw new RuntimeError(`einsum(): output subscript ${label} appears more than once in the output`);
    if (!operands.some((labels) => labels.includes(label)))
      throw new RuntimeError(
        `einsum(): output subscript ${label} does not appear in the equation for any input operand`,
      );
  });
}

/**
 * Reads an equation for operands of these ranks. An ellipsis stands for the dimensions that are left over, aligned at the
 * last one as in broadcasting.
 *
 * @throws RuntimeError worded as PyTorch's
 */
export function readEquation(equation: string, ranks: readonly number[]): Notation {
  const arrow = equation.indexOf('->');
  const left = arrow < 0 ? equation : equation.slice(0, arrow);
  let at = 0;
  const subscripts = left.split(',').map((text, i) => {
    const found = split(text, at, `operand ${i}`);
    at += text.length + 1;
    return found;
  });
  if (subscripts.length > ranks.length)
    throw new RuntimeError('einsum(): fewer operands were provided than specified in the equation');
  if (subscripts.length < ranks.length)
    throw new RuntimeError('einsum(): more operands were provided than specified in the equation');
  const counts = subscripts.map((list, i) => covered(list, ranks[i], i));
  const ellipsis = Array.from({ length: Math.max(...counts) }, (_, i) => String(i));
  const label = (list: readonly string[], count: number) =>
    list.flatMap((name) => (name === ELLIPSIS ? ellipsis.slice(ellipsis.length - count) : [name]));
  const operands = subscripts.map((list, i) => label(list, counts[i]));
  if (arrow < 0) return { operands, output: implicitOutput(operands, ellipsis) };
  const output = label(split(equation.slice(arrow + 2), arrow + 2, 'output'), ellipsis.length);
  requireOutput(output, operands);
  return { operands, output };
}

/**
 * Checks that the dimensions of one label have one size, or, in different operands, sizes that broadcast.
 *
 * @throws RuntimeError worded as PyTorch's
 */
export function requireSizes(operands: readonly Tensor[], notation: Notation): void {
  const seen = new Map<string, number>();
  operands.forEach(({ sizes }, i) => {
    const labels = notation.operands[i];
    labels.forEach((label, d) => {
      const first = labels.indexOf(label);
      if (sizes[first] !== sizes[d])
        throw new RuntimeError(
          `einsum(): subscript ${label} is repeated for operand ${i} but the sizes don't match, ${sizes[d]} != ${sizes[first]}`,
        );
      const before = seen.get(label) ?? 1;
      if (before !== 1 && sizes[d] !== 1 && sizes[d] !== before)
        throw new RuntimeError(
          /\d/.test(label)
            ? `einsum(): dimension ${label} covered by ellipsis in operand ${i}has size ${sizes[d]} which does not broadcast with previously seen ellipsis with size ${before} for the respective dimension`
            : `einsum(): subscript ${label} has size ${sizes[d]} for operand ${i} which does not broadcast with previously seen size ${before}`,
        );
      if (before === 1) seen.set(label, sizes[d]);
    });
  });
}

/** The letter that stands for a number in a sublist: A to Z, then a to z. */
function letter(subscript: number | '...'): string {
  if (subscript === ELLIPSIS) return ELLIPSIS;
  if (!(subscript >= 0 && subscript < 52))
    throw new ValueError('einsum(): subscript in subscript list is not within the valid range [0, 52)');
  return String.fromCharCode(subscript < 26 ? 65 + subscript : 97 + subscript - 26);
}

/** The equation and the operands of a call in sublist format: operand, sublist, operand, sublist, …, and one for the output. */
export function fromSublists(args: readonly unknown[]): [equation: string, operands: Tensor[]] {
  const operands = args.filter((arg) => isTensor(arg));
  const lists = args.filter((arg) => Array.isArray(arg)).map((list: Sublist) => list.map(letter).join(''));
  const inputs = lists.slice(0, operands.length).join(',');
  return [lists.length > operands.length ? `${inputs}->${lists[operands.length]}` : inputs, operands];
}
