#!/usr/bin/env node
// Runs conformance cases against a build of the package and prints how many pass. PACKAGE_ENTRY is the built ES module that
// exports the torch namespace; FORMAT.md describes the cases.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { casesDir, conformance, nameOf, packNames, readPack } from './harness.mjs';

const usage = `usage: run.mjs PACKAGE_ENTRY [--pack NAME,...] [--filter TEXT] [--existing] [--wording] [--show N] [--cases DIR]
               [--json FILE] [--min PACK=PERCENT,...]
  --filter    only cases whose id contains TEXT     --existing  only names that the package has
  --wording   show what passes with other words     --show      so many failures a pack (20)
  --min       exit 1 when a pack passes less than PERCENT of its cases`;
const options = {
  cases: { type: 'string', default: casesDir },
  pack: { type: 'string', default: '' },
  filter: { type: 'string', default: '' },
  existing: { type: 'boolean', default: false },
  wording: { type: 'boolean', default: false },
  show: { type: 'string', default: '20' },
  json: { type: 'string' },
  min: { type: 'string', default: '' },
};
function commandLine() {
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    if (positionals.length === 1) return { ...values, entry: positionals[0] };
    console.error(usage);
  } catch (e) {
    console.error(`${e.message}\n${usage}`);
  }
  process.exit(2);
}
const list = (text) => text.split(',').filter(Boolean);
const arg = commandLine();
const wanted = list(arg.pack);
const minimums = Object.fromEntries(list(arg.min).map((pair) => pair.split('=')));
const shown = Number(arg.show);
const packs = packNames(arg.cases);
const unknown = [...wanted, ...Object.keys(minimums)].filter((pack) => !packs.includes(pack));
if (unknown.length) {
  console.error(`no such pack: ${unknown.join(', ')}; there are ${packs.join(', ')}`);
  process.exit(2);
}

const exported = await import(pathToFileURL(resolve(arg.entry)).href);
const { exists, run } = conformance(exported.tensor ? exported : exported.default);

function runPack(pack) {
  const failures = [];
  const wordings = [];
  const names = new Map();
  const cases = readPack(pack, arg.cases).filter((c) => c.id.includes(arg.filter) && (!arg.existing || exists(c)));
  for (const c of cases) {
    const name = nameOf(c) ?? pack;
    try {
      const wording = run(pack, c);
      if (wording) wordings.push([c.id, wording]);
      names.set(name, names.get(name) ?? true);
    } catch (e) {
      failures.push([
        c.id,
        String(e?.message ?? e)
          .split('\n')[0]
          .slice(0, 200),
      ]);
      names.set(name, false);
    }
  }
  return { cases: cases.length, passed: cases.length - failures.length, names, wordings, failures };
}

const report = {};
let short = 0;
for (const pack of packs) {
  if (wanted.length && !wanted.includes(pack)) continue;
  const { cases, passed, names, wordings, failures } = runPack(pack);
  const whole = [...names.values()].filter(Boolean).length;
  const percent = cases ? (100 * passed) / cases : 0;
  report[pack] = {
    cases,
    passed,
    percent: +percent.toFixed(2),
    names: names.size,
    names_whole: whole,
    other_wording: wordings.length,
    failures,
  };
  const other = wordings.length ? `; ${wordings.length} pass with other wording than PyTorch's` : '';
  console.log(
    `${pack}: ${passed} of ${cases} cases (${percent.toFixed(1)}%), ${whole} of ${names.size} names whole${other}`,
  );
  for (const [id, why] of failures.slice(0, shown)) console.log(`  ${id}: ${why}`);
  if (failures.length > shown) console.log(`  (+${failures.length - shown} more)`);
  if (arg.wording)
    for (const [id, { got, wanted }] of wordings)
      console.log(`  ${id}:\n    got     ${JSON.stringify(got)}\n    PyTorch ${JSON.stringify(wanted)}`);
  if (minimums[pack] !== undefined && percent < Number(minimums[pack])) {
    short++;
    console.log(`  below the minimum of ${minimums[pack]}%`);
  }
}
if (arg.json) writeFileSync(arg.json, JSON.stringify(report, null, 1));
process.exit(short ? 1 : 0);
