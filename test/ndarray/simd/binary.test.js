import { builds, expectClose, expectSame, lengths, sample } from './harness.js';
const operations = {
    add: (a, b) => a + b,
    sub: (a, b) => a - b,
    mul: (a, b) => a * b,
    div: (a, b) => a / b,
    maximum: Math.max,
    minimum: Math.min,
};
const comparisons = {
    eq: (a, b) => a === b,
    ne: (a, b) => a !== b,
    lt: (a, b) => a < b,
    le: (a, b) => a <= b,
    gt: (a, b) => a > b,
    ge: (a, b) => a >= b,
};
/** Strides of an operand of R x C, and how many elements it has. */
const layouts = {
    whole: (R, C) => [C, 1, R * C],
    'a row': (R, C) => [0, 1, C],
    'a column': (R) => [1, 0, R],
    'one element': () => [0, 0, 1],
    transposed: (R, C) => [1, R, R * C],
    'every other': (R, C) => [2 * C, 2, 2 * R * C],
};
const shapes = [
    [0, 3],
    [3, 0],
    [1, 1],
    [1, 7],
    [5, 1],
    [3, 4],
    [4, 5],
    [2, 18],
    [7, 33],
];
for (const build of builds) {
    const { k } = build;
    const map = (n, f) => Array.from({ length: n }, (_, i) => build.round(f(i)));
    describe(`SIMD functions of two arguments (${build.name})`, () => {
        beforeEach(() => build.reset());
        afterEach(() => build.check());
        for (const [name, f] of Object.entries(operations)) {
            it(`${name} of arrays of the same length, also in place`, () => {
                for (const n of lengths) {
                    for (const end of [0, 1, 2]) {
                        build.reset();
                        const a = build.reals(sample(n, true), end === 0);
                        const b = build.reals(sample(n, true), end === 1);
                        const o = build.reals(n, end === 2);
                        const want = map(n, (i) => f(a.data[i], b.data[i]));
                        k[name](a.ptr, b.ptr, o.ptr, n);
                        expectSame(o.data, want, `${name} of ${n}`);
                        const target = end === 0 ? a : b;
                        k[name](a.ptr, b.ptr, target.ptr, n);
                        expectSame(target.data, want, `${name} in place of ${n}`);
                        build.check();
                    }
                }
            });
            it(`${name} with a scalar, on either side where the order matters`, () => {
                for (const n of lengths) {
                    build.reset();
                    const a = build.reals(sample(n, true), true);
                    const o = build.reals(n);
                    const s = build.round(sample(1)[0]);
                    k[`${name}_scalar`](a.ptr, s, o.ptr, n);
                    const want = map(n, (i) => f(a.data[i], s));
                    expectSame(o.data, want, `${name}_scalar of ${n}`);
                    if (name !== 'sub' && name !== 'div')
                        continue;
                    const reversed = map(n, (i) => f(s, a.data[i]));
                    k[`scalar_${name}`](s, a.ptr, a.ptr, n);
                    expectSame(a.data, reversed, `scalar_${name} of ${n}`);
                    build.check();
                }
            });
            it(`${name} over two dimensions, with every pair of layouts`, () => {
                for (const [R, C] of shapes) {
                    for (const [left, layoutA] of Object.entries(layouts)) {
                        for (const [right, layoutB] of Object.entries(layouts)) {
                            build.reset();
                            const [ars, acs, sizeA] = layoutA(R, C);
                            const [brs, bcs, sizeB] = layoutB(R, C);
                            const a = build.reals(sample(sizeA, true), true);
                            const b = build.reals(sample(sizeB, true));
                            const o = build.reals(R * C);
                            k[`${name}_grid`](a.ptr, ars, acs, b.ptr, brs, bcs, o.ptr, R, C);
                            const want = map(R * C, (i) => {
                                const [r, c] = [Math.floor(i / C), i % C];
                                return f(a.data[r * ars + c * acs], b.data[r * brs + c * bcs]);
                            });
                            expectSame(o.data, want, `${name}_grid of ${left} and ${right}, ${R} x ${C}`);
                            build.check();
                        }
                    }
                }
            });
        }
        for (const [name, f] of Object.entries(comparisons)) {
            it(`${name} gives bytes`, () => {
                for (const n of lengths) {
                    build.reset();
                    const values = sample(n, true);
                    const a = build.reals(values, true);
                    const b = build.reals(sample(n, true).map((x, i) => (i % 3 ? x : values[i])));
                    const o = build.bytesOf(n);
                    k[name](a.ptr, b.ptr, o.ptr, n);
                    const want = map(n, (i) => Number(f(a.data[i], b.data[i])));
                    expectSame(o.data, want, `${name} of ${n}`);
                    k[`${name}_scalar`](a.ptr, 0.5, o.ptr, n);
                    const scalar = map(n, (i) => Number(f(a.data[i], 0.5)));
                    expectSame(o.data, scalar, `${name}_scalar of ${n}`);
                    build.check();
                }
            });
        }
    });
    describe(`SIMD functions of three arguments (${build.name})`, () => {
        beforeEach(() => build.reset());
        afterEach(() => build.check());
        it('axpy, addcmul, addcdiv, lerp and clamp follow their formulas', () => {
            for (const n of lengths) {
                for (const end of [0, 1, 2]) {
                    build.reset();
                    const a = build.reals(sample(n), end === 0);
                    const b = build.reals(sample(n), end === 1);
                    const c = build.reals(sample(n).map((x) => x + Math.sign(x)), end === 2);
                    const o = build.reals(n);
                    const close = (what, f) => expectClose(o.data, map(n, (i) => f(a.data[i], b.data[i], c.data[i])), 16 * build.tolerance, `${what} of ${n}`);
                    k.axpy(a.ptr, 0.75, b.ptr, o.ptr, n);
                    close('axpy', (x, y) => x + 0.75 * y);
                    k.addcmul(a.ptr, -0.5, b.ptr, c.ptr, o.ptr, n);
                    close('addcmul', (x, y, z) => x - 0.5 * y * z);
                    k.addcdiv(a.ptr, -0.5, b.ptr, c.ptr, o.ptr, n);
                    close('addcdiv', (x, y, z) => x - (0.5 * y) / z);
                    for (const w of [0, 0.25, 0.5, 0.75, 1, -2]) {
                        k.lerp_scalar(a.ptr, b.ptr, w, o.ptr, n);
                        close(`lerp ${w}`, (x, y) => x + w * (y - x));
                    }
                    k.lerp(a.ptr, b.ptr, c.ptr, o.ptr, n);
                    close('lerp', (x, y, z) => x + z * (y - x));
                    k.clamp(a.ptr, -1, 0.5, o.ptr, n);
                    close('clamp', (x) => Math.min(Math.max(x, -1), 0.5));
                    k.axpy(a.ptr, 2, b.ptr, a.ptr, n);
                    build.check();
                }
            }
        });
        it('lerp reaches both ends exactly', () => {
            const a = build.reals([0.1, 1e30, -3]);
            const b = build.reals([0.7, -1e-30, 5]);
            const o = build.reals(3);
            k.lerp_scalar(a.ptr, b.ptr, 0, o.ptr, 3);
            expectSame(o.data, a.data, 'start');
            k.lerp_scalar(a.ptr, b.ptr, 1, o.ptr, 3);
            expectSame(o.data, b.data, 'end');
        });
        it('where picks by bytes, from arrays and single elements', () => {
            for (const n of lengths) {
                for (const [as, bs] of [
                    [1, 1],
                    [0, 1],
                    [1, 0],
                    [0, 0],
                    [2, 3],
                ]) {
                    build.reset();
                    const mask = build.bytesOf(sample(n).map((x) => (x > 0 ? 1 : 0)));
                    const a = build.reals(sample(Math.max(1, n * as), true), true);
                    const b = build.reals(sample(Math.max(1, n * bs), true));
                    const o = build.reals(n);
                    k.where(mask.ptr, a.ptr, as, b.ptr, bs, o.ptr, n);
                    const want = map(n, (i) => (mask.data[i] ? a.data[i * as] : b.data[i * bs]));
                    expectSame(o.data, want, `where of ${n}, strides ${as} ${bs}`);
                    build.check();
                }
            }
        });
        it('the derivatives of sigmoid, tanh and relu are those of PyTorch', () => {
            for (const n of lengths) {
                build.reset();
                const g = build.reals(sample(n), true);
                const y = build.reals(sample(n).map((x) => x / 3));
                const o = build.reals(n);
                const close = (what, f) => expectClose(o.data, map(n, (i) => f(g.data[i], y.data[i])), 8 * build.tolerance, `${what} of ${n}`);
                k.sigmoid_backward(g.ptr, y.ptr, o.ptr, n);
                close('sigmoid', (d, v) => d * (1 - v) * v);
                k.tanh_backward(g.ptr, y.ptr, o.ptr, n);
                close('tanh', (d, v) => d * (1 - v * v));
                k.relu_backward(g.ptr, y.ptr, o.ptr, n);
                close('relu', (d, v) => (v <= 0 ? 0 : d));
            }
            const g = build.reals([1, 2, 3, 4]);
            const y = build.reals([NaN, 0, -0, Infinity]);
            k.relu_backward(g.ptr, y.ptr, g.ptr, 4);
            expectSame(g.data, [1, 0, 0, 4], 'relu of special values');
        });
    });
}
//# sourceMappingURL=binary.test.js.map