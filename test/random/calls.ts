import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import * as torch from '../../src/index.js';

/** A call, and what PyTorch gave for it from this seed. */
export interface Call {
  readonly seed: number;
  readonly js: string;
  readonly dtype: string;
  readonly shape: number[];
  readonly out: unknown;
  /** What `torch.rand(1)` gave afterwards, which shows how far the stream has come. */
  readonly next: number;
}

export const readCalls = (url: URL): Call[] => JSON.parse(readFileSync(url, 'utf8')) as Call[];

/** Evaluates an expression in `torch` and `D`, its distributions. */
export const evaluate = (js: string): unknown => new Function('torch', 'D', `return ${js}`)(torch, torch.distributions);

const NAMED: Record<string, number> = { nan: NaN, inf: Infinity, '-inf': -Infinity };
const flat = (x: unknown): unknown[] => (Array.isArray(x) ? x.flatMap(flat) : [x]);

/** Runs a call from its seed, and compares all that the fixture says of its result. */
export function check({ seed, js, dtype, shape, out, next }: Call, tolerance: number): void {
  torch.manual_seed(seed);
  const got = evaluate(js) as torch.Tensor;
  expect([...got.shape]).to.deep.equal(shape);
  expect(got.dtype.name).to.equal(dtype);
  const [mine, theirs] = [flat(got.tolist()), flat(out)];
  theirs.forEach((value, i) => {
    const expected = typeof value === 'string' ? NAMED[value] : Number(value);
    const error = Math.abs(Number(mine[i]) - expected);
    const same =
      Object.is(Number(mine[i]) + 0, expected + 0) || error <= tolerance * Math.max(Math.abs(expected), 1e-30);
    if (!same) expect.fail(`element ${i} is ${String(mine[i])}, PyTorch ${String(value)}`);
  });
  expect(torch.rand(1).item()).to.equal(next);
}
