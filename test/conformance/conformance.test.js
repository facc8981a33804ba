import * as torch from '../../src/index.js';
import { conformance, nameOf, packNames, readPack } from './harness.mjs';
/** In these packs every case must pass; in the others every case of a name that the library has. */
const WHOLE = ['random', 'repr'];
const SHOWN = 12;
const { exists, run } = conformance(torch);
function check(pack, cases, otherWording) {
    const failures = [];
    for (const c of cases) {
        try {
            if (run(pack, c))
                otherWording.add(c.id);
        }
        catch (e) {
            failures.push(`${c.id}: ${e instanceof Error ? e.message : String(e)}`);
        }
    }
    if (failures.length === 0)
        return;
    const more = failures.length > SHOWN ? `\n  (+${failures.length - SHOWN} more)` : '';
    throw new Error(`${failures.length} of ${cases.length} cases fail\n  ${failures.slice(0, SHOWN).join('\n  ')}${more}`);
}
const group = (cases, key) => {
    const groups = new Map();
    for (const c of cases)
        groups.set(key(c), [...(groups.get(key(c)) ?? []), c]);
    return groups;
};
describe("conformance with PyTorch's recorded results", () => {
    const pending = new Set();
    const present = new Set();
    const otherWording = new Set();
    for (const pack of packNames()) {
        describe(pack, () => {
            const cases = readPack(pack);
            if (WHOLE.includes(pack)) {
                for (const c of cases)
                    it(c.id, () => check(pack, [c], otherWording));
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
        for (const name of present)
            pending.delete(name);
        console.log(`\n    conformance: ${present.size} names are there, ${pending.size} pending: ${[...pending].join(' ')}`);
        if (otherWording.size)
            console.log(`    ${otherWording.size} cases pass in other words than PyTorch's: ${[...otherWording].join(' ')}`);
    });
});
//# sourceMappingURL=conformance.test.js.map