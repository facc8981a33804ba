import { expect } from 'chai';
import { fma } from '../../src/ndarray/fma.js';

describe('fma', () => {
  it('rounds once', () => {
    expect(fma(1 + 2 ** -30, 1 - 2 ** -30, -1)).to.equal(-(2 ** -60));
    expect(fma(0.1, 10, -1)).to.equal(2 ** -54);
    expect(fma(3, 5, 7)).to.equal(22);
  });

  it('passes on what is not finite', () => {
    expect(fma(Infinity, 1, 2)).to.equal(Infinity);
    expect(fma(1e308, 10, 0)).to.equal(Infinity);
    expect(fma(NaN, 1, 2)).to.be.NaN;
    expect(fma(1e300, 1, 1)).to.equal(1e300);
  });
});
