import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import * as torch from '../../src/index.js';
import { mistake, pairs, runPair } from './harness.mjs';
/** Areas in which a pair may wait in pending.json for layers that do not exist yet; in all others every pair must pass. */
const GROWING = ['layers', 'rnn', 'loss', 'optim', 'errors', 'numerics', 'train', 'init'];
const pending = JSON.parse(readFileSync(new URL('pending.json', import.meta.url), 'utf8'));
const isPending = ({ id }) => pending.includes(id);
const wrong = async (pair) => mistake(pair, await runPair(torch, pair));
describe('pairs: a JavaScript program prints what its Python twin prints in PyTorch', () => {
    for (const area of new Set(pairs.map((pair) => pair.area)))
        describe(area, () => {
            for (const pair of pairs)
                if (pair.area === area && !isPending(pair))
                    it(pair.id, async () => {
                        const why = await wrong(pair);
                        if (why !== null)
                            throw new Error(`${why}\n${pair.js}`);
                    }).timeout(20_000);
        });
    describe('pending.json', () => {
        it('names only pairs of areas that are still growing', () => {
            const allowed = pairs.filter((pair) => GROWING.includes(pair.area)).map((pair) => pair.id);
            expect(pending.filter((id) => !allowed.includes(id))).to.deep.equal([]);
        });
        it('names no pair that passes', async () => {
            const passing = [];
            for (const pair of pairs.filter(isPending))
                if ((await wrong(pair)) === null)
                    passing.push(pair.id);
            if (passing.length)
                throw new Error(`these pass, remove them from pending.json: ${passing.join(' ')}`);
        }).timeout(60_000);
        after(() => {
            if (pending.length)
                console.log(`\n    pairs: ${pending.length} of ${pairs.length} are pending: ${pending.join(' ')}`);
        });
    });
});
//# sourceMappingURL=pairs.test.js.map