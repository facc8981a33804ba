// npm run bench -- operators: what rewritten arithmetic costs, on numbers and on tensors.
import 'microtorch/operators';

interface Case {
  readonly operations: number;
  plain(rounds: number): unknown;
  rewritten(rounds: number): unknown;
}

/** The fastest of several measurements, in ns an operation; the two in turn, so that both see the same machine. */
function measure({ operations, plain, rewritten }: Case, rounds: number): [plain: number, rewritten: number] {
  const best: [number, number] = [Infinity, Infinity];
  for (let round = 0; round < 25; round++)
    [plain, rewritten].forEach((run, which) => {
      const begin = performance.now();
      run(rounds);
      best[which] = Math.min(best[which], ((performance.now() - begin) / rounds / operations) * 1e6);
    });
  return best;
}

/** Prints one line a case. */
export async function operators(): Promise<void> {
  const code = (await import(new URL('operators_code.js', import.meta.url).href)) as Record<string, Case>;
  const cases: [what: string, name: string, rounds: number][] = [
    ['numbers in variables', 'locals', 5e6],
    ['numbers in fields, compound', 'members', 5e6],
    ['tensors of 10, methods', 'tensors', 2e4],
    ['tensors of 10 in place, methods', 'inPlace', 2e4],
  ];
  console.log('ns an operation                   as is  with operators  difference');
  for (const [what, name, rounds] of cases) {
    const [plain, rewritten] = measure(code[name], rounds);
    const columns = [plain.toFixed(1).padStart(8), rewritten.toFixed(1).padStart(14), (rewritten - plain).toFixed(1)];
    console.log(`${what.padEnd(31)} ${columns[0]}  ${columns[1]}  ${columns[2].padStart(10)}`);
  }
}
