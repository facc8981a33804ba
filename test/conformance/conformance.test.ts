import * as torch from '../../src/index.js';
import { conformance, nameOf, packNames, readPack } from './harness.mjs';
import type { Case } from './harness.mjs';

/** In these packs every case must pass; in the others every case of a name that the library has. */
const WHOLE = ['random', 'repr'];
const SHOWN = 12;

/**
 * Cases in which PyTorch's own float32 result is farther from the exact one than the tolerance, by its rounding on the way.
 * The library computes them in double precision; test/ops/linalg.test.ts compares such results with exact ones.
 */
const ROUGH = new Set(['matrix_exp/float32/1', 'linalg.ldl_factor/float32/0', 'linalg.ldl_factor_ex/float32/0']);

const { exists, run } = conformance(torch);

function check(pack: string, cases: readonly Case[], otherWording: Set<string>): void {
  const failures: string[] = [];
  for (const c of cases) {
    try {
      if (run(pack, c)) otherWording.add(c.id);
      if (ROUGH.has(c.id)) failures.push(`${c.id}: passes, and is listed as one that cannot`);
    } catch (e) {
      if (!ROUGH.has(c.id)) failures.push(`${c.id}: ${e instanceof Error ? e.message : String(e)}`);
    }
  }
  if (failures.length === 0) return;
  const more = failures.length > SHOWN ? `\n  (+${failures.length - SHOWN} more)` : '';
  throw new Error(
    `${failures.length} of ${cases.length} cases fail\n  ${failures.slice(0, SHOWN).join('\n  ')}${more}`,
  );
}

const group = (cases: readonly Case[], key: (c: Case) => string): Map<string, Case[]> => {
  const groups = new Map<string, Case[]>();
  for (const c of cases) groups.set(key(c), [...(groups.get(key(c)) ?? []), c]);
  return groups;
};

describe("conformance with PyTorch's recorded results", () => {
  const pending = new Set<string>();
  const present = new Set<string>();
  const otherWording = new Set<string>();

  for (const pack of packNames()) {
    describe(pack, () => {
      const cases = readPack(pack);
      if (WHOLE.includes(pack)) {
        for (const c of cases) it(c.id, () => check(pack, [c], otherWording));
        return;
      }
      for (const [name, its] of group(cases, (c) => nameOf(c) ?? pack)) {
        // a name counts as there as soon as any of its forms is, and must then work in all of them
        if (!its.some(exists)) {
          pending.add(name);
          continue;
        }
        present.add(name);
        it(`${name}: ${its.length} cases`, () => check(pack, its, otherWording)).timeout(20_000);
      }
    });
  }

  after(() => {
    for (const name of present) pending.delete(name);
    console.log(
      `\n    conformance: ${present.size} names are there, ${pending.size} pending: ${[...pending].join(' ')}`,
    );
    if (otherWording.size)
      console.log(`    ${otherWording.size} cases pass in other words than PyTorch's: ${[...otherWording].join(' ')}`);
  });
});
