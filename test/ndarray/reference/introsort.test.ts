import { expect } from 'chai';
import * as torch from '../../../src/index.js';
import { introSort, nthElement, partialSort } from '../../../src/ndarray/reference/introsort.js';

describe('introspective sorting', () => {
  const less = (a: number, b: number) => a < b;
  const sorted = (list: readonly number[]) => [...list].sort((a, b) => a - b);
  const lists: Record<string, number[]> = {
    'no element': [],
    'one element': [3],
    'equal elements': new Array<number>(40).fill(1),
    'ascending elements': Array.from({ length: 100 }, (_, i) => i),
    'descending elements': Array.from({ length: 100 }, (_, i) => -i),
    'organ pipes': Array.from({ length: 200 }, (_, i) => Math.min(i, 200 - i)),
    'mixed elements': Array.from({ length: 1000 }, (_, i) => (i * 7919) % 503),
  };
  for (const [name, list] of Object.entries(lists))
    it(`sorts, sorts in part and selects from ${name}`, () => {
      const whole = [...list];
      introSort(whole, 0, list.length, less);
      expect(whole).to.deep.equal(sorted(list));
      for (const k of [1, 2, 5, 30].filter((n) => n <= list.length)) {
        const part = [...list];
        partialSort(part, 0, k, list.length, less);
        expect(part.slice(0, k)).to.deep.equal(sorted(list).slice(0, k));
        const selected = [...list];
        nthElement(selected, 0, k - 1, list.length, less);
        expect(selected[k - 1]).to.equal(sorted(list)[k - 1]);
        expect(sorted(selected.slice(0, k))).to.deep.equal(sorted(list).slice(0, k));
      }
    });

  it('picks the same of equal elements as PyTorch does', () => {
    const x = torch.arange(80).mul(37).remainder(11);
    expect(x.topk(5).indices.tolist()).to.deep.equal([8, 41, 52, 19, 63]);
    expect(x.topk(1).indices.tolist()).to.deep.equal([8]);
    expect(x.topk(3, { largest: false }).indices.tolist()).to.deep.equal([22, 55, 11]);
    expect(torch.arange(400).mul(37).remainder(11).topk(4).indices.tolist()).to.deep.equal([30, 8, 41, 19]);
    expect(x.kthvalue(40).indices.item()).to.equal(70);
    expect(x.mode().indices.item()).to.equal(0);
    expect(x.median(0).indices.item()).to.equal(26);
  });
});
