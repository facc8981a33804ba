import { expect } from 'chai';
import { readFileSync, writeFileSync } from 'node:fs';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import plt, { encode, type Figure } from '../../src/pyplot/index.js';

/** The share of pixels that may differ: renderers of different machines round edges differently. */
const TOLERANCE = 0.005;

const range = (low: number, high: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
const hill = (xs: readonly number[], ys: readonly number[]): number[][] =>
  ys.map((y) => xs.map((x) => (1 - x / 2 + x ** 5 + y ** 3) * Math.exp(-x * x - y * y)));

/** Pictures of everything that is drawn in a way of its own; PICTURES=write stores them anew. */
const pictures: Record<string, () => Figure> = {
  lines() {
    const [fig, ax] = plt.subplots();
    const t = range(0, 4, 41);
    ax.plot(t, t.map(Math.sin), 'r--', { label: 'sine' });
    ax.plot(t, t.map(Math.cos), { marker: 'o', label: '$\\cos(x)$' });
    ax.scatter([1, 2, 3], [0.5, 0.2, -0.3], { s: [50, 100, 200], c: ['r', 'g', 'b'], alpha: 0.5, label: 'points' });
    ax.set_xlabel('time (s)');
    ax.set_ylabel('value');
    ax.set_title('A title');
    ax.legend();
    ax.grid(true);
    return fig;
  },
  areas() {
    const [fig, [[a, b], [c, d]]] = plt.subplots(2, 2, { figsize: [6, 4.5] });
    a.bar(['a', 'b', 'c'], [3, 7, 5]);
    b.hist(range(0, 99, 100).map((x) => Math.sin(x) + Math.cos(x * x)), 20); // prettier-ignore
    c.imshow(hill(range(-2, 2, 10), range(-2, 2, 10)));
    d.fill_between(range(0, 10, 50), range(0, 10, 50).map(Math.sin), 0, { alpha: 0.4 }); // prettier-ignore
    d.axhline(0.5, { color: 'k', ls: ':' });
    fig.tight_layout();
    return fig;
  },
  contours() {
    const [xs, ys] = [range(-3, 3, 31), range(-2, 2, 21)];
    const [fig, [a, b]] = plt.subplots(1, 2, { figsize: [8, 3.5] });
    fig.colorbar(a.contourf(xs, ys, hill(xs, ys), { cmap: 'RdBu_r' }), { ax: a });
    b.clabel(b.contour(xs, ys, hill(xs, ys)));
    return fig;
  },
  surface() {
    const [xs, ys] = [range(-3, 3, 31), range(-2, 2, 21)];
    const fig = plt.figure();
    const ax = fig.add_subplot({ projection: '3d' });
    ax.plot_surface(xs, ys, hill(xs, ys), { cmap: 'viridis' });
    ax.set_xlabel('x');
    ax.set_zlabel('height');
    return fig;
  },
};

describe('pictures', () => {
  afterEach(() => plt.close('all'));

  for (const [name, draw] of Object.entries(pictures))
    it(`${name} look as they were stored`, () => {
      const file = new URL(`stored/${name}.png`, import.meta.url);
      const bytes = encode(draw(), 'png', { dpi: 60 }) as Uint8Array;
      if (process.env.PICTURES === 'write') writeFileSync(file, bytes);
      const [mine, stored] = [PNG.sync.read(Buffer.from(bytes)), PNG.sync.read(readFileSync(file))];
      expect([mine.width, mine.height]).to.deep.equal([stored.width, stored.height]);
      const differing = pixelmatch(mine.data, stored.data, undefined, mine.width, mine.height, { threshold: 0.2 });
      expect(differing / (mine.width * mine.height)).to.be.below(TOLERANCE);
    });
});
