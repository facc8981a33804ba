import { expect } from 'chai';
import torch from '../../src/index.js';
import plt from '../../src/pyplot/index.js';

/** The attributes of all elements of a tag that stand in the picture, in order. */
function elements(svg: string, tag: string): Record<string, string>[] {
  return [...svg.matchAll(new RegExp(`<${tag} ([^>]*?)/?>`, 'g'))].map(([, attributes]) =>
    Object.fromEntries([...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value])),
  );
}

/** The picture of the current figure, which is closed. */
function picture(): string {
  const svg = plt.gcf().render().toString();
  plt.close('all');
  return svg;
}

/** The lines of a picture: those paths without an area that are not part of the frame. */
const lines = (svg: string) =>
  elements(svg, 'path').filter(({ fill, stroke }) => fill === 'none' && stroke !== undefined);

/** matplotlib's axes in a figure of 6.4 by 4.8 inches, in points. */
const BOX = { left: 57.6, top: 41.472, width: 357.12, height: 266.112 };

const texts = (svg: string, name: string) =>
  [...svg.matchAll(new RegExp(`<text class="${name}"[^>]*>([^<]*)</text>`, 'g'))].map(([, text]) => text);

describe('the geometry of a plot', () => {
  afterEach(() => plt.close('all'));

  it('puts points where matplotlib does: a margin of a twentieth around the data', () => {
    plt.plot([0, 1, 2], [10, 30, 20]);
    const [{ d, stroke, 'stroke-width': width }] = lines(picture());
    const at = (x: number, y: number) => [
      BOX.left + ((x + 0.1) / 2.2) * BOX.width,
      BOX.top + (1 - (y - 9) / 22) * BOX.height,
    ];
    const drawn = [...d.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
    const wanted = [at(0, 10), at(1, 30), at(2, 20)];
    drawn.forEach((point, i) => point.forEach((value, k) => expect(value).to.be.closeTo(wanted[i][k], 1e-3)));
    expect(drawn).to.have.length(3);
    expect([stroke, width]).to.deep.equal(['#1f77b4', '1.5']);
  });

  it('draws the colour, dashes and marker of a format string', () => {
    plt.plot([1, 2, 3], 'r--o', { linewidth: 2 });
    const svg = picture();
    expect(lines(svg)[0]).to.include({ stroke: '#ff0000', 'stroke-dasharray': '7.4 3.2', 'stroke-width': '2' });
    expect(elements(svg, 'use')).to.have.length(3);
    expect(svg).to.match(/class="markers" fill="#ff0000" stroke="#ff0000"/);
  });

  it('leaves gaps for NaN and infinity', () => {
    plt.plot([1, 2, NaN, 3, 4, Infinity, 5, 6]);
    expect(lines(picture())[0].d.match(/M/g)).to.have.length(3);
  });

  it('takes tensors, typed arrays, ndarrays and lists of 0-dim tensors alike', () => {
    const data = torch.tensor([3, 1, 2]);
    const forms = [data, data.numpy(), Float32Array.of(3, 1, 2), [...data], [3, 1, 2], torch.tensor([3n, 1n, 2n])];
    const pictures = forms.map((form) => {
      plt.plot(form);
      return picture();
    });
    expect(new Set(pictures).size).to.equal(1);
  });

  it('draws each column of a matrix as a line in the next colour', () => {
    const drawn = plt.plot(torch.arange(6).view(3, 2));
    expect(drawn.map((line) => line.get_ydata())).to.deep.equal([
      [0, 2, 4],
      [1, 3, 5],
    ]);
    expect(lines(picture()).map(({ stroke }) => stroke)).to.deep.equal(['#1f77b4', '#ff7f0e']);
  });

  it('has ticks and labels where matplotlib has them', () => {
    plt.plot([0, 200], [-64, 1459]);
    plt.xlabel('time');
    const svg = picture();
    const labels = texts(svg, 'tick-label');
    expect(labels).to.deep.equal(['0', '25', '50', '75', '100', '125', '150', '175', '200', ...['0', '200', '400', '600', '800', '1000', '1200', '1400']]); // prettier-ignore
    expect(texts(svg, 'axis-label')).to.deep.equal(['time']);
  });

  it('labels a logarithmic axis with powers', () => {
    plt.semilogy([1, 10, 1000]);
    expect(
      plt
        .gca()
        .get_yticks()
        .map((tick) => Math.round(Math.log10(tick))),
    ).to.deep.equal([0, 1, 2, 3]);
    expect(picture()).to.match(/<tspan>10<\/tspan><tspan[^>]*font-size="70%">2</);
  });

  it('stands bars on zero and counts a histogram as NumPy does', () => {
    plt.bar(['a', 'b'], [3, 4]);
    expect(plt.gca().get_ylim()).to.deep.equal([0, 4.2]);
    plt.close('all');
    const [counts, edges] = plt.hist([1, 2, 2, 3, 4, 4, 4], 3);
    expect(counts).to.deep.equal([1, 2, 4]);
    expect(edges).to.deep.equal([1, 2, 3, 4]);
  });

  it('shows an image with its first row above', () => {
    plt.imshow([[0, 1], [1, 0], [1, 1]]); // prettier-ignore
    expect(plt.gca().get_xlim()).to.deep.equal([-0.5, 1.5]);
    expect(plt.gca().get_ylim()).to.deep.equal([2.5, -0.5]);
    const [{ width, height }] = elements(picture(), 'image');
    expect(Number(height) / Number(width)).to.be.closeTo(1.5, 1e-3);
  });
});

describe('bad input to a plot', () => {
  afterEach(() => plt.close('all'));

  const cases: [what: string, call: () => unknown, message: string][] = [
    ['different lengths', () => plt.plot([1, 2, 3], [1, 2]), 'x and y must have same first dimension, but have shapes (3,) and (2,)'],
    ['different sizes', () => plt.scatter([1, 2, 3], [1, 2]), 'x and y must be the same size'],
    ['an unknown colour', () => plt.plot([1], { color: 'reddish' }), "'reddish' is not a valid value for color"],
    ['an unknown marker', () => plt.plot([1], { marker: '§' }), "Unrecognized marker style '§'"],
    ['an unknown format', () => plt.plot([1], 'r?'), "'r?' is not a valid format string (unrecognized character '?')"],
    ['an unknown option', () => plt.plot([1], { colour: 'r' } as object), "Line2D.set() got an unexpected keyword argument 'colour'"],
    ['an unknown setting', () => Object.assign(plt.rcParams, { 'lines.with': 3 }), 'lines.with is not a valid rc parameter'],
    ['an unknown place', () => plt.legend({ loc: 'nowhere' }), "'nowhere' is not a valid value for loc"],
    ['an unknown format of file', () => plt.savefig('x.bmp'), "Format 'bmp' is not supported"],
    ['a tensor that requires grad', () => plt.plot(torch.ones(2, { requires_grad: true })), "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead."],
    ['infinite limits', () => plt.xlim(0, Infinity), 'Axis limits cannot be NaN or Inf'],
  ]; // prettier-ignore
  for (const [what, call, message] of cases)
    it(`${what} is refused`, () => {
      expect(call).to.throw(message);
    });

  it('an empty series is drawn as empty axes', () => {
    plt.plot([]);
    expect(plt.gca().get_xlim()).to.deep.equal([0, 1]);
  });

  it('a path that cannot be written to is named', () => {
    plt.plot([1, 2]);
    expect(() => plt.savefig('/dev/null/no/figure.svg')).to.throw("savefig: cannot write '/dev/null/no/figure.svg'");
  });
});
