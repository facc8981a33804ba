import { expect } from 'chai';
import { tqdm, trange } from '../../src/tqdm/index.js';
import { interval, meter, shortNumber } from '../../src/tqdm/meter.js';

const progress = {
  n: 4,
  total: 10,
  elapsed: 2,
  rate: 2,
  desc: '',
  postfix: '',
  unit: 'it',
  columns: null,
  ascii: false,
};

describe('tqdm', () => {
  it('yields what it walks, and counts it', () => {
    const bar = tqdm(['a', 'b', 'c'], { disable: true });
    expect([...bar]).to.deep.equal(['a', 'b', 'c']);
    expect([bar.n, bar.total]).to.deep.equal([3, 3]);
    expect([...trange(3, { disable: true })]).to.deep.equal([0, 1, 2]);
  });

  it('writes the line that tqdm writes', () => {
    expect(meter(progress)).to.equal(' 40%|████      | 4/10 [00:02<00:03,  2.00it/s]');
    expect(meter({ ...progress, desc: 'train', postfix: 'loss=0.5' })).to.equal(
      'train:  40%|████      | 4/10 [00:02<00:03,  2.00it/s, loss=0.5]',
    );
    expect(meter({ ...progress, total: null, rate: 0.5 })).to.equal('4it [00:02,  2.00s/it]');
    expect(interval(3723)).to.equal('1:02:03');
    expect([0.123456, 0.00001234, 12].map(shortNumber)).to.deep.equal(['0.123', '1.23e-05', '12']);
  });

  it('writes plain lines into a file', () => {
    const lines: string[] = [];
    for (const _ of tqdm([1, 2], { file: { write: (text) => lines.push(text) }, desc: 'x', mininterval: 60 }));
    expect(lines[0]).to.match(/^x: +0%\|/);
    expect(lines.at(-1)).to.match(/^x: 100%\|██████████\| 2\/2 .*\n$/);
  });

  it('refuses an unknown option', () => {
    expect(() => tqdm([1], { description: 'x' } as object)).to.throw("Unknown argument(s): 'description'");
  });
});
