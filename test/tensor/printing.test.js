import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { formatTensor, printOptions, set_printoptions, } from '../../src/tensor/printing.js';
const NON_FINITE = new Map([
    ['nan', NaN],
    ['inf', Infinity],
    ['-inf', -Infinity],
]);
function printable({ dtype, shape, values, lattice }) {
    const value = (i) => {
        if (lattice) {
            const [start, step, modulus] = lattice;
            const x = start + step * ((7919 * i) % modulus);
            if (dtype === 'bool')
                return x !== 0;
            return dtype === 'int64' ? BigInt(x) : dtype === 'float32' ? Math.fround(x) : x;
        }
        const x = values[i];
        if (dtype === 'int64')
            return BigInt(x);
        return typeof x === 'string' ? NON_FINITE.get(x) : x;
    };
    return { shape, dtype, at: (index) => value(index.reduce((flat, i, dim) => flat * shape[dim] + i, 0)) };
}
/** A float32 vector that holds these numbers. */
const vector = (...values) => ({
    shape: [values.length],
    dtype: 'float32',
    at: ([i]) => Math.fround(values[i]),
});
const show = (x) => formatTensor(x, { defaultFloat: 'float32' });
describe('the text of a tensor', () => {
    afterEach(() => set_printoptions({ profile: 'default' }));
    const lines = readFileSync(new URL('./fixtures/printing.jsonl', import.meta.url), 'utf8')
        .trim()
        .split('\n');
    for (const [number, line] of lines.entries()) {
        const c = JSON.parse(line);
        const title = [c.dtype, `[${c.shape.join(', ')}]`, c.options ? JSON.stringify(c.options) : ''].join(' ').trim();
        it(`is PyTorch's, line ${number + 1}: ${title}`, () => {
            const options = Object.entries(c.options ?? {}).map(([k, v]) => [k, v === 'inf' ? Infinity : v]);
            set_printoptions(Object.fromEntries(options));
            const { prefix, defaultFloat = 'float32', gradFn, requiresGrad, parameter } = c;
            expect(formatTensor(printable(c), { prefix, defaultFloat, gradFn, requiresGrad, parameter })).to.equal(c.repr);
        });
    }
    it('takes bool elements as 0 and 1 too', () => {
        expect(show({ shape: [2], dtype: 'bool', at: ([i]) => i })).to.equal('tensor([False,  True])');
    });
    it('reads no element that a summary hides', () => {
        const read = new Set();
        const text = show({
            shape: [10_000_000],
            dtype: 'float32',
            at: ([i]) => {
                read.add(i);
                return i % 2;
            },
        });
        expect(text).to.equal('tensor([0., 1., 0.,  ..., 1., 0., 1.])');
        expect([...read]).to.deep.equal([0, 1, 2, 9_999_997, 9_999_998, 9_999_999]);
    });
});
describe('set_printoptions', () => {
    afterEach(() => set_printoptions({ profile: 'default' }));
    it('changes what is given, keeps the rest, and sets sci_mode anew each time', () => {
        set_printoptions({ precision: 2, sci_mode: true });
        expect(printOptions()).to.deep.equal({
            precision: 2,
            threshold: 1000,
            edgeitems: 3,
            linewidth: 80,
            sci_mode: true,
        });
        set_printoptions({ edgeitems: 5, precision: null });
        expect(printOptions()).to.deep.equal({
            precision: 2,
            threshold: 1000,
            edgeitems: 5,
            linewidth: 80,
            sci_mode: null,
        });
    });
    it('starts from a profile, which the other options override', () => {
        set_printoptions({ profile: 'short', linewidth: 100 });
        expect(printOptions()).to.include({ precision: 2, threshold: 1000, edgeitems: 2, linewidth: 100 });
        set_printoptions({ profile: 'full' });
        expect(printOptions()).to.include({ precision: 4, threshold: Infinity, edgeitems: 3, linewidth: 80 });
    });
    it("takes its arguments in PyTorch's order, with options at the end", () => {
        set_printoptions(6, 10, 2, 40, null, false);
        expect(printOptions()).to.deep.equal({ precision: 6, threshold: 10, edgeitems: 2, linewidth: 40, sci_mode: false });
        set_printoptions(3, { sci_mode: true });
        expect(printOptions()).to.include({ precision: 3, threshold: 10, sci_mode: true });
    });
    it('gives a copy of the options, not the options', () => {
        printOptions().precision = 9;
        expect(show(vector(1.5))).to.equal('tensor([1.5000])');
    });
    it('puts all elements on one line when the line width is infinite', () => {
        set_printoptions({ linewidth: Infinity });
        expect(show(vector(...new Array(500).fill(2)))).to.equal(`tensor([${new Array(500).fill('2.').join(', ')}])`);
    });
    it('refuses what no tensor could be printed with, and changes nothing', () => {
        const before = printOptions();
        const refused = [
            [{ edgeitems: 1, precision: -1 }, 'set_printoptions: precision must be a whole number, zero or more, got -1'],
            [{ precision: 1.5 }, 'set_printoptions: precision must be a whole number, zero or more, got 1.5'],
            [{ edgeitems: -3 }, 'set_printoptions: edgeitems must be a whole number, zero or more, got -3'],
            [{ threshold: NaN }, 'set_printoptions: threshold must be a number, got NaN'],
        ];
        for (const [options, message] of refused)
            expect(() => set_printoptions(options)).to.throw(TypeError, message);
        const unknown = { digits: 3 };
        expect(() => set_printoptions(unknown)).to.throw(TypeError, "unexpected keyword argument 'digits'");
        const profile = { profile: 'long' };
        expect(() => set_printoptions(profile)).to.throw(TypeError, "must be 'default', 'short' or 'full', got long");
        expect(() => set_printoptions(2, { precision: 3 })).to.throw(TypeError, "multiple values for argument 'precision'");
        expect(printOptions()).to.deep.equal(before);
    });
});
//# sourceMappingURL=printing.test.js.map