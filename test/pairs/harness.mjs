// Runs the JavaScript half of a pair against a torch namespace and compares what it prints with what real PyTorch printed.
// Both the command line (run.mjs) and the mocha test (pairs.test.ts) stand on this file.
//
// A pair's js is the body of an async function with these names in scope: torch, nn, optim, F and
//   p(...xs)      prints the arguments joined by spaces, written as Python's print writes them: strings as they are, tensors, shapes,
//                 dtypes, modules by String(x) (a 0-dim tensor by what console.log prints), true/false/null as True/False/None,
//                 plain arrays as [a, b];
//   r(x, n = 4)   the numbers of a tensor, number or nested array, flattened, n decimals each, one string;
//   msg(f)        the first line of the message of the error that f throws, 'no error' when it throws none;
//   keys(d)       the keys of a dict (a Map or a plain object), at(d, k) its entry k.
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { pairs } from './pairs.mjs';

export { pairs };
const expected = JSON.parse(readFileSync(new URL('expected.json', import.meta.url), 'utf8'));

const AsyncFunction = (async () => {}).constructor;
const NAMES = ['torch', 'nn', 'optim', 'F', 'p', 'r', 'msg', 'keys', 'at'];

/** The pair's program as a function; a SyntaxError when it does not parse. */
export const compile = (pair) => new AsyncFunction(...NAMES, pair.js);

// ---- what the programs print with -------------------------------------------------------------------------------------
/** A number as Python writes the same float, or the int. */
function number(x) {
  if (Number.isNaN(x)) return 'nan';
  if (!Number.isFinite(x)) return x > 0 ? 'inf' : '-inf';
  const plain = x === 0 || (Math.abs(x) >= 1e-4 && Math.abs(x) < 1e16);
  if (plain) return String(x);
  const [mantissa, exponent] = x.toExponential().split('e');
  return `${mantissa}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`;
}

const isScalarTensor = (x) => x?.dtype !== undefined && x?.shape !== undefined && x.shape.length === 0;

function show(x, nested) {
  if (x === null) return 'None';
  if (x === true) return 'True';
  if (x === false) return 'False';
  if (typeof x === 'string') return nested ? `'${x}'` : x;
  if (typeof x === 'number') return number(x);
  if (Array.isArray(x) && x.toString === Array.prototype.toString) return `[${x.map((v) => show(v, true)).join(', ')}]`;
  if (isScalarTensor(x)) {
    const logged = x[inspect.custom]?.(2, {}, inspect);
    return typeof logged === 'string' ? logged : String(x);
  }
  return String(x);
}

const flat = (x) => (Array.isArray(x) ? x.flatMap(flat) : [x]);

function fixed(value, decimals) {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  const x = typeof value === 'bigint' ? Number(value) : value;
  if (typeof x !== 'number') throw new Error(`r: ${String(x)} is not a number`);
  if (!Number.isFinite(x)) return number(x);
  const text = x.toFixed(decimals);
  return /^-0\.?0*$/.test(text) ? text.slice(1) : text;
}

const numbers = (x) =>
  flat(typeof x === 'number' ? x : Array.isArray(x) ? x.map((v) => v?.tolist?.() ?? v) : x.tolist());
const firstLine = (e) => String(e?.message ?? e).split('\n')[0];

function scope(torch, print) {
  const p = (...xs) => print(xs.map((x) => show(x, false)).join(' '));
  const r = (x, n = 4) =>
    numbers(x)
      .map((v) => fixed(v, n))
      .join(' ');
  const msg = (f) => {
    try {
      f();
    } catch (e) {
      return firstLine(e);
    }
    return 'no error';
  };
  const keys = (d) => (d instanceof Map ? [...d.keys()] : Object.keys(d));
  const at = (d, k) => (d instanceof Map ? d.get(k) : d[k]);
  return [torch, torch.nn, torch.optim, torch.nn?.functional, p, r, msg, keys, at];
}

/** Runs a pair after manual_seed(0): the lines that it printed, and the first line of the error that ended it, or null. */
export async function runPair(torch, pair) {
  const lines = [];
  let error = null;
  try {
    torch.manual_seed(0);
    await compile(pair)(...scope(torch, (text) => lines.push(...text.split('\n'))));
  } catch (e) {
    error = firstLine(e) || 'an error without a message';
  }
  // a program that stopped halfway must not leave its modes behind
  torch.set_grad_enabled?.(true);
  torch.set_default_dtype?.(torch.float32);
  return { lines, error };
}

// ---- comparing --------------------------------------------------------------------------------------------------------
const DECIMAL = /-?\d+\.\d{4,}(?:e[+-]\d+)?/g;

/** Equal, or different only in the last of four or more printed decimals, by one: a last-bit difference at a rounding boundary. */
function sameLine(got, want, exact) {
  if (got === want) return true;
  if (exact || got.length !== want.length) return false;
  if (got.replace(DECIMAL, '#') !== want.replace(DECIMAL, '#')) return false;
  const theirs = want.match(DECIMAL) ?? [];
  return (got.match(DECIMAL) ?? []).every((x, i) => {
    const [m, e] = x.split('e');
    const [n, f] = theirs[i].split('e');
    if (e !== f || m.length !== n.length) return false;
    return Math.abs(Number(m) - Number(n)) < 1.5 * 10 ** -(m.length - m.indexOf('.') - 1);
  });
}

/** What is wrong with a pair's result, in one line; null when it prints what PyTorch printed. */
export function mistake(pair, { lines, error }, exact = false) {
  const want = expected[pair.id].split('\n');
  for (const [i, line] of want.entries()) {
    if (i < lines.length && sameLine(lines[i], line, exact)) continue;
    if (i >= lines.length && error !== null) return `threw: ${error}`;
    return `line ${i + 1}: got ${JSON.stringify(lines[i])}, expected ${JSON.stringify(line)}`;
  }
  if (error !== null) return `threw at the end: ${error}`;
  if (lines.length > want.length)
    return `line ${want.length + 1}: got ${JSON.stringify(lines[want.length])}, expected no more`;
  return null;
}
