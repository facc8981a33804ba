import { expect } from 'chai';
import { cosReduced, logOfUniform, octantOf, reduced, sinReduced } from '../../src/random/single.js';

const UNIT = 2 ** -23;

describe('single precision', () => {
  it('takes logarithms to about one unit in the last place', () => {
    for (let k = 1; k <= 2 ** 24; k += 997) {
      const u = k * 2 ** -24;
      const exact = Math.log(u);
      expect(logOfUniform(u)).to.be.closeTo(exact, 1.5 * UNIT * Math.abs(exact));
    }
    expect(logOfUniform(1)).to.equal(0);
  });

  it('gives single-precision numbers', () => {
    for (const value of [logOfUniform(0.3125), sinReduced(0.5), cosReduced(0.5)])
      expect(value).to.equal(Math.fround(value));
  });

  it('reduces an angle to what is left of the nearest even number of eighths of a turn', () => {
    for (let i = 0; i < 1000; i++) {
      const theta = Math.fround((i / 1000) * 2 * Math.PI);
      const octant = octantOf(theta);
      expect(octant % 2).to.equal(0);
      const x = reduced(theta, octant);
      expect(Math.abs(x)).to.be.at.most(Math.PI / 4 + UNIT);
      expect(x).to.be.closeTo(theta - (octant * Math.PI) / 4, UNIT);
      expect(sinReduced(x)).to.be.closeTo(Math.sin(x), UNIT);
      expect(cosReduced(x)).to.be.closeTo(Math.cos(x), UNIT);
    }
  });
});
