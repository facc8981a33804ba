// npm run bench -- [step ...] [--rounds N]: each training step's time beside PyTorch's, in turn, and resident memory.
// npm run bench -- operators: what rewritten arithmetic costs, on numbers and on tensors.
// npm run bench -- memory: 5000 epochs of the GRU notebook's step in one synchronous loop.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import torch from 'microtorch';
import { steps } from './steps.js';

const megabytes = () => Math.round(process.memoryUsage().rss / 2 ** 20);

/** The fastest of five rounds, in ms a step, after a warm-up. */
function milliseconds(name: string): number {
  torch.manual_seed(0);
  const { make, count } = steps[name];
  const step = make();
  for (let i = 0; i < Math.max(3, count / 10); i++) step();
  let best = Infinity;
  for (let round = 0; round < 5; round++) {
    const begin = performance.now();
    for (let i = 0; i < count; i++) step();
    best = Math.min(best, (performance.now() - begin) / count);
  }
  return best;
}

/** PyTorch's ms for the same step with one thread, or null where python3 has no torch. */
function pytorch(name: string, python: string): number | null {
  const script = fileURLToPath(new URL('pytorch_steps.py', import.meta.url));
  const { stdout, status } = spawnSync(python, [script, name], { encoding: 'utf8' });
  return status === 0 ? (JSON.parse(stdout) as { ms: number }).ms : null;
}

function compare(names: readonly string[], rounds: number, python: string): void {
  console.log('step       ms here  ms PyTorch  ratio   resident memory early and late, MB');
  for (const name of names) {
    let [mine, theirs]: [number, number | null] = [Infinity, null];
    const early = megabytes();
    for (let round = 0; round < rounds; round++) {
      mine = Math.min(mine, milliseconds(name));
      const other = pytorch(name, python);
      if (other !== null) theirs = Math.min(theirs ?? Infinity, other);
    }
    const beside =
      theirs === null
        ? '         –      –'
        : `${theirs.toFixed(2).padStart(10)} ${(theirs / mine).toFixed(2).padStart(6)}`;
    console.log(`${name.padEnd(8)} ${mine.toFixed(2).padStart(9)}  ${beside}   ${early} ${megabytes()}`);
  }
}

/** The loop of memory.ts in a process of its own, whose heap may not grow without bound. */
function memory(): void {
  const script = fileURLToPath(new URL('memory.ts', import.meta.url));
  const { status } = spawnSync(process.execPath, ['--max-old-space-size=96', '--import', 'tsx', script], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '2' }, python: { type: 'string', default: 'python3' } },
});
if (positionals.includes('memory')) memory();
else if (positionals.includes('operators')) await (await import('./operators.js')).operators();
else {
  const names = positionals.length > 0 ? positionals : Object.keys(steps);
  const unknown = names.find((name) => !Object.hasOwn(steps, name));
  if (unknown !== undefined) {
    console.error(`there is no step '${unknown}'; there are ${Object.keys(steps).join(', ')}, operators and memory`);
    process.exitCode = 2;
  } else compare(names, Number(values.rounds), values.python);
}
