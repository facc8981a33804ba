import { expect } from 'chai';
import * as np from 'numpy-ts';
import * as torch from '../../src/index.js';

describe('arrays of numpy-ts', () => {
  const whole = np.arange(0, 12).reshape(3, 4);
  const slices = {
    'a row': whole.slice('1'),
    'a block': whole.slice('1:', '1:3'),
    'every other column': whole.slice(':', '1::2'),
    'a slice of a slice': whole.slice('1:').slice(':', '2:'),
    'a transposed slice': whole.slice('1:').T,
  };
  for (const [name, slice] of Object.entries(slices)) {
    it(`are read where they lie: ${name}`, () => {
      expect(torch.tensor(slice).tolist()).to.deep.equal(slice.tolist());
      expect(torch.from_numpy(slice).tolist()).to.deep.equal(slice.tolist());
      expect(torch.as_tensor(slice).tolist()).to.deep.equal(slice.tolist());
    });
  }

  it('share memory through from_numpy, slices too, and not through tensor', () => {
    const array = np.zeros([2, 3]);
    const row = torch.from_numpy(array.slice('1'));
    torch.tensor(array.slice('0')).fill_(7);
    row.fill_(5);
    expect(array.tolist()).to.deep.equal([
      [0, 0, 0],
      [5, 5, 5],
    ]);
  });
});
