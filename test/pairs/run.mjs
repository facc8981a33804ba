#!/usr/bin/env node
// Runs the pairs against a build of the package and prints how many pass. Each runs in a worker thread, so that one which never
// ends costs --seconds and no more. README.md says what a pair is.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { compile, mistake, pairs, runPair } from './harness.mjs';

const usage = `usage: run.mjs PACKAGE_ENTRY [--filter TEXT] [--area NAME,...] [--show N] [--seconds 20] [--exact] [--json FILE]
               [--min PERCENT] [--prune]
       run.mjs --parse
  --exact   equal text, not only up to the last printed decimal    --prune   take what passes out of pending.json
  --min     exit 1 when fewer pass                                 --parse   only check that every program parses`;
const options = {
  filter: { type: 'string', default: '' },
  area: { type: 'string', default: '' },
  show: { type: 'string', default: '40' },
  seconds: { type: 'string', default: '20' },
  exact: { type: 'boolean', default: false },
  json: { type: 'string' },
  min: { type: 'string', default: '0' },
  prune: { type: 'boolean', default: false },
  parse: { type: 'boolean', default: false },
};

if (isMainThread) await main();
else await serve();

/** The worker: runs the pairs whose ids it is sent, one after the other. */
async function serve() {
  const module = await import(workerData.entry);
  const torch = module.default ?? module;
  parentPort.on('message', async (id) =>
    parentPort.postMessage(
      await runPair(
        torch,
        pairs.find((pair) => pair.id === id),
      ),
    ),
  );
  parentPort.postMessage('ready');
}

/** The other side of it: `run(pair)`, with a new worker whenever the last one hung or broke. */
function runner(entry, seconds) {
  let worker = null;
  let settle = () => {}; // takes the answer that is being waited for
  function start() {
    const fresh = new Worker(fileURLToPath(import.meta.url), { workerData: { entry }, execArgv: process.execArgv });
    const lost = (why) => fresh === worker && stop(why);
    fresh.on('message', (message) => settle(message));
    fresh.on('error', (e) => lost(`the worker broke: ${e.message}`));
    fresh.on('exit', () => lost('the worker ended'));
    return fresh;
  }
  function stop(why) {
    void worker.terminate();
    worker = null;
    settle({ lines: [], error: why });
  }
  const answer = () =>
    new Promise((done) => {
      const timer = setTimeout(() => stop(`took longer than ${seconds} s`), seconds * 1000);
      settle = (message) => {
        clearTimeout(timer);
        done(message);
      };
    });
  return {
    async run(pair) {
      if (!worker) {
        worker = start();
        const ready = await answer();
        if (ready !== 'ready') return ready;
      }
      worker.postMessage(pair.id);
      return answer();
    },
    close: () => worker?.terminate(),
  };
}

function commandLine() {
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    if (values.parse || positionals.length === 1) return { ...values, entry: positionals[0] };
    console.error(usage);
  } catch (e) {
    console.error(`${e.message}\n${usage}`);
  }
  process.exit(2);
}

function parseAll() {
  const parses = (pair) => {
    try {
      return Boolean(compile(pair));
    } catch (e) {
      console.log(`${pair.id}: does not parse: ${e.message}`);
      return false;
    }
  };
  const good = pairs.filter(parses).length;
  console.log(`${good} of ${pairs.length} js programs parse`);
  process.exit(good === pairs.length ? 0 : 1);
}

function prune(passed) {
  const file = new URL('pending.json', import.meta.url);
  const before = JSON.parse(readFileSync(file, 'utf8'));
  const after = before.filter((id) => !passed.has(id));
  writeFileSync(file, JSON.stringify(after, null, 2) + '\n');
  console.log(`pending.json: ${before.length} before, ${after.length} now`);
}

async function main() {
  const arg = commandLine();
  if (arg.parse) parseAll();
  const areas = arg.area.split(',').filter(Boolean);
  const unknown = areas.filter((area) => !pairs.some((pair) => pair.area === area));
  if (unknown.length) {
    console.error(
      `no such area: ${unknown.join(', ')}; there are ${[...new Set(pairs.map((x) => x.area))].join(', ')}`,
    );
    process.exit(2);
  }
  const chosen = pairs.filter((pair) => pair.id.includes(arg.filter) && (!areas.length || areas.includes(pair.area)));

  const worker = runner(pathToFileURL(resolve(arg.entry)).href, Number(arg.seconds));
  const table = Object.fromEntries(chosen.map((pair) => [pair.area, [0, 0]]));
  const passed = new Set();
  const failures = [];
  for (const pair of chosen) {
    const why = mistake(pair, await worker.run(pair), arg.exact);
    table[pair.area][1]++;
    if (why === null) {
      table[pair.area][0]++;
      passed.add(pair.id);
    } else failures.push([pair.id, why]);
  }
  await worker.close();

  const shown = Number(arg.show);
  for (const [id, why] of failures.slice(0, shown)) console.log(`  ${id}: ${why.slice(0, 400)}`);
  if (failures.length > shown) console.log(`  (+${failures.length - shown} more)`);
  const percent = (n, m) => (100 * n) / Math.max(1, m);
  const line = (name, [n, m]) => `${name}: ${n} of ${m} (${percent(n, m).toFixed(1)}%)`;
  const total = [passed.size, chosen.length];
  for (const [area, row] of Object.entries(table)) console.log(line(area, row));
  console.log(line('pairs', total));
  if (arg.json) writeFileSync(arg.json, JSON.stringify({ areas: table, total, failures }, null, 1));
  if (arg.prune) prune(passed);
  process.exit(percent(...total) < Number(arg.min) ? 1 : 0);
}
